import { describe, expect, test } from 'vitest'
import {
  judgeLines,
  mutationTest,
  readDerivation,
  verifyDerivation,
  toText,
  type Derivation,
} from '../../src/math/index.ts'
import { mathText } from '../../src/strings/math.en.ts'
import { chainDerivation, read, softmaxDerivation, chain } from './symbols.ts'

const withStep = (derivation: Derivation, step: number, expr: string): Derivation => ({
  ...derivation,
  steps: derivation.steps.map((old, i) => (i === step ? { ...old, expr } : old)),
})

describe('verifyDerivation', () => {
  test.each([
    ['the two-neuron chain', chainDerivation],
    ['softmax with cross-entropy', softmaxDerivation],
  ])('%s: at least ten steps, all of them hold', (_, derivation) => {
    expect(derivation.steps.length).toBeGreaterThanOrEqual(10)
    expect(verifyDerivation(derivation)).toEqual([])
    expect(readDerivation(derivation).steps.every((step) => step.pairs.length > 0)).toBe(true)
  })

  test('a wrong step is found with its number and a counter-example, and only it', () => {
    const wrong = withStep(chainDerivation, 8, '= -(T - a_2) a_2 (1 - a_2) w_2 a_1 x')
    const [finding, ...others] = verifyDerivation(wrong)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ step: 8, kind: 'unequal' })
    const { bindings, left, right } = finding!.counterexample!
    const at = Object.fromEntries(bindings.map(({ name, value }) => [name, value as number]))
    expect(Object.keys(at)).toEqual(['x', 'w_1', 'b_1', 'w_2', 'b_2', 'T'])
    const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z))
    const a1 = sigmoid(at['w_1']! * at['x']! + at['b_1']!)
    const a2 = sigmoid(at['w_2']! * a1 + at['b_2']!)
    const stated = -(at['T']! - a2) * a2 * (1 - a2) * at['w_2']! * a1 * at['x']!
    expect(right).toBeCloseTo(stated, 12)
    expect(left).toBeCloseTo(stated * (1 - a1), 10)
    expect(mathText(finding!.message)).toContain(`x = ${at['x']}`)
  })

  test('a derivative is never taken from the next line: two wrong lines that agree are both found', () => {
    const both: Derivation = {
      symbols: chainDerivation.symbols,
      steps: [
        { expr: '∂E/∂a_2 = T - a_2', by: '' },
        { expr: '∂E/∂z_2 = (T - a_2) a_2 (1 - a_2)', by: '' },
      ],
    }
    expect(verifyDerivation(both).map(({ step }) => step)).toEqual([0, 1])
  })

  test('a transposed operand is explained with the shapes', () => {
    const [finding] = verifyDerivation(withStep(softmaxDerivation, 9, '= X (P - Y)/n'))
    expect(finding).toMatchObject({ step: 9, kind: 'notComparable' })
    expect(mathText(finding!.message)).toBe(
      'X is (n, d), P - Y is (n, c): a product needs d = n, so they do not conform.',
    )
  })

  test('a step that cannot be read is a finding', () => {
    expect(verifyDerivation(withStep(chainDerivation, 3, '∂z_2/∂w_2 = q'))[0]).toMatchObject({
      step: 3,
      kind: 'unreadable',
    })
  })

  test('blanks are found where they stand', () => {
    const { steps } = readDerivation(chainDerivation)
    expect(steps[4]!.blanks.map(toText)).toEqual(['a_2*(1 - a_2)', 'a_1'])
  })
})

describe('mutationTest', () => {
  test('every inequivalent mutant of the two-neuron chain is killed', () => {
    const report = mutationTest(chainDerivation)
    expect(report.survived).toEqual([])
    expect(report.killed).toBeGreaterThan(250)
    expect(report.killed + report.equivalent.length).toBe(report.total)
    for (const slip of ['sign', 'missingFactor', 'innerDerivative', 'index', 'zForA', 'reciprocal'] as const)
      expect(report.bySlip[slip]).toBeGreaterThan(5)
  })

  test('every inequivalent mutant of the matrix derivation is killed', () => {
    const report = mutationTest(softmaxDerivation)
    expect(report.survived).toEqual([])
    expect(report.killed).toBeGreaterThan(180)
    for (const slip of ['sign', 'transposed', 'swapped', 'index', 'sumForgotten', 'divisor'] as const)
      expect(report.bySlip[slip]).toBeGreaterThan(0)
  })

  test('mutants that are no mistakes are told apart: a factor 1, a sum that is 1', () => {
    const chainEquivalent = mutationTest(chainDerivation).equivalent
    expect(chainEquivalent).toContainEqual(
      expect.objectContaining({ step: 6, mutant: '-(T - a_2)*a_2*(1 - a_2)' }),
    )
    const matrix = mutationTest(softmaxDerivation).equivalent.map(({ mutant }) => mutant)
    expect(matrix).toContain('-1/n*(Y_{i,r} - P_{i,r})')
  })

  test('a mistake that the points of the check miss and others see is reported as survived', () => {
    const rarelyOn = (seed: number): Derivation => ({
      symbols: { x: 'real' },
      steps: [{ expr: 'relu(x - 5) = max(0, x - 5)', by: '' }],
      seed,
    })
    const reports = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => mutationTest(rarelyOn(seed)))
    const blind = reports.filter(({ survived }) => survived.length > 0)
    expect(blind.length).toBeGreaterThan(0)
    expect(blind[0]!.survived.map(({ slip }) => slip)).toContain('sign')
  })
})

describe('judgeLines', () => {
  const w1 = { ...chainDerivation, steps: chainDerivation.steps.slice(7, 9) }
  const forms = ['noDerivative', 'noPrime'] as const
  const judge = (...lines: string[]) => judgeLines(lines, w1, { forms })

  test('a derivation of one’s own, in other steps and another notation', () => {
    const judged = judge(
      "dE/dw1 = dE/dz₂ w₂ σ'(z1) x",
      '= (a2−T) a₂(1−a₂) w2 σ′(z_1) x',
      'dE/dw_1 = (a_2 - T)a_2(1-a_2) w_2 a_1(1-a_1) x',
    )
    expect(judged.lines.map((line) => line.status)).toEqual(['correct', 'correct', 'correct'])
    expect(judged.isComplete).toBe(true)
  })

  test('right so far, but a derivative is left', () => {
    const judged = judge('= dE/da_2 da_2/dw_1')
    expect(judged.lines[0]!.status).toBe('correct')
    expect(judged).toMatchObject({ isComplete: false, missing: { id: 'math.form.noDerivative' } })
  })

  test('the first bad line is marked and named; later lines are judged from the reader’s own', () => {
    const judged = judge(
      "= dE/da_2 σ'(z_2) w_2 σ'(z_1) x",
      "= (T - a_2) σ'(z_2) w_2 σ'(z_1) x",
      '= (T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x',
      '= (T - a_2) a_2 (1 - a_2) w_2 x',
    )
    expect(judged.lines.map((line) => line.status)).toEqual(['correct', 'incorrect', 'correct', 'incorrect'])
    expect(judged.lines.map((line) => line.diagnosis?.slip)).toEqual([
      undefined,
      'sign',
      undefined,
      'innerDerivative',
    ])
    expect(judged).toMatchObject({ firstBad: 1, isComplete: false })
  })

  test('a slip in the very first line is seen through the author’s lines', () => {
    expect(judge('-(T - a_2) a_2 (1 - a_2) w_1 a_1 (1 - a_1) x').lines[0]!.diagnosis?.slip).toBe('index')
  })

  test('a line about another quantity stands on its own', () => {
    const judged = judge(
      'dE/da_2 = a_2 - T',
      'da_1/dz_1 = z_1 (1 - z_1)',
      '(a_2 - T) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x',
    )
    expect(judged.lines.map((line) => line.status)).toEqual(['correct', 'incorrect', 'correct'])
    expect(judged.firstBad).toBe(1)
  })

  test('what is not understood is ungraded and nothing follows from it', () => {
    const judged = judge('= dE/da_2 σ(', '= dE/da_2 da_2/dw_1')
    expect(judged.lines.map((line) => line.status)).toEqual(['ungraded', 'correct'])
    expect(judged.lines[0]).toMatchObject({ message: { id: 'math.parse.incomplete' }, position: [11, 12] })
    expect(judged).not.toHaveProperty('firstBad')
  })

  test('the line before once more is no progress', () => {
    const judged = judge('∂E/∂w_1')
    expect(judged.lines[0]!.status).toBe('unchanged')
    expect(judged.missing?.id).toBe('math.derivation.notBegun')
  })

  test('a matrix line that does not conform is explained, not counted', () => {
    const last = { ...softmaxDerivation, steps: softmaxDerivation.steps.slice(8) }
    const judged = judgeLines(['∂L/∂Z X', '= ∂L/∂Z^T X', 'X^T (P - Y)/n'], last)
    expect(judged.lines.map((line) => line.status)).toEqual(['ungraded', 'ungraded', 'correct'])
    expect(judged.lines[0]!.message?.id).toBe('math.shape.product')
  })

  test('one may start anywhere', () => {
    const from = read('dE/db_1', chain)
    expect(judgeLines(['-(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1)'], w1, { from }).isComplete).toBe(true)
  })
})
