import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

const size = fc.integer({ min: 1, max: 4 })
const CLOSE = 1e-11
const value = fc.double({ min: -100, max: 100, noNaN: true })

/** A tensor of the given shape whose values come from a seed, so that failures shrink to small shapes. */
function filled(shape: readonly number[], seed: number): c.Tensor {
  return c.randn(shape, { rng: c.rng(seed) })
}

const inner = (a: c.Tensor, b: c.Tensor): number => c.sum(c.mul(a, b)).item()

/** The largest |a − b| / max(1, |a|); infinite when the shapes differ or a NaN is involved. */
function distance(a: c.Tensor, b: c.Tensor): number {
  if (a.shape.join() !== b.shape.join()) return Infinity
  let worst = 0
  a.data.forEach((v, i) => {
    const error = Math.abs(v - b.data[i]!) / Math.max(1, Math.abs(v))
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error)
  })
  return worst
}

/** Linear operations, with the shape of their input. */
const linearOps: [name: string, shape: number[], op: c.TensorFunction][] = [
  ['sum over an axis', [3, 4], (x) => c.sum(x, 0)],
  ['mean', [3, 4], (x) => c.mean(x, 1, { keepdim: true })],
  ['cumsum', [3, 4], (x) => c.cumsum(x, 1)],
  ['broadcastTo', [3, 1], (x) => c.broadcastTo(x, [2, 3, 5])],
  ['permute', [2, 3, 4], (x) => c.permute(x, [1, 2, 0])],
  [
    'slice',
    [5, 6],
    (x) =>
      c.slice(x, [
        [1, 5, 3],
        [-4, -1],
      ]),
  ],
  ['pad, reflect', [3, 4], (x) => c.pad(x, [2, 1, 1, 2], { mode: 'reflect' })],
  ['pad, circular', [3, 4], (x) => c.pad(x, [2, 1], { mode: 'circular' })],
  [
    'gather',
    [3, 4],
    (x) =>
      c.gather(x, 0, [
        [2, 0, 1, 1],
        [2, 2, 2, 0],
      ]),
  ],
  ['indexSelect', [3, 4], (x) => c.indexSelect(x, 1, [3, 3, 0])],
  [
    'scatterAdd',
    [3, 4],
    (x) =>
      c.scatterAdd(
        c.zeros([2, 4]),
        0,
        [
          [0, 1, 0, 1],
          [1, 1, 0, 0],
          [0, 0, 0, 0],
        ],
        x,
      ),
  ],
  ['concat with itself', [3, 4], (x) => c.concat([x, c.mul(x, 2)], 1)],
  ['flip', [3, 4], (x) => c.flip(x, 1)],
  ['roll', [3, 4], (x) => c.roll(x, 3, 1)],
  ['tril', [4, 4], (x) => c.tril(x, 1)],
  ['diagonal', [2, 3, 3], (x) => c.diagonal(x)],
  ['matmul from the left', [3, 4], (x) => c.matmul(filled([2, 5, 3], 5), x)],
  ['matmul from the right', [2, 3, 4], (x) => c.matmul(x, filled([4, 2], 6))],
  ['linear', [5, 4], (x) => c.linear(x, filled([3, 4], 7))],
  ['einsum', [3, 3, 2], (x) => c.einsum('iij->j', x)],
]

describe('linear operations', () => {
  test.each(linearOps)('%s: f(αx + βy) = αf(x) + βf(y)', (_, shape, op) => {
    fc.assert(
      fc.property(value, value, fc.nat(), fc.nat(), (alpha, beta, s, t) => {
        const [x, y] = [filled(shape, s), filled(shape, t)]
        const together = op(c.add(c.mul(x, alpha), c.mul(y, beta)))
        expect(distance(together, c.add(c.mul(op(x), alpha), c.mul(op(y), beta)))).toBeLessThan(1e-10)
      }),
      { numRuns: 15 },
    )
  })

  test.each(linearOps)('%s: ⟨Ax, y⟩ = ⟨x, Aᵀy⟩ with Aᵀ from backward', (_, shape, op) => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (s, t) => {
        const x = filled(shape, s)
        const output = op(x)
        const y = filled(output.shape, t)
        const [pulled] = c.vjp(op, [x], y).gradients
        expect(Math.abs(inner(output, y) - inner(x, pulled!))).toBeLessThan(1e-11)
      }),
      { numRuns: 15 },
    )
  })
})

describe('against plain loops', () => {
  test('broadcasting addition', () => {
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), fc.boolean(), (p, q, r, oneP, oneQ, oneR) => {
        const a = filled([oneP ? 1 : p, q, oneR ? 1 : r], 1)
        const b = filled([oneQ ? 1 : q, r], 2)
        const out = c.add(a, b)
        expect(out.shape).toEqual([oneP ? 1 : p, q, r])
        for (let i = 0; i < out.shape[0]!; i++)
          for (let j = 0; j < q; j++)
            for (let k = 0; k < r; k++) {
              const left = a.data[(i * q + j) * a.shape[2]! + (oneR ? 0 : k)]!
              const right = b.data[(oneQ ? 0 : j) * r + k]!
              expect(out.data[(i * q + j) * r + k]).toBe(left + right)
            }
      }),
      { numRuns: 60 },
    )
  })

  test('einsum with random equations', () => {
    const label = fc.constantFrom<string>('i', 'j', 'k')
    const term = fc.array(label, { minLength: 1, maxLength: 3 })
    const sizes = new Map([
      ['i', 2],
      ['j', 3],
      ['k', 4],
    ])
    fc.assert(
      fc.property(
        term,
        term,
        fc.subarray<string>(['k', 'i', 'j']),
        fc.nat(),
        (first, second, wanted, seed) => {
          const output = wanted.filter((l) => first.includes(l) || second.includes(l))
          const a = filled(
            first.map((l) => sizes.get(l)!),
            seed,
          )
          const b = filled(
            second.map((l) => sizes.get(l)!),
            seed + 1,
          )
          const found = c.einsum(`${first.join('')},${second.join('')}->${output.join('')}`, a, b)
          const expected = c.zeros(output.map((l) => sizes.get(l)!))
          const at = (labels: readonly string[], place: Readonly<Record<string, number>>): number =>
            labels.reduce((index, l) => index * sizes.get(l)! + place[l]!, 0)
          const range = (l: string): number[] =>
            first.includes(l) || second.includes(l) ? Array.from({ length: sizes.get(l)! }, (_, n) => n) : [0]
          for (const i of range('i'))
            for (const j of range('j'))
              for (const k of range('k')) {
                const place = { i, j, k }
                expected.data[at(output, place)]! += a.data[at(first, place)]! * b.data[at(second, place)]!
              }
          expect(distance(found, expected)).toBeLessThan(CLOSE)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('slices against Array.prototype.slice', () => {
    const end = fc.option(fc.integer({ min: -8, max: 8 }))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 6 }),
        end,
        end,
        fc.integer({ min: 1, max: 3 }),
        (n, from, to, step) => {
          const numbers = Array.from({ length: n }, (_, i) => i)
          const expected = numbers.slice(from ?? undefined, to ?? undefined).filter((_, i) => i % step === 0)
          expect(c.slice(numbers, [[from, to, step]]).toArray()).toEqual(expected)
        },
      ),
    )
  })

  test('reductions over random axes against a walk over all elements', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        (shape, seed) => {
          const axes = shape.map((_, axis) => axis).filter((axis) => (seed >> axis) % 2 === 1)
          const x = filled(shape, seed)
          const found = c.sum(x, axes, { keepdim: true })
          const expected = c.zeros(shape.map((n, axis) => (axes.includes(axis) ? 1 : n)))
          x.data.forEach((v, flat) => {
            const place = shape.map((n, axis) => Math.floor(flat / x.strides[axis]!) % n)
            const target = place.reduce(
              (sum, p, axis) => sum + (axes.includes(axis) ? 0 : p) * expected.strides[axis]!,
              0,
            )
            expected.data[target]! += v
          })
          expect(distance(found, expected)).toBeLessThan(CLOSE)
        },
      ),
    )
  })
})

describe('symmetries', () => {
  test('softmax and its relatives do not see a shift; probabilities add up to 1', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), value, (x, shift) => {
        const moved = c.add(x, shift)
        expect(distance(c.softmax(moved), c.softmax(x))).toBeLessThan(CLOSE)
        expect(distance(c.logSoftmax(moved), c.logSoftmax(x))).toBeLessThan(CLOSE)
        expect(distance(c.logsumexp(moved), c.add(c.logsumexp(x), shift))).toBeLessThan(CLOSE)
        expect(c.sum(c.softmax(x)).item()).toBeCloseTo(1, 13)
      }),
    )
  })

  test('permuting the examples permutes the losses and keeps their mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (n, seed) => {
        const logits = filled([n, 3], seed)
        const stream = c.rng(seed)
        const target = Array.from({ length: n }, () => stream.integer(3))
        const order = stream.permutation(n)
        const shuffled = c.indexSelect(logits, 0, order)
        const moved = order.map((i) => target[i]!)
        const none = { reduction: 'none' } as const
        const losses = c.crossEntropyLoss(logits, target, none)
        expect(
          distance(c.crossEntropyLoss(shuffled, moved, none), c.indexSelect(losses, 0, order)),
        ).toBeLessThan(CLOSE)
        expect(
          distance(c.crossEntropyLoss(shuffled, moved), c.crossEntropyLoss(logits, target)),
        ).toBeLessThan(CLOSE)
      }),
      { numRuns: 30 },
    )
  })

  test('the gradient of a batch is the sum of the gradients of its examples', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(), (n, seed) => {
        const weight = c.tensor(filled([3, 4], seed), { requiresGrad: true })
        const [inputs, targets] = [filled([n, 4], seed + 1), filled([n, 3], seed + 2)]
        const loss = (x: c.Tensor, t: c.Tensor): c.Tensor =>
          c.mseLoss(c.tanh(c.linear(x, weight)), t, { reduction: 'sum' })
        const [whole] = c.grad(loss(inputs, targets), [weight])
        for (let i = 0; i < n; i++)
          loss(c.slice(inputs, [[i, i + 1]]), c.slice(targets, [[i, i + 1]])).backward()
        expect(distance(weight.grad!, whole!)).toBeLessThan(CLOSE)
      }),
      { numRuns: 20 },
    )
  })

  test('concat undoes split, permute undoes its inverse, flip undoes flip', () => {
    fc.assert(
      fc.property(size, size, size, fc.integer({ min: 1, max: 5 }), (p, q, r, part) => {
        const x = filled([p, q, r], p * q + r)
        expect(distance(c.concat(c.split(x, part, 1), 1), x)).toBeLessThan(CLOSE)
        expect(distance(c.permute(c.permute(x, [2, 0, 1]), [1, 2, 0]), x)).toBeLessThan(CLOSE)
        expect(distance(c.flip(c.flip(x, [0, 2]), [0, 2]), x)).toBeLessThan(CLOSE)
        expect(distance(c.roll(c.roll(x, part, 2), -part, 2), x)).toBeLessThan(CLOSE)
      }),
      { numRuns: 40 },
    )
  })
})
