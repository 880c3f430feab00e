import { describe, expect, test } from 'vitest'
import { declare, equivalent, parse, parseLine, toText } from '../../src/math/index.ts'
import { chain, deltas, read, softmax } from './symbols.ts'

const scalars = declare({ 'x, y, z': 'real', f: { args: ['u'] }, a: { shape: '(n)' }, 'ab, xhat': 'real' })

describe('what people type', () => {
  test.each([
    ['2x', '2*x'],
    ['2 x y', '2*x*y'],
    ['xy', 'x*y'],
    ['ab', 'ab'],
    ['x(1-x)', 'x*(1 - x)'],
    ['sigma(z)', 'sigma(z)'],
    ['σ(z)', 'sigma(z)'],
    ['\\sigma(z)', 'sigma(z)'],
    ['sigmoid(z)', 'sigma(z)'],
    ['σ z', 'sigma(z)'],
    ["σ'(z)", "sigma'(z)"],
    ['σ′(z)', "sigma'(z)"],
    ['f’(x)', "f'(x)"],
    ["f''(x)", "f''(x)"],
    ['−x', '-x'],
    ['x–y', 'x - y'],
    ['x²', 'x^2'],
    ['x⁻¹', 'x^{-1}'],
    ['x**2', 'x^2'],
    ['x^10', 'x^10'],
    ['x^-1', 'x^{-1}'],
    ['2^3^x', '2^{3^x}'],
    ['-x^2', '-x^2'],
    ['2*-x', '2*(-x)'],
    ['½x', '1/2*x'],
    ['0,5x', '0.5*x'],
    ['.5x', '0.5*x'],
    ['1e-3x', '0.001*x'],
    ['max(0,z)', 'max(0, z)'],
    ['max(0; z)', 'max(0, z)'],
    ['|x|', 'abs(x)'],
    ['|x||y|', 'abs(x)*abs(y)'],
    ['|x|y|x|', 'abs(x)*y*abs(x)'],
    ['||a||²', 'norm(a)^2'],
    ['‖a‖_2', 'norm(a)'],
    ['sqrt x', 'sqrt(x)'],
    ['√(x)', 'sqrt(x)'],
    ['e^-x', 'e^{-x}'],
    ['ln(x)', 'log(x)'],
    ['tanh²(z)', 'tanh(z)^2'],
    ['\\frac{x}{y}', 'x/y'],
    ['x · y', 'x·y'],
    ['x × y', 'x*y'],
    ['x ÷ y', 'x/y'],
    ['[z > 0]', '[z > 0]'],
    ['x̂', 'xhat'],
    ['\\hat{x}', 'xhat'],
    ['\\left(x\\right)', 'x'],
    ['a_1', 'a_{1}'],
    ['a₁', 'a_{1}'],
    ['a1', 'a_{1}'],
    ['(1-x)2', '(1 - x)*2'],
  ])('%s', (typed, canonical) => {
    expect(toText(read(typed, scalars))).toBe(canonical)
  })

  test.each([
    ['a2(1-a2)', 'a_2*(1 - a_2)'],
    ['a₂(1−a₂)', 'a_2*(1 - a_2)'],
    ['a_{2}(1-a_{2})', 'a_2*(1 - a_2)'],
    ['xw1', 'x*w_1'],
    ['dE/dw_1', 'dE/dw_1'],
    ['dE/dw1', 'dE/dw_1'],
    ['∂E/∂w₁', '∂E/∂w_1'],
    ['\\frac{\\partial E}{\\partial w_1}', '∂E/∂w_1'],
    ['∇_{w_1} E', '∂E/∂w_1'],
    ['d/dx x^2', 'd/dx x^2'],
    ['dE/da2 da2/dz2', 'dE/da_2*da_2/dz_2'],
    ['dE/da_2·da_2/dz_2', 'dE/da_2·da_2/dz_2'],
  ])('%s in the two-neuron chain', (typed, canonical) => {
    expect(toText(read(typed, chain))).toBe(canonical)
  })

  test.each([
    ["sum_k delta_k w_kj σ'(z_j)", "sum_{k} delta_{k}*w_{k,j}*sigma'(z_{j})"],
    ["Σ_k δ_k w_{kj} σ'(z_j)", "sum_{k} delta_{k}*w_{k,j}*sigma'(z_{j})"],
    ['\\sum_{k} δₖ', 'sum_{k} delta_{k}'],
    ['sum_{k=1}^{m} δ_k', 'sum_{k=1}^{m} delta_{k}'],
    ['∑_{k=1}^m δ_k + 1', 'sum_{k=1}^{m} delta_{k} + 1'],
    ['w_12', 'w_{1,2}'],
    ['w_{1,2}', 'w_{1,2}'],
    ['w_{k+1,j}', 'w_{k + 1,j}'],
    ['sum_{k,j} w_kj', 'sum_{k} sum_{j} w_{k,j}'],
  ])('%s with indices', (typed, canonical) => {
    expect(toText(read(typed, deltas))).toBe(canonical)
  })

  test.each([
    ['X^T(P-Y)/n', 'X^⊤*(P - Y)/n'],
    ['Xᵀ(P−Y)/n', 'X^⊤*(P - Y)/n'],
    ['X^⊤ (P - Y) / n', 'X^⊤*(P - Y)/n'],
    ['X.T @ (P - Y) / n', 'X^⊤*(P - Y)/n'],
    ['transpose(X)(P-Y)/n', 'X^⊤*(P - Y)/n'],
    ['P .* Y', 'P .* Y'],
    ['P ⊙ Y', 'P .* Y'],
    ['P ∘ Y', 'P .* Y'],
    ['1^T Y 1_c', '1^⊤*Y*ones(c)'],
    ['diag(1_n) X', 'diag(ones(n))*X'],
    ['(X W)_{ij}', '(X*W)_{i,j}'],
  ])('%s with matrices', (typed, canonical) => {
    expect(toText(read(typed, softmax))).toBe(canonical)
  })

  test('a T that is declared as a number is a power, otherwise a transpose', () => {
    const withT = declare({ 'x, T': 'real', X: { shape: '(n, d)' } })
    expect(read('x^T', withT).kind).toBe('pow')
    expect(read('X^T', withT).kind).toBe('transpose')
    expect(read('x^T', scalars).kind).toBe('transpose')
  })

  test('a prime is the transpose where the author says so', () => {
    const option = declare({ X: { shape: '(n, d)' } }, { primeIsTranspose: true })
    expect(toText(read("X'X", option))).toBe('X^⊤*X')
  })

  test('layers written above or beside the subscript', () => {
    const layers = declare({ 'W^(1), W^(2)': { shape: '(n, d)' }, z_1: 'real', 'z_1^(2)': 'real' })
    expect(toText(read('W^{(2)}_{12}', layers))).toBe('W^(2)_{1,2}')
    expect(toText(read('W^[2]', layers))).toBe('W^(2)')
    expect(toText(read('z_1^{(2)} z_1^2', layers))).toBe('z_1^(2)*z_1^2')
  })
})

describe('what is not understood', () => {
  test.each([
    ['', 'empty', 0, undefined],
    ['sgima(z)', 'unknownNear', 0, 'sigma'],
    ['2 tahn(z)', 'unknownNear', 2, 'tanh'],
    ['x + q', 'unknown', 4, undefined],
    ['X', 'unknownNear', 0, 'x'],
    ['(x', 'unclosed', 0, ')'],
    ['x + (y', 'unclosed', 4, ')'],
    ['x)', 'unopened', 1, undefined],
    ['x +', 'incomplete', 2, undefined],
    ['(x +) y', 'incomplete', 4, undefined],
    ['|x', 'unclosed', 0, '|'],
    ['σ', 'noArgument', 0, 'sigma(x)'],
    ['σ()', 'noArgument', 0, 'sigma(x)'],
    ['max(', 'incomplete', 3, undefined],
    ['1,234', 'ambiguousComma', 0, '1.234'],
    ['1,234,567', 'manyCommas', 0, '1234567'],
    ['x2', 'trailingDigit', 0, 'x^2'],
    ['2 3', 'missingOperator', 2, undefined],
    ['x = y', 'equals', 2, undefined],
    ["a'", 'primeTranspose', 1, 'a^T'],
    ["x'", 'primeOnSymbol', 1, undefined],
    ['tanh^-1(x)', 'inverseFunction', 0, '1/tanh(x)'],
    ['sum x', 'sumIndex', 0, 'sum_k'],
    ['dx', 'derivative', 0, 'dE/dw'],
    ['x $ y', 'unexpected', 2, undefined],
    ['x_1', 'unknown', 0, undefined],
    ['softmax(x, y)', 'arity', 0, undefined],
    ['1e999', 'tooBig', 0, undefined],
  ] as const)('%s', (typed, id, at, suggestion) => {
    const result = parse(typed, scalars)
    if (result.ok) throw new Error(toText(result.expr))
    expect([result.message.id, result.position[0], result.suggestion]).toEqual([
      `math.parse.${id}`,
      at,
      suggestion,
    ])
  })

  test('the position is in the text as typed, whatever characters it has', () => {
    const result = parse('½ x̂ + σ²(x) + qq', scalars)
    expect(!result.ok && '½ x̂ + σ²(x) + qq'.slice(...result.position)).toBe('q')
  })

  test('very long and very deep texts are refused at once', () => {
    const long = parse('x'.repeat(5000), scalars)
    expect(!long.ok && long.message.id).toBe('math.parse.tooLong')
    const deep = parse('('.repeat(500) + 'x', scalars)
    expect(!deep.ok && deep.message.id).toBe('math.parse.tooDeep')
  })
})

describe('lines', () => {
  test('equals signs separate sides, and one in front goes on', () => {
    const line = parseLine('= x + y = 2z', scalars)
    expect(line.ok && [line.continues, ...line.sides.map(toText)]).toEqual([true, 'x + y', '2*z'])
  })

  test('a fraction in front of a factor is read from left to right, and said', () => {
    const typed = parse('x/2 y', scalars)
    expect(typed.ok && typed.notes.map((note) => note.id)).toEqual(['math.note.slashProduct'])
    expect(equivalent(read('x/2 y', scalars), read('(x/2)*y', scalars), scalars).kind).toBe('equal')
  })
})

describe('declarations', () => {
  test.each([
    [{ z: { is: 'w x' } }, 'not understood'],
    [{ x: 'real', 'x, y': 'real' }, 'declared twice'],
    [{ X: { shape: '(n, d)' }, Y: { shape: '(d, n)', is: 'X' } }, 'but its definition has shape'],
    [{ X: { shape: '(n, d)' }, Y: { is: 'X X' } }, 'no value'],
    [{ X: { shape: '(n, d, c)' } }, 'more than two'],
    [{ n: 'real', X: { shape: '(n, d)' } }, 'already a symbol'],
    [{ '2x': 'real' }, 'not a name'],
  ] as const)('an author learns of %j', (specs, why) => {
    expect(() => declare(specs)).toThrow(why)
  })
})
