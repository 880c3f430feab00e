import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  check,
  expandBlocks,
  helpAt,
  helpEarned,
  helpedBlocks,
  helpSteps,
} from '../../src/exercises/check.ts'
import type { OrderData } from '../../src/exercises/kinds/order/check.ts'
import { ancestors, longestInOrder, type Line } from '../../src/exercises/kinds/order/partial-order.ts'
import { variantOf } from './data.ts'

const chain = (ids: string): Line[] =>
  [...ids].map((id, i) => ({ id, after: i === 0 ? [] : [ids[i - 1]!], indent: 0 }))
const place = (ids: string, indents = '') =>
  [...ids].map((id, i) => ({ id, indent: Number(indents[i] ?? 0) }))

function orderData(lines: Line[], more: Partial<OrderData> = {}): OrderData {
  const distractors = more.distractors ?? []
  const blocks = [...lines.map((line) => line.id), ...distractors]
    .toReversed()
    .map((id) => ({ id, code: id }))
  return { blocks, lines, distractors: [], twins: [], hasIndent: false, ...more }
}
const ask = (raw: unknown, data: OrderData) => check(raw, variantOf('order', data))

describe('one right order', () => {
  const data = orderData(chain('abcde'), { distractors: ['x'] })
  test.each([
    ['abcde', 'correct', 1, undefined],
    ['abced', 'partial', 4 / 5, 'order'],
    ['bcdea', 'partial', 4 / 5, 'order'],
    ['edcba', 'partial', 1 / 5, 'order'],
    ['abcd', 'partial', 4 / 5, 'blocks-missing'],
    ['abde', 'partial', 4 / 5, 'order'],
    ['abxcde', 'partial', 4 / 5, 'x'],
    ['x', 'incorrect', 0, 'x'],
  ])('%s is %s (%d)', (ids, status, score, tag) => {
    expect(ask(place(ids), data)).toMatchObject(
      tag === undefined ? { status, score } : { status, score, tag },
    )
  })
  test('the first wrong block is named, and judged no further', () => {
    const outcome = ask(place('abdce'), data)
    expect(outcome.message).toEqual({ id: 'first-wrong-block', params: { position: 3 } })
    expect(outcome.parts!.map((part) => part.status)).toEqual([
      'correct',
      'correct',
      'incorrect',
      'ungraded',
      'ungraded',
    ])
  })
  test('a distractor speaks for itself where it comes first', () => {
    expect(ask(place('axbcde'), data).message).toEqual({ text: 'say-x' })
    expect(ask(place('bxacde'), data).message).toMatchObject({ id: 'first-wrong-block' })
  })
  test.each([
    null,
    'abc',
    [],
    [{ id: 'a' }, { id: 'a' }],
    [{ id: 'q', indent: 0 }],
    [{ id: 'a', indent: NaN }],
    [['a']],
  ])('%j is ungraded', (raw) => {
    expect(ask(raw, data).status).toBe('ungraded')
  })
})

describe('several right orders', () => {
  // a before b and c, both before d; o may be left out, and if there it comes after b and before d.
  const lines: Line[] = [
    { id: 'a', after: [], indent: 0 },
    { id: 'b', after: ['a'], indent: 0 },
    { id: 'c', after: ['a'], indent: 0 },
    { id: 'o', after: ['b'], indent: 0, isOptional: true },
    { id: 'd', after: ['c', 'o', 'b'], indent: 0 },
  ]
  test.each([
    ['abcd', 'correct'],
    ['acbd', 'correct'],
    ['abocd', 'correct'],
    ['acbod', 'correct'],
    ['aobcd', 'partial'],
    ['abcdo', 'partial'],
    ['bacd', 'partial'],
    ['abd', 'partial'],
  ])('%s is %s', (ids, status) => expect(ask(place(ids), orderData(lines)).status).toBe(status))
})

test('lines that read alike may stand for each other', () => {
  const data = orderData(chain('abcd'), { twins: [['b', 'd']] })
  expect(ask(place('adcb'), data).status).toBe('correct')
  expect(ask(place('adc'), data)).toMatchObject({ status: 'partial', tag: 'blocks-missing' })
})

describe('indentation', () => {
  const lines = chain('abc').map((line, i) => ({ ...line, indent: [0, 1, 0][i]! }))
  const data = orderData(lines, { hasIndent: true })
  test.each([
    ['010', 'correct', 1],
    ['121', 'correct', 1], // moved as a whole
    ['000', 'partial', 2.5 / 3],
    ['012', 'partial', 2.5 / 3],
  ])('%s is %s', (indents, status, score) =>
    expect(ask(place('abc', indents), data)).toMatchObject({ status, score }),
  )
  test('is not asked where the page sets it', () =>
    expect(ask(place('abc'), orderData(lines)).status).toBe('correct'))
})

test('credit is the longest common subsequence with the one right order', () => {
  const lcs = (a: string, b: string): number => {
    const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0))
    for (let i = 1; i <= a.length; i++) {
      for (let j = 1; j <= b.length; j++) {
        table[i]![j] =
          a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
      }
    }
    return table[a.length]![b.length]!
  }
  const ids = 'abcdefghijkl'
  fc.assert(
    fc.property(fc.shuffledSubarray([...ids]), (placed) => {
      expect(longestInOrder(placed, ancestors(chain(ids))).length).toBe(lcs(placed.join(''), ids))
    }),
    { numRuns: 500 },
  )
})

test('a hostile order of 40 blocks is graded at once', () => {
  const ids = Array.from({ length: 40 }, (_, i) => `b${i}`)
  const lines = ids.map((id, i) => ({ id, after: i === 0 ? [] : [ids[i - 1]!], indent: 0 }))
  const started = performance.now()
  const raw = ids.toReversed().map((id) => ({ id, indent: 0 }))
  expect(ask(raw, orderData(lines)).score).toBe(1 / 40)
  const zigzag = ids.map((_, i) => ({ id: ids[(i * 17) % 40]!, indent: 0 }))
  expect(ask(zigzag, orderData(lines)).status).toBe('partial')
  expect(performance.now() - started).toBeLessThan(1000)
})

describe('adaptive help', () => {
  const data = orderData(chain('abcdef'), { distractors: ['x'], hasIndent: true })
  const tries = ['abcdfe', 'abcedf', 'acbdef', 'bacdef', 'fbcdea', 'fecdba'].map((ids) => place(ids))
  test('is earned by three distinct full tries', () => {
    expect(helpEarned(tries.slice(0, 2), data)).toBe(0)
    expect(helpEarned([tries[0]!, tries[0]!, tries[0]!, tries[1]!], data)).toBe(0)
    expect(helpEarned([place('ab'), place('ba'), place('abc')], data)).toBe(0)
    expect(helpEarned(tries.slice(0, 3), data)).toBe(1)
    expect(helpEarned(tries, data)).toBe(2)
  })
  test('removes distractors, then gives the indentation, then merges blocks, never below three', () => {
    expect(helpSteps(data)).toBe(5)
    expect(helpAt(data, 0)).toEqual({ removed: [], isIndentGiven: false, merged: [] })
    expect(helpAt(data, 1)).toEqual({ removed: ['x'], isIndentGiven: false, merged: [] })
    expect(helpAt(data, 2)).toEqual({ removed: ['x'], isIndentGiven: true, merged: [] })
    expect(helpAt(data, 3).merged).toEqual([['a', 'b']])
    expect(helpAt(data, 5).merged).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e', 'f'],
    ])
    expect(helpAt(data, 99)).toEqual(helpAt(data, 5))
  })
  test('helped blocks, put in order, are the right answer', () => {
    for (let steps = 0; steps <= helpSteps(data); steps++) {
      const help = helpAt(data, steps)
      const blocks = helpedBlocks(data, help).filter((ids) => ids[0] !== 'x')
      const sorted = blocks.toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)).map((ids) => ({ ids, indent: 0 }))
      expect(ask(expandBlocks(sorted, data, help), data).status).toBe('correct')
    }
  })
  test('an exercise without distractors and indentation goes straight to merging', () => {
    expect(helpAt(orderData(chain('abcd')), 1).merged).toEqual([['a', 'b']])
    expect(helpSteps(orderData(chain('abc')))).toBe(0)
  })
})
