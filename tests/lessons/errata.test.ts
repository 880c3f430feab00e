import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  VGG_16,
  adamStep,
  alexNetEnd,
  edges,
  fields,
  outputsOf,
  parametersOf,
  reluFactor,
  valuesIn,
  vggRows,
} from '../../components/errata/at-build.ts'
import { AS_WRITTEN, outcomes } from '../../components/delta-network/model.ts'

/** Every number of the page of errata, computed a second time: plain arithmetic, nothing of the engine or of a figure. */

const sigma = (z: number): number => 1 / (1 + Math.exp(-z))

/** Mazur's network after so many updates, written out weight by weight. */
function mazur(updates: number, isEarly: boolean): { error: number; outputs: [number, number] } {
  let [w1, w2, w3, w4, w5, w6, w7, w8] = [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55]
  for (let n = 0; ; n++) {
    const h1 = sigma(0.05 * w1 + 0.1 * w2 + 0.35)
    const h2 = sigma(0.05 * w3 + 0.1 * w4 + 0.35)
    const o1 = sigma(w5 * h1 + w6 * h2 + 0.6)
    const o2 = sigma(w7 * h1 + w8 * h2 + 0.6)
    if (n === updates) return { error: ((0.01 - o1) ** 2 + (0.99 - o2) ** 2) / 2, outputs: [o1, o2] }
    const d1 = (o1 - 0.01) * o1 * (1 - o1)
    const d2 = (o2 - 0.99) * o2 * (1 - o2)
    const old = [w5, w6, w7, w8] as const
    w5 -= 0.5 * d1 * h1
    w6 -= 0.5 * d1 * h2
    w7 -= 0.5 * d2 * h1
    w8 -= 0.5 * d2 * h2
    const [back5, back6, back7, back8] = isEarly ? [w5, w6, w7, w8] : old
    const e1 = (back5 * d1 + back7 * d2) * h1 * (1 - h1)
    const e2 = (back6 * d1 + back8 * d2) * h2 * (1 - h2)
    w1 -= 0.5 * e1 * 0.05
    w2 -= 0.5 * e1 * 0.1
    w3 -= 0.5 * e2 * 0.05
    w4 -= 0.5 * e2 * 0.1
  }
}

describe('the worked example of backpropagation', () => {
  test('as the text describes it', () => {
    for (const { updates, error, outputs } of outcomes(AS_WRITTEN, [1, 9999, 10000])) {
      const again = mazur(updates, false)
      expect(error).toBeCloseTo(again.error, 12)
      expect(outputs[0]).toBeCloseTo(again.outputs[0], 12)
      expect(outputs[1]).toBeCloseTo(again.outputs[1], 12)
    }
    expect(mazur(1, false).error.toFixed(9)).toBe('0.291027774')
    expect(mazur(10000, false).error.toFixed(10)).toBe('0.0000351019')
  })
  test('three printed numbers come from weights that have moved, the fourth from one update fewer in the right order', () => {
    expect(mazur(1, true).error.toFixed(9)).toBe('0.291027924')
    const { error, outputs } = mazur(10000, true)
    expect(outputs.map((output) => output.toFixed(9))).toEqual(['0.015912196', '0.984065734'])
    expect(error.toFixed(10)).toBe('0.0000350848')
    expect(mazur(9999, false).error.toFixed(10)).toBe('0.0000351085')
  })
})

describe('Adam', () => {
  test('takes steps of one learning rate at a steady gradient, and with the slip steps that are tens of times longer', () => {
    for (const t of [1, 10, 100, 1000]) {
      let [m, v] = [0, 0]
      for (let n = 0; n < t; n++) {
        m = 0.9 * m + 0.1
        v = 0.999 * v + 0.001
      }
      const [a, b] = [1 - 0.9 ** t, 1 - 0.999 ** t]
      expect(adamStep('divide', t)).toBeCloseTo(m / a / Math.sqrt(v / b), 6)
      expect(adamStep('multiply', t) / ((m * a) / Math.sqrt(v * b))).toBeCloseTo(1, 9)
    }
    expect(adamStep('multiply', 1)).toBeCloseTo(10, 9)
    expect(adamStep('multiply', 10)).toBeGreaterThan(40)
  })
})

describe('sizes of well-known networks', () => {
  test('VGG-16 holds 15.2 million values, not 24', () => {
    const sides = [224, 112, 56, 28, 14]
    const channels = [64, 128, 256, 512, 512]
    const depth = [2, 2, 3, 3, 3]
    const total = sides.reduce(
      (sum, side, i) => sum + channels[i]! * (depth[i]! * side ** 2 + (side / 2) ** 2),
      224 * 224 * 3,
    )
    expect(valuesIn(vggRows(VGG_16))).toBe(total)
    expect(((total + 9192) / 1e6).toFixed(1)).toBe('15.2')
    expect(((4 * (total + 9192)) / 1e6).toFixed(0)).toBe('61')
    expect(vggRows(VGG_16).at(-1)!.shape).toEqual([7, 7, 512])
  })
  test('AlexNet ends in 6 × 6 × 256 after three pools', () => {
    const sides = [227, (227 - 11) / 4 + 1, 27, 13, 6]
    expect(sides[1]).toBe(55)
    expect([(55 - 3) / 2 + 1, (27 - 3) / 2 + 1, (13 - 3) / 2 + 1]).toEqual([27, 13, 6])
    expect(alexNetEnd()).toEqual({ side: sides.at(-1), channels: 256, pools: 3 })
  })
  test('the page’s dense network has 111,146 parameters, and 111,018 without the first biases', () => {
    const weights = 784 * 128 + 128 * 64 + 64 * 32 + 32 * 10
    expect(parametersOf([784, 128, 64, 32, 10])).toBe(weights + 128 + 64 + 32 + 10)
    expect(weights + 128 + 64 + 32 + 10).toBe(111146)
    expect(parametersOf([784, 128, 64, 32, 10], [false, true, true, true])).toBe(111018)
  })
})

describe('windows', () => {
  test('the kernel (1, −1) takes away the neighbor on the right', () => {
    const rows = [
      [5, 5, 1, 1],
      [2, 7, 7, 3],
    ]
    expect(edges(rows)).toEqual(rows.map((row) => row.slice(1).map((next, j) => row[j]! - next)))
  })
  test('a stride that does not fit rounds down', () => {
    const starts = [0, 2, 4, 6].filter((start) => start + 3 <= 8)
    expect(outputsOf(8, 3, 2)).toBe(starts.length)
  })
  test('a pool doubles the jump, not the field', () => {
    /** The inputs that reach one unit, found by walking back from it. */
    const reached = (layers: readonly (readonly [number, number])[]): number => {
      let span = 1
      for (const [kernel, stride] of layers.toReversed()) span = (span - 1) * stride + kernel
      return span
    }
    const layers = [[3, 1], [2, 2], [3, 1], [3, 1]] as const // prettier-ignore
    const computed = fields(layers.map(([kernel, stride]) => ({ kernel, stride })))
    expect(computed.map(({ field }) => field)).toEqual(layers.map((_, i) => reached(layers.slice(0, i + 1))))
    expect(computed.map(({ jump }) => jump)).toEqual([1, 2, 2, 2])
    expect(computed.at(-1)!.field).toBeLessThan(2 * reached([[3, 1], [3, 1], [3, 1]])) // prettier-ignore
  })
})

test('ReLU halves the mean square of a gradient where the weights do not make up for it', () => {
  // n Var(w) times the share of units that pass the gradient on.
  expect(reluFactor('kaiming')).toBeCloseTo((64 * (2 / 64)) / 2, 12)
  expect(reluFactor('one over n')).toBeCloseTo((64 * (1 / 64)) / 2, 12)
})

test('with β = 0.9 and complex roots a distance shrinks by √β a step, not by 2√β', () => {
  // [[1 + β − x, −β], [1, 0]] has the determinant β: the product of the roots, and the square of their size.
  const [beta, x] = [0.9, 0.5]
  expect((1 + beta - x) ** 2 - 4 * beta).toBeLessThan(0)
  expect(Math.sqrt(beta).toFixed(4)).toBe('0.9487')
  expect(2 * Math.sqrt(beta)).toBeGreaterThan(1)
})

test('every entry that computes says when the printed number would be right, and has a cell', () => {
  const page = readFileSync(new URL('../../lessons/errata.mdx', import.meta.url), 'utf8')
  const entries = page.split(/^## /m).slice(1, -1)
  expect(entries.length).toBe(11)
  for (const entry of entries) {
    expect(entry, entry.slice(0, 40)).toContain('**Right if')
    expect(entry, entry.slice(0, 40)).toMatch(/```ts cell id=[a-z]+ expect="/)
  }
})
