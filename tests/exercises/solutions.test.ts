import { expect, test } from 'vitest'
import { newWork, reduceWork, type Question, type Work } from '../../src/exercises/attempts.ts'
import { isLeftOut, isPrintable, solutionAccess, solutionRule } from '../../src/exercises/solutions.ts'

const question: Question = { id: 'a/b', version: 1, variant: 1, seed: 's', hints: 0 }
const tried = (times: number, status: 'correct' | 'incorrect' = 'incorrect'): Work =>
  Array.from({ length: times }).reduce<Work>(
    (work) =>
      reduceWork(
        work,
        {
          type: 'graded',
          raw: '1',
          outcome: { status, score: 0, message: { id: 'correct', params: {} } } as never,
        },
        question,
        1,
      ),
    newWork(question),
  )

test('on request is what readers have had: asked for at once, offered after two tries', () => {
  const rule = solutionRule('on-request', '2027-01-01')
  expect([0, 1, 2].map((times) => solutionAccess(tried(times), rule))).toEqual([
    'on-request',
    'on-request',
    'offered',
  ])
  expect(isPrintable(rule)).toBe(true)
  expect(isLeftOut(rule)).toBe(false)
})

test('always: offered before the first try', () => {
  const rule = solutionRule('always', '2027-01-01')
  expect(solutionAccess(tried(0), rule)).toBe('offered')
  expect(isPrintable(rule)).toBe(true)
})

test('after three tries, or once it is right; until then there is no button and nothing to print', () => {
  const rule = solutionRule({ afterTries: 3 }, '2027-01-01')
  expect([0, 2, 3].map((times) => solutionAccess(tried(times), rule))).toEqual([
    'closed',
    'closed',
    'offered',
  ])
  expect(solutionAccess(tried(1, 'correct'), rule)).toBe('offered')
  expect(isPrintable(rule)).toBe(false)
  expect(isLeftOut(rule)).toBe(false)
})

test.each([
  ['2027-01-31', true, 'closed'],
  ['2027-02-01', false, 'on-request'],
  ['2027-02-02', false, 'on-request'],
])('from 1 February on, built on %s', (today, isMissing, access) => {
  const rule = solutionRule({ from: '2027-02-01' }, today)
  expect(isLeftOut(rule)).toBe(isMissing)
  expect(solutionAccess(tried(0), rule)).toBe(access)
})

test('never: left out, whatever was tried', () => {
  const rule = solutionRule('never', '2027-01-01')
  expect(isLeftOut(rule)).toBe(true)
  expect(isPrintable(rule)).toBe(false)
  expect(solutionAccess(tried(9, 'correct'), rule)).toBe('closed')
})
