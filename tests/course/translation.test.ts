import { describe, expect, test } from 'vitest'
import { languageOfFile, lessonIdOf } from '../../src/course/ids.ts'
import { CourseError } from '../../src/course/outline.ts'
import type { LessonData } from '../../src/course/schema.ts'
import { translationOf } from '../../src/course/translation.ts'

const PATH = '01-neurons/02-activations/index.de.mdx'
const lesson: LessonData = {
  title: 'Activations',
  summary: 'What a neuron does with its sum.',
  minutes: 30,
  objectives: { slopes: 'read a slope off a curve', shapes: 'tell six activations apart' },
  prerequisites: ['neurons/artificial-neuron'],
}
const german = {
  title: 'Aktivierungen',
  summary: 'Was ein Neuron mit seiner Summe macht.',
  objectives: { slopes: 'eine Steigung an einer Kurve ablesen', shapes: 'sechs Aktivierungen unterscheiden' },
}
const lessons = { 'neurons/activations': lesson }

test('a translation is the same lesson: same id, same minutes, same prerequisites, other words', () => {
  expect(lessonIdOf(PATH)).toBe('neurons/activations')
  expect(lessonIdOf('errata.mdx')).toBe('errata')
  expect(translationOf(PATH, german, lessons)).toEqual({
    id: 'neurons/activations',
    language: 'de',
    path: PATH,
    data: { ...german, minutes: 30, prerequisites: ['neurons/artificial-neuron'] },
  })
})

test('the language is what the file says', () => {
  expect(languageOfFile(PATH)).toBe('de')
  expect(languageOfFile('01-neurons/02-activations/index.mdx')).toBeUndefined()
  expect(languageOfFile('01-neurons/02-activations/exercises.ts')).toBeUndefined()
})

describe('what is wrong is said with its file', () => {
  test.each([
    [
      'a language that nobody knows',
      PATH.replace('.de.', '.xx.'),
      german,
      /"xx" is not known; known: en, de/,
    ],
    [
      'a lesson that is not there',
      PATH.replace('02-', '03-').replace('activations', 'others'),
      german,
      /no index\.mdx/,
    ],
    ['minutes of its own', PATH, { ...german, minutes: 20 }, /unknown key "minutes"; known keys: title/],
    [
      'an objective that is missing',
      PATH,
      { ...german, objectives: { slopes: german.objectives.slopes } },
      /slopes, shapes; found slopes$/,
    ],
    [
      'an objective that the lesson does not have',
      PATH,
      { ...german, objectives: { ...german.objectives, extra: 'noch etwas anderes können' } },
      /found slopes, shapes, extra/,
    ],
    ['no summary', PATH, { title: german.title, objectives: german.objectives }, /summary/],
  ])('%s', (_, path, data, message) => {
    expect(() => translationOf(path, data, lessons)).toThrow(CourseError)
    expect(() => translationOf(path, data, lessons)).toThrow(message)
    expect(() => translationOf(path, data, lessons)).toThrow(`lessons/${path}`)
  })
})
