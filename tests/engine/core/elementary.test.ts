import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { elementary } from '../../../src/engine/index.ts'

type Row = readonly string[]
const recorded = JSON.parse(
  readFileSync(new URL('../fixtures/elementary.json', import.meta.url), 'utf8'),
) as {
  functions: Record<string, Row[]>
}

const functions: Readonly<Record<string, (...args: number[]) => number>> = { ...elementary }

/** The distance between `x` and the next float64 of larger magnitude. */
function ulp(x: number): number {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, Math.abs(x))
  const next = view.getBigInt64(0) + 1n
  view.setBigInt64(0, next)
  return view.getFloat64(0) - Math.abs(x)
}

function worstError(name: string): { error: number; at: string } {
  const fn = functions[name]!
  let worst = { error: 0, at: '' }
  for (const row of recorded.functions[name]!) {
    const numbers = row.map(Number)
    const [high, low] = numbers.splice(-2) as [number, number]
    const found = fn(...numbers)
    const distance = Number.isFinite(high)
      ? Math.abs(found - high - low) / ulp(high)
      : found === high
        ? 0
        : Infinity
    if (!(distance <= worst.error))
      worst = { error: distance, at: `${row.slice(0, -2).join(', ')} → ${found}` }
  }
  return worst
}

describe('elementary functions', () => {
  test.each(Object.keys(recorded.functions))('%s is within 1 ulp of the exact value', (name) => {
    const { error, at } = worstError(name)
    expect(error, `${name}(${at}) is off by ${error} ulp`).toBeLessThanOrEqual(1)
  })

  test('every exported function has recorded values', () => {
    expect(Object.keys(functions).toSorted()).toEqual(Object.keys(recorded.functions).toSorted())
  })

  test.each([
    [
      'exp',
      [
        [0, 1],
        [-Infinity, 0],
        [Infinity, Infinity],
        [710, Infinity],
        [-746, 0],
        [NaN, NaN],
      ],
    ],
    [
      'expm1',
      [
        [0, 0],
        [-0, -0],
        [-Infinity, -1],
        [Infinity, Infinity],
        [NaN, NaN],
      ],
    ],
    [
      'log',
      [
        [1, 0],
        [0, -Infinity],
        [-0, -Infinity],
        [-1, NaN],
        [Infinity, Infinity],
        [NaN, NaN],
      ],
    ],
    [
      'log1p',
      [
        [0, 0],
        [-0, -0],
        [-1, -Infinity],
        [-2, NaN],
        [Infinity, Infinity],
        [NaN, NaN],
      ],
    ],
    [
      'tanh',
      [
        [0, 0],
        [-0, -0],
        [Infinity, 1],
        [-Infinity, -1],
        [1e300, 1],
        [NaN, NaN],
      ],
    ],
    [
      'sinh',
      [
        [-0, -0],
        [Infinity, Infinity],
        [-Infinity, -Infinity],
        [-800, -Infinity],
        [NaN, NaN],
      ],
    ],
    [
      'cosh',
      [
        [0, 1],
        [-Infinity, Infinity],
        [800, Infinity],
        [NaN, NaN],
      ],
    ],
    [
      'sigmoid',
      [
        [0, 0.5],
        [Infinity, 1],
        [-Infinity, 0],
        [NaN, NaN],
      ],
    ],
    [
      'softplus',
      [
        [Infinity, Infinity],
        [-Infinity, 0],
        [1e300, 1e300],
        [NaN, NaN],
      ],
    ],
    [
      'sin',
      [
        [-0, -0],
        [Infinity, NaN],
        [NaN, NaN],
      ],
    ],
    [
      'cos',
      [
        [0, 1],
        [-Infinity, NaN],
      ],
    ],
    [
      'tan',
      [
        [-0, -0],
        [Infinity, NaN],
      ],
    ],
    [
      'atan',
      [
        [-0, -0],
        [Infinity, Math.PI / 2],
        [-Infinity, -Math.PI / 2],
        [NaN, NaN],
      ],
    ],
    [
      'erf',
      [
        [-0, -0],
        [Infinity, 1],
        [-7, -1],
        [NaN, NaN],
      ],
    ],
  ] as const)('%s at the ends of its range', (name, pairs) => {
    for (const [x, y] of pairs) expect(functions[name]!(x), `${name}(${x})`).toBe(y)
  })

  test.each([
    [0, 0, 1],
    [NaN, 0, 1],
    [1, NaN, 1],
    [1, Infinity, 1],
    [-1, Infinity, 1],
    [2, Infinity, Infinity],
    [0.5, Infinity, 0],
    [2, -Infinity, 0],
    [0.5, -Infinity, Infinity],
    [0, 3, 0],
    [-0, 3, -0],
    [-0, -3, -Infinity],
    [0, -2, Infinity],
    [-0, 0.5, 0],
    [-2, 3, -8],
    [-2, -3, -0.125],
    [-8, 1 / 3, NaN],
    [-Infinity, 3, -Infinity],
    [-Infinity, 2, Infinity],
    [Infinity, -1, 0],
    [-Infinity, -3, -0],
    [10, 400, Infinity],
    [-10, 401, -Infinity],
    [10, -400, 0],
    [3, 20, 3486784401],
    [2, -1074, 5e-324],
    [NaN, 1, NaN],
    [2, NaN, NaN],
    [7, 2, 49],
  ])('pow(%d, %d) is %d, as in C', (x, y, expected) => {
    expect(elementary.pow(x, y)).toBe(expected)
  })
})
