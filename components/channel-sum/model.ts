import { conv2d, tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import type { FeatureMap } from '../kernel-photo/gray.ts'
import type { Json } from '../../src/exercises/judge.ts'

/** A color photograph: 0 … 255, `pixels[(c · H + y) · W + x]`, channels red, green, blue. */
export interface Colors {
  readonly height: number
  readonly width: number
  readonly pixels: ArrayLike<number> // (3, H, W)
}

export const CHANNELS = ['red', 'green', 'blue'] as const
export const SIDE = 3
export const AREA = SIDE ** 2
export const MOST = 16
export const MOST_BIAS = 255
export const DIVISORS = [1, 2, 3, 4, 8, 9, 16, 27] as const
export const KERNELS = ['three', 'one'] as const
export const VIEWS = ['color', ...CHANNELS] as const
export const READINGS = ['picture', 'sign'] as const

/** One filter: three kernels in whole numbers, row by row, with one divisor for all, and one bias. */
export interface Filter {
  readonly weights: readonly number[] // (3, 3, 3): channel, row, column
  readonly divisor: number
  readonly bias: number
}

const times = (kernel: readonly number[], factor: number): number[] =>
  kernel.map((weight) => (weight === 0 ? 0 : weight * factor))
const EDGES = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
const ONES = times(
  Array.from({ length: AREA }, () => 1),
  1,
)
const NONE = times(ONES, 0)
const only = (weight: number): number[] => NONE.map((_, i) => (i === (AREA - 1) / 2 ? weight : 0))

export const PRESETS = {
  edges: { weights: [...EDGES, ...EDGES, ...EDGES], divisor: 3, bias: 0 },
  orange: { weights: [...ONES, ...NONE, ...times(ONES, -1)], divisor: 9, bias: -30 },
  gray: { weights: [...only(2), ...only(5), ...only(1)], divisor: 8, bias: 0 },
  rims: { weights: [...EDGES, ...NONE, ...times(EDGES, -1)], divisor: 1, bias: 0 },
  red: { weights: [...only(1), ...NONE, ...NONE], divisor: 1, bias: 0 },
  nothing: { weights: [...NONE, ...NONE, ...NONE], divisor: 1, bias: 0 },
} as const satisfies Record<string, Filter>
export type PresetName = keyof typeof PRESETS
export const PRESET_NAMES = Object.keys(PRESETS) as PresetName[]
export const FIRST: readonly PresetName[] = ['edges', 'orange', 'gray', 'rims']

export interface ChannelState {
  filters: readonly Filter[]
  /** Which filter is written out. */
  chosen: number
  kernel: (typeof KERNELS)[number]
  view: (typeof VIEWS)[number]
  reading: (typeof READINGS)[number]
  /** The pixel in the middle of the window. */
  row: number
  column: number
}

/** The upper rim of the flower: petals below, leaves above. */
export const INITIAL: ChannelState = {
  filters: FIRST.map((name) => PRESETS[name]),
  chosen: 1,
  kernel: 'three',
  view: 'color',
  reading: 'picture',
  row: 30,
  column: 122,
}

export const chosenOf = ({ filters, chosen }: ChannelState): Filter => filters[chosen]!
export const sideOf = ({ kernel }: Pick<ChannelState, 'kernel'>): number => (kernel === 'one' ? 1 : SIDE)

/** The weights that take part: with a 1 × 1 kernel those in the middle. (3, k, k) */
export const inUse = (filter: Filter, kernel: ChannelState['kernel']): readonly number[] =>
  kernel === 'three' ? filter.weights : filter.weights.filter((_, i) => i % AREA === (AREA - 1) / 2)

/** One filter on all channels, no border: (3, H, W) → (H − k + 1, W − k + 1), the sum divided, then the bias. */
export function mapOf(photo: Colors, filter: Filter, kernel: ChannelState['kernel']): FeatureMap {
  const side = sideOf({ kernel })
  const image = tensor(Float64Array.from(photo.pixels)).reshape([1, 3, photo.height, photo.width])
  const weight = tensor(Float64Array.from(inUse(filter, kernel))).reshape([1, 3, side, side])
  const values = Float64Array.from(conv2d(image, weight).data)
  for (let i = 0; i < values.length; i++) values[i] = values[i]! / filter.divisor + filter.bias
  return { height: photo.height - side + 1, width: photo.width - side + 1, values }
}

export interface Part {
  pixels: number[]
  weights: number[]
  /** Σ pixel · weight over the window, of this channel alone. */
  sum: number
}

/** What each channel adds to one output, and the output. */
export function sumAt(photo: Colors, state: ChannelState): { parts: Part[]; sum: number; output: number } {
  const filter = chosenOf(state)
  const plane = photo.height * photo.width
  const parts = CHANNELS.map((_, c): Part => {
    const weights = Array.from({ length: AREA }, (__, i) =>
      state.kernel === 'one' && i !== (AREA - 1) / 2 ? 0 : filter.weights[c * AREA + i]!,
    )
    const pixels = weights.map((__, i) => {
      const [row, column] = [state.row + Math.floor(i / SIDE) - 1, state.column + (i % SIDE) - 1]
      return photo.pixels[c * plane + row * photo.width + column]!
    })
    return { pixels, weights, sum: pixels.reduce((total, pixel, i) => total + pixel * weights[i]!, 0) }
  })
  const sum = parts.reduce((total, part) => total + part.sum, 0)
  return { parts, sum, output: sum / filter.divisor + filter.bias }
}

/** Even areas on which a filter can be tried: what it answers depends on the sum of each channel's weights alone. */
export const AREAS = {
  black: [0, 0, 0],
  gray: [128, 128, 128],
  white: [255, 255, 255],
  petal: [240, 150, 90],
  leaf: [10, 60, 70],
} as const satisfies Record<string, readonly [number, number, number]>
export type AreaName = keyof typeof AREAS
export const AREA_NAMES = Object.keys(AREAS) as AreaName[]

/** The output in the middle of an area of one color. */
export function onArea(filter: Filter, kernel: ChannelState['kernel'], color: readonly number[]): number {
  const weights = inUse(filter, kernel)
  const each = weights.length / CHANNELS.length
  const sum = weights.reduce((total, weight, i) => total + weight * color[Math.floor(i / each)]!, 0)
  return sum / filter.divisor + filter.bias
}

export interface Counts {
  /** (N, C, H, W) of the output for one photograph. */
  output: readonly [number, number, number, number]
  parameters: number
  macs: number
  /** Weights and biases of a dense layer with as many inputs and outputs. */
  dense: number
}

export function countsOf(
  { filters, kernel }: Pick<ChannelState, 'filters' | 'kernel'>,
  { height, width }: { height: number; width: number },
): Counts {
  const side = sideOf({ kernel })
  const [rows, columns] = [height - side + 1, width - side + 1]
  const each = side * side * CHANNELS.length
  const outputs = filters.length * rows * columns
  return {
    output: [1, filters.length, rows, columns],
    parameters: filters.length * (each + 1),
    macs: outputs * each,
    dense: outputs * (CHANNELS.length * height * width + 1),
  }
}

export const presetOf = (filter: Filter): PresetName | undefined =>
  PRESET_NAMES.find((name) => filterText(PRESETS[name]) === filterText(filter))

export const withFilter = (state: ChannelState, part: Partial<Filter>): ChannelState => ({
  ...state,
  filters: state.filters.map((filter, i) => (i === state.chosen ? { ...filter, ...part } : filter)),
})

/** The same window, kept inside the photograph. */
export function lookAt(
  state: ChannelState,
  { height, width }: { height: number; width: number },
  row: number,
  column: number,
): ChannelState {
  const inside = (value: number, size: number) => Math.min(size - 2, Math.max(1, Math.round(value)))
  return { ...state, row: inside(row, height), column: inside(column, width) }
}

const filterText = ({ weights, divisor, bias }: Filter): string => [...weights, divisor, bias].join(',')

function filterFrom(text: string | undefined, fallback: Filter): Filter {
  const numbers = (text ?? '').split(',').map(Number)
  if (numbers.length !== 3 * AREA + 2 || !numbers.every(Number.isInteger)) return fallback
  const [divisor, bias] = numbers.slice(-2) as [number, number]
  const weights = numbers.slice(0, -2)
  const isKnown = DIVISORS.some((one) => one === divisor) && Math.abs(bias) <= MOST_BIAS
  return isKnown && weights.every((weight) => Math.abs(weight) <= MOST)
    ? { weights, divisor, bias }
    : fallback
}

export const toLink = (state: ChannelState): LinkState => ({
  ...Object.fromEntries(state.filters.map((filter, i) => [`f${i + 1}`, filterText(filter)])),
  chosen: String(state.chosen + 1),
  kernel: state.kernel,
  view: state.view,
  reading: state.reading,
  row: String(state.row),
  column: String(state.column),
})

export const fromLink = (link: LinkState, initial: ChannelState): ChannelState => ({
  filters: initial.filters.map((filter, i) => filterFrom(link[`f${i + 1}`], filter)),
  chosen: Math.round(numberFromLink(link['chosen'], initial.chosen + 1, 1, initial.filters.length)) - 1,
  kernel: wordFromLink(link['kernel'], KERNELS, initial.kernel),
  view: wordFromLink(link['view'], VIEWS, initial.view),
  reading: wordFromLink(link['reading'], READINGS, initial.reading),
  row: Math.round(numberFromLink(link['row'], initial.row, 1, 158)),
  column: Math.round(numberFromLink(link['column'], initial.column, 1, 254)),
})

/** A state from anywhere; what is missing or nonsense is that of the first one. */
export function stateFrom(state: Json): ChannelState {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  return fromLink(
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
    INITIAL,
  )
}

const answer = (state: Json, color: readonly number[]): number => {
  const given = stateFrom(state)
  return onArea(chosenOf(given), given.kernel, color)
}

/** What exercises can ask of the chosen filter. */
export const measures: Record<string, (state: Json) => number> = {
  /** By how much its answers to black and white differ. */
  sees: (state) => Math.abs(answer(state, AREAS.white) - answer(state, AREAS.black)),
  gray: (state) => answer(state, AREAS.gray),
  petal: (state) => answer(state, AREAS.petal),
  leaf: (state) => answer(state, AREAS.leaf),
}
