import { describe, expect, test } from 'vitest'
import { reachedIn, rowsOf, worksToHandIn, type Setting } from '../../components/assignment/assigned.ts'
import { variantFromAddress } from '../../components/exercise/address.ts'
import { assignmentFromAddress } from '../../components/assignment/address.ts'
import { assignedVariant } from '../../src/exercises/assignment.ts'
import { newWork, reduceWork, type Work } from '../../src/exercises/attempts.ts'
import { variantSeed } from '../../src/exercises/params.ts'

const exercise = (id: string) => ({ id, title: id, variants: 12, version: 2 })
const setting: Setting = {
  named: { id: 'week-3' },
  address: 'week-3',
  exercises: ['u/one/sum', 'u/two/line', 'u/one/dot'].map(exercise),
  seed: 'chainrule',
  base: '/course/',
}
const variantOf = (id: string) => assignedVariant('chainrule', 'week-3', 'Ada', id, 12)

describe('the exercises of an assignment', () => {
  test('without a name lead to their lessons', () => {
    expect(rowsOf(setting, ' ').map(({ variant, href }) => [variant, href])).toEqual([
      [undefined, '/course/u/one/#sum'],
      [undefined, '/course/u/two/#line'],
      [undefined, '/course/u/one/#dot'],
    ])
  })

  test('with a name have its variants, and the address of each has those of the whole lesson', () => {
    const rows = rowsOf(setting, ' ada ')
    expect(rows.map(({ variant }) => variant)).toEqual(
      ['u/one/sum', 'u/two/line', 'u/one/dot'].map(variantOf),
    )
    const [sum, line] = rows.map(({ href }) => new URL(href, 'https://x'))
    expect([sum!.pathname, sum!.hash, line!.pathname, line!.hash]).toEqual([
      '/course/u/one/',
      '#sum',
      '/course/u/two/',
      '#line',
    ])
    for (const name of ['sum', 'dot'])
      expect(variantFromAddress(sum!.search, `u/one/${name}`)).toBe(variantOf(`u/one/${name}`))
    expect(variantFromAddress(sum!.search, 'u/one/other')).toBeUndefined()
    expect(variantFromAddress(line!.search, 'u/two/line')).toBe(variantOf('u/two/line'))
  })

  test('lead back: to the page of the course’s own, or to the link with all it says', () => {
    const [row] = rowsOf(setting, 'Ada')
    const { search } = new URL(row!.href, 'https://x')
    expect(assignmentFromAddress(search, 'u/one/sum', '/course/')).toBe('/course/assignments/week-3/')
    expect(assignmentFromAddress(search, 'u/one/other', '/course/')).toBeUndefined()
    expect(assignmentFromAddress('?variant=3', 'u/one/sum', '/course/')).toBeUndefined()
    const address = 'exercises=u/one/sum&title=Week%203&due=2027-02-01'
    const [linked] = rowsOf({ ...setting, address }, 'Ada')
    expect(assignmentFromAddress(new URL(linked!.href, 'https://x').search, 'u/one/sum', '/course/')).toBe(
      `/course/assignment/?${address}`,
    )
    for (const evil of ['//evil.example', 'https://evil.example/?a=b', '../../x'])
      expect(
        assignmentFromAddress(`?variant=/sum:1&assignment=${encodeURIComponent(evil)}`, 'u/one/sum', '/'),
      ).toMatch(/^\/assignments?\//)
  })
})

test.each([
  ['', undefined],
  ['?variant=7', 7],
  ['?variant=0', undefined],
  ['?variant=-3', undefined],
  ['?variant=/sum:7', 7],
  ['?variant=%2Fsum%3A7', 7],
  ['?variant=/dot:7', undefined],
  ['?variant=/m:7', undefined],
  ['?variant=/:7', undefined],
  ['?variant=/dot:7/sum:3', 3],
  ['?variant=/sum:x', undefined],
])('the address %j shows variant %s', (search, variant) =>
  expect(variantFromAddress(search, 'u/one/sum')).toBe(variant),
)

describe('how far somebody is', () => {
  const rows = rowsOf(setting, 'Ada')
  const [sum] = rows
  const work = (
    variant: number,
    { seed = 'chainrule', version = 2, status = 'correct' as const } = {},
  ): Work => {
    const question = {
      id: 'u/one/sum',
      version,
      variant,
      seed: variantSeed(seed, 'u/one/sum', version, variant),
      hints: 0,
    }
    const outcome = { status, score: 1, message: { id: 'correct' } } as never
    return reduceWork(newWork(question), { type: 'graded', raw: '1', outcome }, question, 1000)
  }

  test('counts the student’s own question, and no other variant, version or seed', () => {
    const own = work(sum!.variant!)
    const others = [
      work((sum!.variant! % 12) + 1),
      work(sum!.variant!, { version: 1 }),
      work(sum!.variant!, { seed: 'other' }),
    ]
    expect(reachedIn(sum!, others, 'chainrule')).toBe('untried')
    expect(worksToHandIn(rows, others, 'chainrule')).toEqual([])
    expect(reachedIn(sum!, [...others, own], 'chainrule')).toBe('correct')
    expect(worksToHandIn(rows, [...others, own], 'chainrule')).toEqual([own])
    expect(worksToHandIn(rowsOf(setting, ''), [own], 'chainrule')).toEqual([])
  })
})
