import { describe, expect, test } from 'vitest'
import {
  type Callback,
  EarlyStopping,
  type EarlyStoppingOptions,
  ExponentialLR,
  LearningRateScheduler,
  Linear,
  ModelCheckpoint,
  ReduceLROnPlateau,
  sequential,
  tensor,
} from '../../../src/engine/index.ts'

const one = tensor([[1]])

/**
 * A model whose only weight is w = epoch + 1 after each epoch and whose validation loss is scripted: fit runs for real,
 * a first callback overwrites the values.
 */
function scripted(values: number[], options: EarlyStoppingOptions) {
  const model = sequential([new Linear(1, 1, { bias: false })]).compile({
    optimizer: { type: 'SGD', learningRate: 0 },
    loss: 'mse',
  })
  const [w] = model.parameters()
  const stopping = new EarlyStopping({ monitor: 'watched', ...options })
  const script: Callback = {
    onEpochEnd(epoch, logs) {
      w!.data[0] = epoch + 1
      Object.assign(logs, { watched: values[epoch] })
    },
  }
  const { epoch } = model.fit(one, one, { epochs: values.length, callbacks: [script, stopping] })
  return { epochs: epoch.length, weight: w!.item(), stopping }
}

describe("EarlyStopping follows Keras's callback", () => {
  test('patience counts epochs without improvement', () => {
    expect(scripted([5, 4, 4, 4, 4, 4], { patience: 2 }).epochs).toBe(4)
    expect(scripted([5, 4, 4, 3, 3, 3], { patience: 2 }).epochs).toBe(6)
    expect(scripted([5, 4, 4, 4], { patience: 0 }).epochs).toBe(3)
    expect(scripted([5, 4, 4, 4], { patience: 9 }).stopping.stoppedEpoch).toBe(-1)
  })

  test('equal is no improvement, minDelta asks for more', () => {
    expect(scripted([5, 4.5, 4.2, 4, 4], { patience: 1, minDelta: 1 }).epochs).toBe(2)
    expect(scripted([5, 3.9, 2.8, 1.7], { patience: 1, minDelta: 1 }).epochs).toBe(4)
  })

  test('restoreBestWeights gives back the weights of the best epoch', () => {
    const best = scripted([5, 2, 3, 4, 5], { patience: 2, restoreBestWeights: true })
    expect([best.epochs, best.weight, best.stopping.bestEpoch, best.stopping.best]).toEqual([4, 2, 1, 2])
    expect(scripted([5, 2, 3, 4, 5], { patience: 2 }).weight).toBe(4)
    // also when training ends by itself, as Keras 3 does
    expect(scripted([5, 2, 3], { patience: 9, restoreBestWeights: true }).weight).toBe(2)
  })

  test('mode: accuracies are maximized, losses minimized, or as told', () => {
    expect(scripted([1, 2, 3, 4], { patience: 1, mode: 'max' }).epochs).toBe(4)
    expect(scripted([1, 2, 3, 4], { patience: 1, mode: 'min' }).epochs).toBe(2)
    expect(new EarlyStopping({ monitor: 'valAccuracy' }).mode).toBe('max')
    expect(new EarlyStopping().mode).toBe('min')
    expect(new EarlyStopping({ monitor: 'valLoss' }).mode).toBe('min')
  })

  test('baseline and startFromEpoch', () => {
    expect(scripted([5, 6, 4, 4], { patience: 2, baseline: 1 }).epochs).toBe(2)
    expect(scripted([5, 6, 4, 4], { patience: 2 }).epochs).toBe(4)
    expect(scripted([5, 4, 0.5, 2, 2, 2], { patience: 3, baseline: 1 }).epochs).toBe(6)
    expect(scripted([1, 9, 9, 5, 6, 7], { patience: 1, startFromEpoch: 3 }).epochs).toBe(5)
  })

  test('NaN is no improvement', () => {
    expect(scripted([NaN, NaN, NaN], { patience: 1 }).epochs).toBe(2)
  })

  test('a value that does not exist is an error that lists those that do', () => {
    const model = sequential([new Linear(1, 1)]).compile({ optimizer: 'sgd', loss: 'mse' })
    expect(() => model.fit(one, one, { callbacks: [new EarlyStopping()] })).toThrow(
      "EarlyStopping: there is no 'valLoss' to watch. Known: loss.",
    )
  })
})

describe('other callbacks', () => {
  const model = (learningRate = 1) =>
    sequential([new Linear(1, 1, { seed: 2 })]).compile({
      optimizer: { type: 'SGD', learningRate },
      loss: 'mse',
    })

  test('ModelCheckpoint keeps the best weights and does not touch the model', () => {
    const diverging = model(1.5)
    const checkpoint = new ModelCheckpoint({ monitor: 'loss' })
    diverging.fit(one, tensor([[3]]), { epochs: 4, callbacks: [checkpoint] })
    expect(checkpoint.bestEpoch).toBe(0)
    expect(checkpoint.bestState).not.toEqual(diverging.stateDict())
    expect(checkpoint.best).toBe(diverging.history!.history['loss']![0])
  })

  test('LearningRateScheduler: a function per epoch, a scheduler per epoch or per batch, plateau', () => {
    const rates: number[] = []
    const spy: Callback = {
      onBatchEnd: (_batch, _logs, { optimizer }) => void rates.push(optimizer.learningRate),
    }
    const two = tensor([[1], [1]])
    const run = (trained: ReturnType<typeof model>, scheduler: LearningRateScheduler) => {
      rates.length = 0
      trained.fit(two, two, { epochs: 3, batchSize: 1, callbacks: [spy, scheduler] })
      return [...rates]
    }
    expect(run(model(), new LearningRateScheduler((epoch) => 0.5 ** epoch))).toEqual([
      1, 1, 0.5, 0.5, 0.25, 0.25,
    ])
    const perEpoch = model(0.25)
    const epochs = new LearningRateScheduler(new ExponentialLR(perEpoch.optimizer, { gamma: 0.5 }))
    expect(run(perEpoch, epochs)).toEqual([0.25, 0.25, 0.125, 0.125, 0.0625, 0.0625])
    const perBatch = model(0.25)
    const batches = new LearningRateScheduler(new ExponentialLR(perBatch.optimizer, { gamma: 0.5 }), {
      per: 'batch',
    })
    expect(run(perBatch, batches)).toEqual([0.25, 0.125, 0.0625, 0.03125, 0.015625, 0.0078125])
    const flat = model(0)
    flat.optimizer.learningRate = 0.5
    const plateau = new ReduceLROnPlateau(flat.optimizer, {
      patience: 0,
      factor: 0.5,
      mode: 'max',
      threshold: 1e9,
    })
    expect(run(flat, new LearningRateScheduler(plateau, { monitor: 'loss' })).at(-1)).toBeLessThan(0.5)
  })

  test('custom hooks run in order, also when a callback stops the training', () => {
    const calls: string[] = []
    const spy: Callback = {
      onTrainBegin: () => void calls.push('train'),
      onEpochBegin: (epoch) => void calls.push(`epoch ${epoch}`),
      onBatchEnd: (batch, { loss }) => void calls.push(`batch ${batch} ${Number.isFinite(loss)}`),
      onEpochEnd: (epoch, _logs, trained) => {
        calls.push(`end ${epoch}`)
        trained.stopTraining = epoch === 1
      },
      onTrainEnd: () => void calls.push('done'),
    }
    model(0.1).fit(one, one, { epochs: 5, callbacks: [spy] })
    expect(calls).toEqual([
      'train',
      'epoch 0',
      'batch 0 true',
      'end 0',
      'epoch 1',
      'batch 0 true',
      'end 1',
      'done',
    ])
  })
})
