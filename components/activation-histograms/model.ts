import { linear, mul, randn, rng, type Tensor, tensor } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'
import { ACTIVATIONS, evaluate, isFlat, type ActivationName } from '../activation-plot/functions.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

export { ACTIVATIONS, type ActivationName }

/** Units of every layer, and inputs of the first. */
export const WIDTH = 100
export const LAYERS = 5
export const EXAMPLES = 300
export const BINS = 41
export const SCALE = { min: 0.1, max: 4, step: 0.05 } as const

export interface Settings {
  activation: ActivationName
  /** Weights are normal with standard deviation scale / √WIDTH; biases are zero. 1 is Xavier's, √2 is Kaiming's. */
  scale: number
  seed: number
}

export const DEFAULTS: Settings = { activation: 'tanh', scale: 1, seed: 1 }

/** What becomes of the activations of one layer, over all examples and units. */
export interface LayerSummary {
  /** Share of the activations in each of BINS equal parts of [lo, hi]; what lies outside is counted at the ends. */
  shares: number[]
  lo: number
  hi: number
  mean: number
  std: number
  /** How far a unit moves from example to example: the root mean square, over units, of its standard deviation over examples. */
  signal: number
  /** Share at which the function is nearly flat. */
  flat: number
  /** Share exactly zero. */
  zero: number
  /** Units whose slope is exactly zero for every example: nothing can teach them. */
  dead: number
  /** Mean of |f′|. */
  slope: number
}

/** Ends of the histogram's axis where the function itself has ends. */
const ENDS: Partial<Record<ActivationName, readonly [number, number]>> = {
  step: [0, 1],
  sigmoid: [0, 1],
  tanh: [-1, 1],
  arctan: [-Math.PI / 2, Math.PI / 2],
}

/** A network of LAYERS layers without biases, fed EXAMPLES standard normal inputs: its activations, layer by layer. */
export function runNetwork({ activation, scale, seed }: Settings): LayerSummary[] {
  const source = rng(seed)
  let a: Tensor = randn([EXAMPLES, WIDTH], { rng: source.stream('inputs') }) // (N, D)
  const layers: { values: number[]; slopes: number[] }[] = []
  for (let l = 1; l <= LAYERS; l++) {
    // The same draws at every scale, so that a turn of the dial changes nothing else.
    const draws = randn([WIDTH, WIDTH], { rng: source.stream(`weights ${l}`) })
    const z = linear(a, mul(draws, scale / Math.sqrt(WIDTH))) // (N, D)
    const { value, slope } = evaluate(activation, Array.from(z.data))
    layers.push({ values: value, slopes: slope })
    a = tensor(value).reshape([EXAMPLES, WIDTH])
  }
  const [lo, hi] = ENDS[activation] ?? spanOf(layers.map(({ values }) => values))
  return layers.map(({ values, slopes }) => summarize(activation, values, slopes, lo, hi))
}

/** One axis for all layers: from the least to the greatest of their 0.5 % and 99.5 % quantiles. */
function spanOf(layers: readonly number[][]): [number, number] {
  const sorted = layers.map((values) => Float64Array.from(values).sort())
  const quantile = (values: Float64Array, q: number) => values[Math.round(q * (values.length - 1))]!
  const lo = Math.min(0, ...sorted.map((values) => quantile(values, 0.005)))
  const hi = Math.max(...sorted.map((values) => quantile(values, 0.995)))
  return [lo, hi > lo ? hi : lo + 1]
}

function summarize(
  activation: ActivationName,
  values: readonly number[],
  slopes: readonly number[],
  lo: number,
  hi: number,
): LayerSummary {
  const n = values.length
  const shareOf = (isCounted: (i: number) => boolean) =>
    values.reduce((count, _, i) => count + (isCounted(i) ? 1 : 0), 0) / n
  const mean = values.reduce((sum, v) => sum + v, 0) / n
  const shares = Array.from({ length: BINS }, () => 0)
  for (const v of values) {
    const bin = Math.floor(((v - lo) / (hi - lo)) * BINS)
    shares[Math.min(BINS - 1, Math.max(0, bin))]! += 1 / n
  }
  const alive = new Set<number>()
  slopes.forEach((slope, i) => slope !== 0 && alive.add(i % WIDTH))
  return {
    shares,
    lo,
    hi,
    mean,
    std: Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n),
    signal: signalOf(values),
    flat: shareOf((i) => isFlat(activation, slopes[i]!)),
    zero: shareOf((i) => values[i] === 0),
    dead: WIDTH - alive.size,
    slope: slopes.reduce((sum, slope) => sum + Math.abs(slope), 0) / n,
  }
}

function signalOf(values: readonly number[]): number {
  let total = 0
  for (let unit = 0; unit < WIDTH; unit++) {
    const own = Array.from({ length: EXAMPLES }, (_, n) => values[n * WIDTH + unit]!)
    const mean = own.reduce((sum, v) => sum + v, 0) / EXAMPLES
    total += own.reduce((sum, v) => sum + (v - mean) ** 2, 0) / EXAMPLES
  }
  return Math.sqrt(total / WIDTH)
}

const spreadRatio = (state: Json): number => {
  const layers = runNetwork(settingsFrom(state))
  return layers.at(-1)!.std / layers[0]!.std
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  isRelu: (state) => (settingsFrom(state).activation === 'relu' ? 1 : 0),
  /** Spread of the last layer over that of the first. */
  spreadRatio,
}

/** Settings from anywhere; what is missing or makes no sense is the default. */
export function settingsFrom(state: Json): Settings {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  const link = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)]))
  return fromLink(
    { f: link['activation'] ?? '', scale: link['scale'] ?? '', seed: link['seed'] ?? '' },
    DEFAULTS,
  )
}

export const toLink = ({ activation, scale, seed }: Settings): LinkState => ({
  f: activation,
  scale: String(Number(scale.toFixed(4))),
  seed: String(seed),
})

export const fromLink = (link: LinkState, initial: Settings): Settings => ({
  activation: wordFromLink(link['f'], ACTIVATIONS, initial.activation),
  scale: numberFromLink(link['scale'], initial.scale, SCALE.min, SCALE.max),
  seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
})
