import { describe, expect, test } from 'vitest'
import {
  indentBy,
  keyOf,
  moveTo,
  placingOf,
  putAway,
  rawOf,
  step,
  withHelp,
} from '../../components/exercise/order/placing.ts'
import { helpAt, helpSteps, type KindData, type KindRaw } from '../../src/exercises/check.ts'
import { galleryEntries } from '../../src/exercises/examples.ts'

const { variant, answers } = galleryEntries().find((entry) => entry.variant.kind === 'order')!
const data = variant.data as KindData['order']
const right = answers[0]!.raw as KindRaw['order']
const none = helpAt(data, 0)

const keys = (pieces: ReturnType<typeof placingOf>['used']): string[] => pieces.map(keyOf)

test('an answer is the list that it came from', () => {
  expect(rawOf(placingOf(right, data, none), data, none)).toEqual(right)
  expect(rawOf(placingOf([], data, none), data, none)).toEqual([])
})

test('an answer from elsewhere may name anything: what is no block is left out', () => {
  const placing = placingOf([{ id: 'no-such-block', indent: 3 }, right[0]!], data, none)
  expect(keys(placing.used)).toEqual([right[0]!.id])
})

describe('moving', () => {
  const placing = placingOf(right.slice(0, 3), data, none)
  const [first, second, third] = keys(placing.used) as [string, string, string]
  const unused = keys(placing.unused)[0]!

  test('one place at a time, and no further than the ends', () => {
    expect(keys(step(placing, second, -1, true).used)).toEqual([second, first, third])
    expect(keys(step(placing, first, -1, true).used)).toEqual([first, second, third])
    expect(step(placing, third, 1, false)).toBe(placing)
  })

  test('between the two parts', () => {
    expect(keys(step(placing, third, 1, true).used)).toEqual([first, second])
    expect(keys(step(placing, third, 1, true).unused)[0]).toBe(third)
    expect(keys(step(placing, unused, -1, true).used)).toEqual([first, second, third, unused])
    expect(keys(putAway(placing, first).used)).toEqual([second, third])
    expect(step(placing, unused, 1, true)).toBe(placing)
  })

  test('to a place, however far out it is named', () => {
    expect(keys(moveTo(placing, third, 0).used)).toEqual([third, first, second])
    expect(keys(moveTo(placing, first, 99).used)).toEqual([second, third, first])
    expect(keys(moveTo(placing, first, -5).used)).toEqual([first, second, third])
  })

  test('sideways, within reason', () => {
    let moved = placing
    for (let i = 0; i < 20; i++) moved = indentBy(moved, second, 1)
    expect(moved.used[1]!.indent).toBe(6)
    for (let i = 0; i < 20; i++) moved = indentBy(moved, second, -1)
    expect(moved.used[1]!.indent).toBe(0)
  })

  test('never loses or doubles a block', () => {
    const all = data.blocks.map(({ id }) => id).toSorted()
    let moved = placing
    for (let i = 0; i < 200; i++) {
      const key = all[(i * 7) % all.length]!
      moved = i % 3 === 0 ? putAway(moved, key) : step(moved, key, i % 2 === 0 ? 1 : -1, true)
      expect([...keys(moved.used), ...keys(moved.unused)].toSorted()).toEqual(all)
    }
  })
})

test('help takes nothing from an answer that was right: it stays right', () => {
  for (let steps = 0; steps <= helpSteps(data); steps++) {
    const help = helpAt(data, steps)
    const lines = withHelp(right, data, steps).map(({ id }) => id)
    // An optional line keeps its place only while it can be moved by itself.
    expect(lines.filter((id) => data.lines.find((line) => line.id === id)?.isOptional !== true)).toEqual(
      right
        .filter(({ id }) => data.lines.find((line) => line.id === id)?.isOptional !== true)
        .map(({ id }) => id),
    )
    for (const id of help.removed) expect(lines).not.toContain(id)
  }
})
