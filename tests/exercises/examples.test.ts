import { describe, expect, test } from 'vitest'
import { check, echo } from '../../src/exercises/check.ts'
import { examples, galleryEntries } from '../../src/exercises/examples.ts'
import { checkers } from '../../src/exercises/kinds/checkers.ts'
import { prove } from '../../src/exercises/prove.ts'
import { exerciseMessages, exerciseText } from '../../src/strings/exercises.en.ts'

test('every kind has an example, and only one', () => {
  expect(examples.map((example) => example.kind).toSorted()).toEqual(Object.keys(checkers).toSorted())
})

describe.each(galleryEntries())('gallery: $variant.kind', ({ variant, answers }) => {
  test.each(answers)('$label → $status', ({ raw, report, status, tag }) => {
    const outcome = check(raw, variant, report)
    expect(outcome).toMatchObject(tag === undefined ? { status } : { status, tag })
    const [lo, hi] = { correct: [1, 1], partial: [0.001, 0.999], incorrect: [0, 0], ungraded: [0, 0] }[
      status
    ] as [number, number]
    expect(lo <= outcome.score && outcome.score <= hi).toBe(true)
  })

  // NaN, which one report has, is in no JSON.
  const stored = answers.filter(({ report }) => !(JSON.stringify(report) ?? '').includes('null'))
  test.each(stored)('$label: the verdict survives storage', ({ raw, report }) => {
    const copy = JSON.parse(JSON.stringify({ variant, raw, report }))
    expect(check(copy.raw, copy.variant, copy.report)).toEqual(check(raw, variant, report))
  })

  test('every message is a known sentence or a text of the variant, and no sentence has the answer', () => {
    const said = answers.flatMap(({ raw, report }) => {
      const { message, parts = [] } = check(raw, variant, report)
      return [message, ...parts.map((part) => part.message)]
    })
    const keys = said.flatMap((message) => ('text' in message ? [message.text] : []))
    expect(Object.keys(variant.texts)).toEqual(expect.arrayContaining(keys))
    const coded = said.flatMap((message) => ('id' in message ? [message] : []))
    expect(Object.keys(exerciseMessages)).toEqual(expect.arrayContaining(coded.map((message) => message.id)))
    const sentences = coded.map((message) => exerciseText(message)).join('\n')
    const answer =
      'answer' in variant.data && typeof variant.data.answer === 'number' ? `${variant.data.answer}` : 'none'
    expect(sentences).not.toMatch(/undefined|NaN|\[object/)
    expect(sentences).not.toContain(answer)
  })

  test('has the outcomes correct, incorrect and ungraded, and partial where the kind gives credit', () => {
    const seen = new Set(answers.map((answer) => answer.status))
    const wanted = ['numeric', 'choice'].includes(variant.kind) ? 3 : 4
    expect(seen.size).toBe(wanted)
  })

  test('echo never throws and never grades', () => {
    for (const { raw } of answers) expect(Object.keys(echo(raw, variant)).length).toBeLessThanOrEqual(1)
  })
})

describe.each(examples.map((example) => [example.id, example.exercise] as const))(
  'proof: %s',
  (id, exercise) => {
    test('holds on every offered variant and 200 more', () => {
      expect(prove(exercise, `gallery/${id}`)).toEqual([])
    })
  },
)
