import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equivalent, parse, toText } from '../../src/math/index.ts'
import { anyText, timeOf, useText } from './random.ts'
import { chain, read, softmax } from './symbols.ts'

describe('any text', () => {
  test(
    '5,000 strings: never an exception, what is printed reads back the same, none is slow',
    { timeout: 30_000 },
    () => {
      let slowest = 0
      fc.assert(
        fc.property(anyText, (text) => {
          slowest = Math.max(slowest, timeOf(text))
        }),
        { numRuns: 5000, seed: 20 },
      )
      expect(slowest).toBeLessThan(50)
    },
  )

  test.each([
    '(',
    '[',
    '{',
    '|',
    '-',
    'x^',
    'σ(',
    'x_{',
    'd(',
    'da_{',
    '\\frac{',
    'sum_k ',
    '1/',
    'a_2',
    'dE/d',
    "x'",
    '∂',
    'x ',
    '_{',
  ])('a thousand characters of %s take no time', (piece) => {
    const text = piece.repeat(Math.floor(1000 / piece.length))
    expect(timeOf(text)).toBeLessThan(50)
  })

  test('time grows with the length, not with its square', () => {
    const time = (length: number): number => {
      const text = 'x w_1 + '.repeat(length / 8) + 'x'
      const once = (): number => {
        const before = performance.now()
        for (let i = 0; i < 20; i++) parse(text, chain)
        return performance.now() - before
      }
      return Math.min(...Array.from({ length: 8 }, once))
    }
    time(400)
    expect(time(960) / time(240)).toBeLessThan(8)
  })
})

/** Random expressions of the chain, as people write them. */
const leaf = fc.constantFrom('x', 'w_1', 'a_2', 'T', '2', '0.5', 'E', 'dE/dw_1', '∂a_2/∂z_2', 'e', 'pi')
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(tie('tree'), fc.constantFrom(' + ', ' - ', '*', '/', ' .* ', ' ', '·'), tie('tree'))
      .map(([a, op, b]) => `(${a})${op}(${b})`),
    fc
      .tuple(fc.constantFrom('σ', 'tanh', "σ'", 'exp', 'abs', 'sqrt', '-'), tie('tree'))
      .map(([f, a]) => `${f}(${a})`),
    fc.tuple(tie('tree'), fc.constantFrom('^2', '^(-1)', '²', '^x')).map(([a, op]) => `(${a})${op}`),
    tie('tree').map((a) => `sum_{i=1}^{3} i (${a})`),
  ),
}))

describe('printing and reading', () => {
  test('the printed text is the same expression and prints the same again', () => {
    fc.assert(
      fc.property(tree, (text) => {
        const once = toText(read(text, chain))
        expect(toText(read(once, chain))).toBe(once)
        useText(text)
      }),
      { numRuns: 1000, seed: 3 },
    )
  })

  test('a wrong number in an otherwise equal expression is found', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.constantFrom('σ(x)', 'x^2', 'tanh(w_1 x)', 'dE/dw_2'),
        (k, f) => {
          expect(equivalent(read(`${k} ${f}`, chain), read(`${f}*${k}`, chain), chain).kind).toBe('equal')
          expect(equivalent(read(`${k} ${f}`, chain), read(`${f}*${k + 1e-6}`, chain), chain).kind).toBe(
            'counterexample',
          )
        },
      ),
      { numRuns: 30, seed: 5 },
    )
  })

  test('comparing any two texts that can be read never throws', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const [left, right] = [parse(a, softmax), parse(b, softmax)]
        if (!left.ok || !right.ok) return
        kinds.add(equivalent(left.expr, right.expr, softmax, { points: 8 }).kind)
      }),
      { numRuns: 1500, seed: 6 },
    )
    expect(kinds).toContain('notComparable')
    expect(kinds).toContain('counterexample')
  })
})
