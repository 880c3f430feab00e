import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxAnswers, type Answer, type Work } from '../../src/exercises/attempts.ts'
import { exportRecord, importRecord, mergeWork, recordLimit } from '../../src/exercises/record.ts'
import { recordProblems } from '../../src/strings/record.en.ts'

const now = Date.UTC(2026, 10, 21)
const seed = 'ab'.repeat(16)

const answer = (at: number, more: Partial<Answer> = {}): Answer => ({
  raw: `${at}`,
  status: 'incorrect',
  score: 0,
  tag: 'sign',
  version: 1,
  variant: 1,
  seed,
  at,
  hints: 0,
  isSolutionSeen: false,
  ...more,
})
const work = (updated: number, more: Partial<Work> = {}): Work => ({
  id: 'neurons/weighted-sum',
  version: 1,
  variant: 1,
  seed,
  draft: '0.5',
  answers: [answer(updated)],
  hints: 1,
  isSolutionSeen: false,
  updated,
  ...more,
})
const file = (...works: Work[]): string => exportRecord(works, 'Neural networks', '2026-11-21T00:00:00Z')

/** The reason for which a text is refused, with its place. */
function refusal(text: string): string | undefined {
  const reading = importRecord(text, now)
  if (reading.ok) return undefined
  expect(recordProblems[reading.problem.reason](reading.problem.path ?? '')).not.toBe('')
  return [reading.problem.reason, reading.problem.path].filter((part) => part !== undefined).join(' ')
}

/** The file with one value changed, by path. */
function damaged(path: string, value: unknown): string {
  const record = JSON.parse(file(work(1000)))
  const keys = path.split('.')
  const parent = keys.slice(0, -1).reduce((node, key) => node[key], record)
  if (value === undefined) delete parent[keys.at(-1)!]
  else parent[keys.at(-1)!] = value
  return JSON.stringify(record)
}

describe('export and import', () => {
  test('what is exported comes back, sorted and readable', () => {
    const works = [
      work(2000, { id: 'b/two', draft: { code: 'let a' } }),
      work(1000, { draft: null, answers: [] }),
    ]
    const text = file(...works)
    expect(text).toContain('\n  "work": [')
    const reading = importRecord(text, now)
    expect(reading.ok && reading.record.work).toEqual(works)
  })
  test('a name goes along when one was given, and a file of the first format is still read', () => {
    const named = exportRecord([work(1000)], 'Neural networks', '2026-11-21T00:00:00Z', '  Ada L.  ')
    const reading = importRecord(named, now)
    expect(reading.ok && reading.record.student).toBe('Ada L.')
    const old = JSON.stringify({ ...JSON.parse(file(work(1000))), formatVersion: 1 })
    const before = importRecord(old, now)
    expect(before.ok && before.record).toMatchObject({ formatVersion: 2, work: [work(1000)] })
    expect(before.ok && 'student' in before.record).toBe(false)
  })
  test('what it is handed in for goes along, in a format of its own; a file without it stays as it was', () => {
    const assignment = { id: 'week-3', link: 'id=week-3&exercises=a/b/c,a/b/d' }
    const text = exportRecord([work(1000)], 'Neural networks', '2026-11-21T00:00:00Z', 'Ada', assignment)
    const reading = importRecord(text, now)
    expect(reading.ok && reading.record).toMatchObject({ formatVersion: 3, assignment })
    expect(JSON.parse(file(work(1000)))).toMatchObject({ formatVersion: 2 })
  })
  test('undo states stay at home', () => {
    const { answers: _, ...rest } = work(1000)
    expect(file(work(1000, { undo: { ...rest, answers: [] } }))).not.toContain('undo')
  })
})

test('the published schema names every key that a record has, and no other', async () => {
  const path = new URL('../../docs/work-record.schema.json', import.meta.url)
  const schema = JSON.parse(await readFile(path, 'utf8'))
  const full = work(1000, { dropped: 3 })
  const assignment = { id: 'week-3', link: 'id=week-3&lessons=a/b' }
  const cell = { lesson: 'a/b', cell: 'c', code: 'x', base: 'y', undo: 'z', updated: 1000 }
  const record = JSON.parse(
    exportRecord([full], 'Neural networks', '2026-11-21T00:00:00Z', 'Ada', assignment, [cell]),
  )
  const keys = (object: object) => Object.keys(object).toSorted()
  expect(keys(schema.properties)).toEqual(keys(record))
  expect(keys(schema.properties.assignment.properties)).toEqual(keys(assignment))
  expect(keys(schema.$defs.work.properties)).toEqual(keys(full))
  expect(keys(schema.$defs.cell.properties)).toEqual(keys(cell))
  expect(keys(schema.$defs.answer.properties)).toEqual(keys(full.answers[0]!))
})

describe('import refuses with a reason', () => {
  test.each([
    ['', 'not-json'],
    ['{"format": "chainrule-work"', 'not-json'],
    ['null', 'not-a-record'],
    ['[]', 'not-a-record'],
    ['{}', 'not-a-record'],
    ['{"format": "other"}', 'not-a-record'],
    ['{"format": "chainrule-work", "formatVersion": 5}', 'newer-format'],
    ['{"format": "chainrule-work"}', 'invalid formatVersion'],
    ['{"__proto__": {"isAdmin": true}}', 'hostile-key __proto__'],
    [
      '{"format": "chainrule-work", "work": [{"constructor": {"prototype": 1}}]}',
      'hostile-key work.0.constructor',
    ],
    ['['.repeat(30) + ']'.repeat(30), 'too-deep 0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0'],
    [' '.repeat(recordLimit + 1), 'too-large'],
  ])('%.40s', (text, reason) => expect(refusal(text)).toBe(reason))

  test.each<[string, unknown, string?]>([
    ['course', 7],
    ['exported', null],
    ['student', 7],
    ['student', 'x'.repeat(101)],
    ['assignment', { id: 'week-3' }],
    ['work', {}],
    ['extra', 1],
    ['work.0.id', '../etc/passwd'],
    ['work.0.id', 'a'.repeat(300)],
    ['work.0.version', 0],
    ['work.0.variant', 1.5],
    ['work.0.seed', 'xyz'],
    ['work.0.draft', undefined],
    ['work.0.draft', 'x'.repeat(70_000)],
    ['work.0.answers', 'none'],
    ['work.0.hints', -1],
    ['work.0.dropped', 0],
    ['work.0.isSolutionSeen', 'yes'],
    ['work.0.updated', 1e300],
    ['work.0.admin', true],
    ['work.0.undo', {}],
    ['work.0.answers.0.status', 'ungraded'],
    ['work.0.answers.0.score', 2],
    ['work.0.answers.0.tag', '<b>'],
    ['work.0.answers.0.at', '1000'],
    ['work.0.answers.0', null],
  ])('%s = %.20j', (path, value) => expect(refusal(damaged(path, value))).toBe(`invalid ${path}`))

  test('dates in the future, which would win every merge', () => {
    expect(refusal(damaged('work.0.updated', now + 2 * 86_400_000))).toBe('from-the-future work.0.updated')
    expect(refusal(damaged('work.0.answers.0.at', now + 2 * 86_400_000))).toBe(
      'from-the-future work.0.answers.0.at',
    )
    expect(refusal(damaged('work.0.updated', now + 3_600_000))).toBeUndefined()
  })
  test('one bad entry refuses the file: nothing is half imported', () => {
    const record = JSON.parse(file(work(1000), work(2000, { id: 'b/two' })))
    record.work[1].hints = 'many'
    expect(refusal(JSON.stringify(record))).toBe('invalid work.1.hints')
  })
  test('any JSON at all is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(importRecord(text, now).ok).toBe(false)
        expect(
          importRecord(
            `{"format":"chainrule-work","formatVersion":1,"course":"c","exported":"e","work":[${text}]}`,
            now,
          ).ok,
        ).toBe(false)
      }),
    )
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })
})

describe('merge', () => {
  test('newer work is never overwritten', () => {
    const mine = work(2000, { draft: 'mine' })
    const { merged, kept } = mergeWork([mine], [work(1000, { draft: 'theirs', answers: [] })])
    expect(merged).toEqual([mine])
    expect(kept).toBe(1)
  })
  test('older work is brought up to date, and no answer of either is lost', () => {
    const { merged, updated } = mergeWork(
      [work(1000, { hints: 2 })],
      [work(2000, { draft: 'theirs', isSolutionSeen: true })],
    )
    expect(updated).toBe(1)
    expect(merged).toMatchObject([
      { draft: 'theirs', hints: 2, isSolutionSeen: true, answers: [{ at: 1000 }, { at: 2000 }] },
    ])
  })
  test('other variants, versions and exercises are added', () => {
    const more = [
      work(1, { variant: 2 }),
      work(1, { version: 2 }),
      work(1, { id: 'b/two' }),
      work(1, { seed: 'cd'.repeat(16) }),
    ]
    expect(mergeWork([work(1000)], more)).toMatchObject({ added: 4, updated: 0, kept: 0 })
  })
  test('answers that were dropped are counted once, however often an older file is read in again', () => {
    const answers = (from: number) =>
      Array.from({ length: maxAnswers }, (_, i) => ({ ...work(1).answers[0]!, at: from + i }))
    const mine = work(60, { answers: answers(4), dropped: 3 })
    const older = work(50, { answers: answers(1) })
    expect(mergeWork([mine], [older])).toEqual({ merged: [mine], added: 0, updated: 0, kept: 1 })
    expect(mergeWork([older], [mine]).merged).toEqual([mine])
  })
  test('importing twice changes nothing the second time', () => {
    const first = mergeWork([work(1000)], [work(2000), work(5, { variant: 2 })])
    const second = mergeWork(first.merged, [work(2000), work(5, { variant: 2 })])
    expect(second).toEqual({ merged: first.merged, added: 0, updated: 0, kept: 2 })
  })
})
