import type { Edit } from './edits.ts'

/** The code of the reader's that an edit holds: what the cell shows, and what a reset has put aside. */
const codesOf = ({ code, undo }: Edit): string[] => [code, undo].filter((one) => typeof one === 'string')

/** Code of the reader's that a file has for a cell which holds other code of theirs here. */
export interface Difference {
  mine: Edit
  /** What the cell becomes if the reader chooses the file's: that code, with their own put aside. */
  theirs: Edit
}

/**
 * What an edit from a file comes to. Two programs cannot be joined as answers can, and a clock is no reason to lose one: what
 * this device holds stays, and every code that only the file has is offered. Empty where the device knows all of it.
 */
export function differences(mine: Edit, theirs: Edit): Difference[] {
  const known = codesOf(mine)
  const { lesson, cell, base, updated } = theirs
  const dated = updated === undefined ? {} : { updated }
  const aside = mine.code ?? mine.undo
  const undo = aside === undefined ? {} : { undo: aside }
  return [...new Set(codesOf(theirs))]
    .filter((code) => !known.includes(code))
    .map((code) => ({ mine, theirs: { lesson, cell, code, base, ...undo, ...dated } }))
}
