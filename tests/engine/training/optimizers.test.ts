import { describe, expect, test } from 'vitest'
import {
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  RMSprop,
  SGD,
  type SGDOptions,
  type Tensor,
  tensor,
} from '../../../src/engine/index.ts'
import { camelOptions, largestError, readCases } from './fixture.ts'

interface OptimizerCase {
  optimizer: 'SGD' | 'Adagrad' | 'RMSprop' | 'Adam' | 'AdamW' | 'Adadelta'
  options: Record<string, unknown>
  dtype?: 'float32'
  groups?: Record<string, unknown>[]
  steps: number[]
  path: number[][]
}

const optimizers = { SGD, Adagrad, RMSprop, Adam, AdamW, Adadelta }

const start = [
  [1.5, -0.7, 0.3],
  [0, 2, -1.1],
]
const curvature = [
  [1, 10, 0.1],
  [3, 0.5, 2],
]
const corner = [
  [1, 0, 0],
  [0, 0, 0],
]
const far = [
  [0, 0, 0],
  [0, 0, 1],
]

function lossOf(w: Tensor, u: Tensor): Tensor {
  const bowl = w.mul(w).mul(curvature).div(2).sum()
  const coupling = w.sum(1).mul(u).sum()
  const quartic = u.mul(u).mul(u).mul(u).sum().div(4)
  return bowl
    .add(coupling)
    .add(quartic)
    .add(w.mul(corner).sum().mul(w.mul(far).sum()).mul(0.3))
}

function follow(one: OptimizerCase): number[][] {
  const dtype = one.dtype ?? 'float64'
  const w = tensor(start, { dtype, requiresGrad: true })
  const u = tensor([0.4, -0.9], { dtype, requiresGrad: true })
  const params =
    one.groups === undefined
      ? [w, u]
      : [w, u].map((param, index) => ({ params: [param], ...camelOptions(one.groups![index]!) }))
  const optimizer = new optimizers[one.optimizer](params as Tensor[], camelOptions(one.options))
  const path: number[][] = []
  for (let step = 1; step <= Math.max(...one.steps); step++) {
    optimizer.zeroGrad()
    lossOf(w, u).backward()
    optimizer.step()
    if (one.steps.includes(step)) path.push([...w.data, ...u.data])
  }
  return path
}

describe('optimizers follow PyTorch for 20 steps', () => {
  const cases = readCases<OptimizerCase>('optimizers')
  for (const name of ['SGD', 'Adagrad', 'RMSprop', 'Adam', 'AdamW', 'Adadelta'] as const) {
    const own = cases.filter((one) => one.optimizer === name)
    test(`${name}: ${own.length} combinations of options`, () => {
      expect(own.length).toBeGreaterThan(15)
      const wrong = own.filter((one) => {
        const error = largestError(follow(one).flat(), one.path.flat())
        return !(error < (one.dtype === 'float32' ? 1e-5 : 1e-10))
      })
      expect(wrong.map((one) => one.options)).toEqual([])
    })
  }
})

/** One parameter w = 1 with the given gradients, one per step; returns w after each. */
function steps<O>(
  make: (params: Tensor[]) => { step(): void; learningRate: number } & O,
  gradients: number[],
  rates: number[] = [],
) {
  const w = tensor([1], { requiresGrad: true })
  const optimizer = make([w])
  return gradients.map((gradient, index) => {
    if (rates[index] !== undefined) optimizer.learningRate = rates[index]
    w.grad = tensor([gradient])
    optimizer.step()
    return w.item()
  })
}

describe('conventions of other libraries, against their formulas', () => {
  test("momentumOf 'step' is Keras's velocity: v = μv − ηg, w += v", () => {
    const found = steps(
      (p) => new SGD(p, { learningRate: 0.1, momentum: 0.9, momentumOf: 'step' }),
      [1, 2],
      [0.1, 0.01],
    )
    const v1 = -0.1
    const v2 = 0.9 * v1 - 0.01 * 2
    expect(largestError(found, [1 + v1, 1 + v1 + v2])).toBeLessThan(1e-15)
    const torch = steps((p) => new SGD(p, { learningRate: 0.1, momentum: 0.9 }), [1, 2], [0.1, 0.01])
    expect(torch[1]).toBeCloseTo(0.9 - 0.01 * (0.9 + 2), 14)
  })

  test("momentumOf 'step' with nesterov: w += μv − ηg", () => {
    const options: Partial<SGDOptions> = {
      learningRate: 0.1,
      momentum: 0.9,
      nesterov: true,
      momentumOf: 'step',
    }
    const found = steps((p) => new SGD(p, options), [1, 2], [0.1, 0.01])
    const v1 = -0.1
    const w1 = 1 + 0.9 * v1 - 0.1
    const v2 = 0.9 * v1 - 0.01 * 2
    expect(largestError(found, [w1, w1 + 0.9 * v2 - 0.01 * 2])).toBeLessThan(1e-15)
  })

  test('dampenFirst starts the average from zero', () => {
    const options = { learningRate: 1, momentum: 0.9, dampening: 0.9 }
    expect(steps((p) => new SGD(p, options), [1])).toEqual([0])
    expect(steps((p) => new SGD(p, { ...options, dampenFirst: true }), [1])[0]).toBeCloseTo(0.9, 15)
  })

  test('ε outside, inside and before the correction of Adam', () => {
    const at = (epsPlacement: 'outside' | 'inside' | 'uncorrected') =>
      steps((p) => new Adam(p, { learningRate: 0.1, eps: 0.5, epsPlacement }), [2])[0]!
    expect(at('outside')).toBeCloseTo(1 - (0.1 * 2) / (2 + 0.5), 14)
    expect(at('inside')).toBeCloseTo(1 - (0.1 * 2) / Math.sqrt(4 + 0.5), 14)
    const alpha = (0.1 * Math.sqrt(1 - 0.999)) / (1 - 0.9)
    expect(at('uncorrected')).toBeCloseTo(1 - (alpha * 0.2) / (Math.sqrt(0.004) + 0.5), 14)
  })

  test('ε inside the root of Adagrad and RMSprop, as in Keras and TensorFlow', () => {
    const adagrad = steps((p) => new Adagrad(p, { learningRate: 1, eps: 5, epsPlacement: 'inside' }), [2])
    expect(adagrad[0]).toBeCloseTo(1 - 2 / 3, 15)
    const options = { learningRate: 1, alpha: 0, eps: 5, epsPlacement: 'inside' } as const
    expect(steps((p) => new RMSprop(p, options), [2])[0]).toBeCloseTo(1 - 2 / 3, 15)
  })

  test("RMSprop with momentumOf 'step' keeps η inside the sum, as in Keras", () => {
    const options = { learningRate: 1, alpha: 0, eps: 0, momentum: 0.5, momentumOf: 'step' } as const
    expect(steps((p) => new RMSprop(p, options), [3, 3], [1, 0.1])).toEqual([0, -(0.5 + 0.1)])
  })

  test('decoupled decay is the same for every optimizer: w ← w − ηλw, then the step', () => {
    const decay = { learningRate: 0.1, weightDecay: 0.5, weightDecayMode: 'decoupled' } as const
    for (const Type of [SGD, Adam, RMSprop, Adagrad, Adadelta]) {
      expect(steps((p) => new Type(p, decay), [0])[0]).toBeCloseTo(0.95, 15)
    }
  })

  test('bias correction of Adam divides: the first step is η, not the 10⁻² η of the multiplied one', () => {
    const first = (biasCorrection: 'divide' | 'multiply' | 'none') =>
      1 - steps((p) => new Adam(p, { learningRate: 0.01, eps: 0, biasCorrection }), [7])[0]!
    expect(first('divide')).toBeCloseTo(0.01, 14)
    // ConvNetJS: m(1 − β₁)/√(v(1 − β₂)) with m = (1 − β₁)g and v = (1 − β₂)g²
    expect(first('multiply')).toBeCloseTo((0.01 * 0.1 * 0.1) / 0.001, 14)
    expect(first('none')).toBeCloseTo((0.01 * 0.1) / Math.sqrt(0.001), 14)
  })
})
