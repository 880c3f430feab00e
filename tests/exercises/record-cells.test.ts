import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cellLimit,
  cellsLimit,
  cellsToCarry,
  codeLimit,
  type RecordCell,
} from '../../src/exercises/record-cells.ts'
import { exportRecord, importRecord, recordLimit } from '../../src/exercises/record.ts'
import { recordProblems } from '../../src/strings/record.en.ts'

const now = Date.UTC(2026, 10, 21)
const cell = (more: Partial<RecordCell> = {}): RecordCell => ({
  lesson: 'neurons/artificial-neuron',
  cell: 'neuron',
  code: '6 * 7',
  base: '1 + 1',
  updated: now,
  ...more,
})
const file = (...cells: RecordCell[]): string =>
  exportRecord([], 'Neural networks', '2026-11-21T00:00:00Z', '', undefined, cells)

/** The file with something else in the place of its cells. */
const withCells = (cells: unknown, more: object = {}): string =>
  JSON.stringify({ ...JSON.parse(file(cell())), cells, ...more })

function refusal(text: string): string | undefined {
  const reading = importRecord(text, now)
  if (reading.ok) return undefined
  const { reason, path = '' } = reading.problem
  expect(recordProblems[reason](path)).toContain(reason === 'invalid' ? path : '.')
  return `${reason} ${path}`.trim()
}

describe('the reader’s own code in a record', () => {
  test('comes back as it was, sorted, with what a reset had put aside', () => {
    const reset = cell({ lesson: 'figures/descent', cell: 'code', code: null, undo: 'mine' })
    const { updated: _, ...undated } = cell({ cell: 'a' })
    const text = file(cell(), undated, reset)
    expect(JSON.parse(text)).toMatchObject({ formatVersion: 4 })
    const reading = importRecord(text, now)
    expect(reading.ok && reading.record.cells).toEqual([reset, undated, cell()])
  })

  test('changes nothing of a file without it, and earlier formats have none', () => {
    expect(JSON.parse(file())).not.toHaveProperty('cells')
    expect(JSON.parse(file())).toMatchObject({ formatVersion: 2 })
    for (const formatVersion of [1, 2, 3]) {
      expect(refusal(withCells([cell()], { formatVersion }))).toBe('invalid cells')
      const { cells: _, ...old } = JSON.parse(file(cell()))
      const reading = importRecord(JSON.stringify({ ...old, formatVersion }), now)
      expect(reading.ok && reading.record.cells).toBe(undefined)
    }
  })

  test.each<[string, unknown]>([
    ['invalid cells', {}],
    ['invalid cells', null],
    ['invalid cells.0', [7]],
    ['invalid cells.1.lesson', [cell(), cell({ lesson: '../../etc' })]],
    ['invalid cells.0.lesson', [cell({ lesson: 'javascript:alert(1)' })]],
    ['invalid cells.0.cell', [cell({ cell: '"><img src=x>' })]],
    ['invalid cells.0.code', [cell({ code: 7 as unknown as string })]],
    ['invalid cells.0.base', [{ lesson: 'a/b', cell: 'c', code: 'x' }]],
    ['invalid cells.0.undo', [cell({ code: null })]],
    ['invalid cells.0.updated', [cell({ updated: -1 })]],
    ['invalid cells.0.run', [{ ...cell(), run: true }]],
    ['code-too-long cells.0.code', [cell({ code: 'x'.repeat(codeLimit + 1) })]],
    ['code-too-long cells.0.base', [cell({ base: 'x'.repeat(codeLimit + 1) })]],
    ['too-many-cells cells', Array.from({ length: cellLimit + 1 }, () => cell())],
  ])('is refused with its place: %s', (reason, cells) => expect(refusal(withCells(cells))).toBe(reason))

  test('of whatever form is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const reading = importRecord(withCells([value]), now)
        expect(reading.ok).toBe(false)
      }),
    )
    const keys = { requiredKeys: ['lesson', 'cell', 'code', 'base'] as const }
    const some = fc.record(
      {
        lesson: fc.constantFrom('a/b', 'a b', ''),
        cell: fc.constantFrom('c', 'c/', '__proto__'),
        code: fc.oneof(fc.string(), fc.constant(null)),
        base: fc.string(),
        undo: fc.string(),
        updated: fc.integer(),
      },
      { requiredKeys: [...keys.requiredKeys] },
    )
    fc.assert(
      fc.property(fc.array(some), (cells) => {
        // What an export carries, an import reads: nobody relies on a file that is refused.
        const carried = cellsToCarry(cells as RecordCell[])
        expect(carried.cells.length + carried.leftOut.length).toBe(cells.length)
        expect(refusal(file(...carried.cells))).toBe(undefined)
      }),
    )
  })

  test('that no file can hold is left out by name, the longest first, and the file can be read again', () => {
    const long = cell({ cell: 'long', code: 'x'.repeat(codeLimit + 1) })
    const many = Array.from({ length: 12 }, (_, i) =>
      cell({ cell: `many-${i}`, code: 'y'.repeat(codeLimit - i) }),
    )
    const { cells, leftOut } = cellsToCarry([long, ...many, cell()])
    expect(leftOut).toContain(long)
    expect(leftOut).toContain(many[0])
    expect(cells).toContainEqual(cell())
    expect(cells.length + leftOut.length).toBe(14)
    const text = file(...cells)
    expect(text.length).toBeGreaterThan(cellsLimit - 2 * codeLimit)
    expect(text.length).toBeLessThan(recordLimit)
    expect(refusal(text)).toBe(undefined)
  })
})
