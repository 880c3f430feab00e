import { describe, expect, test } from 'vitest'
import {
  Adam,
  AdamW,
  Adadelta,
  Adagrad,
  RMSprop,
  SGD,
  clipGradNorm,
  clipGradValue,
  tensor,
} from '../../../src/engine/index.ts'

const leaf = (values: number[] = [1, 2]) => tensor(values, { requiresGrad: true })

describe('hyperparameters that PyTorch refuses', () => {
  const refused: [string, () => unknown, RegExp][] = [
    [
      'SGD lr',
      () => new SGD([leaf()], { learningRate: -1 }),
      /SGD: learningRate is -1; it must be 0 or more/,
    ],
    ['NaN', () => new SGD([leaf()], { learningRate: NaN }), /learningRate is NaN/],
    ['momentum', () => new SGD([leaf()], { momentum: -0.1 }), /momentum is -0\.1/],
    ['decay', () => new SGD([leaf()], { weightDecay: -0.1 }), /weightDecay is -0\.1/],
    ['nesterov', () => new SGD([leaf()], { nesterov: true }), /nesterov needs momentum.*Keras would ignore/],
    [
      'nesterov damped',
      () => new SGD([leaf()], { nesterov: true, momentum: 0.9, dampening: 0.1 }),
      /dampening 0\.1/,
    ],
    ['beta1', () => new Adam([leaf()], { beta1: 1 }), /beta1 is 1; it must be in \[0, 1\)/],
    ['beta2', () => new AdamW([leaf()], { beta2: -0.5 }), /AdamW: beta2 is -0\.5/],
    ['eps', () => new Adam([leaf()], { eps: -1e-8 }), /eps is/],
    ['alpha', () => new RMSprop([leaf()], { alpha: -1 }), /alpha is -1/],
    ['accumulator', () => new Adagrad([leaf()], { initialAccumulatorValue: -1 }), /initialAccumulatorValue/],
    ['learningRateDecay', () => new Adagrad([leaf()], { learningRateDecay: -1 }), /learningRateDecay/],
    ['rho', () => new Adadelta([leaf()], { rho: 1.5 }), /rho is 1\.5; it must be in \[0, 1\]/],
    ['none', () => new SGD([]), /no parameters/],
    [
      'unknown',
      () => new SGD([leaf()], { lr: 0.1 } as never),
      /unknown option 'lr'. Here it is learningRate/,
    ],
    ['type', () => new SGD([leaf()], { learningRate: '0.1' as never }), /learningRate is a string/],
    [
      'choice',
      () => new Adam([leaf()], { epsPlacement: 'out' as never }),
      /Known: 'outside', 'inside', 'uncorrected'/,
    ],
    ['computed', () => new SGD([leaf().mul(2)]), /is computed, not a leaf/],
    ['no tensor', () => new SGD([3 as never]), /no tensor|not a tensor|is not/],
  ]
  test.each(refused)('%s', (_, act, message) => expect(act).toThrow(message))

  test('a parameter given twice', () => {
    const w = leaf()
    expect(() => new SGD([w, w])).toThrow(/given twice/)
    expect(() => new SGD([{ params: [w] }, { params: [w] }])).toThrow(/given twice/)
  })
})

describe('one optimizer for all', () => {
  test('a parameter without a gradient does not move, not even by decay or momentum', () => {
    const w = leaf()
    const sgd = new SGD([w], { learningRate: 1, momentum: 0.9, weightDecay: 1 })
    w.grad = tensor([1, 1])
    sgd.step()
    const before = [...w.data]
    sgd.zeroGrad()
    expect(w.grad).toBeNull()
    sgd.step()
    expect([...w.data]).toEqual(before)
  })

  test('hyperparameters change between steps, also in one group', () => {
    const [a, b] = [leaf([0]), leaf([0])]
    const sgd = new SGD([{ params: [a] }, { params: [b], learningRate: 2 }], { learningRate: 1 })
    const run = () => {
      a.grad = tensor([1])
      b.grad = tensor([1])
      sgd.step()
      return [a.item(), b.item()]
    }
    expect(run()).toEqual([-1, -2])
    sgd.paramGroups[1]!.learningRate = 10
    expect(run()).toEqual([-2, -12])
    sgd.learningRate = 0
    expect(run()).toEqual([-2, -12])
    expect(sgd.config()).toMatchObject({ type: 'SGD', learningRate: 0, momentum: 0 })
  })

  test('the gradient is never written to', () => {
    for (const Type of [SGD, Adam, AdamW, RMSprop, Adagrad, Adadelta]) {
      const w = leaf()
      w.grad = tensor([1, -1])
      new Type([w], { weightDecay: 0.1, maximize: true }).step()
      expect([...w.grad.data]).toEqual([1, -1])
    }
  })

  test('the ledger of Adam: m, v and what they are corrected to', () => {
    const w = leaf([1])
    const adam = new Adam([w])
    expect(adam.state(w)).toEqual({ step: 0 })
    for (const gradient of [2, 4]) {
      w.grad = tensor([gradient])
      adam.step()
    }
    const state = adam.state(w)
    expect(state.step).toBe(2)
    const [m2, v2] = [0.9 * 0.2 + 0.4, 0.999 * 0.004 + 0.016]
    const found = ['m', 'v', 'mHat', 'vHat'].map((name) => (state[name] as ReturnType<typeof tensor>).item())
    const expected = [m2, v2, m2 / (1 - 0.81), v2 / (1 - 0.998001)]
    found.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 12))
  })

  test('stateDict continues exactly; foreign states are refused and change nothing', () => {
    const go = (adam: Adam, w: ReturnType<typeof leaf>, from: number, to: number) => {
      for (let i = from; i < to; i++) {
        w.grad = tensor([Math.sin(i), Math.cos(i)])
        adam.step()
      }
    }
    const [w, other] = [leaf(), leaf()]
    const adam = new Adam([w], { learningRate: 0.1, amsgrad: true })
    go(adam, w, 0, 5)
    const saved = adam.stateDict()
    other.data.set(w.data)
    go(adam, w, 5, 10)
    const resumed = new Adam([other])
    resumed.loadStateDict(saved)
    go(resumed, other, 5, 10)
    expect([...other.data]).toEqual([...w.data])
    expect(resumed.config()).toMatchObject({ learningRate: 0.1, amsgrad: true })
    expect(() => new SGD([other]).loadStateDict(saved)).toThrow(/of type Adam/)
    expect(() => new Adam([other, leaf()]).loadStateDict(saved)).toThrow(/have 1 parameters, these have 2/)
    expect(() => new Adam([leaf([1])]).loadStateDict(saved)).toThrow(/has 2 values/)
  })
})

describe('clipping', () => {
  const withGrads = (...grads: number[][]) =>
    grads.map((grad) => {
      const w = leaf(grad.map(() => 0))
      w.grad = tensor(grad)
      return w
    })

  test('clipGradNorm uses the joint norm and returns it', () => {
    const params = withGrads([3, 0], [4])
    expect(clipGradNorm(params, 1)).toBe(5)
    expect(params[0]!.grad!.data[0]).toBeCloseTo(3 / 5.000001, 14) // PyTorch divides by norm + 1e-6
    expect(params[1]!.grad!.data[0]).toBeCloseTo(4 / 5.000001, 14)
  })

  test('small gradients are untouched, other norms known', () => {
    const params = withGrads([3, -4])
    expect(clipGradNorm(params, 10)).toBe(5)
    expect([...params[0]!.grad!.data]).toEqual([3, -4])
    expect(clipGradNorm(params, 10, { normType: Infinity })).toBe(4)
    expect(clipGradNorm(params, 10, { normType: 1 })).toBeCloseTo(7, 12)
  })

  test('a norm that is not finite is an error when asked for', () => {
    expect(() => clipGradNorm(withGrads([NaN]), 1, { errorIfNonfinite: true })).toThrow(/NaN/)
    expect(() => clipGradNorm(withGrads([1]), -1)).toThrow(/maxNorm is -1/)
  })

  test('clipGradValue limits each element', () => {
    const params = withGrads([3, -4, 0.5])
    clipGradValue(params, 1)
    expect([...params[0]!.grad!.data]).toEqual([1, -1, 0.5])
  })
})
