import { describe, expect, test } from 'vitest'
import { newWork, type Answer, type Work } from '../../src/exercises/attempts.ts'
import { isCard } from '../../src/course/review/card.ts'
import { cardsToAdd, freshVariant, toCsv } from '../../src/course/review/deck.ts'
import { dueCards, endOfDay } from '../../src/course/review/due.ts'
import { newCard, recallOf, reviewed } from '../../src/course/review/schedule.ts'

const NOW = new Date(2026, 4, 4, 9).getTime()
const DAY = 86_400_000
const question = { id: 'neurons/one/sum', version: 1, variant: 1, seed: 'a'.repeat(32), hints: 2 }

const answer = (part: Partial<Answer> = {}): Answer => ({
  raw: '1',
  status: 'correct',
  score: 1,
  version: 1,
  variant: 1,
  seed: question.seed,
  at: NOW,
  hints: 0,
  isSolutionSeen: false,
  ...part,
})
const wrong = answer({ status: 'incorrect', score: 0 })
const workOf = (variant: number, answers: Answer[], id = question.id): Work => ({
  ...newWork({ ...question, id, variant }),
  answers,
})

describe('how an answer is remembered', () => {
  test('right at once is good; after a hint or a wrong try it is hard; with the solution it comes again', () => {
    expect(recallOf([answer()], false)).toBe('good')
    expect(recallOf([answer({ hints: 1 })], false)).toBe('hard')
    expect(recallOf([wrong, answer()], false)).toBe('hard')
    expect(recallOf([wrong, answer({ isSolutionSeen: true })], true)).toBe('again')
    expect(recallOf([wrong], true)).toBe('again')
    expect(recallOf([wrong], false)).toBeUndefined()
  })
})

describe('the schedule', () => {
  test('what is known comes back later each time; what is forgotten comes back sooner', () => {
    let card = newCard(question.id, NOW)
    expect(card.due).toBe(NOW)
    const intervals: number[] = []
    let now = NOW
    for (let i = 0; i < 5; i++) {
      card = reviewed(card, 'good', 1, now)
      intervals.push(card.due - now)
      now = card.due
    }
    expect(intervals).toEqual(intervals.toSorted((a, b) => a - b))
    expect(intervals.at(-1)!).toBeGreaterThan(20 * DAY)
    const forgotten = reviewed(card, 'again', 2, now)
    expect(forgotten.due - now).toBeLessThan(DAY)
    expect(forgotten).toMatchObject({ lapses: 1, lastRecall: 'again', lastVariant: 2 })
  })

  test('the same answers give the same dates, and a card survives storage', () => {
    const run = () => reviewed(reviewed(newCard('a/b', NOW), 'good', 1, NOW), 'hard', 2, NOW + 3 * DAY)
    const card = run()
    expect(run()).toEqual(card)
    const copy: unknown = JSON.parse(JSON.stringify(card))
    expect(isCard(copy)).toBe(true)
    expect(reviewed(copy as typeof card, 'good', 3, NOW + 9 * DAY)).toEqual(
      reviewed(card, 'good', 3, NOW + 9 * DAY),
    )
  })

  test.each([null, 'card', {}, { ...newCard('a', 0), due: 'soon' }, { ...newCard('a', 0), state: 7 }])(
    'refuses %j as a card',
    (value) => expect(isCard(value)).toBe(false),
  )
})

describe('the deck', () => {
  const known = ['neurons/one/sum', 'neurons/one/output']

  test('takes in what was answered, once, and nothing that was only looked at or is gone', () => {
    const works = [
      workOf(1, [wrong]),
      workOf(2, [answer()]),
      workOf(1, [], 'neurons/one/output'),
      workOf(1, [wrong], 'gone/away/now'),
    ]
    const added = cardsToAdd(works, [], known, NOW)
    expect(added.map(({ id }) => id)).toEqual(['neurons/one/sum'])
    expect(cardsToAdd(works, added, known, NOW)).toEqual([])
  })

  test('whatever is due by midnight is due today, the most overdue first', () => {
    const at = (id: string, due: number) => ({ ...newCard(id, NOW), due })
    const cards = [
      at('a/b/late', endOfDay(NOW)),
      at('a/b/old', NOW - DAY),
      at('a/b/tomorrow', endOfDay(NOW) + 1),
      at('a/b/gone', 0),
    ]
    const ids = dueCards(cards, ['a/b/late', 'a/b/old', 'a/b/tomorrow'], NOW).map(({ id }) => id)
    expect(ids).toEqual(['a/b/old', 'a/b/late'])
  })

  test('asks a variant that was not answered, then the one answered longest ago, never the last one again', () => {
    const works = [workOf(1, [answer({ at: 30 })]), workOf(2, [answer({ at: 10 })])]
    expect(freshVariant(3, works, 1)).toBe(3)
    expect(freshVariant(2, works, 1)).toBe(2)
    expect(freshVariant(2, works, 2)).toBe(1)
    expect(freshVariant(1, works, 1)).toBe(1)
  })

  test('as CSV: one row for each card, quoted where a spreadsheet needs it', () => {
    const card = reviewed(newCard('neurons/one/sum', NOW), 'good', 1, NOW)
    const lines = toCsv([card, { ...card, id: '=1+1,"x"' }]).split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toMatch(/^neurons\/one\/sum,2026-05-0\d,2026-05-04,good,[\d.]+,[\d.]+,1,0$/)
    expect(lines[2]).toMatch(/^"'=1\+1,""x""",/)
  })
})
