import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

const { tensor } = c

describe('Tensor', () => {
  test('knows its shape, size and strides', () => {
    const x = c.zeros([2, 3, 4])
    expect([x.ndim, x.numel, x.strides, x.shape, x.dtype]).toEqual([3, 24, [12, 4, 1], [2, 3, 4], 'float64'])
    expect([tensor(5).ndim, tensor(5).numel, tensor(5).strides, tensor(5).item()]).toEqual([0, 1, [], 5])
  })

  test('reads booleans and nested arrays, and gives them back', () => {
    expect(tensor([[true, false]]).toArray()).toEqual([[1, 0]])
    expect(
      tensor([
        [[1], [2]],
        [[3], [4]],
      ]).toArray(),
    ).toEqual([
      [[1], [2]],
      [[3], [4]],
    ])
    expect(String(tensor([[1, 2]], { dtype: 'int32' }))).toBe('tensor([[1, 2]], int32)')
    expect(String(tensor([NaN, Infinity]))).toBe('tensor([NaN, Infinity], float64)')
    expect(String(c.zeros([20, 30]))).toBe('tensor(of shape (20, 30), float64)')
  })

  test('a copy of a tensor is independent', () => {
    const x = tensor([1, 2], { requiresGrad: true })
    const y = tensor(x)
    y.data[0] = 9
    expect([x.data[0], y.requiresGrad]).toEqual([1, false])
  })

  test('methods are the functions of the same name', () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ])
    const pairs: [c.Tensor, c.Tensor][] = [
      [x.add(1), c.add(x, 1)],
      [x.sub(1), c.sub(x, 1)],
      [x.mul(2), c.mul(x, 2)],
      [x.div(2), c.div(x, 2)],
      [x.neg(), c.neg(x)],
      [x.pow(2), c.pow(x, 2)],
      [x.matmul(x), c.matmul(x, x)],
      [x.sum(0), c.sum(x, 0)],
      [x.mean(1, { keepdim: true }), c.mean(x, 1, { keepdim: true })],
      [x.reshape([4]), c.reshape(x, [4])],
      [x.transpose(), c.transpose(x)],
      [x.permute([1, 0]), c.permute(x, [1, 0])],
    ]
    for (const [method, fn] of pairs) expect(method.toArray()).toEqual(fn.toArray())
  })
})

describe('making tensors', () => {
  test('arange counts like Python’s range, without adding up errors', () => {
    expect(c.arange(3).toArray()).toEqual([0, 1, 2])
    expect(c.arange(5, 1, -2).toArray()).toEqual([5, 3])
    expect(c.arange(1, 1).toArray()).toEqual([])
    expect(c.arange(0, 1, 0.1).data[7]).toBe(7 * 0.1)
  })

  test('linspace ends exactly at its end', () => {
    const x = c.linspace(-1, 0.3, 8)
    expect([x.data[0], x.data[7]]).toEqual([-1, 0.3])
    expect(c.linspace(2, 3, 1).toArray()).toEqual([2])
    expect(c.linspace(2, 3, 0).toArray()).toEqual([])
  })

  test('eye, full, ones and their dtypes', () => {
    expect(c.eye(2, 3).toArray()).toEqual([
      [1, 0, 0],
      [0, 1, 0],
    ])
    expect(c.full([2], 1.5, { dtype: 'float32' }).dtype).toBe('float32')
    expect(c.ones([2], { dtype: 'int32' }).dtype).toBe('int32')
    expect(c.onesLike(c.zeros([2], { dtype: 'float32' })).dtype).toBe('float32')
  })

  test('oneHot counts its classes', () => {
    expect(c.oneHot([1, 0, 3]).shape).toEqual([3, 4])
    expect(c.oneHot([[0, 1]], 2, { dtype: 'float32' }).toArray()).toEqual([
      [
        [1, 0],
        [0, 1],
      ],
    ])
  })
})

describe('conventions of losses that differ between libraries', () => {
  const [y, t] = [
    tensor([
      [1, 2, 3],
      [4, 5, 6],
    ]),
    tensor([
      [0, 0, 0],
      [0, 0, 0],
    ]),
  ]

  test('mean over elements, over examples, halved', () => {
    expect(c.mseLoss(y, t).item()).toBe(91 / 6)
    expect(c.mseLoss(y, t, { meanOver: 'examples' }).item()).toBe(91 / 2)
    expect(c.mseLoss(y, t, { meanOver: 'examples', half: true }).item()).toBe(91 / 4)
    expect(c.mseLoss(y, t, { reduction: 'sum' }).item()).toBe(91)
  })

  test('mapeLoss in percent or as a fraction, with its clip', () => {
    expect(c.mapeLoss([110], [100]).item()).toBeCloseTo(10, 13)
    expect(c.mapeLoss([110], [100], { percent: false }).item()).toBeCloseTo(0.1, 15)
    expect(c.mapeLoss([1], [0], { eps: 0.01 }).item()).toBe(10_000)
  })

  test('class weights divide by the weights, or by the number of examples', () => {
    const logits = [
      [0, 0],
      [0, 0],
    ]
    const weighted = { weight: [1, 3] }
    expect(c.crossEntropyLoss(logits, [0, 1], weighted).item()).toBeCloseTo(Math.LN2, 15)
    const keras = c.crossEntropyLoss(logits, [0, 1], { ...weighted, meanOver: 'examples' })
    expect(keras.item()).toBeCloseTo(2 * Math.LN2, 15)
  })

  test('when every target is ignored the mean is NaN and the gradient of the sum is zero', () => {
    const logits = tensor([[1, 2]], { requiresGrad: true })
    expect(c.crossEntropyLoss(logits, [-100]).item()).toBeNaN()
    c.crossEntropyLoss(logits, [-100], { reduction: 'sum' }).backward()
    expect(logits.grad!.toArray()).toEqual([[0, 0]])
  })
})
