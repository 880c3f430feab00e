import { writeLink } from '../../src/notebook/exchange/link.ts'
import { CELL, networkCode } from './code.ts'
import type { ShownShot } from './face.ts'
import type { DigitState } from './model.ts'
import { PARAMETERS } from './network.ts'

/** The lesson whose cell shows the network. */
const PAGE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/cnn/train-a-cnn/`

/** Where the present network and the chosen digit stand as a cell to run. */
export async function codeAddress(
  state: DigitState,
  { parameters, step }: ShownShot,
  pixels: ArrayLike<number>,
): Promise<string> {
  const isTrained = step > 0 && parameters.length === PARAMETERS
  const code = networkCode(state, isTrained ? parameters : null, pixels)
  return `${PAGE}#${await writeLink({ [CELL]: code })}`
}
