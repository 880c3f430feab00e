import type { Metrics } from './metrics.ts'
import type { PlayHyper, PlaySpec } from './spec.ts'

export type Grain = 'sample' | 'batch' | 'epoch'
/** How fast it trains: so many updates or epochs for every frame that is drawn, or as many as fit. */
export type Pace = { unit: 'batch' | 'epoch'; count: number } | 'many'

/** One point of the loss curves, taken at the end of an epoch. */
export interface CurvePoint {
  epoch: number
  train: number
  /** NaN where there are no test examples. */
  test: number
}

/** One update, number by number. */
export interface Trace {
  /** The number of the update, counted from 1. */
  step: number
  loss: number
  learningRate: number
  /** Of the first example: which of the training examples it is, what every layer makes of it, and its slopes. */
  example: number
  input: number[]
  layers: {
    /** The weighted sums and the activations. */
    z: number[]
    a: number[]
    /** ∂L/∂z, of the mean loss of the batch. */
    delta: number[]
  }[]
  /** How many examples the update averages over. */
  batch: number
  /** All weights and biases of the dense layers, as in `RunShot.parameters`. */
  before: Float32Array
  gradient: Float32Array
  after: Float32Array
}

/** Why a run ended by itself. */
export type Ending =
  | { why: 'non-finite'; layer: number; tensor: string; largest: number; learningRate: number }
  | { why: 'early'; best: number; bestLoss: number }

/** Two neurons of a hidden layer as the axes of a plane: where the points of the grid and the training examples lie. */
export interface WarpAxes {
  layer: number
  units: readonly [number, number]
}
export interface Warp {
  axes: WarpAxes
  grid: Float32Array // (GRID², 2)
  examples: Float32Array // (N, 2)
}

/** The state of one run. */
export interface RunShot {
  step: number
  epoch: number
  learningRate: number
  /** Mean loss over all training and all test examples, without penalties. */
  trainLoss: number
  testLoss: number
  train: Metrics
  test: Metrics
  /** Weight (out, in), then bias (out), of every dense layer in turn. */
  parameters: Float32Array
  /** γ, β, running mean and running variance of every batch normalization in turn; empty without. */
  norms: Float32Array
  /** The slopes of the training loss by them, where the page asked for slopes. */
  gradients: Float32Array | null
  /** GRID² bytes for every hidden neuron and every output, 0 … 255 for −1 … 1; after several outputs the class map. */
  maps: Uint8Array
  /** The curve from the point `from` on. */
  curve: { from: number; points: CurvePoint[] }
  /** Running mean and so on are not shown; why it runs slowly is. */
  eagerBecause: string | null
  ending: Ending | null
  trace: Trace | null
  warp: Warp | null
}

/** What a file keeps of a run: as in `RunShot`. */
export type Weights = Pick<RunShot, 'parameters' | 'norms'>

/** Page → worker. `session` is a number that the page chose; what belongs to an older one is dropped. */
export type PlayCommand =
  /**
   * One run, or two that train in step; `parameters` replaces the first weights of each. After all of the first run's own
   * the numbers of its batch normalization may follow, as in `RunShot.norms`.
   */
  | { do: 'create'; session: number; specs: readonly PlaySpec[]; parameters?: Float32Array }
  | { do: 'run'; session: number; pace: Pace }
  | { do: 'pause'; session: number }
  | { do: 'step'; session: number; grain: Grain }
  | { do: 'set'; session: number; run: number; hyper: PlayHyper }
  /** Sets one weight or bias, by its place in `parameters`. */
  | { do: 'weight'; session: number; run: number; at: number; value: number }
  | { do: 'watch'; session: number; gradients: boolean; warp?: WarpAxes | null }
  /** The page is ready to draw. */
  | { do: 'frame'; session: number }
  /** Trains each specification alone for so many epochs, and answers one by one. */
  | { do: 'sweep'; session: number; specs: readonly PlaySpec[]; epochs: number }
  /** Asks for the first run's weights as they are once everything sent before is done. */
  | { do: 'weights'; session: number }

/** Worker → page. */
export type PlayReport =
  | { tell: 'shot'; session: number; runs: RunShot[] }
  | { tell: 'swept'; session: number; index: number; run: RunShot }
  | { tell: 'weights'; session: number; weights: Weights | undefined }
  | { tell: 'failed'; session: number; message: string }
