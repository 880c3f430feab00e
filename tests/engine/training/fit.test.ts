import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  Adam,
  Dropout,
  Linear,
  Model,
  type Progress,
  SGD,
  Sequential,
  Tanh,
  type Tensor,
  crossEntropyLoss,
  input,
  makeMoons,
  model as functional,
  mseLoss,
  noGrad,
  rng,
  sequential,
  sum,
  takeRows,
  tensor,
} from '../../../src/engine/index.ts'

const moons = makeMoons({ count: 50, noise: 0.2, rng: rng(3) })
const net = (seed = 1) =>
  sequential([new Linear(2, 6, { seed }), new Tanh(), new Linear(6, 2, { seed: seed + 1 })])
const frozen = { type: 'SGD', learningRate: 0 } as const

describe('fit', () => {
  test('does exactly what the loop written by hand does', () => {
    const [a, b] = [net(), net()]
    a.compile({ optimizer: { type: 'Adam', learningRate: 0.05 }, loss: 'crossEntropy' })
    a.fit(moons.features, moons.target, { epochs: 3, batchSize: 16, seed: 9 })
    const adam = new Adam(b.parameters(), { learningRate: 0.05 })
    const order = rng(9).stream('shuffle')
    for (let epoch = 0; epoch < 3; epoch++) {
      const rows = order.permutation(50)
      for (let start = 0; start < 50; start += 16) {
        const batch = rows.slice(start, start + 16)
        adam.zeroGrad()
        crossEntropyLoss(b.forward(takeRows(moons.features, batch)), takeRows(moons.target, batch)).backward()
        adam.step()
      }
    }
    expect(a.stateDict()).toEqual(b.stateDict())
  })

  test('the same seed gives the same history, another seed another', () => {
    const run = (seed: number) =>
      net()
        .compile({ optimizer: 'adam', loss: 'crossEntropy' })
        .fit(moons.features, moons.target, { epochs: 2, seed })
    expect(run(1)).toEqual(run(1))
    expect(run(1).history).not.toEqual(run(2).history)
  })

  test('the loss of an epoch is the mean over examples, the ragged last batch included', () => {
    const model = net().compile({ optimizer: frozen, loss: 'crossEntropy', metrics: ['accuracy'] })
    const { history, epoch } = model.fit(moons.features, moons.target, { epochs: 2, batchSize: 16 })
    const logits = noGrad(() => model.forward(moons.features))
    expect(epoch).toEqual([0, 1])
    for (const loss of history['loss']!)
      expect(loss).toBeCloseTo(crossEntropyLoss(logits, moons.target).item(), 12)
    const hits = logits.toArray() as number[][]
    const right = hits.filter(([p, q], i) => (q! > p! ? 1 : 0) === moons.target.data[i]).length
    expect(history['accuracy']).toEqual([right / 50, right / 50])
    expect(model.evaluate(moons.features, moons.target, { batchSize: 7 })['loss']).toBeCloseTo(
      history['loss']![0]!,
      12,
    )
  })

  test('validation: the last examples as given, or data of its own', () => {
    const options = { optimizer: frozen, loss: 'crossEntropy' } as const
    const model = net().compile(options)
    const last = Array.from({ length: 10 }, (_, i) => 40 + i)
    const expected = crossEntropyLoss(
      model.predict(takeRows(moons.features, last)),
      takeRows(moons.target, last),
    ).item()
    const split = model.fit(moons.features, moons.target, { validationSplit: 0.2 })
    expect(split.history['valLoss']![0]).toBeCloseTo(expected, 12)
    const own = model.fit(moons.features, moons.target, {
      validationData: [takeRows(moons.features, last), takeRows(moons.target, last)],
    })
    expect(own.history['valLoss']![0]).toBeCloseTo(expected, 12)
    expect(() => model.fit(moons.features, moons.target, { validationSplit: 1 })).toThrow(
      /fraction in \[0, 1\)/,
    )
  })

  test('class and sample weights multiply the losses of examples; the mean is over examples, as in Keras', () => {
    const model = net().compile({ optimizer: frozen, loss: 'crossEntropy' })
    const each = crossEntropyLoss(model.predict(moons.features), moons.target, {
      reduction: 'none',
    }).toArray() as number[]
    const mean = (weight: (i: number) => number) =>
      each.reduce((total, loss, i) => total + weight(i) * loss, 0) / 50
    const lossWith = (options: object) =>
      model.fit(moons.features, moons.target, { batchSize: 20, ...options }).history['loss']![0]
    const kind = (i: number) => moons.target.data[i]!
    expect(lossWith({ classWeight: { 0: 3, 1: 1 } })).toBeCloseTo(
      mean((i) => (kind(i) === 0 ? 3 : 1)),
      12,
    )
    expect(lossWith({ classWeight: [1, 5] })).toBeCloseTo(
      mean((i) => (kind(i) === 0 ? 1 : 5)),
      12,
    )
    const sampleWeight = Array.from({ length: 50 }, (_, i) => i / 10)
    expect(lossWith({ sampleWeight })).toBeCloseTo(
      mean((i) => i / 10),
      12,
    )
    expect(lossWith({ sampleWeight, classWeight: { 1: 2 } })).toBeCloseTo(
      mean((i) => (i / 10) * (kind(i) === 1 ? 2 : 1)),
      12,
    )
    const few = {
      features: takeRows(moons.features, [0, 1, 2, 30]),
      target: takeRows(moons.target, [0, 1, 2, 30]),
    }
    const balanced = model.fit(few.features, few.target, { classWeight: 'balanced' }).history['loss']![0]
    expect(balanced).toBeCloseTo((((each[0]! + each[1]! + each[2]!) * 2) / 3 + each[30]! * 2) / 4, 12)
  })

  test('penalties and clipping enter the step', () => {
    const w = () => sequential([new Linear(1, 1, { bias: false, seed: 3 })])
    const [x, y] = [tensor([[1]]), tensor([[0]])]
    const plain = w().compile({ optimizer: frozen, loss: 'mse' })
    const value = plain.parameters()[0]!.item()
    const penal = w().compile({ optimizer: { type: 'SGD', learningRate: 1 }, loss: 'mse', l1: 0.1, l2: 0.01 })
    expect(penal.fit(x, y).history['loss']![0]).toBeCloseTo(
      value ** 2 + 0.1 * Math.abs(value) + 0.01 * value ** 2,
      14,
    )
    expect(penal.parameters()[0]!.item()).toBeCloseTo(
      value - 2 * value - 0.1 * Math.sign(value) - 0.02 * value,
      14,
    )
    const clipped = w().compile({
      optimizer: { type: 'SGD', learningRate: 1 },
      loss: 'mse',
      clipGradValue: 1e-3,
    })
    clipped.fit(x, y)
    expect(clipped.parameters()[0]!.item()).toBeCloseTo(value - 1e-3 * Math.sign(value), 14)
  })

  test('fitSteps lets a host change the learning rate, and stop', () => {
    const model = net().compile({ optimizer: { type: 'SGD', learningRate: 0.1 }, loss: 'crossEntropy' })
    const seen: Progress[] = []
    for (const progress of model.fitSteps(moons.features, moons.target, { epochs: 100, batchSize: 25 })) {
      seen.push(progress)
      if (progress.type === 'epoch' && progress.epoch === 0) model.optimizer.learningRate = 0
      if (seen.length === 5) break
    }
    expect(seen.map(({ type, epoch, step }) => `${type} ${epoch} ${step}`)).toEqual([
      'batch 0 0',
      'batch 0 1',
      'epoch 0 2',
      'batch 1 2',
      'batch 1 3',
    ])
    const before = model.stateDict()
    model.fit(moons.features, moons.target)
    expect(model.stateDict()).toEqual(before)
  })

  test('predict and evaluate use evaluation mode and put the mode back', () => {
    const model = sequential([new Dropout(0.9, { seed: 1 })])
    expect(model.predict(tensor([[1, 2]])).toArray()).toEqual([[1, 2]])
    expect(model.training).toBe(true)
    expect(model.layers[0]!.training).toBe(true)
  })

  test('features are cast to the dtype of the weights', () => {
    const model = sequential([new Linear(2, 2, { dtype: 'float32' })]).compile({
      optimizer: 'sgd',
      loss: 'crossEntropy',
    })
    model.fit(moons.features, moons.target)
    expect(model.predict(moons.features).dtype).toBe('float32')
  })

  test('a subclass with two outputs', () => {
    class Two extends Model<Tensor[]> {
      body = new Linear(2, 3, { seed: 1 })
      head = new Linear(3, 1, { seed: 2 })
      override get outputNames() {
        return ['kind', 'size']
      }
      forward(x: Tensor) {
        const z = this.body.forward(x)
        return [z, this.head.forward(z)]
      }
    }
    const model = new Two().compile({
      optimizer: frozen,
      loss: { kind: 'crossEntropy', size: mseLoss },
      lossWeights: { size: 0.5 },
      metrics: { size: ['mae'], kind: ['accuracy'] },
    })
    const size = tensor(Array.from({ length: 50 }, (_, i) => [i / 50]))
    const { history } = model.fit(moons.features, [moons.target, size])
    const [kind, value] = model.predict(moons.features) as [Tensor, Tensor]
    expect(Object.keys(history)).toEqual(['loss', 'kindLoss', 'kindAccuracy', 'sizeLoss', 'sizeMae'])
    expect(history['kindLoss']![0]).toBeCloseTo(crossEntropyLoss(kind, moons.target).item(), 12)
    expect(history['sizeLoss']![0]).toBeCloseTo(mseLoss(value, size).item(), 12)
    expect(history['loss']![0]).toBeCloseTo(history['kindLoss']![0]! + 0.5 * history['sizeLoss']![0]!, 12)
  })

  test('mistakes are named', () => {
    const model = net()
    const x = input([2])
    expect(() => model.fit(moons.features, moons.target)).toThrow(/compile it first/)
    expect(() => model.compile({ optimizer: 'adm', loss: 'mse' })).toThrow(
      /optimizer 'adm' is unknown. Known: SGD, Adam/,
    )
    expect(() => model.compile({ optimizer: 'adam', loss: 'mes' })).toThrow(/loss 'mes' is unknown/)
    expect(() => model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['acc'] })).toThrow(
      /metric 'acc' is unknown/,
    )
    expect(() => model.compile({ optimizer: 'adam', loss: 'mse', metrics: ['constructor'] })).toThrow(
      /unknown/,
    )
    expect(() => model.compile({ optimizer: 'adam', loss: { kind: 'mse' } })).toThrow(
      /names output 'kind'. The outputs are: output/,
    )
    const two = functional(x, [x.apply(new Linear(2, 1)), x.apply(new Linear(2, 1))])
    expect(() => two.compile({ optimizer: 'adam', loss: ['mse'] })).toThrow(/1 values of loss for 2 outputs/)
    model.compile({ optimizer: 'adam', loss: 'crossEntropy' })
    expect(() => model.fit(moons.features, [moons.target, moons.target])).toThrow(
      /targets for 2 outputs, the model has 1/,
    )
    expect(() => model.fit(moons.features, takeRows(moons.target, [0]))).toThrow(
      /numbers of examples differ. Got x \(50, 2\), y \(1\)/,
    )
    expect(() => model.fit(moons.features, moons.target, { epochs: 0 })).toThrow(/epochs is 0/)
    expect(() => model.fit(moons.features, moons.target, { batchSize: 0.5 })).toThrow(/batchSize is 0\.5/)
    expect(() => model.fit(moons.features, moons.target, { batchSize: 64, dropLast: true })).toThrow(
      /no batch of 64/,
    )
    expect(() => model.fit(tensor([[1, NaN]]), tensor([0], { dtype: 'int32' }))).toThrow(
      /the input holds NaN at \[0, 1\]/,
    )
  })
})

test('the gradient of a batch is the sum of the gradients of its examples', () => {
  expect(() =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, count) => {
        const chance = rng(seed)
        const body = new Sequential(
          new Linear(3, 4, { rng: chance }),
          new Tanh(),
          new Linear(4, 2, { rng: chance }),
        )
        const x = tensor(
          Array.from({ length: count }, () => [chance.normal(), chance.normal(), chance.normal()]),
        )
        const y = tensor(
          Array.from({ length: count }, () => chance.integer(2)),
          { dtype: 'int32' },
        )
        const gradients = (rows: number[]) => {
          body.zeroGrad()
          sum(
            crossEntropyLoss(body.forward(takeRows(x, rows)), takeRows(y, rows), { reduction: 'none' }),
          ).backward()
          return body.parameters().flatMap((p) => [...p.grad!.data])
        }
        const all = Array.from({ length: count }, (_, i) => i)
        const parts = all.map((i) => gradients([i]))
        return gradients(all).every(
          (value, k) => Math.abs(value - parts.reduce((total, part) => total + part[k]!, 0)) < 1e-12,
        )
      }),
      { numRuns: 30 },
    ),
  ).not.toThrow()
})

test('momentum of SGD survives between calls of fit', () => {
  const model = sequential([new Linear(1, 1, { bias: false, seed: 1 })])
  const w = model.parameters()[0]!
  w.data[0] = 1
  model.compile({
    optimizer: (params) => new SGD(params, { learningRate: 0.1, momentum: 0.5 }),
    loss: (out) => sum(out),
  })
  const one = tensor([[1]])
  model.fit(one, one)
  expect(w.item()).toBeCloseTo(0.9, 14)
  model.fit(one, one)
  expect(w.item()).toBeCloseTo(0.75, 14)
})
