import { expect, test } from 'vitest'
import { checkFrozen } from '../../src/exercises/frozen.ts'

const list = [
  { id: 'neurons/one', version: 1 },
  { id: 'neurons/two', version: 3 },
  { id: 'neurons/old', version: 1, isRetired: true },
]
const course = [
  { id: 'neurons/one', version: 1 },
  { id: 'neurons/two', version: 3 },
]
const rules = (...args: Parameters<typeof checkFrozen>) =>
  checkFrozen(...args).map(({ rule, id }) => `${rule} ${id}`)

test('the published ids and versions', () => expect(rules(course, list)).toEqual([]))
test.each([
  [
    'a new exercise is to be listed',
    [...course, { id: 'neurons/new', version: 1 }],
    list,
    'id-not-listed neurons/new',
  ],
  ['an id is removed', [course[0]!], list, 'id-removed neurons/two'],
  [
    'a retired id is used again',
    [...course, { id: 'neurons/old', version: 2 }],
    list,
    'id-reused neurons/old',
  ],
  ['a version goes back', [course[0]!, { id: 'neurons/two', version: 2 }], list, 'version-lower neurons/two'],
  [
    'a version goes on',
    [course[0]!, { id: 'neurons/two', version: 4 }],
    list,
    'version-not-listed neurons/two',
  ],
  ['two exercises with one id', [...course, course[0]!], list, 'id-twice neurons/one'],
  ['an id listed twice', course, [...list, list[0]!], 'id-twice neurons/one'],
])('%s', (_, exercises, frozen, finding) => expect(rules(exercises, frozen)).toEqual([finding]))
test('a finding says what to write', () => {
  expect(checkFrozen([...course, { id: 'neurons/new', version: 1 }], list)[0]!.fix).toContain(
    '{ "id": "neurons/new", "version": 1 }',
  )
})
