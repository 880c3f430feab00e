import { describe, expect, test } from 'vitest'
import { CourseError, lessonOf, outline } from '../../src/course/outline.ts'
import type { LessonData, UnitData } from '../../src/course/schema.ts'

const unit = (title: string, preparation: UnitData['preparation'] = []): UnitData => ({
  title,
  summary: 'What this unit is about, in a sentence.',
  preparation,
})
const lesson = (title: string, ...prerequisites: string[]): LessonData => ({
  title,
  summary: 'What this lesson is about, in a sentence.',
  minutes: 20,
  objectives: { one: 'do one thing by hand' },
  prerequisites,
})

const units = {
  '02-gradient-descent/unit.json': unit('Gradient descent'),
  '01-neurons/unit.json': unit('Neurons', [{ id: 'layers', title: 'Layers', order: 3 }]),
}
const lessons = {
  '02-gradient-descent/01-steps/index.mdx': lesson('Steps', 'neurons/activations', 'neurons/layers'),
  '01-neurons/02-activations/index.mdx': lesson('Activations', 'neurons/artificial-neuron'),
  '01-neurons/01-artificial-neuron/index.mdx': lesson('The artificial neuron'),
}

test('units and lessons stand in the order of their numbers, those in preparation among them', () => {
  const course = outline(units, lessons)
  expect(course.map(({ id, number }) => [id, number])).toEqual([
    ['neurons', 1],
    ['gradient-descent', 2],
  ])
  expect(course[0]!.lessons.map(({ id, data }) => [id, data !== undefined])).toEqual([
    ['neurons/artificial-neuron', true],
    ['neurons/activations', true],
    ['neurons/layers', false],
  ])
  expect(lessonOf(course, 'gradient-descent/steps')?.title).toBe('Steps')
  expect(lessonOf(course, 'gradient-descent/leaps')).toBeUndefined()
})

test('a lesson whose order a course of one’s own decides may come before those on which it builds', () => {
  const swapped = {
    '01-neurons/01-activations/index.mdx': lesson('Activations', 'neurons/artificial-neuron'),
    '01-neurons/02-artificial-neuron/index.mdx': lesson('The artificial neuron'),
  }
  expect(() => outline(units, swapped)).toThrow(/comes later in the course/)
  const [neurons] = outline(units, swapped, {}, ['neurons/activations'])
  expect(neurons!.lessons.map(({ id }) => id).slice(0, 2)).toEqual([
    'neurons/activations',
    'neurons/artificial-neuron',
  ])
  expect(() => outline(units, swapped, {}, ['neurons/artificial-neuron'])).toThrow(/comes later/)
})

describe('what no single file can know is checked, and the message names file, key, what was found and what is known', () => {
  /** The message of the course with these changes to it. */
  const message = (changed: {
    units?: Record<string, UnitData>
    lessons?: Record<string, LessonData>
  }): string => {
    try {
      outline(changed.units ?? units, changed.lessons ?? lessons)
    } catch (error) {
      expect(error).toBeInstanceOf(CourseError)
      return (error as Error).message
    }
    throw new Error('the outline was accepted')
  }
  const path = '01-neurons/02-activations/index.mdx'
  const withPrerequisite = (...ids: string[]) => ({
    lessons: { ...lessons, [path]: lesson('Activations', ...ids) },
  })

  test('a prerequisite that does not exist', () => {
    const text = message(withPrerequisite('neurons/artificial-nueron'))
    expect(text).toContain(
      `lessons/${path}: prerequisites: found "neurons/artificial-nueron", which is no lesson`,
    )
    expect(text).toContain(
      'known: neurons/artificial-neuron, neurons/activations, neurons/layers, gradient-descent/steps',
    )
  })

  test('a prerequisite that comes later', () => {
    const text = message(withPrerequisite('neurons/layers'))
    expect(text).toContain('found "neurons/layers", which comes later in the course')
    expect(text).toContain('earlier lessons: neurons/artificial-neuron')
    expect(text).not.toContain('circle')
  })

  test('two lessons that require each other', () => {
    const text = message(withPrerequisite('gradient-descent/steps'))
    expect(text).toContain(
      'found "gradient-descent/steps", which comes later and itself requires this lesson (a circle)',
    )
  })

  test('a circle through a third lesson', () => {
    const text = message({
      lessons: {
        ...lessons,
        '01-neurons/01-artificial-neuron/index.mdx': lesson(
          'The artificial neuron',
          'gradient-descent/steps',
        ),
      },
    })
    expect(text).toContain('lessons/01-neurons/01-artificial-neuron/index.mdx: prerequisites')
    expect(text).toContain('(a circle)')
  })

  test('a lesson that requires itself', () => {
    expect(message(withPrerequisite('neurons/activations'))).toContain('which is this lesson itself')
  })

  test('the same order number twice, also with one in preparation', () => {
    const twice = { ...lessons, '01-neurons/02-decisions/index.mdx': lesson('Decisions') }
    expect(message({ lessons: twice })).toContain('the same order number of a lesson in "neurons": "2"')
    const prepared = { ...lessons, '01-neurons/03-decisions/index.mdx': lesson('Decisions') }
    expect(message({ lessons: prepared })).toContain('the same order number of a lesson in "neurons": "3"')
  })

  test('the same lesson written and still in preparation', () => {
    const written = { ...lessons, '01-neurons/04-layers/index.mdx': lesson('Layers') }
    expect(message({ lessons: written })).toContain('the same lesson: "neurons/layers"')
  })

  test('the same unit, or the same number of a unit, twice', () => {
    expect(message({ units: { ...units, '03-neurons/unit.json': unit('Neurons again') } })).toContain(
      'the same unit: "neurons"',
    )
    expect(message({ units: { ...units, '02-layers/unit.json': unit('Layers') } })).toContain(
      'the same order number of a unit: "2"',
    )
  })

  test('a folder without a number', () => {
    const text = message({ lessons: { ...lessons, '01-neurons/decisions/index.mdx': lesson('Decisions') } })
    expect(text).toContain(
      'lessons/01-neurons/decisions/index.mdx: the folder "decisions" has no order number',
    )
    expect(text).toContain('01-decisions')
    expect(message({ units: { ...units, 'extra/unit.json': unit('Extra') } })).toContain(
      'the folder "extra" has no order number',
    )
  })

  test('a lesson in a folder that is no unit', () => {
    const text = message({ lessons: { ...lessons, '03-cnn/01-filters/index.mdx': lesson('Filters') } })
    expect(text).toContain(
      'lessons/03-cnn/01-filters/index.mdx: its unit "cnn" has no unit.json; known units: neurons, gradient-descent',
    )
  })
})
