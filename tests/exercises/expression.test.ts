import { describe, expect, test } from 'vitest'
import { check, echo } from '../../src/exercises/check.ts'
import { expression, prove, resolve, type ExpressionOwn } from '../../src/exercises/index.ts'
import { exerciseText } from '../../src/strings/exercises.en.ts'
import { chainSymbols, deltaSymbols, softmaxSymbols } from '../math/symbols.ts'

type NoSpec = Readonly<Record<never, never>>
const common = { objectives: ['a'], prompt: 'p', hints: [], solution: 's' }
const mistakes = [
  { id: 'nothing', is: () => 'T', say: 'That is the target. Where is the error?' },
  { id: 'input', is: () => 'x', say: 'That is the input. Where is the error?' },
]

const firstWeight = expression({
  ...common,
  symbols: chainSymbols,
  answer: () => '-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x',
  check: () => '∂E/∂w_1',
  forms: ['noDerivative', 'noPrime'],
  mistakes,
})
const weights = expression({
  ...common,
  symbols: softmaxSymbols,
  answer: () => 'X^T (P - Y)/n',
  check: () => '∂L/∂W',
  forms: ['noDerivative'],
  mistakes: [
    { id: 'no-labels', is: () => 'X^T P/n', say: 'What is left if every label is predicted with certainty?' },
    {
      id: 'one-example',
      is: () => 'X^T (P - Y)',
      say: 'That is the sum over the examples. What is the loss?',
    },
  ],
})
const hidden = expression({
  ...common,
  symbols: deltaSymbols,
  answer: () => "sum_k δ_k w_kj σ'(z_j)",
  check: () => '∂E/∂z_j',
  forms: ['noDerivative'],
  mistakes: [
    { id: 'own-delta', is: () => 'δ_1', say: 'That is the delta of one child.' },
    { id: 'slope', is: () => "σ'(z_j)", say: 'That is the slope alone.' },
  ],
})

const judge = (exercise: typeof firstWeight, raw: unknown) => check(raw, resolve(exercise, 'test/one'))

describe('twenty-six ways to write one right answer', () => {
  test.each([
    '-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x',
    '-(T-a2)*a2*(1-a2)*w2*a1*(1-a1)*x',
    '−(T−a₂)a₂(1−a₂)w₂a₁(1−a₁)x',
    '-(T-a_{2})a_{2}(1-a_{2})w_{2}a_{1}(1-a_{1})x',
    '(a2-T)a2(1-a2)w2 a1(1-a1)x',
    '(a2-T)(a2-a2^2)w2(a1-a1^2)x',
    '(a2-T)(a2-a2²)w2(a1-a1²)x',
    '(a2 - T) a2 (1 - a2) x w2 a1 (1 - a1)',
    '(a2 - T) σ(z2)(1 - σ(z2)) w2 a1(1-a1) x',
    '(a2 - T) sigma(z_2)(1 - sigma(z_2)) w2 a1(1-a1) x',
    '(a2 - T) sigmoid(z2)(1 - sigmoid(z2)) w2 a1(1-a1) x',
    '(σ(z2) - T) a2 (1 - a2) w2 a1 (1 - a1) x',
    '(1/(1+e^-z2) - T) a2 (1 - a2) w2 a1 (1 - a1) x',
    '(1/(1+exp(-z2)) - T) a2 (1 - a2) w2 a1 (1 - a1) x',
    '-(T - σ(w2 a1 + b2)) a2 (1 - a2) w2 a1 (1 - a1) x',
    '-(T - σ(w2 σ(w1 x + b1) + b2)) a2 (1 - a2) w2 a1 (1 - a1) x',
    'a2 (1 - a2) w2 a1 (1 - a1) x (a2 - T)',
    '-T a2 (1-a2) w2 a1 (1-a1) x + a2² (1-a2) w2 a1 (1-a1) x',
    '-(T - a_2) · a_2 · (1 - a_2) · w_2 · a_1 · (1 - a_1) · x',
    '-(T - a_2) × a_2 × (1 - a_2) × w_2 × a_1 × (1 - a_1) × x',
    '\\left(a_2 - T\\right) a_2 \\left(1 - a_2\\right) w_2 a_1 \\left(1 - a_1\\right) x',
    '-1(T-a2)a2(1-a2)w2 a1(1-a1)x',
    '0,5*2(a2-T)a2(1-a2)w2 a1(1-a1)x',
    '[a2-T] a2 [1-a2] w2 a1 [1-a1] x',
    '½(a2-T) a2 (1-a2) w2 · 2a1 (1-a1) x',
    '\\frac{(a_2 - T) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x}{1}',
  ])('%s', (raw) => {
    expect(judge(firstWeight, raw)).toMatchObject({ status: 'correct', score: 1 })
  })

  test.each([
    'X^T (P - Y)/n',
    'Xᵀ(P−Y)/n',
    '1/n X^T (P - Y)',
    'X^T P/n - X^T Y/n',
    'X.T @ (P - Y) / n',
    '((P - Y)^T X)^T / n',
    '-X^T (Y - P)/n',
    'X^⊤ (softmax(X W) - Y)/n',
  ])('%s as matrices', (raw) => {
    expect(judge(weights, raw).status).toBe('correct')
  })

  test.each([
    "sum_k delta_k w_kj sigma'(z_j)",
    "σ'(z_j) Σ_k δ_k w_{kj}",
    'a_j (1 - a_j) sum_{k=1}^{m} δ_k w_kj',
    "(w^T δ)_j σ'(z_j)",
    'sum_k w_{k,j} δ_k a_j (1−a_j)',
  ])('%s with indices', (raw) => {
    expect(judge(hidden, raw).status).toBe('correct')
  })
})

describe('wrong', () => {
  test.each([
    ['(T - a2) a2 (1-a2) w2 a1 (1-a1) x', 'slip-sign'],
    ['(a2 - T) a2 (1-a2) w2 x', 'slip-innerDerivative'],
    ['(a2 - T) a2 (1-a2) a1 (1-a1) x', 'slip-missingFactor'],
    ['(a2 - T) a2 (1-a2) w1 a1 (1-a1) x', 'slip-index'],
    ['2(a2 - T) a2 (1-a2) w2 a1 (1-a1) x', 'slip-half'],
    ['x', 'input'],
    ['x + w_1', undefined],
    ['(a2 - T) a2 (1-a2) w2 a1 (1-a1) x + 1e-6', undefined],
    ['(a2 - T) a2 (1-a2) w2 a1 (1-a1) sqrt(x^2)', undefined],
  ])('%s is %s', (raw, tag) => {
    const outcome = judge(firstWeight, raw)
    expect(outcome.status).toBe('incorrect')
    expect(outcome.tag).toBe(tag)
  })

  test.each([
    ['X^T (Y - P)/n', 'slip-sign'],
    ['X^T (P - Y)', 'one-example'],
    ['(P - Y)^T X/n', 'slip-transposed'],
  ])('%s is %s', (raw, tag) => {
    expect(judge(weights, raw)).toMatchObject({ status: 'incorrect', tag })
  })

  test.each([
    ["δ_k w_kj σ'(z_j)", 'slip-sumForgotten'],
    ['sum_k δ_k w_kj', 'slip-innerDerivative'],
    ["sum_k δ_k σ'(z_j)", 'slip-missingFactor'],
  ])('%s is %s', (raw, tag) => {
    expect(judge(hidden, raw)).toMatchObject({ status: 'incorrect', tag })
  })
})

describe('ungraded: said why, and no try used', () => {
  const sentence = (exercise: typeof firstWeight, raw: unknown): string => {
    const outcome = judge(exercise, raw)
    expect(outcome.status).toBe('ungraded')
    return 'id' in outcome.message ? exerciseText(outcome.message) : ''
  }

  test.each([
    ['(a2 - T', 'The bracket ( is not closed: ) is missing.'],
    ['sgima(z2)', '“sgima” is not one of the symbols here. Did you mean sigma?'],
    ['a2 - t', '“t” is not one of the symbols here. Did you mean T?'],
    ['∂E/∂w_1', 'Right so far, but a derivative is left. Work it out.'],
    ['dE/da_2 w_2 σ(', 'Something is missing here.'],
    ['1/0', 'This is undefined wherever it was tried.'],
    ['', 'Enter an answer first.'],
  ])('%s', (raw, text) => {
    expect(sentence(firstWeight, raw)).toBe(text)
  })

  test('a product that does not conform, with the shapes', () => {
    expect(sentence(weights, 'X (P - Y)/n')).toBe(
      'X is (n, d), P - Y is (n, c): a product needs d = n, so they do not conform.',
    )
    expect(sentence(weights, '(P - Y) W^T')).toBe('Your expression is (n, d); what is asked for is (d, c).')
  })

  test('an index on the wrong axis, with the sizes', () => {
    expect(sentence(hidden, "sum_k δ_k w_jk σ'(z_j)")).toBe(
      'The index j runs up to h, but here w has size m.',
    )
  })

  test('no sentence contains the answer', () => {
    const outcome = judge(weights, 'P')
    expect(JSON.stringify(outcome)).not.toContain('X^')
  })
})

test('the right value in another form than asked for is half of the way', () => {
  const outcome = judge(firstWeight, "(a2 - T) σ'(z2) w2 a1 (1-a1) x")
  expect(outcome).toMatchObject({ status: 'partial', score: 0.5, tag: 'form' })
})

test('what is understood is shown while typing', () => {
  const variant = resolve(firstWeight, 'test/one')
  expect(echo('a2(1-a2)', variant)).toEqual({ read: 'a_2*(1 - a_2)' })
  expect(echo('a2(', variant).message).toMatchObject({ params: { message: { id: 'math.parse.incomplete' } } })
  expect(echo('', variant)).toEqual({})
})

describe('the proof finds', () => {
  const right: ExpressionOwn<NoSpec> = {
    symbols: chainSymbols,
    answer: () => 'a_2 - T',
    check: () => '∂E/∂a_2',
    mistakes,
  }
  const found = (spec: Partial<ExpressionOwn<NoSpec>>): readonly string[] =>
    prove(expression({ ...common, ...right, ...spec }), 'test/one', { extraSeeds: 1 }).map(({ rule }) => rule)

  test('nothing in a right specification', () => {
    expect(found({})).toEqual([])
  })
  test.each([
    [{ answer: () => 'T - a_2' }, 'answer-check'],
    [{ check: () => 'a_2 - T' }, 'check-independent'],
    [{ answer: () => 'q' }, 'throws'],
    [{ forms: [{ only: ['T'] }] }, 'form'],
    [{ mistakes: [mistakes[0]!, { id: 'right', is: () => '-(T - a_2)', say: 's' }] }, 'mistake-is-right'],
    [{ mistakes: [mistakes[0]!, { id: 'same', is: () => '1 T', say: 's' }] }, 'mistakes-collide'],
  ] as [Partial<ExpressionOwn<NoSpec>>, string][])('%# %s', (spec, rule) => {
    expect(found(spec)).toContain(rule)
  })
})
