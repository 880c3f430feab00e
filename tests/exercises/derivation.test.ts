import { describe, expect, test } from 'vitest'
import { check } from '../../src/exercises/check.ts'
import { derivation, prove, resolve } from '../../src/exercises/index.ts'
import { exerciseText } from '../../src/strings/exercises.en.ts'
import { chainDerivation, softmaxDerivation } from '../math/symbols.ts'

const common = { objectives: ['a'], prompt: 'p', hints: [], solution: 's' }
const steps = (from: number, to: number) => ({
  ...chainDerivation,
  steps: chainDerivation.steps.slice(from, to),
})

const lines = derivation({ ...common, derivation: steps(7, 9), forms: ['noDerivative', 'noPrime'] })
const blanks = derivation({ ...common, derivation: chainDerivation, mode: 'blanks', forms: ['noDerivative'] })
const judge = (exercise: typeof lines, raw: unknown) => check(raw, resolve(exercise, 'test/one'))

describe('whole lines', () => {
  test('a right derivation in the reader’s own steps', () => {
    const outcome = judge(lines, ['dE/dw1 = dE/dz2 w2 a1(1-a1) x', '', '= (a2-T) a2(1-a2) w2 a1(1-a1) x'])
    expect(outcome).toMatchObject({ status: 'correct', score: 1 })
    expect(outcome.parts).toHaveLength(2)
  })

  test('the first bad line is marked; what follows from it is right', () => {
    const outcome = judge(lines, [
      "= dE/da_2 σ'(z_2) w_2 σ'(z_1) x",
      "= dE/da_2 σ'(z_2) σ'(z_1) x",
      '= (a_2 - T) a_2 (1 - a_2) a_1 (1 - a_1) x',
    ])
    expect(outcome).toMatchObject({ status: 'partial', tag: 'slip-missingFactor' })
    expect(outcome.parts!.map(({ status }) => status)).toEqual(['correct', 'incorrect', 'correct'])
    expect(outcome.score).toBeCloseTo(1 / 3)
  })

  test('right so far is not the end', () => {
    const outcome = judge(lines, ['= dE/dz_2 w_2 da_1/dw_1'])
    expect(outcome.status).toBe('ungraded')
    expect('id' in outcome.message && exerciseText(outcome.message)).toBe(
      'Right so far, but a derivative is left. Work it out.',
    )
  })

  test.each([[[]], [['']], ['x'], [null], [[1]], [['= (']], [Array(41).fill('x')]])(
    '%j is ungraded',
    (raw) => {
      expect(judge(lines, raw)).toMatchObject({ status: 'ungraded', score: 0 })
    },
  )
})

describe('blanks', () => {
  test('each is judged by itself', () => {
    expect(judge(blanks, ['a2 - a2²', 'a1'])).toMatchObject({ status: 'correct' })
    const half = judge(blanks, ['a2(1-a2)', 'w_2'])
    expect(half).toMatchObject({ status: 'partial', score: 0.5 })
    expect(half.parts!.map(({ status }) => status)).toEqual(['correct', 'incorrect'])
    expect(judge(blanks, ['-a2(1-a2)', 'z_1'])).toMatchObject({ status: 'incorrect', tag: 'slip-sign' })
  })

  test('left empty or not understood is ungraded', () => {
    expect(judge(blanks, ['', ''])).toMatchObject({ status: 'ungraded', message: { id: 'nothing-entered' } })
    expect(judge(blanks, ['a2(1-a2)', ''])).toMatchObject({
      status: 'ungraded',
      message: { params: { count: 1 } },
    })
    expect(judge(blanks, ['a2(1-a2', 'a1'])).toMatchObject({ status: 'ungraded' })
    expect(judge(blanks, ['da_2/dz_2', 'a1'])).toMatchObject({ status: 'ungraded' })
  })
})

describe('the proof', () => {
  test('holds for the derivations of the lessons', () => {
    expect(prove(lines, 'test/lines', { extraSeeds: 2 })).toEqual([])
    expect(prove(blanks, 'test/blanks', { extraSeeds: 2 })).toEqual([])
    const matrices = derivation({ ...common, derivation: softmaxDerivation, forms: ['noDerivative'] })
    expect(prove(matrices, 'test/matrices', { extraSeeds: 0 })).toEqual([])
  })

  test('finds a wrong step, with the step and the counter-example', () => {
    const wrong = { ...chainDerivation, steps: [{ expr: '∂E/∂a_2 = T - a_2', by: '' }] }
    const [finding] = prove(derivation({ ...common, derivation: wrong }), 'test/wrong', { extraSeeds: 0 })
    expect(finding!.rule).toBe('step-unequal')
    expect(finding!.found).toContain('step 1')
    expect(finding!.found).toContain('leftValue')
  })

  test('finds blanks that are not there', () => {
    const none = derivation({ ...common, derivation: steps(7, 9), mode: 'blanks' })
    expect(prove(none, 'test/none', { extraSeeds: 0 }).map(({ rule }) => rule)).toContain('blanks')
  })
})
