import * as engine from '../../../src/engine/index.ts'
import { LOSSES, OPTIMIZERS } from './cases.ts'
import { type Case, type Trained, byEager, byPlan, distance, modelOf } from './models.ts'

const { rng } = engine

type Draw = engine.Rng
const pick = <T>(random: Draw, list: readonly T[]): T => list[random.integer(list.length)]!
const size = (random: Draw, most: number): number => 1 + random.integer(most)

const ACTIVATIONS: readonly (() => engine.Layer)[] = [
  () => new engine.ReLU(),
  () => new engine.LeakyReLU(0.1),
  () => new engine.Tanh(),
  () => new engine.Sigmoid(),
  () => new engine.GELU(),
  () => new engine.SiLU(),
  () => new engine.Softplus(),
  () => new engine.ELU(),
  () => new engine.Softsign(),
]

/** A dense layer and what follows it. Before batch norm there is no bias: its gradient is 0, and a plan's a rounding. */
function denseBlock(random: Draw, from: number, width: number): () => engine.Layer[] {
  const activation = pick(random, ACTIVATIONS)
  const kind = random.integer(6)
  if (kind === 0)
    return () => [
      new engine.Linear(from, width, { bias: false }),
      new engine.BatchNorm1d(width),
      activation(),
    ]
  const bias = random.integer(5) > 0
  const rest = denseMiddle(kind, width, activation)
  return () => [new engine.Linear(from, width, { bias }), ...rest()]
}

/** Layers that keep features (D) features. */
function denseMiddle(kind: number, width: number, activation: () => engine.Layer): () => engine.Layer[] {
  if (kind === 1) return () => [new engine.LayerNorm(width), activation()]
  if (kind === 2)
    return () => [new engine.Residual(new engine.Sequential(new engine.Linear(width, width), activation()))]
  return () => [activation()]
}

function dense(random: Draw, inFeatures: number, out: number): () => engine.Layer[] {
  const parts: (() => engine.Layer[])[] = []
  let width = inFeatures
  for (let depth = random.integer(4); depth > 0; depth--) {
    const [from, to] = [width, 2 + random.integer(12)]
    parts.push(denseBlock(random, from, to))
    width = to
  }
  return () => [...parts.flatMap((part) => part()), new engine.Linear(width, out)]
}

function images(random: Draw, shape: readonly number[], out: number): () => engine.Layer[] {
  const layers: (() => engine.Layer)[] = []
  let now = [1, ...shape]
  const add = (make: () => engine.Layer): void => {
    try {
      now = make().outputShape(now)
      layers.push(make)
    } catch {
      // a window larger than what is left: this layer is left out
    }
  }
  for (let depth = size(random, 2); depth > 0; depth--) {
    const options = {
      padding: random.integer(3),
      stride: size(random, 2),
      dilation: size(random, 2),
      bias: random.integer(4) > 0,
    }
    const isNormalized = random.integer(3) === 0
    if (isNormalized) options.bias = false // see denseBlock
    const [channels, kernel] = [size(random, 7), size(random, 3)]
    const isDepthwise = random.integer(4) === 0
    const from = now[1]!
    const to = isDepthwise ? from : channels
    add(() => new engine.Conv2d(from, to, kernel, isDepthwise ? { ...options, groups: from } : options))
    const width = now[1]!
    if (isNormalized && now[2]! * now[3]! > 1) add(() => new engine.BatchNorm2d(width))
    add(pick(random, ACTIVATIONS))
    const pool = random.integer(4)
    if (pool === 0) add(() => new engine.MaxPool2d(2))
    if (pool === 1) add(() => new engine.AvgPool2d(2, { ceilMode: true }))
    if (pool === 2) add(() => new engine.AdaptiveAvgPool2d(2))
  }
  const features = now.slice(1).reduce((a, b) => a * b, 1)
  return () => [...layers.map((make) => make()), new engine.Flatten(), new engine.Linear(features, out)]
}

function sequences(random: Draw, [T, D]: readonly [number, number], out: number): () => engine.Layer[] {
  const H = size(random, 6)
  const options = { bidirectional: random.integer(2) === 0, numLayers: size(random, 2) }
  const Cell = pick(random, [engine.RNN, engine.LSTM, engine.GRU])
  const width = H * (options.bidirectional ? 2 : 1)
  if (random.integer(3) > 0)
    return () => [new Cell(D, H, { ...options, returnSequences: false }), new engine.Linear(width, out)]
  const [nHead, E] = [size(random, 2), 4 * size(random, 2)]
  return () => [
    new engine.Linear(D, E),
    new engine.TransformerBlock(E, nHead, { dimFeedforward: 9, dropout: 0 }),
    new engine.Flatten(),
    new engine.Linear(T * E, out),
  ]
}

/** A small model with a loss, an optimizer and a batch size, all from the seed. */
export function randomCase(seed: number): Case {
  const random = rng(seed).stream('model')
  const out = 2 + random.integer(3)
  const [lossName, { options, layers: last }] = pick(random, Object.entries(LOSSES))
  const tail = lossName === 'bce' || lossName === 'nll' || lossName === 'klDiv' ? last().slice(3) : []
  const optimizer = pick(random, Object.values(OPTIMIZERS))
  const kind = random.integer(3)
  const inputShape =
    kind === 0
      ? [size(random, 8)]
      : kind === 1
        ? [size(random, 3), 3 + random.integer(6), 3 + random.integer(6)]
        : [size(random, 6), size(random, 5)]
  const body =
    kind === 0
      ? dense(random, inputShape[0]!, out)
      : kind === 1
        ? images(random, inputShape, out)
        : sequences(random, inputShape as [number, number], out)
  // Normalizing two values gives ±1, whatever they are: batch norm gets batches of five.
  const isNormalized = body().some(({ type }) => type.startsWith('BatchNorm'))
  return {
    layers: () => [...body(), ...tail],
    inputShape,
    options: {
      ...options!,
      optimizer: optimizer.type === 'SGD' ? optimizer : { ...optimizer, eps: 1e-3 },
      batchSize: isNormalized ? 5 : size(random, 8),
      seed,
    },
  }
}

/** The same model with every first weight moved by eight roundings of float32: a plan rounds at every operation. */
const nudged = (given: Case, seed: number): Case => ({
  ...given,
  model: () => {
    const model = modelOf(given.layers())
    const random = rng(seed).stream('nudge')
    for (const { data } of model.parameters())
      for (let i = 0; i < data.length; i++) data[i]! *= 1 + (random.integer(2) * 2 - 1) * 2 ** -20
    return model
  },
})

/** Two runs that differ by more than this after some roundings of the first weights say nothing about a third. */
const MOST_SENSITIVE = 1e-4

export interface Outcome {
  /** Whether a nudge moved the eager run itself too far: a kink or a tie lay within a rounding. */
  readonly isExcluded: boolean
  /** The distance of plan and eager engine. */
  readonly distance: number
  /** The same, relative to what is allowed: at most 1. */
  readonly error: number
  readonly plan: Trained & { plan: engine.TrainingPlan }
}

/**
 * Trains one random model by a plan and by the eager engine in float64. Kinks and ties (a ReLU at 0, a window with two
 * maxima) are excluded by measure, not by kind: the eager run is repeated twice from weights that differ by eight
 * roundings of float32; where that alone moves the result by more than 1e-4, the model is left out. Else the plan may
 * differ by two hundred times as much as those runs did, and by 1e-5 at least.
 */
export function compareRandom(seed: number, steps = 4): Outcome {
  const given = randomCase(seed)
  const eager = byEager(given, steps)
  const moved = [seed, ~seed].map((which) => distance(byEager(nudged(given, which), steps), eager))
  const sensitivity = Math.max(...moved)
  const plan = byPlan(given, steps)
  const isExcluded = !(sensitivity <= MOST_SENSITIVE)
  const far = isExcluded ? 0 : distance(plan, eager)
  return { isExcluded, distance: far, error: far / Math.max(1e-5, 200 * sensitivity), plan }
}
