import { writeLink } from '../../src/notebook/exchange/link.ts'
import { chosenOf, inUse, sideOf, sumAt, type ChannelState, type Colors } from './model.ts'

/** The cell of the lesson on channels that holds one window and one filter. */
export const CELL = 'sum-of-three'
const PAGE = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/cnn/channels/`

const nested = (values: readonly number[], side: number): string => {
  const area = side * side
  const planes = Array.from({ length: values.length / area }, (_, c) =>
    values.slice(c * area, (c + 1) * area),
  )
  const rows = (plane: readonly number[]) =>
    Array.from({ length: side }, (_, r) => `[${plane.slice(r * side, (r + 1) * side).join(', ')}]`).join(', ')
  return `[\n${planes.map((plane) => `  [${rows(plane)}],`).join('\n')}\n]`
}

/** One output of the chosen filter as a program: the window, the weights, the engine's convolution. */
export function cellOf(photo: Colors, state: ChannelState): string {
  const side = sideOf(state)
  const filter = chosenOf(state)
  const windows = sumAt(photo, state).parts.flatMap(({ pixels }) =>
    side === 1 ? [pixels[(pixels.length - 1) / 2]!] : pixels,
  )
  return `import { conv2d, tensor } from 'chainrule'

const pixels = ${nested(windows, side)}
const weights = ${nested(inUse(filter, state.kernel), side)}
const bias = ${filter.bias}
const input = tensor([pixels]) // (1, 3, ${side}, ${side})
const filter = tensor([weights]) // (1, 3, ${side}, ${side})
const output = conv2d(input, filter).item() / ${filter.divisor} + bias
console.log(output)
`
}

/** Where the chosen output stands as a cell to run. */
export const codeAddress = async (photo: Colors, state: ChannelState): Promise<string> =>
  `${PAGE}#${await writeLink({ [CELL]: cellOf(photo, state) })}`
