import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxAnswers, progressOf, triesOf, type Answer, type Work } from '../../src/exercises/attempts.ts'
import type { LmsConfig } from '../../src/lms/config.ts'
import { joinWork } from '../../src/lms/join.ts'
import { resultOf } from '../../src/lms/result.ts'
import { STANDARDS } from '../../src/lms/standards.ts'
import { packWork, unpackWork } from '../../src/lms/suspend.ts'

const LIMIT = STANDARDS['1.2'].limit
const NOW = Date.UTC(2026, 10, 21)
const seedOf = (exercise: number, variant: number): string =>
  (exercise * 100 + variant).toString(16).padStart(32, '0')

const config: LmsConfig = {
  standard: '1.2',
  package: 'test',
  lesson: 'neurons/one',
  exercises: Array.from({ length: 20 }, (_, i) => ({
    id: `exercise-${i}`,
    version: 1,
    seeds: Array.from({ length: 12 }, (_, variant) => seedOf(i, variant + 1)),
  })),
}

interface Given {
  exercise?: number
  variant?: number
  answers?: Partial<Answer>[]
  draft?: unknown
  updated?: number
}

function workOf({
  exercise = 0,
  variant = 1,
  answers = [],
  draft = null,
  updated = NOW - 1000,
}: Given): Work {
  const question = { version: 1, variant, seed: seedOf(exercise, variant) }
  return {
    id: `neurons/one/exercise-${exercise}`,
    ...question,
    draft,
    answers: answers.map((answer, i) => ({
      raw: '1',
      status: 'incorrect',
      score: 0,
      hints: 0,
      isSolutionSeen: false,
      at: updated - 1000 * (answers.length - i),
      ...question,
      ...answer,
    })),
    hints: 0,
    isSolutionSeen: answers.some(({ isSolutionSeen }) => isSolutionSeen),
    updated,
  }
}

const right = { status: 'correct', score: 1 } as const
const byKey = (works: readonly Work[]): Work[] =>
  works.toSorted((a, b) => (JSON.stringify([a.id, a.variant]) < JSON.stringify([b.id, b.variant]) ? -1 : 1))
const again = (works: readonly Work[], limit = LIMIT): Work[] =>
  unpackWork(config, packWork(config, works, limit), NOW)!

/** Text that does not compress. */
const noise = (length: number, seed: number): string => {
  let state = seed + 1
  return Array.from({ length }, () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    return String.fromCharCode(33 + ((state >>> 8) % 90))
  }).join('')
}

describe('work as an LMS keeps it', () => {
  test('comes back whole where it fits: answers, drafts, hints, times', () => {
    const works = [
      workOf({ answers: [{ tag: 'no-bias' }, right], draft: '1' }),
      workOf({
        exercise: 1,
        variant: 7,
        answers: [{ raw: { code: 'return 1' }, status: 'partial', score: 0.5 }],
      }),
      { ...workOf({ exercise: 2, draft: ['1', '2'] }), hints: 2, isSolutionSeen: true, dropped: 3 },
    ]
    expect(byKey(again(works))).toEqual(byKey(works))
  })

  test('the work of a whole lesson, one answer to every exercise, fits without losing anything', () => {
    const works = config.exercises.map((_, exercise) =>
      workOf({
        exercise,
        answers: [{ raw: '3' }, { raw: '0.25', ...right }],
        draft: '0.25',
        updated: NOW - exercise,
      }),
    )
    expect(byKey(again(works))).toEqual(byKey(works))
  })

  test('is cut to the limit exactly where it has to be: a little more room keeps more', () => {
    const works = config.exercises.map((_, exercise) =>
      workOf({
        exercise,
        answers: [{ raw: noise(300, exercise) }, { raw: noise(300, exercise + 50) }],
        updated: NOW - exercise,
      }),
    )
    const whole = packWork(config, works, 1_000_000)
    expect(whole.length).toBeGreaterThan(LIMIT)
    expect(packWork(config, works, whole.length)).toBe(whole)
    expect(packWork(config, works, whole.length - 1).length).toBeLessThan(whole.length)
    const text = packWork(config, works, LIMIT)
    expect(text.length).toBeLessThanOrEqual(LIMIT)
    expect(text.length).toBeGreaterThan(LIMIT * 0.8)
    const kept = unpackWork(config, text, NOW)!
    expect(kept.map(triesOf)).toEqual(kept.map(() => 2))
    // The newest keep what was typed.
    const newest = kept.find(({ id }) => id.endsWith('exercise-0'))!
    expect(newest).toEqual(works[0])
  })

  test('whatever was done, the text is short enough, and nothing that was reached is forgotten', () => {
    const answer = fc.record({
      length: fc.constantFrom(1, 40, 4000),
      status: fc.constantFrom('incorrect', 'partial', 'correct'),
      isSolutionSeen: fc.boolean(),
    })
    const one = fc.record({
      exercise: fc.nat(19),
      variant: fc.integer({ min: 1, max: 12 }),
      answers: fc.array(answer, { maxLength: maxAnswers }),
      age: fc.nat(1e9),
    })
    const lesson = fc.uniqueArray(one, {
      maxLength: 240,
      selector: ({ exercise, variant }) => exercise * 100 + variant,
    })
    fc.assert(
      fc.property(lesson, (given) => {
        const works = given.map(({ exercise, variant, answers, age }) =>
          workOf({
            exercise,
            variant,
            updated: NOW - age,
            answers: answers.map(({ length, status, isSolutionSeen }, i) => ({
              raw: noise(length, age + i),
              status: status as Answer['status'],
              score: { incorrect: 0, partial: 0.5, correct: 1 }[status]!,
              isSolutionSeen,
            })),
          }),
        )
        const text = packWork(config, works, LIMIT)
        expect(text.length).toBeLessThanOrEqual(LIMIT)
        const kept = unpackWork(config, text, NOW)!
        expect(resultOf(config, kept)).toEqual(resultOf(config, works))
      }),
      { numRuns: 25 },
    )
  })

  test.each([
    ['', 'nothing'],
    ['2abc', 'a form of later'],
    ['1%%%', 'no base 64'],
    ['1AAAA', 'nothing deflated'],
    [packWork(config, [workOf({ draft: '1' })], LIMIT).slice(0, -6), 'cut off'],
    ['another course’s bookmark', 'somebody else’s'],
  ])('that cannot be read is refused: %s', (text) => {
    expect(unpackWork(config, text, NOW)).toBeUndefined()
  })

  test('on an exercise that has changed since, or is not of this lesson, is left out', () => {
    const text = packWork(config, [workOf({ draft: '1' }), workOf({ exercise: 1, draft: '2' })], LIMIT)
    const changed = {
      ...config,
      exercises: config.exercises.map((one, i) => (i ? one : { ...one, version: 2 })),
    }
    expect(unpackWork(changed, text, NOW)!.map(({ id }) => id)).toEqual(['neurons/one/exercise-1'])
    const foreign = { ...workOf({ draft: '1' }), id: 'neurons/two/exercise-0' }
    expect(again([foreign])).toEqual([])
  })
})

describe('work of the device and of the LMS', () => {
  const on = (answers: Partial<Answer>[], updated: number): Work =>
    workOf({ answers, updated, draft: `at ${updated}` })

  test('are one: the newer form stays, no answer counts twice, none is lost', () => {
    const both = { at: NOW - 90_000 }
    const device = on([both, { at: NOW - 80_000 }], NOW - 80_000)
    const lms = on([both, { at: NOW - 70_000, ...right }], NOW - 70_000)
    const [joined] = joinWork([device], [lms])
    expect(joined!.answers.map(({ at }) => NOW - at)).toEqual([90_000, 80_000, 70_000])
    expect(joined!.draft).toBe(lms.draft)
    expect(progressOf(joined!)).toBe('correct')
  })

  test('what the LMS had no room for comes from the device, and is not counted as lost', () => {
    const device = on([{}, {}, {}, right], NOW - 1000)
    const short = { ...device, draft: null, answers: [{ ...device.answers[3]!, raw: null }], dropped: 3 }
    const [joined] = joinWork([device], [short])
    expect(joined).toEqual(device)
    const [elsewhere] = joinWork([], [short])
    expect(triesOf(elsewhere!)).toBe(4)
  })
})
