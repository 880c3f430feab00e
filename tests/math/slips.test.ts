import { describe, expect, test } from 'vitest'
import { diagnose, type Declarations } from '../../src/math/index.ts'
import { mathMessages, mathText } from '../../src/strings/math.en.ts'
import { chain, deltas, read, softmax } from './symbols.ts'

const slipOf = (typed: string, right: string, declarations: Declarations) =>
  diagnose(read(typed, declarations), [read(right, declarations)], declarations)

const W1 = '-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x'

describe('each slip is named', () => {
  test.each([
    ['(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x', 'sign', ''],
    ['-(T + a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x', 'sign', ''],
    ['-2(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x', 'half', ''],
    ['-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x/2', 'two', ''],
    ['-(T - a_2) a_2 (1 - a_2) w_2 x', 'innerDerivative', 'a_1*(1 - a_1)'],
    ['-(T - a_2) w_2 a_1 (1 - a_1) x', 'innerDerivative', 'a_2*(1 - a_2)'],
    ['-(T - a_2) a_2 (1 - a_2) a_1 (1 - a_1) x', 'missingFactor', 'w_2'],
    ['-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1)', 'missingFactor', 'x'],
    ['-(T - a_2) a_2 (1 - a_2) w_1 a_1 (1 - a_1) x', 'index', 'w_1'],
    ['-(T - a_2) a_2 (1 - a_2) w_2 a_2 (1 - a_2) x', 'index', 'a_2'],
    ['-(T - a_2) z_2 (1 - z_2) w_2 a_1 (1 - a_1) x', 'zForA', 'z_2'],
    ['-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) T', 'wrongFactor', 'T'],
    ['-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1)/x', 'reciprocal', ''],
    [`1/(${W1})`, 'reciprocal', ''],
    [`b_1 (${W1})`, 'extraFactor', 'b_1'],
  ])('%s is %s', (typed, slip, about) => {
    const found = slipOf(typed, W1, chain)
    expect(found?.slip).toBe(slip)
    expect(Object.values(found!.message.params).join(' ')).toContain(about)
    expect(mathText(found!.message)).not.toMatch(/[{}]/u)
  })

  test.each([
    ["σ'(a_2)", "σ'(z_2)", 'aForZ'],
    ['σ(z_2)', "σ'(z_2)", 'prime'],
    ['T - a_2', '(T - a_2)^2', 'exponent'],
    ['2 - a_2', '1 - a_2', 'number'],
    ['w_2 z_1', 'w_2 a_1', 'zForA'],
  ])('%s for %s is %s', (typed, right, slip) => {
    expect(slipOf(typed, right, chain)?.slip).toBe(slip)
  })

  test.each([
    ["δ_k w_kj σ'(z_j)", 'sumForgotten'],
    ["δ_1 w_1j σ'(z_j)", 'sumForgotten'],
    ['sum_k δ_k w_kj', 'innerDerivative'],
    ["sum_k δ_k σ'(z_j)", 'missingFactor'],
    ["sum_k t_k w_kj σ'(z_j)", undefined],
    ['sum_k δ_k w_kj σ(z_j)', 'prime'],
    ["sum_k δ_k w_kj σ'(a_j)", 'aForZ'],
  ])("%s for sum_k δ_k w_kj σ'(z_j)", (typed, slip) => {
    expect(slipOf(typed, "sum_k δ_k w_kj σ'(z_j)", deltas)?.slip).toBe(slip)
  })

  test.each([
    ['(P - Y)^T X/n', 'transposed'],
    ['X^T (P - Y)', 'divisor'],
    ['n X^T (P - Y)', 'reciprocal'],
    ['X^T (Y - P)/n', 'sign'],
    ['X^T (P + Y)/n', 'sign'],
    ['X^T (Z - Y)/n', 'aForZ'],
  ])('%s for X^T (P - Y)/n', (typed, slip) => {
    const found = slipOf(typed, 'X^T (P - Y)/n', softmax)
    expect(found?.slip).toBe(slip === 'aForZ' ? 'zForA' : slip)
  })

  test('a factor that does not stand in the answer is not called the wrong one', () => {
    // With b_2 in place of w_2 it would cancel, and leave just this.
    expect(slipOf('x (w_1 + 1)', 'x (w_2 w_1/b_2 + 1)', chain)?.slip).not.toBe('wrongFactor')
    expect(slipOf('x (T w_1/b_2 + 1)', 'x (w_2 w_1/b_2 + 1)', chain)?.slip).toBe('wrongFactor')
  })

  test('a missing inner derivative is seen even if the right answer is only a derivative', () => {
    expect(slipOf('-(T - a_2) a_1', 'dE/dw_2', chain)).toMatchObject({
      slip: 'innerDerivative',
      message: { params: { factor: 'da_2/dz_2' } },
    })
  })

  test('wrong in no known way: no slip, and a right answer has none', () => {
    expect(slipOf('x + tanh(T)', W1, chain)).toBeUndefined()
    expect(slipOf('0', W1, chain)).toBeUndefined()
  })

  test('no sentence about a slip prints what would have been right', () => {
    const slips = Object.entries(mathMessages).filter(([id]) => id.startsWith('math.slip.'))
    expect(slips.length).toBeGreaterThan(15)
    for (const [, text] of slips) expect(text).not.toContain('{meant}')
  })
})
