import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { correlate, type FeatureMap, type Gray } from './gray.ts'

/** Kernels here are 3 × 3, row by row, in whole numbers with one divisor for all. */
export const SIDE = 3
export const MOST = 16
export const DIVISORS = [1, 2, 4, 8, 9, 16] as const

/** Which way the kernel lies on the picture: as written, or turned by 180° as the mathematicians' convolution has it. */
export const WAYS = ['correlation', 'convolution'] as const
/** How a feature map is shown: as a picture cut off at 0 and 255, or by sign. */
export const READINGS = ['picture', 'sign'] as const
export const SIDES = ['output', 'input'] as const

export interface Preset {
  readonly kernel: readonly number[]
  readonly divisor: number
  readonly reading: (typeof READINGS)[number]
}

export const PRESETS = {
  identity: { kernel: [0, 0, 0, 0, 1, 0, 0, 0, 0], divisor: 1, reading: 'picture' },
  blur: { kernel: [1, 1, 1, 1, 1, 1, 1, 1, 1], divisor: 9, reading: 'picture' },
  gauss: { kernel: [1, 2, 1, 2, 4, 2, 1, 2, 1], divisor: 16, reading: 'picture' },
  sharpen: { kernel: [0, -1, 0, -1, 5, -1, 0, -1, 0], divisor: 1, reading: 'picture' },
  vertical: { kernel: [-1, 0, 1, -2, 0, 2, -1, 0, 1], divisor: 1, reading: 'sign' },
  horizontal: { kernel: [-1, -2, -1, 0, 0, 0, 1, 2, 1], divisor: 1, reading: 'sign' },
  laplace: { kernel: [0, 1, 0, 1, -4, 1, 0, 1, 0], divisor: 1, reading: 'sign' },
  shift: { kernel: [0, 0, 0, 1, 0, 0, 0, 0, 0], divisor: 1, reading: 'picture' },
} as const satisfies Record<string, Preset>
export type PresetName = keyof typeof PRESETS
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]

export interface KernelState {
  kernel: readonly number[]
  divisor: number
  way: (typeof WAYS)[number]
  reading: (typeof READINGS)[number]
  /** What is looked at: an output with its window, or an input with the outputs that it touches. */
  side: (typeof SIDES)[number]
  row: number
  column: number
}

/** The corner of a roof: sky above, shade below. */
export const INITIAL: KernelState = {
  ...PRESETS.sharpen,
  way: 'correlation',
  side: 'output',
  row: 69,
  column: 37,
}

/** The weights as they lie on the picture. */
export const laid = ({ kernel, way }: Pick<KernelState, 'kernel' | 'way'>): readonly number[] =>
  way === 'convolution' ? kernel.toReversed() : kernel

export const mapOf = (photo: Gray, state: Pick<KernelState, 'kernel' | 'divisor' | 'way'>): FeatureMap =>
  correlate(photo, laid(state), { divisor: state.divisor })

/** Rows and columns of the side that is looked at. */
export const sizeOf = ({ height, width }: { height: number; width: number }, side: KernelState['side']) =>
  side === 'input' ? { height, width } : { height: height - SIDE + 1, width: width - SIDE + 1 }

/** The same place, kept on the picture. */
export function lookAt(
  state: KernelState,
  photo: { height: number; width: number },
  at: { side?: KernelState['side']; row: number; column: number },
): KernelState {
  const side = at.side ?? state.side
  const { height, width } = sizeOf(photo, side)
  const within = (value: number, size: number) => Math.min(size - 1, Math.max(0, Math.round(value)))
  return { ...state, side, row: within(at.row, height), column: within(at.column, width) }
}

export interface Cell {
  row: number
  column: number
  pixel: number
  weight: number
  product: number
}

/** The nine products of one output, in the window's order, and the output. */
export function windowAt(photo: Gray, state: KernelState): { cells: Cell[]; sum: number; output: number } {
  const cells = laid(state).map((weight, i): Cell => {
    const [row, column] = [state.row + Math.floor(i / SIDE), state.column + (i % SIDE)]
    const pixel = photo.values[row * photo.width + column]!
    return { row, column, pixel, weight, product: tidy(pixel * weight) }
  })
  const sum = cells.reduce((total, { product }) => total + product, 0)
  return { cells, sum, output: sum / state.divisor }
}

/**
 * The outputs that one pixel touches, in the order in which they lie, each with the weight by which the pixel enters.
 * Output (r − p, c − q) meets pixel (r, c) with weight w[p, q]: read in order, the weights stand turned by 180°. Null
 * where the kernel would reach over the border.
 */
export function touchedBy(photo: Gray, state: KernelState): (Cell | null)[] {
  const { height, width } = sizeOf(photo, 'output')
  const pixel = photo.values[state.row * photo.width + state.column]!
  return laid(state)
    .toReversed()
    .map((weight, i): Cell | null => {
      const [row, column] = [
        state.row - SIDE + 1 + Math.floor(i / SIDE),
        state.column - SIDE + 1 + (i % SIDE),
      ]
      if (row < 0 || column < 0 || row >= height || column >= width) return null
      return { row, column, pixel, weight, product: tidy(pixel * weight) }
    })
}

/** Zero without a sign. */
const tidy = (value: number): number => (value === 0 ? 0 : value)

export const presetOf = ({
  kernel,
  divisor,
}: Pick<KernelState, 'kernel' | 'divisor'>): PresetName | undefined =>
  PRESET_NAMES.find(
    (name) =>
      PRESETS[name].divisor === divisor && PRESETS[name].kernel.every((weight, i) => weight === kernel[i]),
  )

export const toLink = (state: KernelState): LinkState => ({
  kernel: state.kernel.join(','),
  divisor: String(state.divisor),
  way: state.way,
  reading: state.reading,
  side: state.side,
  row: String(state.row),
  column: String(state.column),
})

export function fromLink(link: LinkState, initial: KernelState): KernelState {
  const numbers = (link['kernel'] ?? '').split(',').map(Number)
  const isKernel =
    numbers.length === SIDE ** 2 && numbers.every((n) => Number.isInteger(n) && Math.abs(n) <= MOST)
  return {
    kernel: isKernel && link['kernel'] ? numbers : initial.kernel,
    divisor: DIVISORS.find((divisor) => String(divisor) === link['divisor']) ?? initial.divisor,
    way: wordFromLink(link['way'], WAYS, initial.way),
    reading: wordFromLink(link['reading'], READINGS, initial.reading),
    side: wordFromLink(link['side'], SIDES, initial.side),
    row: Math.round(numberFromLink(link['row'], initial.row, 0, 10_000)),
    column: Math.round(numberFromLink(link['column'], initial.column, 0, 10_000)),
  }
}
