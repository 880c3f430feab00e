import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

const { tensor } = c
const f64 = (data: c.NestedArray) => tensor(data)
const f32 = (data: c.NestedArray) => tensor(data, { dtype: 'float32' })
const i32 = (data: c.NestedArray) => tensor(data, { dtype: 'int32' })

describe('promotion, as in PyTorch', () => {
  test.each([
    ['float64 with float32', c.add(f64([1]), f32([1])), 'float64'],
    ['float32 with int32', c.add(f32([1]), i32([1])), 'float32'],
    ['int32 with int32', c.add(i32([1]), i32([1])), 'int32'],
    ['float32 with a number', c.add(f32([1]), 0.1), 'float32'],
    ['float32 with nested arrays', c.add(f32([1]), [0.1]), 'float32'],
    ['float32 with a float64 scalar tensor', c.add(f32([1]), f64(0.1)), 'float32'],
    ['a float32 scalar tensor with float64', c.add(f32(1), f64([0.1])), 'float64'],
    ['int32 with a whole number', c.mul(i32([1]), 2), 'int32'],
    ['int32 with a fraction', c.mul(i32([1]), 0.5), 'float64'],
    ['int32 with a float32 scalar tensor', c.mul(i32([1]), f32(0.5)), 'float32'],
    ['two numbers', c.add(1, 2), 'float64'],
    ['division of int32', c.div(i32([1]), i32([2])), 'float64'],
    ['exp of int32', c.exp(i32([1])), 'float64'],
    ['mean of int32', c.mean(i32([1, 2])), 'float64'],
    ['sum of int32', c.sum(i32([1, 2])), 'int32'],
    ['a comparison', c.less(f64([1]), 2), 'int32'],
    ['matmul of float32 and float64', c.matmul(f32([[1]]), f64([[1]])), 'float64'],
    ['concat of int32 and float32', c.concat([i32([1]), f32([1])]), 'float32'],
  ] as const)('%s', (_, result, dtype) => expect(result.dtype).toBe(dtype))
})

describe('float32', () => {
  test('every result is the float64 result rounded once', () => {
    const x = f32([0.1, 0.2, 0.3])
    expect(c.add(x, 0.7).toArray()).toEqual([...x.data].map((v) => Math.fround(v + Math.fround(0.7))))
    expect(c.exp(x).toArray()).toEqual([...x.data].map((v) => Math.fround(c.elementary.exp(v))))
  })

  test('sums and products of matrices accumulate in float64', () => {
    const many = c.full([100_000], 0.1, { dtype: 'float32' })
    expect(c.sum(many).item()).toBe(Math.fround(100_000 * Math.fround(0.1)))
    const row = f32([[1e8, 1, -1e8]])
    expect(c.matmul(row, [[1], [1], [1]]).item()).toBe(1)
  })

  test('overflows to infinity and keeps subnormals', () => {
    expect(c.mul(f32([3e38]), 10).item()).toBe(Infinity)
    expect(c.mul(f32([1e-38]), 1e-7).item()).toBe(Math.fround(1.0000000000000001e-45))
  })
})

describe('int32', () => {
  test('products and sums wrap modulo 2³², exactly', () => {
    expect(c.mul(i32([2147483647]), i32([2147483647])).item()).toBe(1)
    expect(c.add(i32([2147483647]), 1).item()).toBe(-2147483648)
    expect(c.pow(i32([3]), 25).item()).toBe(Number(BigInt.asIntN(32, 3n ** 25n)))
  })

  test('refuses fractions when built, drops them when cast', () => {
    expect(() => i32([1.5])).toThrow('tensor: 1.5 is not a 32-bit integer.')
    expect(() => i32([3e9])).toThrow('tensor: 3000000000 is not a 32-bit integer.')
    expect(c.cast(f64([1.9, -1.9]), 'int32').toArray()).toEqual([1, -1])
  })

  test('a negative power is refused', () => {
    expect(() => c.pow(i32([2]), i32([-1]))).toThrow(
      'pow: 2 to the power -1 is not an int32; cast to a float dtype',
    )
  })
})

test('typed arrays keep their dtype and are copied', () => {
  const source = new Float32Array([1, 2])
  const x = tensor(source)
  source[0] = 9
  expect([x.dtype, x.toArray()]).toEqual(['float32', [1, 2]])
  expect(tensor(source, { dtype: 'float64', shape: [2, 1] }).shape).toEqual([2, 1])
})

test('an unknown dtype is named', () => {
  expect(() => tensor([1], { dtype: 'float16' as c.DType })).toThrow(
    "unknown dtype 'float16'. Known: 'float64'",
  )
})
