import type { IDBPDatabase } from 'idb'
import { forgetMarks, setMark } from './edit-mark.ts'
import type { Edit } from './edits.ts'
import { differences, type Difference } from './join-edits.ts'
import { isEdit, openEdits, type EditSchema } from './kept-edits.ts'

/** The reader's code in the cells of all pages: to be carried, brought back, erased. Nothing here runs any of it. */

/** A browser that neither opens nor refuses its database must not keep the reader waiting, in milliseconds. */
const PATIENCE = 3000

/** What comes of the database, or undefined where there is none to be had. */
async function within<T>(use: (database: IDBPDatabase<EditSchema>) => Promise<T>): Promise<T | undefined> {
  const opening = openEdits()
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE))
  try {
    const database = await Promise.race([opening, late])
    if (database === undefined) {
      void opening.then((one) => one.close()).catch(() => {})
      return undefined
    }
    return await use(database).finally(() => database.close())
  } catch {
    return undefined
  }
}

/** Every edit of this device that can be read. */
export async function allEdits(): Promise<Edit[]> {
  const kept = await within((database) => database.getAll('edits'))
  return (kept ?? []).filter(isEdit)
}

export interface EditsRead {
  added: Edit[]
  /** How many were known here. */
  same: number
  differing: Difference[]
}

/**
 * Adds what is missing here, all in one change that no other tab can come between; what is here is never replaced. Undefined
 * where nothing could be kept.
 */
export const addEdits = (
  edits: readonly Edit[],
  sourceOf: (lesson: string) => string,
): Promise<EditsRead | undefined> =>
  within(async (database) => {
    const read: EditsRead = { added: [], same: 0, differing: [] }
    const change = database.transaction('edits', 'readwrite')
    // A refusal of the whole change says why; that of one request says it again.
    const done = change.done.then(
      () => true,
      () => false,
    )
    for (const theirs of edits) {
      const mine = await change.store.get([theirs.lesson, theirs.cell])
      if (!isEdit(mine)) {
        await change.store.put(theirs)
        read.added.push(theirs)
        continue
      }
      const found = differences(mine, theirs)
      if (found.length === 0) read.same++
      read.differing.push(...found)
    }
    if (!(await done)) return undefined
    for (const { lesson } of read.added) setMark(sourceOf(lesson))
    return read
  })

const codeOf = ({ code, undo }: Edit): string => JSON.stringify([code, undo])

/** Puts one edit in the place of another, unless the cell has changed since that one was read. */
export async function exchangeEdit(from: Edit, to: Edit): Promise<boolean> {
  const isDone = await within(async (database) => {
    const change = database.transaction('edits', 'readwrite')
    const now = await change.store.get([from.lesson, from.cell])
    const isSame = isEdit(now) && codeOf(now) === codeOf(from)
    await Promise.all([isSame && change.store.put(to), change.done])
    return isSame
  })
  return isDone === true
}

/** Forgets the reader's code in all cells of this device. A lesson that is open shows its own until it is closed. */
export async function eraseEdits(): Promise<void> {
  forgetMarks()
  await within((database) => database.clear('edits'))
}
