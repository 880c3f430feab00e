// The recorded golden runs by plans, and plans of every kind of network, for Node and browsers alike.

import * as engine from '../../../src/engine/index.ts'
import { Fingerprint } from '../bits/fingerprint.ts'
import { type GoldenCase, goldenSetup } from '../training/goldenRuns.ts'

const { compilePlan, reshape, rng, tensor } = engine

/** The ten recorded steps by a plan. */
export function goldenPlan(one: GoldenCase, cases: readonly GoldenCase[], backend: engine.Backend) {
  const { model, inputs, targets, classes, optimizer } = goldenSetup(one, cases)
  const [batches, N] = inputs.shape as [number, number]
  const plan = compilePlan(model, {
    loss: classes ? 'crossEntropyLoss' : 'mseLoss',
    optimizer: { ...optimizer.config() },
    inputShape: inputs.shape.slice(2),
    batchSize: N,
    backend,
    ...(one.norms === undefined ? {} : { clipGradNorm: 1 }),
  })
  const join = (t: engine.Tensor): engine.Tensor => reshape(t, [batches * N, ...t.shape.slice(2)])
  plan.setData(join(inputs), join(targets), { shuffle: false })
  const losses = one.losses.map(() => plan.step().loss)
  const prediction = plan.predict(engine.slice(inputs, [0])).data
  plan.copyTo(model)
  return { plan, losses, prediction, model }
}

const { BatchNorm1d, Conv2d, Dropout, Flatten, LSTM, Linear, MaxPool2d, ReLU, Tanh } = engine

const tiny = (): engine.Layer[] => [
  new Linear(2, 4),
  new Tanh(),
  new Linear(4, 2),
  new Tanh(),
  new Linear(2, 1),
]

/** Networks with everything that a plan decides by itself: order, dropout, the paths of tiny networks. */
const NETWORKS: Readonly<
  Record<
    string,
    {
      layers: () => engine.Layer[]
      inputShape: readonly number[]
      options: Omit<engine.PlanOptions, 'inputShape'>
    }
  >
> = {
  ...Object.fromEntries(
    [1, 3, 10].map((batchSize) => [
      `2-4-2-1, batch ${batchSize}`,
      {
        layers: tiny,
        inputShape: [2],
        options: { loss: 'mse', optimizer: { type: 'SGD', learningRate: 0.05 }, batchSize },
      },
    ]),
  ),
  '2-4-2-1 with Adam': {
    layers: tiny,
    inputShape: [2],
    options: { loss: 'mse', optimizer: 'Adam', batchSize: 5 },
  },
  'dropout and batch norm': {
    layers: () => [new Linear(5, 12), new BatchNorm1d(12), new ReLU(), new Dropout(0.3), new Linear(12, 1)],
    inputShape: [5],
    options: { loss: 'bceWithLogits', optimizer: 'RMSprop', batchSize: 6 },
  },
  convolution: {
    layers: () => [
      new Conv2d(1, 5, 3, { padding: 1 }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(5, 7, 3, { stride: 2 }),
      new Flatten(),
      new Linear(7, 1),
    ],
    inputShape: [1, 8, 8],
    options: { loss: 'huber', optimizer: { type: 'SGD', learningRate: 0.01, momentum: 0.9 }, batchSize: 4 },
  },
  lstm: {
    layers: () => [new LSTM(3, 6, { returnSequences: false }), new Linear(6, 1)],
    inputShape: [7, 3],
    options: { loss: 'mse', optimizer: 'AdamW', batchSize: 4 },
  },
}

/** The bits of every network after 60 steps in calls of `perCall`. */
export function planBits(cases: readonly GoldenCase[], perCall: number): Record<string, string> {
  const bits: Record<string, string> = {}
  for (const one of cases.filter(({ dtype }) => dtype === 'float64')) {
    const { losses, prediction, plan } = goldenPlan(one, cases, 'plain')
    const print = new Fingerprint().add(losses).add(prediction)
    for (const { data } of Object.values(plan.parameters())) print.add(data)
    bits[`golden ${one.model}`] = String(print)
  }
  for (const [name, { layers, inputShape, options }] of Object.entries(NETWORKS)) {
    const random = rng(31).stream(name)
    const model = new engine.Sequential(...layers())
    model.resetParameters(rng(8))
    const draw = (shape: readonly number[]): engine.Tensor =>
      tensor(
        Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.uniform(0, 1)),
        { shape: [...shape] },
      )
    const plan = compilePlan(model, { ...options, inputShape, seed: 5 })
    plan.setData(draw([13, ...inputShape]), draw([13, 1]))
    for (let made = 0; made < 60; made += perCall) plan.step(Math.min(perCall, 60 - made))
    const print = new Fingerprint().add([plan.evaluate().loss])
    for (const { data } of Object.values(plan.parameters())) print.add(data)
    bits[name] = `${plan.backend}${plan.isTiny ? ', tiny' : ''}: ${print}`
  }
  return bits
}

/** How far the runs of another backend are from the recorded ones: losses, predictions, by model. */
export function goldenDistances(
  cases: readonly GoldenCase[],
  backend: engine.Backend,
): Record<string, { losses: number; prediction: number }> {
  const farthest = (a: ArrayLike<number>, b: readonly number[]): number =>
    Math.max(...b.map((value, i) => Math.abs(a[i]! - value) / Math.max(1, Math.abs(value))))
  return Object.fromEntries(
    cases
      .filter(({ dtype }) => dtype === 'float64')
      .map((one) => {
        const { losses, prediction } = goldenPlan(one, cases, backend)
        return [
          one.model,
          { losses: farthest(losses, one.losses), prediction: farthest(prediction, one.prediction) },
        ]
      }),
  )
}

export const loadRelaxed = (): Promise<boolean> => engine.loadRelaxedKernels()
