import {
  add,
  batchNorm,
  crossEntropyLoss,
  linear,
  mul,
  noGrad,
  relu,
  rng,
  SGD,
  tensor,
  type Rng,
  type Tensor,
} from 'chainrule'

/** The same network: as it is, with batch normalization before each activation, and with noise behind that. */
export const LANES = ['none', 'norm', 'noisy'] as const
export type Lane = (typeof LANES)[number]

/** Variance of the first weights, times the inputs of their layer: PyTorch's default, Kaiming's, and four times that. */
export const SCALES = { small: 1 / 3, kaiming: 2, large: 8 } as const
export type Scale = keyof typeof SCALES

export interface RunSettings {
  /** Hidden layers. */
  depth: number
  learningRate: number
  scale: Scale
  batch: number
}

/** Rows of 8 × 8 pixels, 0 … 16, and their classes. */
export interface Digits {
  features: ArrayLike<number>
  target: ArrayLike<number>
}

export interface Result {
  /** Mean loss on the training batches, epoch by epoch; shorter where the loss left the finite numbers. */
  losses: number[]
  /** Share of right answers on test examples, in evaluation mode; null where the loss left the finite numbers. */
  test: number | null
  /**
   * How far one update moves what arrives at the last hidden activation: the change of each unit's mean over a fixed set
   * of examples, in standard deviations, root mean square over units; mean over the first updates of all epochs.
   */
  drift: number | null
}

export const SETUP = {
  pixels: 64,
  hidden: 24,
  classes: 10,
  training: 200,
  test: 500,
  epochs: 12,
  eps: 1e-5,
  momentum: 0.1,
  /** Each unit and update: a shift up to this size, and a stretch between 1 and this; each example a tenth about them. */
  shift: 0.75,
  stretch: 1.25,
  jitter: 0.1,
} as const

const { pixels, hidden, classes, eps, momentum } = SETUP

interface Layer {
  weight: Tensor
  bias: Tensor
  /** Of its batch normalization, where it has one. */
  gamma: Tensor
  beta: Tensor
  runningMean: Tensor
  runningVar: Tensor
}

/** Layers with uniform first weights and zero biases: the same for all lanes of a seed. */
function layersOf(stream: Rng, { depth, scale }: RunSettings): Layer[] {
  return Array.from({ length: depth + 1 }, (_, k) => {
    const inputs = k === 0 ? pixels : hidden
    const out = k === depth ? classes : hidden
    const bound = Math.sqrt((3 * SCALES[scale]) / inputs)
    const values = Float64Array.from({ length: out * inputs }, () => stream.uniform(-bound, bound))
    const filled = (value: number, requiresGrad: boolean) =>
      tensor(new Float64Array(out).fill(value), { requiresGrad })
    return {
      weight: tensor(values, { shape: [out, inputs], requiresGrad: true }),
      bias: filled(0, true),
      gamma: filled(1, true),
      beta: filled(0, true),
      runningMean: filled(0, false),
      runningVar: filled(1, false),
    }
  })
}

/** The batch (N, 64) with pixels between 0 and 1. */
function rowsOf({ features }: Digits, examples: readonly number[]): Tensor {
  const values = new Float64Array(examples.length * pixels)
  examples.forEach((example, i) => {
    for (let k = 0; k < pixels; k++) values[i * pixels + k] = features[example * pixels + k]! / 16
  })
  return tensor(values, { shape: [examples.length, pixels] })
}

/** Stretches and shifts every unit anew at each update, as Santurkar and others (2018) do behind batch normalization. */
function disturb(z: Tensor, chance: Rng): Tensor {
  const count = z.shape[0]!
  const stretches = new Float64Array(z.numel)
  const shifts = new Float64Array(z.numel)
  for (let unit = 0; unit < hidden; unit++) {
    const shift = chance.uniform(-SETUP.shift, SETUP.shift)
    const stretch = chance.uniform(1, SETUP.stretch)
    for (let i = 0; i < count; i++) {
      shifts[i * hidden + unit] = shift + chance.uniform(-SETUP.jitter, SETUP.jitter)
      stretches[i * hidden + unit] = chance.normal(stretch, SETUP.jitter)
    }
  }
  return add(mul(z, tensor(stretches, { shape: z.shape })), tensor(shifts, { shape: z.shape }))
}

interface Pass {
  logits: Tensor
  /** What arrives at the last hidden activation, (N, hidden). */
  last: Tensor
}

/** In training the batch's own statistics; in evaluation the running ones. `isProbe` leaves the running ones as they are. */
function forward(x: Tensor, layers: readonly Layer[], lane: Lane, chance: Rng | null, isProbe = false): Pass {
  let out = x
  let last = x
  layers.forEach(({ weight, bias, gamma, beta, runningMean, runningVar }, k) => {
    let z = linear(out, weight, bias)
    if (k === layers.length - 1) {
      out = z
      return
    }
    if (lane !== 'none') {
      const running = isProbe ? [null, null] : [runningMean, runningVar]
      z = batchNorm(z, running[0]!, running[1]!, gamma, beta, { training: chance !== null, eps, momentum })
    }
    if (lane === 'noisy' && chance) z = disturb(z, chance)
    last = z
    out = relu(z)
  })
  return { logits: out, last }
}

interface Unit {
  mean: number
  std: number
}

/** Mean and standard deviation of each unit over the examples. */
function unitsOf(z: Tensor): Unit[] {
  const rows = z.toArray() as number[][]
  return Array.from({ length: hidden }, (_, unit) => {
    const mean = rows.reduce((sum, row) => sum + row[unit]!, 0) / rows.length
    const variance = rows.reduce((sum, row) => sum + (row[unit]! - mean) ** 2, 0) / rows.length
    return { mean, std: Math.sqrt(variance) }
  })
}

/** Units whose input does not vary at all have no scale to measure by, and are left out. */
function driftOf(before: readonly Unit[], after: readonly Unit[]): number {
  const moves = before.flatMap(({ mean, std }, unit) =>
    std > 0 ? [((after[unit]!.mean - mean) / std) ** 2] : [],
  )
  return Math.sqrt(moves.reduce((sum, square) => sum + square, 0) / moves.length)
}

const short = (value: number): number => Number(value.toPrecision(4))

/** One training from its seed. Lanes of a seed share data, first weights and the order of the batches. */
export function run(digits: Digits, lane: Lane, seed: number, settings: RunSettings): Result {
  const streams = rng(seed)
  const order = streams.stream('data').permutation(digits.target.length)
  const training = order.slice(0, SETUP.training)
  const test = order.slice(SETUP.training, SETUP.training + SETUP.test)
  const layers = layersOf(streams.stream('weights'), settings)
  const parameters = layers.flatMap(({ weight, bias, gamma, beta }, k) =>
    lane === 'none' || k === layers.length - 1 ? [weight, bias] : [weight, bias, gamma, beta],
  )
  const optimizer = new SGD(parameters, { learningRate: settings.learningRate })
  const [chance, shuffle, probing] = ['chance', 'order', 'probe'].map((name) => streams.stream(name))
  const probe = rowsOf(digits, training.slice(0, 100))
  const look = () => noGrad(() => unitsOf(forward(probe, layers, lane, probing!, true).last))
  const losses: number[] = []
  let drift = 0
  for (let epoch = 0; epoch < SETUP.epochs; epoch++) {
    const epochOrder = shuffle!.permutation(training.length)
    let total = 0
    let updates = 0
    const before = look()
    for (let at = 0; at < epochOrder.length; at += settings.batch) {
      const batch = epochOrder.slice(at, at + settings.batch).map((i) => training[i]!)
      optimizer.zeroGrad()
      const { logits } = forward(rowsOf(digits, batch), layers, lane, chance!)
      const loss = crossEntropyLoss(logits, tensor(batch.map((example) => digits.target[example]!)))
      loss.backward()
      optimizer.step()
      total += loss.item()
      updates++
      if (updates === 1) drift += driftOf(before, look())
    }
    if (!Number.isFinite(total)) return { losses, test: null, drift: null }
    losses.push(short(total / updates))
  }
  return noGrad(() => {
    const { logits } = forward(rowsOf(digits, test), layers, lane, null)
    const rows = logits.toArray() as number[][]
    const right = rows.filter((row, i) => row.indexOf(Math.max(...row)) === digits.target[test[i]!])
    return { losses, test: right.length / test.length, drift: short(drift / SETUP.epochs) }
  })
}
