import { expect, test } from 'vitest'
import * as e from '../../../src/engine/index.ts'

// A misspelled option would be ignored by plain JavaScript and train something else than was asked for.

type Options = Record<string, unknown>
const x = e.tensor(
  [
    [1, 2],
    [3, 4],
  ],
  { requiresGrad: true },
)
const image = e.ones([1, 2, 4, 4])
const sequence = e.ones([1, 3, 2])
const rng = e.rng(1)
const weights = (gates: number) => ({ weightIh: e.zeros([gates * 2, 2]), weightHh: e.zeros([gates * 2, 2]) })
const sgd = () => new e.SGD([e.tensor([1], { requiresGrad: true })], { learningRate: 0.1 })
const chain = () => e.sequential([new e.Linear(2, 1)])

/** Calls with an options object to spoil: `o` is always of the wrong spelling. */
const calls: Record<string, (o: never) => unknown> = {
  tensor: (o) => e.tensor([1], o),
  zeros: (o) => e.zeros([1], o),
  full: (o) => e.full([1], 2, o),
  arange: (o) => e.arange(0, 1, 1, o),
  linspace: (o) => e.linspace(0, 1, 2, o),
  eye: (o) => e.eye(2, 2, o),
  randn: (o: Options) => e.randn([1], { rng, ...o }),
  randint: (o: Options) => e.randint(0, 2, [1], { rng, ...o }),
  oneHot: (o) => e.oneHot([0], 2, o),
  grad: (o) => e.grad([e.sum(x)], [x], o),
  backward: (o) => e.sum(x).backward(undefined, o),
  gradcheck: (o) => e.gradcheck((y) => y, [e.tensor([1])], o),
  sum: (o) => e.sum(x, 0, o),
  mean: (o) => e.mean(x, 0, o),
  variance: (o) => e.variance(x, 0, o),
  std: (o) => e.std(x, 0, o),
  norm: (o) => e.norm(x, 0, o),
  prod: (o) => e.prod(x, 0, o),
  all: (o) => e.all(x, 0, o),
  any: (o) => e.any(x, 0, o),
  amax: (o) => e.amax(x, 0, o),
  argmax: (o) => e.argmax(x, 0, o),
  max: (o) => e.max(x, 0, o),
  logsumexp: (o) => e.logsumexp(x, 0, o),
  gelu: (o) => e.gelu(x, o),
  pad: (o) => e.pad(x, [1, 1], o),
  conv2d: (o) => e.conv2d(image, e.ones([1, 2, 2, 2]), null, o),
  conv1d: (o) => e.conv1d(sequence, e.ones([1, 3, 1]), null, o),
  convTranspose2d: (o) => e.convTranspose2d(image, e.ones([2, 1, 2, 2]), null, o),
  convTranspose1d: (o) => e.convTranspose1d(sequence, e.ones([3, 1, 1]), null, o),
  maxPool2d: (o) => e.maxPool2d(image, 2, o),
  minPool2d: (o) => e.minPool2d(image, 2, o),
  avgPool2d: (o) => e.avgPool2d(image, 2, o),
  l2Pool2d: (o) => e.l2Pool2d(image, 2, o),
  weightedPool2d: (o) => e.weightedPool2d(image, 2, o),
  globalAvgPool2d: (o) => e.globalAvgPool2d(image, o),
  globalMaxPool2d: (o) => e.globalMaxPool2d(image, o),
  batchNorm: (o: Options) => e.batchNorm(x, null, null, null, null, { training: true, ...o }),
  layerNorm: (o) => e.layerNorm(x, [2], null, null, o),
  groupNorm: (o) => e.groupNorm(image, 2, null, null, o),
  instanceNorm: (o) => e.instanceNorm(image, null, null, o),
  dropout: (o: Options) => e.dropout(x, 0.5, { rng, ...o }),
  embedding: (o) => e.embedding([0], x, o),
  rnnCell: (o) => e.rnnCell(x, x, weights(1), o),
  gruCell: (o) => e.gruCell(x, x, weights(3), o),
  rnn: (o) => e.rnn(sequence, null, weights(1), o),
  lstm: (o) => e.lstm(sequence, null, weights(4), o),
  gru: (o) => e.gru(sequence, null, weights(3), o),
  scaledDotProductAttention: (o) => e.scaledDotProductAttention(sequence, sequence, sequence, o),
  mseLoss: (o) => e.mseLoss(x, x, o),
  l1Loss: (o) => e.l1Loss(x, x, o),
  mapeLoss: (o) => e.mapeLoss(x, x, o),
  huberLoss: (o) => e.huberLoss(x, x, o),
  smoothL1Loss: (o) => e.smoothL1Loss(x, x, o),
  hingeLoss: (o) => e.hingeLoss([0.5], [1], o),
  bceLoss: (o) => e.bceLoss([0.5], [1], o),
  bceWithLogitsLoss: (o) => e.bceWithLogitsLoss(x, x, o),
  nllLoss: (o) => e.nllLoss(x, [0, 1], o),
  crossEntropyLoss: (o) => e.crossEntropyLoss(x, [0, 1], o),
  klDivLoss: (o) => e.klDivLoss(x, x, o),
  Linear: (o) => new e.Linear(1, 1, o),
  Conv2d: (o) => new e.Conv2d(1, 1, 1, o),
  ConvTranspose2d: (o) => new e.ConvTranspose2d(1, 1, 1, o),
  MaxPool2d: (o) => new e.MaxPool2d(1, o),
  BatchNorm2d: (o) => new e.BatchNorm2d(1, o),
  LSTM: (o) => new e.LSTM(1, 1, o),
  TransformerBlock: (o) => new e.TransformerBlock(2, 1, o),
  SGD: (o) => new e.SGD([x], o),
  AdamW: (o) => new e.AdamW([x], o),
  StepLR: (o: Options) => new e.StepLR(sgd() as never, { stepSize: 1, ...o }),
  MultiStepLR: (o: Options) => new e.MultiStepLR(0.1, { milestones: [1], ...o }),
  ExponentialLR: (o: Options) => new e.ExponentialLR(0.1, { gamma: 1, ...o }),
  CosineAnnealingLR: (o: Options) => new e.CosineAnnealingLR(0.1, { tMax: 1, ...o }),
  CosineAnnealingWarmRestarts: (o: Options) => new e.CosineAnnealingWarmRestarts(0.1, { t0: 1, ...o }),
  LinearLR: (o) => new e.LinearLR(0.1, o),
  ConstantLR: (o) => new e.ConstantLR(0.1, o),
  PolynomialLR: (o) => new e.PolynomialLR(0.1, o),
  InverseTimeDecay: (o: Options) => new e.InverseTimeDecay(0.1, { decayRate: 1, ...o }),
  SubtractiveLR: (o: Options) => new e.SubtractiveLR(0.1, { decay: 1, ...o }),
  OneCycleLR: (o: Options) => new e.OneCycleLR(0.1, { maxLR: 1, totalSteps: 9, ...o }),
  ReduceLROnPlateau: (o) => new e.ReduceLROnPlateau(sgd() as never, o),
  clipGradNorm: (o) => e.clipGradNorm([x], 1, o),
  makeMoons: (o: Options) => e.makeMoons({ rng, ...o }),
  makeSine: (o: Options) => e.makeSine({ rng, ...o }),
  dataLoader: (o) => e.dataLoader({ features: x, target: x }, o),
  trainValidationSplit: (o: Options) =>
    e.trainValidationSplit({ features: x, target: x }, { rng, validationFraction: 0.5, ...o }),
  augmentImages: (o: Options) => e.augment.augmentImages(image, { rng, ...o }),
  compile: (o: Options) => chain().compile({ optimizer: 'SGD', loss: 'mse', ...o }),
  fit: (o) =>
    chain()
      .compile({ optimizer: 'SGD', loss: 'mse' })
      .fit(x, e.zeros([2, 1]), o),
  EarlyStopping: (o) => new e.EarlyStopping(o),
  ModelCheckpoint: (o) => new e.ModelCheckpoint(o),
}

test.each(Object.entries(calls))('%s refuses an option that it does not have', (_name, call) => {
  expect(() => call({ keepDimms: true } as never)).toThrow(/'keepDimms'.*Known: \w/s)
  call({} as never) // and works without it
})

test('an option of a neighbor is refused, too', () => {
  expect(() => e.gru(sequence, null, weights(3), { nonlinearity: 'relu' } as never)).toThrow("'nonlinearity'")
  expect(() => e.mseLoss(x, x, { delta: 1 } as never)).toThrow("'delta'")
})
