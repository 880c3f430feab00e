import { pavilion } from '../kernel-photo/at-build.ts'
import { INITIAL, measured, strength, type Measured, type ShiftState } from './model.ts'

/** What the figure measures with these settings. */
export const measuredAtBuild = async (state: Partial<ShiftState> = {}): Promise<Measured> =>
  measured(await pavilion(), { ...INITIAL, ...state })

/** The three pictures of the figure before any script runs. */
export async function firstLanes() {
  const { first, second, difference } = await measuredAtBuild()
  return { first: strength(first), second: strength(second), difference: strength(difference) }
}
