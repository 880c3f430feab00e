import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

const { tensor } = c
const functions = { ...c } as unknown as Readonly<Record<string, (x: c.TensorLike) => c.Tensor>>
const leaf = (data: c.NestedArray): c.Tensor => tensor(data, { requiresGrad: true })
const gradientOf = (fn: c.TensorFunction, at: c.NestedArray): unknown => {
  const x = leaf(at)
  return c.grad(c.sum(fn(x)), [x])[0]!.toArray()
}

describe('empty tensors', () => {
  test('reductions of nothing', () => {
    expect(c.sum(c.zeros([0])).item()).toBe(0)
    expect(c.prod(c.zeros([0])).item()).toBe(1)
    expect(c.mean(c.zeros([0])).item()).toBeNaN()
    expect(c.logsumexp(c.zeros([0])).item()).toBe(-Infinity)
    expect(c.norm(c.zeros([0])).item()).toBe(0)
    expect(c.sum(c.zeros([2, 0, 3]), 1).toArray()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ])
    expect(c.amax(c.zeros([0, 3]), 1).shape).toEqual([0])
    expect(() => c.amax(c.zeros([0, 3]), 0)).toThrow(
      'amax: there is nothing to choose from. Got input (0, 3).',
    )
    expect(() => c.argmin(c.zeros([0]))).toThrow('argmin: there is nothing to choose from')
    expect([c.all(c.zeros([0])).item(), c.any(c.zeros([0])).item()]).toEqual([1, 0])
  })

  test('an empty batch goes forward and backward', () => {
    const weight = tensor(c.ones([3, 4]), { requiresGrad: true })
    const loss = c.crossEntropyLoss(c.linear(c.zeros([0, 4]), weight), c.zeros([0]), { reduction: 'sum' })
    loss.backward()
    expect(loss.item()).toBe(0)
    expect(c.sum(weight.grad!).item()).toBe(0)
    expect(c.crossEntropyLoss(c.zeros([0, 3]), c.zeros([0])).item()).toBeNaN() // a mean over nothing, as in PyTorch
  })

  test('moving nothing around', () => {
    expect(c.concat([c.zeros([0, 2]), [[1, 2]]]).toArray()).toEqual([[1, 2]])
    expect(c.matmul(c.zeros([2, 0]), c.zeros([0, 2])).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ])
    expect(c.softmax(c.zeros([2, 0])).shape).toEqual([2, 0])
    expect(c.flip(c.zeros([0, 2])).shape).toEqual([0, 2])
    expect(c.cumsum(c.zeros([0]), 0).shape).toEqual([0])
    expect(c.split(c.zeros([0]), 2).map((part) => part.shape)).toEqual([[0]])
    expect(c.permute(c.zeros([2, 0, 3]), [2, 1, 0]).shape).toEqual([3, 0, 2])
    expect(c.broadcastTo(c.zeros([1, 2]), [0, 2]).shape).toEqual([0, 2])
    expect(tensor([]).shape).toEqual([0])
    expect(tensor([[], []]).shape).toEqual([2, 0])
  })
})

describe('huge and tiny values', () => {
  test('softmax, log-softmax and cross-entropy of logits up to 1e30', () => {
    const logits = [1e30, 0, -1e30]
    expect(c.softmax(logits).toArray()).toEqual([1, 0, 0])
    expect(c.logSoftmax(logits).toArray()).toEqual([0, -1e30, -2e30])
    expect(c.crossEntropyLoss([logits], [1]).item()).toBe(1e30)
    expect(gradientOf((x) => c.crossEntropyLoss(x, [1]), [logits])).toEqual([[1, -1, 0]])
  })

  test('activations saturate and keep finite slopes', () => {
    const ends = [-1e30, 1e30]
    expect(c.sigmoid(ends).toArray()).toEqual([0, 1])
    expect(c.tanh(ends).toArray()).toEqual([-1, 1])
    expect(c.softplus(ends).toArray()).toEqual([0, 1e30])
    expect(c.elu(ends).toArray()).toEqual([-1, 1e30])
    expect(c.gelu(ends).toArray()).toEqual([-0, 1e30])
    for (const fn of [c.sigmoid, c.tanh, c.softsign, c.erf] as const) {
      expect(gradientOf((x) => c.add(fn(x), 0), ends)).toEqual([0, 0])
    }
    expect(gradientOf(c.softplus, ends)).toEqual([0, 1])
    expect(gradientOf((x) => c.elu(x), ends)).toEqual([0, 1])
  })

  test('bceLoss at certain and wrong is 100, with the bounded slope of PyTorch', () => {
    const losses = c.bceLoss([0, 1, 0, 1], [0, 1, 1, 0], { reduction: 'none' })
    expect(losses.toArray().toString()).toBe('0,0,100,100')
    expect(gradientOf((p) => c.bceLoss(p, [1, 0]), [0, 1])).toEqual([-0.5e12, 0.5e12])
  })

  test('the Euclidean norm neither overflows nor underflows', () => {
    expect(c.norm([3e200, 4e200]).item() / 5e200).toBeCloseTo(1, 15)
    expect(c.norm([3e-200, 4e-200]).item() / 5e-200).toBeCloseTo(1, 15)
    expect(c.norm([Infinity, 1]).item()).toBe(Infinity)
    expect(gradientOf((x) => c.norm(x), [0, 0])).toEqual([0, 0])
  })

  test('variance of a small spread around a large mean', () => {
    expect(c.variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]).item()).toBe(30)
    expect(gradientOf((x) => c.std(x), [2, 2, 2])).toEqual([0, 0, 0])
    expect(c.variance([5]).item()).toBeNaN()
  })

  test('pairwise summation: a million times 0.1 is right to 1e-9', () => {
    expect(Math.abs(c.sum(c.full([1_000_000], 0.1)).item() - 100_000)).toBeLessThan(1e-9)
  })

  test('subnormals pass through', () => {
    expect(c.mul([5e-324], 1).item()).toBe(5e-324)
    expect(c.log([5e-324]).item()).toBeCloseTo(-744.4400719213812, 12)
    expect(c.exp([-745]).item()).toBe(5e-324)
  })
})

describe('NaN and infinities', () => {
  test('NaN passes through every activation and comparison says no', () => {
    const names = [
      'relu',
      'leakyRelu',
      'elu',
      'sigmoid',
      'tanh',
      'softplus',
      'silu',
      'gelu',
      'softsign',
      'hardtanh',
      'step',
      'sign',
      'abs',
      'round',
      'erf',
      'arctan',
      'logsigmoid',
      'clamp',
    ]
    const finite = names.filter((name) => !Number.isNaN(functions[name]!(NaN).item()))
    expect(finite).toEqual([])
    expect(c.equal(NaN, NaN).item()).toBe(0)
  })

  test('extremes and reductions let NaN win', () => {
    const x = [1, NaN, 3]
    const names = ['sum', 'amax', 'amin', 'logsumexp', 'norm', 'prod', 'mean']
    expect(names.filter((name) => !Number.isNaN(functions[name]!(x).item()))).toEqual([])
    expect([c.argmax(x).item(), c.argmin(x).item()]).toEqual([1, 1])
    expect(c.maximum(NaN, 1).item()).toBeNaN()
    expect(c.softmax(x).toArray()).toEqual([NaN, NaN, NaN])
  })

  test('minus infinity masks scores in softmax and leaves logsumexp and its gradient clean', () => {
    expect(c.softmax([0, -Infinity, 0]).toArray()).toEqual([0.5, 0, 0.5])
    expect(c.logsumexp([-Infinity, -Infinity]).item()).toBe(-Infinity)
    expect(gradientOf((x) => c.logsumexp(x), [-Infinity, -Infinity])).toEqual([0, 0])
    expect(gradientOf((x) => c.logsumexp(x), [-Infinity, 2])).toEqual([0, 1])
  })

  test('where shields its gradient from the branch not taken', () => {
    const safe: c.TensorFunction = (x) => c.where(c.greater(x, 0), c.log(c.where(c.greater(x, 0), x, 1)), 0)
    expect(gradientOf(safe, [-1, 0, 2])).toEqual([0, 0, 0.5])
  })
})

describe('kinks and ties', () => {
  test('derivatives at the kinks are those of PyTorch', () => {
    expect(gradientOf(c.relu, [0])).toEqual([0])
    expect(gradientOf(c.abs, [0])).toEqual([0])
    expect(gradientOf((x) => c.leakyRelu(x), [0])).toEqual([0.01])
    expect(gradientOf((x) => c.elu(x), [0])).toEqual([1])
    expect(gradientOf((x) => c.clamp(x, 0, 1), [0, 1])).toEqual([1, 1])
    expect(gradientOf((x) => c.hardtanh(x), [-1, 1])).toEqual([0, 0])
    expect(gradientOf(c.sqrt, [0])).toEqual([Infinity])
  })

  test('powers of 0 have the slopes of PyTorch', () => {
    expect(gradientOf((x) => c.pow(x, 0), [0])).toEqual([0])
    expect(gradientOf((x) => c.pow(x, [1, 2]), [0, 0])).toEqual([1, 0])
    expect(gradientOf((b) => c.pow(0, b), [0, 2])).toEqual([0, 0])
  })

  test('maximum and amax split ties evenly, max over an axis takes the first', () => {
    const [a, b] = [leaf([2]), leaf([2])]
    c.sum(c.maximum(a, b)).backward()
    expect([a.grad!.item(), b.grad!.item()]).toEqual([0.5, 0.5])
    expect(gradientOf((x) => c.amax(x, 1), [[3, 1, 3]])).toEqual([[0.5, 0, 0.5]])
    expect(gradientOf((x) => c.max(x), [[3, 1, 3]])).toEqual([[0.5, 0, 0.5]])
    expect(gradientOf((x) => c.max(x, 1).values, [[3, 1, 3]])).toEqual([[1, 0, 0]])
  })

  test('round takes halves to the even number', () => {
    expect(c.round([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 2251799813685248.5]).toArray().toString()).toBe(
      '-2,-2,0,0,2,2,2251799813685248',
    )
  })
})
