import { describe, expect, test } from 'vitest'
import { joinTabs, refreshed } from '../../src/course/progress/join.ts'
import { maxAnswers, newWork, reduceWork, type Work, type WorkEvent } from '../../src/exercises/attempts.ts'

const QUESTION = { id: 'a/b', version: 1, variant: 1, seed: 's', hints: 3 }
const graded = (raw: string): WorkEvent => ({
  type: 'graded',
  raw,
  outcome: { status: 'incorrect', score: 0, message: { id: 'incorrect' } } as never,
})
const play = (start: Work, ...events: [at: number, event: WorkEvent][]): Work =>
  events.reduce((work, [at, event]) => reduceWork(work, event, QUESTION, at), start)
const raws = ({ answers }: Work) => answers.map(({ raw }) => raw)
const fresh = newWork(QUESTION)

describe('two tabs on one question', () => {
  const before = play(fresh, [1, graded('a')])
  const left = play(before, [2, graded('b')], [3, { type: 'edit', raw: 'draft' }])
  const right = play(before, [4, { type: 'hint' }], [5, graded('c')])

  test('keep the answers of both in the order in which they were given, each once', () => {
    expect(raws(joinTabs(left, right))).toEqual(['a', 'b', 'c'])
    expect(joinTabs(left, right)).toEqual(joinTabs(right, left))
    expect(joinTabs(left, right)).toMatchObject({ hints: 1, draft: 'c', updated: 5 })
  })

  test('change nothing where one knows all that the other does', () => {
    expect(joinTabs(left, before)).toBe(left)
    const joined = joinTabs(left, right)
    expect(joinTabs(joined, left)).toBe(joined)
  })

  test('a clock that was set back makes nothing older that was done later', () => {
    const next = play(before, [-3_600_000, graded('after')])
    expect(raws(next)).toEqual(['a', 'after'])
    expect(joinTabs(next, before)).toBe(next)
  })

  test('a solution seen in one is seen in the other', () => {
    expect(joinTabs(play(before, [9, graded('d')]), play(before, [8, { type: 'solution' }]))).toMatchObject({
      isSolutionSeen: true,
    })
  })

  test('starting over holds: what the reader put away does not come back', () => {
    const over = play(left, [6, { type: 'reset' }])
    expect(raws(joinTabs(over, left))).toEqual([])
    // What the other tab did meanwhile was not put away.
    expect(raws(joinTabs(over, right))).toEqual(['c'])
  })

  test('a long record stays short, and is not written again for that', () => {
    const many = play(
      fresh,
      ...Array.from({ length: maxAnswers }, (_, i): [number, WorkEvent] => [i + 1, graded(`${i}`)]),
    )
    const more = play(many, [100, graded('last')])
    expect(joinTabs(more, many)).toBe(more)
    expect(more).toMatchObject({ dropped: 1, answers: { length: maxAnswers } })
    const other = play(many, [101, graded('elsewhere')])
    expect(joinTabs(more, other)).toMatchObject({ dropped: 2, answers: { length: maxAnswers } })
  })
})

describe('a tab that hears of the other', () => {
  const shown = [play(fresh, [1, graded('mine')])]

  test('shows what is later, of each question', () => {
    const later = play(shown[0]!, [2, graded('theirs')])
    const other = play(newWork({ ...QUESTION, variant: 2 }), [3, graded('second')])
    expect(refreshed(shown, [later, other], false)).toEqual([other, { ...later, draft: 'mine' }])
    expect(refreshed([later], shown, false)).toEqual([later])
  })

  test('keeps what is not written yet, and forgets what was erased', () => {
    expect(refreshed(shown, [], false)).toEqual(shown)
    expect(refreshed(shown, [], true)).toEqual([])
  })
})
