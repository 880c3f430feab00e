import { loadPhoto } from '../../data/node.ts'
import { toPicture, type Gray } from '../kernel-photo/gray.ts'
import { INITIAL, mapOf, sumAt, type ChannelState, type Colors } from './model.ts'

/** Pixels, author and license of the figure's photograph. */
export const dahlia = () => loadPhoto('flower')

/** The three windows, the sum and the output in the figure's first state, or another one. */
export const summedAtBuild = async (state: Partial<ChannelState> = {}) =>
  sumAt(await dahlia(), { ...INITIAL, ...state })

/** What the filters make of the photograph before any script runs. */
export async function firstMaps(): Promise<Gray[]> {
  const photo: Colors = await dahlia()
  return INITIAL.filters.map((filter) => toPicture(mapOf(photo, filter, INITIAL.kernel)))
}
