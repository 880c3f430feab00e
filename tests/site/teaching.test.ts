import { describe, expect, test } from 'vitest'
import { defaultCourseSeed, exercises, choice, multi } from '../../src/exercises/index.ts'
import { mistakesOf } from '../../src/site/teaching.ts'
import { allLessons } from '../lessons/course.ts'

const options = [
  { id: 'right-one', correct: true, text: 'the right one', say: 'Why it is right.' },
  { id: 'first-wrong', text: 'the *first* wrong one', say: 'What it would be the answer to.' },
  { id: 'second-wrong', text: 'the second wrong one', say: 'What that would be the answer to.' },
]
const common = { objectives: ['one'], prompt: 'Which?', hints: [], solution: 'That one.', options }

describe('mistakes to expect', () => {
  test.each([
    ['choice', choice({ title: 'Which', ...common })],
    ['multi', multi({ title: 'Which', ...common })],
  ])('of a question of kind %s are its wrong options, each with what is said to it', (_, exercise) => {
    const [found] = mistakesOf('unit/lesson', exercises({ which: exercise }), 'seed')
    expect(found).toMatchObject({ id: 'which', title: 'Which', objectives: ['one'] })
    expect(found!.mistakes.map(({ id }) => id)).toEqual(['first-wrong', 'second-wrong'])
    expect(found!.mistakes[0]!.at).toContain('<em>first</em>')
    expect(found!.mistakes[0]!.say).toContain('What it would be the answer to.')
    expect(JSON.stringify(found)).not.toContain('Why it is right')
  })

  test('of every lesson are there, in words, and name objectives of the lesson', async () => {
    for (const { id, exercises: own, objectives } of await allLessons()) {
      const found = mistakesOf(id, own, defaultCourseSeed)
      expect(
        found.map((one) => one.id),
        id,
      ).toEqual(Object.keys(own))
      const all = found.flatMap(({ mistakes }) => mistakes)
      expect(all.length, id).toBeGreaterThan(5)
      for (const { say } of all) expect(say, id).toMatch(/\p{L}{3}/u)
      for (const one of found) for (const name of one.objectives) expect(objectives, id).toContain(name)
    }
  })
})
