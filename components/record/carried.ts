import { cellsToCarry, type CarriedCells, type RecordCell } from '../../src/exercises/record-cells.ts'
import { addEdits, allEdits } from '../../src/notebook/state/all-edits.ts'
import type { Edit } from '../../src/notebook/state/edits.ts'
import type { Difference } from '../../src/notebook/state/join-edits.ts'
import { recordText } from '../../src/strings/record.en.ts'

/** The pages of the course that may have cells, and where they are. */
export interface Pages {
  /** Titles by the id under which work on their cells is kept. */
  titles: Readonly<Record<string, string>>
  /** Address of the course. */
  base: string
}

const plainly = ({ lesson, cell, code, base, undo, updated }: Edit): RecordCell => ({
  lesson,
  cell,
  code,
  base,
  ...(undo === undefined ? {} : { undo }),
  ...(updated === undefined ? {} : { updated }),
})

/** What a file would hold of this device's cells by now. */
export const carried = async (): Promise<CarriedCells> => cellsToCarry((await allEdits()).map(plainly))

export const countPages = (cells: readonly RecordCell[]): number =>
  new Set(cells.map(({ lesson }) => lesson)).size

export const nameOf = ({ lesson, cell }: Pick<Edit, 'lesson' | 'cell'>, { titles }: Pages): string =>
  recordText.cellOf(titles[lesson] ?? lesson, cell)

export interface Read {
  sentences: string[]
  isProblem: boolean
  differing: Difference[]
}

/** Adds the cells of a file to those of this device, and says what became of each. */
export async function readCellsIn(cells: readonly RecordCell[], pages: Pages): Promise<Read> {
  if (cells.length === 0) return { sentences: [], isProblem: false, differing: [] }
  const known = cells.filter(({ lesson }) => Object.hasOwn(pages.titles, lesson))
  const foreign = new Set(cells.filter((one) => !known.includes(one)).map(({ lesson }) => lesson))
  const unknown = foreign.size === 0 ? [] : [recordText.unknownPages(namesOf([...foreign]))]
  const read = await addEdits(known, (lesson) => `${pages.base}cells/${lesson}.json`)
  if (read === undefined)
    return { sentences: [...unknown, recordText.cellsNotKept], isProblem: true, differing: [] }
  const { added, same, differing } = read
  const sentence = recordText.cellsRead(added.length, same, differing.length)
  return { sentences: [sentence, ...unknown], isProblem: unknown.length > 0, differing }
}

/** A hostile file may name two thousand. */
const MOST_NAMES = 10

function namesOf(ids: readonly string[]): string {
  const names = ids.slice(0, MOST_NAMES).map((id) => `“${id}”`)
  return [...names, ...(ids.length > MOST_NAMES ? ['…'] : [])].join(', ')
}
