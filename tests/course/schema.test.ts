import { expect, test } from 'vitest'
import { lessonIdOf, notedLessonOf, unitIdOf, withoutNumber } from '../../src/course/ids.ts'
import { lessonSchema, teachingSchema, unitSchema } from '../../src/course/schema.ts'

const lesson = {
  title: 'The artificial neuron',
  summary: 'It weighs what it is told and adds it up.',
  minutes: 35,
  objectives: { 'weighted-sum': 'compute a sum by hand' },
}

/** What is wrong with a front matter, by key. */
const problems = (
  data: unknown,
  schema: typeof lessonSchema | typeof teachingSchema | typeof unitSchema = lessonSchema,
): string[] => {
  const result = schema.safeParse(data)
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('a front matter with every required key is accepted, and lists no prerequisites unless it names some', () => {
  expect(problems(lesson)).toEqual([])
  expect(lessonSchema.parse(lesson).prerequisites).toEqual([])
})

test('an unknown key is named, with the keys that are known', () => {
  expect(problems({ ...lesson, minuts: 20 })).toEqual([
    ': unknown key "minuts"; known keys: title, summary, minutes, objectives, prerequisites',
  ])
})

test.each(['title', 'summary', 'minutes', 'objectives'])('a missing %s is named', (key) => {
  const rest: Record<string, unknown> = { ...lesson }
  delete rest[key]
  expect(problems(rest)).toHaveLength(1)
  expect(problems(rest)[0]).toMatch(new RegExp(`^${key}: `))
})

test.each([
  ['minutes', 2],
  ['minutes', '35'],
  ['minutes', 12.5],
  ['title', ''],
  ['summary', 'short'],
  ['objectives', { WeightedSum: 'compute a sum by hand' }],
  ['objectives', ['compute a sum by hand']],
  ['prerequisites', 'neurons/layers'],
])('a %s of %j is refused', (key, value) => {
  const found = problems({ ...lesson, [key]: value })
  expect(found).toHaveLength(1)
  expect(found[0]).toContain(key)
})

test('unit.json: unknown keys, and lessons in preparation without an order', () => {
  const unit = { title: 'Neurons', summary: 'One neuron weighs its inputs and decides.' }
  expect(problems(unit, unitSchema)).toEqual([])
  expect(problems({ ...unit, order: 1 }, unitSchema)).toEqual([
    ': unknown key "order"; known keys: title, summary, preparation',
  ])
  expect(problems({ ...unit, preparation: [{ id: 'layers', title: 'Layers' }] }, unitSchema)[0]).toMatch(
    /^preparation\.0\.order: /,
  )
})

test('teaching notes: a plan and questions are needed, something to show is not', () => {
  const notes = {
    timing: [{ section: 'a-sum', minutes: 10, do: 'Add two numbers.' }],
    discuss: [{ ask: 'What for, a sum?', hope: 'How much together.' }],
  }
  expect(problems(notes, teachingSchema)).toEqual([])
  expect(teachingSchema.parse(notes).show).toEqual([])
  expect(problems({ ...notes, timing: [] }, teachingSchema)[0]).toMatch(/^timing: /)
  expect(problems({ ...notes, asks: [] }, teachingSchema)).toEqual([
    ': unknown key "asks"; known keys: timing, show, discuss',
  ])
  expect(notedLessonOf('01-neurons/02-activations/teaching.mdx')).toBe('neurons/activations')
})

test('a lesson’s id is its path without order numbers, on every system', () => {
  expect(lessonIdOf('01-neurons/02-activations/index.mdx')).toBe('neurons/activations')
  expect(lessonIdOf('01-neurons\\02-activations\\index.mdx')).toBe('neurons/activations')
  expect(unitIdOf('neurons/activations')).toBe('neurons')
  // A number inside a name is part of the name.
  expect(withoutNumber('03-resnet-50')).toBe('resnet-50')
})
