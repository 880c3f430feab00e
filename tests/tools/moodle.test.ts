import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check, type ResolvedVariant } from '../../src/exercises/check.ts'
import { resolve } from '../../src/exercises/index.ts'
import { accepts, type Precision } from '../../src/exercises/tolerance.ts'
import { moodleXml } from '../../tools/lib/export/moodle.ts'
import { isForMoodle } from '../../tools/lib/export/moodle-limits.ts'
import { moodleAnswers } from '../../tools/lib/export/moodle-tolerance.ts'
import { parseXml } from '../../tools/lib/export/xml.ts'
import { allLessons } from '../lessons/course.ts'

/** Whether Moodle would take a number: within the tolerance of any right answer. */
const isRight = (s: number, answers: readonly { value: number; tolerance: number }[]): boolean =>
  answers.some(({ value, tolerance }) => Math.abs(s - value) <= tolerance)

describe('the tolerance', () => {
  const precision: fc.Arbitrary<Precision> = fc.oneof(
    fc.record({ sigfig: fc.integer({ min: 1, max: 6 }) }),
    fc.record({ decimals: fc.integer({ min: 0, max: 5 }) }),
    fc.record({ close: fc.record({ rtol: fc.constantFrom(0, 1e-3), atol: fc.constantFrom(1e-6, 0.01) }) }),
    fc.constant('exact' as const),
  )
  const answer = fc.oneof(
    fc.double({ min: -2000, max: 2000, noNaN: true }).filter((t) => Math.abs(t) > 1e-3),
    fc.constantFrom(9.996, 10.02, 0.9996, 99.951, 100, 0.2449, -0.24, -9.996, 1, 1000, 0.1),
  )

  test('of Moodle’s answers is that of the page, on both sides of every bound', () => {
    fc.assert(
      fc.property(answer, precision, fc.double({ min: -3, max: 3, noNaN: true }), (t, how, shift) => {
        const answers = moodleAnswers(t, how)
        expect(isRight(t, answers)).toBe(true)
        const bounds = answers.flatMap(({ value, tolerance }) => [value - tolerance, value + tolerance])
        const width = Math.max(...answers.map(({ tolerance }) => tolerance), 1e-9)
        const tried = [t + shift * width, ...bounds.flatMap((b) => [b - width * 1e-4, b + width * 1e-4])]
        for (const s of tried)
          expect([t, how, s, isRight(s, answers)]).toEqual([t, how, s, accepts(s, t, how)])
      }),
      { numRuns: 3000 },
    )
  })
})

/** What a reader of Moodle's form finds in a question, without this project's own parser. */
const inside = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`, 'g'))].map(([all]) => all)
const textIn = (xml: string): string => /<text>(?:<!\[CDATA\[)?([\s\S]*?)(?:\]\]>)?<\/text>/.exec(xml)![1]!

const lessons = await allLessons()
const variants: ResolvedVariant[] = lessons.flatMap(({ id, exercises }) =>
  Object.entries(exercises)
    .filter(([, exercise]) => isForMoodle(exercise))
    .flatMap(([name, exercise]) => [1, 2].map((variant) => resolve(exercise, `${id}/${name}`, variant))),
)
const xml = moodleXml('A & B', [{ lesson: 'On/off', title: 'All', isShuffled: true, variants }])
const questions = inside(xml, 'question').filter((one) => !one.includes('type="category"'))

describe('the questions of the whole course', () => {
  test('are well-formed, one for each variant, in a category, each with an identity of its own', () => {
    expect(parseXml(xml).children).toHaveLength(variants.length + 1)
    expect(questions).toHaveLength(variants.length)
    expect(variants.length).toBeGreaterThan(150)
    expect(xml).toContain('<text>$course$/top/A &amp; B/On//off/All</text>')
    const ids = questions.map((one) => /<idnumber>(.*)<\/idnumber>/.exec(one)![1])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('have the page’s verdict on the right answer and on every known mistake, with the feedback of that mistake', () => {
    for (const [i, variant] of variants.entries()) {
      if (variant.kind !== 'numeric') continue
      const answers = inside(questions[i]!, 'answer').map((one) => ({
        isRight: /fraction="100"/.test(one),
        value: Number(textIn(one)),
        tolerance: Number(/<tolerance>(.*)<\/tolerance>/.exec(one)![1]),
        feedback: inside(one, 'feedback')[0]!,
      }))
      /** The first that fits counts, as in Moodle. */
      const verdict = (s: number) => answers.find(({ value, tolerance }) => Math.abs(s - value) <= tolerance)
      expect([variant.id, verdict(variant.data.answer)?.isRight]).toEqual([variant.id, true])
      for (const mistake of variant.data.mistakes) {
        const value = 'values' in mistake ? mistake.values[0]! : (mistake.range[0] + mistake.range[1]) / 2
        const said = verdict(value)
        expect([variant.id, mistake.id, said?.isRight]).toEqual([variant.id, mistake.id, false])
        expect(textIn(said!.feedback)).not.toBe('')
        expect(check(String(value), variant).status).not.toBe('correct')
      }
    }
  })

  test('give the whole mark for the right options and for nothing else', () => {
    for (const [i, variant] of variants.entries()) {
      if (variant.kind === 'numeric') continue
      const fractions = inside(questions[i]!, 'answer').map((one) =>
        Number(/fraction="([^"]*)"/.exec(one)![1]),
      )
      const given = fractions.filter((fraction) => fraction > 0)
      expect([variant.id, Math.round(given.reduce((a, b) => a + b, 0))]).toEqual([variant.id, 100])
      const right = variant.kind === 'choice' ? 1 : variant.kind === 'multi' ? variant.data.right.length : 0
      expect([variant.id, given.length, fractions.length > given.length || right > 1]).toEqual([
        variant.id,
        right,
        true,
      ])
    }
  })

  test('write formulas as Moodle reads them, and leave no dollar behind', () => {
    const texts = questions.map((one) => one.replaceAll(/<code>[\s\S]*?<\/code>|<pre>[\s\S]*?<\/pre>/g, ''))
    expect(texts.join('').match(/\\\(/g)!.length).toBeGreaterThan(300)
    expect(texts.filter((text) => /\$[^$\n]{1,60}\$|class="katex/.test(text))).toEqual([])
    const open = texts.filter((text) => text.split('\\(').length !== text.split('\\)').length)
    expect(open).toEqual([])
  })
})
