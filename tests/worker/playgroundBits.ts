import { DEFAULTS, pointsOf, specOf, splitOf, type PlayState } from '../../components/playground/model.ts'
import { PlaySession } from '../../src/worker/playground/session.ts'

/** Runs whose curves must have the same bits everywhere: all made by chance from their seed, by different arithmetic. */
const RUNS: Readonly<Record<string, Partial<PlayState>>> = {
  'as it opens': {},
  'spirals, Adam, ReLU': {
    data: 'spiral',
    noise: 10,
    optimizer: 'adam',
    learningRate: 0.01,
    layers: [
      { units: 8, activation: 'relu' },
      { units: 6, activation: 'tanh' },
    ],
  },
  'three clouds, softmax, GELU, momentum': {
    data: 'blobs',
    noise: 20,
    loss: 'softmax',
    optimizer: 'momentum',
    layers: [{ units: 5, activation: 'gelu' }],
  },
  'hills, Huber, sines, RMSprop, cosine': {
    data: 'hills',
    loss: 'huber',
    features: ['x1', 'x2', 'sinx1', 'cosx2'],
    optimizer: 'rmsprop',
    schedule: 'cosine',
    layers: [{ units: 6, activation: 'silu' }],
  },
  'dropout, batch normalization, softplus': {
    data: 'moons',
    dropout: 0.2,
    batchNorm: true,
    layers: [{ units: 6, activation: 'softplus' }],
  },
  'L1, He, sigmoid, one example a batch': {
    batchSize: 1,
    penalty: 'l1',
    penaltyRate: 0.001,
    init: 'he',
    layers: [{ units: 4, activation: 'sigmoid' }],
  },
}

const EPOCHS = 25

const hexOf = (values: readonly number[]): string => {
  const bytes = new DataView(new ArrayBuffer(8 * values.length))
  values.forEach((value, i) => bytes.setFloat64(8 * i, value))
  return Array.from(new Uint8Array(bytes.buffer), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The bits of each run's loss curves, training and test, and of its weights at the end. */
export function playBits(seeds: readonly number[]): Record<string, string> {
  const bits: Record<string, string> = {}
  for (const [name, part] of Object.entries(RUNS))
    for (const seed of seeds) {
      const state = { ...DEFAULTS, ...part, seed }
      const points = pointsOf(state)
      const split = splitOf(points.target.length, state.trainShare, state.seed)
      const session = new PlaySession(specOf(state, points, split))
      session.advance(session.stepsOf('epoch', EPOCHS))
      const { curve, parameters } = session.shot(0, false)
      bits[`${name}, seed ${seed}`] = hexOf([
        ...curve.points.flatMap(({ epoch, train, test }) => [epoch, train, test]),
        ...parameters,
      ])
    }
  return bits
}
