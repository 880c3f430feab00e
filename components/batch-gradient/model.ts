import { rng, SGD, tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { drawMeans, epochOrder, type Replacement } from './draws.ts'
import { covariance, spreadOfMean, type Pair, type Spread } from './spread.ts'

/** Examples in the data set; the model is ŷ = w x + b, its loss on one example (ŷ − y)². */
export const COUNT = 40
/** What the examples were made with: y = w x + b + noise. */
export const TRUTH = { w: 1.2, b: -0.5, noise: 0.8 } as const

export const RATES = [0.01, 0.03, 0.1, 0.3] as const
export const LIMITS = { w: [-1, 3], b: [-2.5, 1.5] } as const
export const MOST_DRAWS = 5000
export const MOST_UPDATES = 4000

export interface Example {
  x: number
  y: number
}

export interface BatchState {
  /** w and b before the first update. */
  start: Pair
  batchSize: number
  replacement: Replacement
  learningRate: number
  /** Mini-batches drawn at the present point, the last of which is drawn as an arrow. */
  draws: number
  updates: number
  seed: number
}

export const INITIAL: BatchState = {
  start: [-0.4, 0.9],
  batchSize: 16,
  replacement: 'without',
  learningRate: 0.03,
  draws: 1,
  updates: 0,
  seed: 1,
}

/** The examples of a seed: x uniform in [−2, 2), y on the line of TRUTH plus normal noise. */
export function examplesOf(seed: number): Example[] {
  const stream = rng(seed).stream('examples')
  return Array.from({ length: COUNT }, () => {
    const x = stream.uniform(-2, 2)
    return { x, y: TRUTH.w * x + TRUTH.b + stream.normal(0, TRUTH.noise) }
  })
}

/** ∂(ŷ − y)²/∂(w, b) = 2 (ŷ − y) (x, 1), one pair for each example. */
export const gradientsAt = (examples: readonly Example[], [w, b]: Pair): Pair[] =>
  examples.map(({ x, y }) => {
    const twice = 2 * (w * x + b - y)
    return [twice * x, twice]
  })

export const meanOf = (pairs: readonly Pair[]): Pair => [
  pairs.reduce((total, [first]) => total + first, 0) / pairs.length,
  pairs.reduce((total, [, second]) => total + second, 0) / pairs.length,
]

/** Mean squared error over all examples. */
export const lossAt = (examples: readonly Example[], [w, b]: Pair): number =>
  examples.reduce((total, { x, y }) => total + (w * x + b - y) ** 2, 0) / examples.length

/** The least of the loss, and its second derivatives [∂²/∂w², ∂²/∂w∂b, ∂²/∂b²]: 2 · mean of (x², x, 1). */
export function bowlOf(examples: readonly Example[]): { least: Pair; hessian: Spread } {
  const mean = (of: (example: Example) => number) =>
    examples.reduce((total, example) => total + of(example), 0) / examples.length
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)]
  const w = mean(({ x, y }) => (x - mx) * (y - my)) / mean(({ x }) => (x - mx) ** 2)
  return { least: [w, my - w * mx], hessian: [2 * mean(({ x }) => x * x), 2 * mx, 2] }
}

/** How many updates an epoch has: the last batch may be smaller, and it counts. */
export const updatesPerEpoch = (count: number, batchSize: number): number => Math.ceil(count / batchSize)

/** The examples of update `update` (from 0): the epoch's order cut into batches, the rest as the last one. */
export function batchOfUpdate(seed: number, update: number, batchSize: number): number[] {
  const perEpoch = updatesPerEpoch(COUNT, batchSize)
  const order = epochOrder(seed, Math.floor(update / perEpoch), COUNT)
  const at = (update % perEpoch) * batchSize
  return order.slice(at, at + batchSize)
}

/** Every point from the start on, by the engine's SGD. */
export function pathOf(examples: readonly Example[], state: BatchState): Pair[] {
  const parameters = tensor([...state.start], { requiresGrad: true })
  const sgd = new SGD([parameters], { learningRate: state.learningRate })
  const path: Pair[] = [state.start]
  for (let update = 0; update < state.updates; update++) {
    const batch = batchOfUpdate(state.seed, update, state.batchSize).map((index) => examples[index]!)
    parameters.grad = tensor(meanOf(gradientsAt(batch, path.at(-1)!)))
    sgd.step()
    path.push([parameters.data[0]!, parameters.data[1]!])
  }
  return path
}

/** Everything that the figure shows of a state. */
export interface Shown {
  at: Pair
  loss: number
  gradients: Pair[]
  mean: Pair
  /** Means of the drawn batches, the latest last. */
  draws: Pair[]
  /** The examples in the latest batch. */
  batch: number[]
  /** Covariance of one gradient, divisor N. */
  spread: Spread
  /** Covariance of a batch's mean: the formula. */
  predicted: Spread
  /** Covariance of the drawn means about the full gradient. */
  measured: Spread
}

export function shownAt(examples: readonly Example[], at: Pair, state: BatchState): Shown {
  const gradients = gradientsAt(examples, at)
  const mean = meanOf(gradients)
  const { means, batch } = drawMeans(gradients, state)
  const spread = covariance(gradients, mean)
  return {
    at,
    loss: lossAt(examples, at),
    gradients,
    mean,
    draws: means,
    batch,
    spread,
    predicted: spreadOfMean(spread, state.batchSize, COUNT, state.replacement),
    measured: covariance(means, mean),
  }
}

export const toLink = (state: BatchState): LinkState => ({
  w: String(state.start[0]),
  b: String(state.start[1]),
  size: String(state.batchSize),
  replacement: state.replacement,
  rate: String(state.learningRate),
  draws: String(state.draws),
  updates: String(state.updates),
  seed: String(state.seed),
})

export const fromLink = (link: LinkState, initial: BatchState): BatchState => {
  const whole = (key: string, fallback: number, min: number, max: number) =>
    Math.round(numberFromLink(link[key], fallback, min, max))
  return {
    start: [
      numberFromLink(link['w'], initial.start[0], ...LIMITS.w),
      numberFromLink(link['b'], initial.start[1], ...LIMITS.b),
    ],
    batchSize: whole('size', initial.batchSize, 1, COUNT),
    replacement: wordFromLink(link['replacement'], ['with', 'without'], initial.replacement),
    learningRate: RATES.find((rate) => String(rate) === link['rate']) ?? initial.learningRate,
    draws: whole('draws', initial.draws, 1, MOST_DRAWS),
    updates: whole('updates', initial.updates, 0, MOST_UPDATES),
    seed: whole('seed', initial.seed, 1, 999_999),
  }
}
