import { describe, expect, test } from 'vitest'
import type { ResolvedVariant } from '../../src/exercises/check.ts'
import { choice, multi, numeric, resolve, type Exercise, type Precision } from '../../src/exercises/index.ts'
import { moodleXml } from '../../tools/lib/export/moodle.ts'
import { gradesAlike, isForMoodle, isShuffled } from '../../tools/lib/export/moodle-limits.ts'
import { allLessons } from '../lessons/course.ts'
import { answerFor, importMoodle } from './moodle-import.ts'

const lessons = await allLessons()

test('every question of the course is read by the rules of Moodle’s import', () => {
  const variants: ResolvedVariant[] = []
  const exercises = lessons.flatMap(({ id, exercises: all }) =>
    Object.entries(all)
      .filter(([, exercise]) => isForMoodle(exercise))
      .map(([name, exercise]) => {
        const own = Array.from({ length: exercise.variants }, (_, i) =>
          resolve(exercise, `${id}/${name}`, i + 1),
        )
        variants.push(...own)
        return {
          lesson: id,
          title: exercise.title ?? name,
          isShuffled: isShuffled(exercise, `${id}/${name}`),
          variants: own,
        }
      }),
  )
  const { categories, questions } = importMoodle(moodleXml('Chainrule', exercises))
  expect(variants.length).toBeGreaterThan(800)
  expect(questions).toHaveLength(variants.length)
  expect(categories).toEqual(exercises.map(({ lesson, title }) => ['Chainrule', lesson, title]))
  for (const [i, variant] of variants.entries()) {
    const question = questions[i]!
    expect(gradesAlike(variant), variant.id).toBe(true)
    expect([question.idnumber, question.hints.length, question.penalty > 0]).toEqual([
      `${variant.id}:${variant.version}.${variant.variant}`,
      variant.hints,
      variant.hints > 0,
    ])
    expect(question.text !== '' && question.feedback !== '', variant.id).toBe(true)
    if (variant.kind !== 'numeric') continue
    expect(answerFor(variant.data.answer, question)?.fraction, variant.id).toBe(1)
    for (const mistake of variant.data.mistakes) {
      const [low, high] = 'values' in mistake ? [mistake.values[0]!, mistake.values[0]!] : mistake.range
      const said = answerFor((low + high) / 2, question)
      expect([variant.id, mistake.id, said?.fraction, said?.feedback === '']).toEqual([variant.id, mistake.id, 0, false]) // prettier-ignore
    }
  }
})

const common = { objectives: ['a'], prompt: 'p', hints: [], solution: 's' }
const written = (exercise: Exercise, title = 'Title', lesson = 'Lesson', id = 'unit/lesson/name'): string =>
  moodleXml('Course', [
    { lesson, title, isShuffled: isShuffled(exercise, id), variants: [resolve(exercise, id)] },
  ])
const read = (exercise: Exercise, ...names: string[]) => importMoodle(written(exercise, ...names))
const some = (right: number, of: number) =>
  multi({
    ...common,
    options: Array.from({ length: of }, (_, i) => ({
      id: `o-${i}`,
      text: `t ${i}`,
      say: 's',
      correct: i < right,
    })),
  })
const number = (answer: number, precision: Precision, more: { unit?: string; prompt?: string } = {}) =>
  numeric({ ...common, answer: () => answer, check: () => answer + 0, precision, mistakes: [], ...more })

describe('marks', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])('of %i right options are fractions that Moodle knows', (n) => {
    const [question] = read(some(n, n + 2)).questions
    const fractions = question!.answers.map(({ fraction }) => fraction)
    expect(question!.single).toBe(false)
    expect(fractions.filter((one) => one > 0)).toHaveLength(n)
    expect(new Set(fractions.map(Math.abs)).size).toBe(1)
    expect(gradesAlike(resolve(some(n, n + 2), 'a/b/c'))).toBe(true)
  }) // prettier-ignore

  test.each([11, 13, 19, 21])('of %i right options have no such fraction, and the question is left out', (n) => {
    expect(() => read(some(n, n + 2))).toThrow(/is none of Moodle's/)
    expect(gradesAlike(resolve(some(n, n + 2), 'a/b/c'))).toBe(false)
  }) // prettier-ignore

  test('of a number that Moodle would take a zero for are left out', () => {
    const grades = (answer: number, precision: Precision) => gradesAlike(resolve(number(answer, precision), 'a/b/c')) // prettier-ignore
    expect(answerFor(0, read(number(8.67e-19, { sigfig: 3 })).questions[0]!)?.fraction).toBe(1)
    expect(grades(8.67e-19, { sigfig: 3 })).toBe(false)
    expect(grades(1e-13, 'exact')).toBe(false)
    expect([grades(0, 'exact'), grades(-3, 'exact'), grades(1e-6, { sigfig: 3 }), grades(2e9, { sigfig: 2 })]).toEqual([true, true, true, true]) // prettier-ignore
  })

  test('of numbers hold for their sign, their exponent and their tolerance', () => {
    for (const [answer, precision, right, wrong] of [
      [-0.24, { decimals: 2 }, [-0.24, -0.2449, -0.2351], [0.24, -0.25, -0.23]],
      [6.02e23, { sigfig: 3 }, [6.02e23, 6.024e23], [6.03e23, -6.02e23]],
      [2.5e-7, { sigfig: 2 }, [2.5e-7, 2.54e-7], [2.6e-7, 0]],
      [1, { close: { rtol: 0.01, atol: 0 } }, [0.99, 1.01], [0.98, 1.02]],
      [0, 'exact', [0, -0], [1e-9]],
    ] as [number, Precision, number[], number[]][]) {
      const [question] = read(number(answer, precision)).questions
      const marks = (given: number[]) => given.map((one) => answerFor(one, question!)?.fraction ?? 0)
      expect([answer, marks(right)]).toEqual([answer, right.map(() => 1)])
      expect([answer, marks(wrong)]).toEqual([answer, wrong.map(() => 0)])
    }
  })
})

describe('words', () => {
  test('of names and categories arrive as they are written', () => {
    const names = ['On/off', '/starts', 'ends/', 'a // b', 'A & B', '"p" > q', 'x'.repeat(200), 'größer ≥ שלום']
    for (const name of names) {
      const { categories, questions } = read(some(1, 2), name, name)
      expect(categories).toEqual([['Course', name, name]])
      expect(questions[0]!.name).toBe(`${name} (1)`)
    }
    // What begins like a tag would be taken out.
    expect(read(some(1, 2), 'Is p<q?').questions[0]!.name).toBe('Is p< q? (1)')
  }) // prettier-ignore

  test('of an identity that is too long for Moodle are left out, not the question', () => {
    const id = `${'unit-'.repeat(12)}x/${'lesson-'.repeat(6)}x/name`
    const [question] = read(some(1, 2), 'T', 'L', id).questions
    expect(question!.idnumber).toBeUndefined()
  })

  test('of formulas, code and markup stand in the HTML, whatever is in them', () => {
    const prompt =
      'If $a < b$ & $b \\gt c$, then ]]>, *what* is `<b>`?\n\n$$\n\\frac{1}{2}\n$$\n\n```\na < b\n```\n\u0007'
    const [question] = read(number(1, 'exact', { prompt })).questions
    expect(question!.text).toContain(String.raw`\(a &lt; b\)`)
    expect(question!.text).toContain(String.raw`<p>\[\frac{1}{2}\]</p>`)
    expect(question!.text).toContain('<em>what</em> is <code>&lt;b&gt;</code>')
    expect(question!.text).toContain(']]')
    expect(question!.text).not.toContain('\u0007')
  })

  test.each([
    ['a sentence', 'How far?', '<p>How far? (m)</p>'],
    ['a formula of its own', '$$\nx\n$$', '<p>(m)</p>'],
    ['code', '```\nx\n```', '<p>(m)</p>'],
    ['a list', '- one\n- two', '<p>(m)</p>'],
    ['a table', '| a |\n| - |\n| 1 |', '<p>(m)</p>'],
  ])('of a unit stand behind %s', (_, prompt, end) => {
    const [question] = read(number(1, 'exact', { prompt, unit: 'm' })).questions
    expect(question!.text.endsWith(end), question!.text).toBe(true)
  })
})

describe('options', () => {
  const option = (id: string, more = {}) => ({ id, text: id, say: id, ...more })
  const three = [option('a', { correct: true }), option('b'), option('c')]
  test.each<[string, Exercise, boolean]>([
    ['any order', choice({ ...common, options: three }), true],
    ['an order that says something', choice({ ...common, options: three, shuffle: false }), false],
    ['one that stays last', choice({ ...common, options: [...three, option('none', { lock: true })] }), false],
  ])('with %s are shuffled by Moodle only where the page does', (_, exercise, shuffle) => {
    const [question] = read(exercise).questions
    expect([question!.single, question!.shuffle]).toEqual([true, shuffle])
    const variant = resolve(exercise, 'unit/lesson/name')
    const shown = variant.kind === 'choice' ? variant.data.options : []
    expect(question!.answers.map(({ text }) => text)).toEqual(shown.map((id) => `<p>${id}</p>`))
  }) // prettier-ignore
})

describe('a file is refused, as Moodle would,', () => {
  const parts = written(some(3, 4))
  const value = written(number(2.5, { decimals: 1 }))
  test.each<[string, string, (xml: string) => string, RegExp]>([
    ['with a fraction of four digits', parts, (xml) => xml.replace('33.33333', '33.3'), /fraction -33.3 is none/],
    ['with fractions that sum to less', parts, (xml) => xml.replace('"33.33333"', '"0"'), /sum to 0.66/],
    ['with one mark for several', parts, (xml) => xml.replace('<single>false', '<single>true'), /whole mark/],
    ['with another numbering', parts, (xml) => xml.replace('>none<', '>roman<'), /numbering roman/],
    ['with a single answer', parts, (xml) => xml.replace(/(<answer [\s\S]*?<\/answer>\s*)+(?=\s*<tags)/, '<answer fraction="100"><text>a</text></answer>'), /two answers/],
    ['without a name', parts, (xml) => xml.replace(/<name>.*<\/name>/, ''), /no name/],
    ['with a name that looks like markup', parts, (xml) => xml.replace('Title (1)', 'Is p&lt;q?'), /would become "Is p"/],
    ['with markup in a text', parts, (xml) => xml.replace(/<text><!\[CDATA\[([\s\S]*?)\]\]>/, '<text>$1'), /holds elements/],
    ['with a format that nobody knows', parts, (xml) => xml.replace('format="html"', 'format="tex"'), /format "tex"/],
    ['with a type that nobody knows', parts, (xml) => xml.replace('"multichoice"', '"choice"'), /type="choice"/],
    ['with an element that nobody reads', parts, (xml) => xml.replace('<hidden>', '<mark>1</mark><hidden>'), /<mark> is not read/],
    ['with an identity that is too long', parts, (xml) => xml.replace('<idnumber>', `<idnumber>${'x'.repeat(100)}`), /too long/],
    ['with a category that is in no course', parts, (xml) => xml.replace('$course$/top/', ''), /the category Course/],
    ['with a decimal comma', value, (xml) => xml.replace('<text>2.5<', '<text>2,5<'), /number 2,5/],
    ['with a tolerance in percent', value, (xml) => xml.replace(/<tolerance>[^<]*/, '<tolerance>1%'), /± 1%/],
    ['with half a mark at best', value, (xml) => xml.replaceAll('fraction="100"', 'fraction="50"'), /whole mark/],
    ['with a number as its own formula', value, (xml) => xml.replace('<text>2.5<', '<text>5/2<'), /number 5\/2/],
  ])('%s', (_, xml, damage, reason) => {
    expect(importMoodle(xml).questions).toHaveLength(1)
    expect(damage(xml)).not.toBe(xml)
    expect(() => importMoodle(damage(xml))).toThrow(reason)
  }) // prettier-ignore
})
