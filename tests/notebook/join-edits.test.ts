import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Edit } from '../../src/notebook/state/edits.ts'
import { differences } from '../../src/notebook/state/join-edits.ts'

const edit = (code: string | null, undo?: string, more: Partial<Edit> = {}): Edit => ({
  lesson: 'neurons/artificial-neuron',
  cell: 'neuron',
  code,
  base: 'published',
  ...(undo === undefined ? {} : { undo }),
  ...more,
})
/** The codes that are offered, each with what becomes of this device's. */
const offered = (mine: Edit, theirs: Edit) =>
  differences(mine, theirs).map((one) => [one.theirs.code, one.theirs.undo])

describe('a cell of a file whose cell here is edited too', () => {
  test.each([
    ['the same code', edit('a'), edit('a')],
    ['the same code of another original', edit('a'), edit('a', undefined, { base: 'earlier' })],
    ['what was reset here', edit(null, 'a'), edit('a')],
    ['what was reset there', edit('a'), edit(null, 'a')],
    ['what is put aside here', edit('b', 'a'), edit('a')],
  ])('%s: nothing is offered', (_, mine, theirs) => expect(differences(mine, theirs)).toEqual([]))

  test('other code is offered, with this device’s put aside', () => {
    expect(offered(edit('a'), edit('b'))).toEqual([['b', 'a']])
    expect(offered(edit(null, 'a'), edit('b'))).toEqual([['b', 'a']])
    expect(offered(edit('a'), edit(null, 'b'))).toEqual([['b', 'a']])
    expect(offered(edit('a'), edit('b', 'c'))).toEqual([
      ['b', 'a'],
      ['c', 'a'],
    ])
  })

  test('what is offered says what it was an edit of, and when', () => {
    const theirs = edit('b', undefined, { base: 'earlier', updated: 7 })
    const [one] = differences(edit('a', undefined, { updated: 9 }), theirs)
    expect(one).toEqual({
      mine: edit('a', undefined, { updated: 9 }),
      theirs: edit('b', 'a', { base: 'earlier', updated: 7 }),
    })
  })

  test('no code of either is lost: it is here, or offered', () => {
    const some = fc.tuple(fc.constantFrom('a', 'b', 'c', null), fc.constantFrom('a', 'b', 'c', undefined))
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [mine, theirs] = [edit(...one), edit(...other)]
        const found = differences(mine, theirs)
        const reachable = [mine.code, mine.undo, ...found.map((each) => each.theirs.code)]
        for (const code of [theirs.code, theirs.undo]) if (code) expect(reachable).toContain(code)
        for (const each of found) {
          expect(each.mine).toBe(mine)
          if (mine.code !== null) expect(each.theirs.undo).toBe(mine.code)
        }
      }),
    )
  })
})
