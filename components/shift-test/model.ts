import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { correlate, type FeatureMap, type Gray } from '../kernel-photo/gray.ts'

export const FARTHEST = 24
/** What is done to the picture: with which borders, with which stride, or with a kernel of its own at every place. */
export const LAYERS = ['valid', 'zeros', 'stride', 'unshared'] as const
export const EDGES = [-1, 0, 1, -2, 0, 2, -1, 0, 1] as const

export interface ShiftState {
  layer: (typeof LAYERS)[number]
  /** Pixels to the right and down; what comes in at the border is black. */
  right: number
  down: number
}

export const INITIAL: ShiftState = { layer: 'valid', right: 12, down: 6 }

export const strideOf = ({ layer }: Pick<ShiftState, 'layer'>): number => (layer === 'stride' ? 2 : 1)
const paddingOf = ({ layer }: Pick<ShiftState, 'layer'>): number => (layer === 'zeros' ? 1 : 0)

/** y[i, j] = x[i − down, j − right], and 0 where that lies outside. */
export function shifted(
  map: { height: number; width: number; values: ArrayLike<number> },
  right: number,
  down: number,
): FeatureMap {
  const { height, width, values } = map
  const out = new Float64Array(height * width)
  for (let i = Math.max(0, down); i < Math.min(height, height + down); i++)
    for (let j = Math.max(0, right); j < Math.min(width, width + right); j++)
      out[i * width + j] = values[(i - down) * width + j - right]!
  return { height, width, values: out }
}

/** The layer under test, on any picture of the same size. */
function apply(
  state: ShiftState,
  picture: { height: number; width: number; values: ArrayLike<number> },
): FeatureMap {
  if (state.layer === 'unshared') return unshared(picture)
  return correlate(picture, EDGES, { stride: strideOf(state), padding: paddingOf(state) })
}

let kernels: Int8Array | undefined

/** A locally connected layer: at each place nine weights of its own, whole numbers from −2 to 2. */
function unshared({
  height,
  width,
  values,
}: {
  height: number
  width: number
  values: ArrayLike<number>
}): FeatureMap {
  const [rows, columns] = [height - 2, width - 2]
  const size = rows * columns * 9
  if (kernels?.length !== size) kernels = scattered(size)
  const weights = kernels
  const out = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < columns; j++) {
      let sum = 0
      for (let p = 0; p < 3; p++)
        for (let q = 0; q < 3; q++)
          sum += weights[(i * columns + j) * 9 + 3 * p + q]! * values[(i + p) * width + j + q]!
      out[i * columns + j] = sum
    }
  return { height: rows, width: columns, values: out }
}

/**
 * Numbers without a pattern that matters here, from a linear congruential generator (Numerical Recipes, §7.1): there are
 * hundreds of thousands, and good random numbers would cost the page a noticeable pause.
 */
function scattered(count: number): Int8Array {
  const numbers = new Int8Array(count)
  for (let i = 0, state = 1; i < count; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    numbers[i] = ((state >>> 16) % 5) - 2
  }
  return numbers
}

/** How far the map is moved to answer for a picture moved by `pixels`: whole steps of the stride, toward zero. */
export const stepsOf = (state: ShiftState, pixels: number): number => {
  const steps = Math.trunc(pixels / strideOf(state))
  return steps === 0 ? 0 : steps
}

export interface Measured {
  /** The picture moved, then the layer. */
  first: FeatureMap
  /** The layer, then its map moved. */
  second: FeatureMap
  difference: FeatureMap
  /** Outputs whose windows lie inside the picture both times, and those where a border takes part. */
  inside: Tally
  border: Tally
}

export interface Tally {
  count: number
  differ: number
  most: number
}

/** Both orders of moving and computing, and where their results differ. */
export function measured(photo: Gray, state: ShiftState): Measured {
  const first = apply(state, shifted(photo, state.right, state.down))
  const whole = apply(state, photo)
  const second = shifted(whole, stepsOf(state, state.right), stepsOf(state, state.down))
  const { height, width } = first
  const values = first.values.map((value, i) => Math.abs(value - second.values[i]!))
  const tallies = { inside: { count: 0, differ: 0, most: 0 }, border: { count: 0, differ: 0, most: 0 } }
  const rows = insideOf(state, photo.height, height, state.down)
  const columns = insideOf(state, photo.width, width, state.right)
  for (let i = 0; i < height; i++)
    for (let j = 0; j < width; j++) {
      const tally = tallies[rows[i]! && columns[j]! ? 'inside' : 'border']
      const value = values[i * width + j]!
      tally.count += 1
      if (value > 0) tally.differ += 1
      tally.most = Math.max(tally.most, value)
    }
  return { first, second, difference: { height, width, values }, ...tallies }
}

/**
 * Along one axis: whether the window of each output shows pixels of the photograph only, in the moved picture, and also
 * the window of the output that is moved onto its place.
 */
function insideOf(state: ShiftState, size: number, outputs: number, pixels: number): boolean[] {
  const [stride, padding] = [strideOf(state), paddingOf(state)]
  const steps = stepsOf(state, pixels)
  return Array.from({ length: outputs }, (_, i) => {
    const start = i * stride - padding
    const before = (i - steps) * stride - padding
    return (
      start >= Math.max(0, pixels) &&
      start + 2 < Math.min(size, size + pixels) &&
      i - steps >= 0 &&
      i - steps < outputs &&
      before >= 0 &&
      before + 2 < size
    )
  })
}

/** Strength as brightness: 0 is black, 255 and more white, whatever the sign. */
export const strength = ({ height, width, values }: FeatureMap): Gray => ({
  height,
  width,
  values: Uint8Array.from(values, (value) => Math.min(255, Math.round(Math.abs(value)))),
})

export const toLink = (state: ShiftState): LinkState => ({
  layer: state.layer,
  right: String(state.right),
  down: String(state.down),
})

export const fromLink = (link: LinkState, initial: ShiftState): ShiftState => ({
  layer: wordFromLink(link['layer'], LAYERS, initial.layer),
  right: Math.round(numberFromLink(link['right'], initial.right, -FARTHEST, FARTHEST)),
  down: Math.round(numberFromLink(link['down'], initial.down, -FARTHEST, FARTHEST)),
})
