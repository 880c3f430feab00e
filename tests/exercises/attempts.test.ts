import { describe, expect, test } from 'vitest'
import {
  countTags,
  isCurrent,
  isMastered,
  isSolutionOffered,
  newWork,
  progressOf,
  reduceWork,
  type Outcome,
  type Work,
  type WorkEvent,
} from '../../src/exercises/check.ts'

const question = { id: 'neurons/weighted-sum', version: 1, variant: 1, seed: 'f'.repeat(32), hints: 2 }
const outcome = (status: Outcome['status'], tag?: string): Outcome => ({
  status,
  score: status === 'correct' ? 1 : 0,
  message: { id: 'incorrect', params: {} },
  ...(tag === undefined ? {} : { tag }),
})
const graded = (status: Outcome['status'], raw: unknown = status, tag?: string): WorkEvent => ({
  type: 'graded',
  raw,
  outcome: outcome(status, tag),
})
const after = (...events: WorkEvent[]): Work =>
  events.reduce((work, event, i) => reduceWork(work, event, question, 1000 + i), newWork(question))

describe('attempts', () => {
  test('graded answers are kept with version, variant, seed, help and time', () => {
    const work = after({ type: 'hint' }, graded('incorrect', '0.3', 'no-bias'))
    expect(work.answers).toEqual([
      {
        raw: '0.3',
        status: 'incorrect',
        score: 0,
        tag: 'no-bias',
        version: 1,
        variant: 1,
        seed: question.seed,
        at: 1001,
        hints: 1,
        isSolutionSeen: false,
      },
    ])
  })
  test('ungraded answers use no try and keep the draft', () => {
    const work = after(graded('ungraded', '1,234'))
    expect(work.answers).toEqual([])
    expect(work.draft).toBe('1,234')
    expect(isSolutionOffered(after(graded('ungraded'), graded('ungraded'), graded('ungraded')))).toBe(false)
  })
  test('hints come one at a time and end', () => {
    expect(after({ type: 'hint' }).hints).toBe(1)
    expect(after({ type: 'hint' }, { type: 'hint' }, { type: 'hint' }).hints).toBe(2)
  })
  test('the solution is offered after two graded tries or a right answer, and may be asked for at once', () => {
    expect(isSolutionOffered(after(graded('incorrect')))).toBe(false)
    expect(isSolutionOffered(after(graded('incorrect'), graded('partial')))).toBe(true)
    expect(isSolutionOffered(after(graded('correct')))).toBe(true)
    expect(after({ type: 'solution' }).isSolutionSeen).toBe(true)
  })
  test.each<[string, WorkEvent[]]>([
    ['untried', []],
    ['untried', [graded('ungraded'), { type: 'hint' }]],
    ['tried', [graded('incorrect')]],
    ['partial', [graded('partial'), graded('incorrect')]],
    ['correct', [graded('incorrect'), graded('correct')]],
    ['correct', [graded('correct'), { type: 'solution' }, graded('correct')]],
    ['correct', [graded('correct'), graded('incorrect')]],
    ['correct-with-solution', [{ type: 'solution' }, graded('correct')]],
    ['partial', [graded('partial'), { type: 'solution' }]],
  ])('progress is %s', (progress, events) => expect(progressOf(after(...events))).toBe(progress))

  test('showing the solution leaves the reader’s own work in place', () => {
    const work = after({ type: 'edit', raw: '0.5' }, { type: 'solution' })
    expect(work.draft).toBe('0.5')
  })
  test('reset empties and can be undone; a new graded answer settles it', () => {
    const before = after(graded('incorrect', '1'), { type: 'hint' })
    const reset = reduceWork(before, { type: 'reset' }, question, 2000)
    expect(reset).toMatchObject({ draft: null, answers: [], hints: 0 })
    expect(reduceWork(reset, { type: 'undo' }, question, 3000)).toEqual({ ...before, updated: 3000 })
    const again = reduceWork(reset, graded('correct'), question, 3000)
    expect(reduceWork(again, { type: 'undo' }, question, 4000)).toBe(again)
  })
  test('resetting nothing, or twice, loses nothing', () => {
    const empty = newWork(question)
    expect(reduceWork(empty, { type: 'reset' }, question, 1)).toBe(empty)
    const before = after(graded('incorrect', '1'))
    const twice = reduceWork(
      reduceWork(before, { type: 'reset' }, question, 1),
      { type: 'reset' },
      question,
      2,
    )
    expect(reduceWork(twice, { type: 'undo' }, question, 3).answers).toHaveLength(1)
  })
  test('the state before an event is not changed by it', () => {
    const work = Object.freeze(newWork(question))
    Object.freeze(work.answers)
    expect(() => reduceWork(work, graded('incorrect'), question, 1)).not.toThrow()
  })
  test('at most 50 answers are kept, the newest', () => {
    const work = after(...Array.from({ length: 60 }, (_, i) => graded('incorrect', i)))
    expect(work.answers.map((answer) => answer.raw)).toEqual(Array.from({ length: 50 }, (_, i) => i + 10))
  })
  test('an exercise that changed since is noticed', () => {
    expect(isCurrent(after(), question)).toBe(true)
    expect(isCurrent(after(), { ...question, version: 2 })).toBe(false)
    expect(isCurrent(after(), { ...question, seed: '0'.repeat(32) })).toBe(false)
  })
  test('tags are counted over all work, right answers not', () => {
    const works = [
      after(graded('incorrect', 1, 'sign'), graded('incorrect', 2, 'sign')),
      after(graded('partial', 1, 'no-bias'), graded('correct', 2, 'self-marked')),
    ]
    expect(Object.fromEntries(countTags(works))).toEqual({ sign: 2, 'no-bias': 1 })
  })
  test('mastery is two variants right without the solution', () => {
    const right = after(graded('correct'))
    expect(isMastered([right])).toBe(false)
    expect(isMastered([right, after({ type: 'solution' }, graded('correct'))])).toBe(false)
    expect(isMastered([right, { ...right, variant: 2 }])).toBe(true)
  })
})
