/** What is kept of a reader's work on one cell. */
export interface Edit {
  lesson: string
  cell: string
  /** The reader's code; null when the cell was reset. */
  code: string | null
  /** The published code that it was made from. */
  base: string
  /** What a reset has put aside. */
  undo?: string
  /** Milliseconds since 1970 of the last change; absent for what was kept before dates were. */
  updated?: number
}

/** Where edits are kept. Nothing here fails: without storage a lesson works and forgets. */
export interface EditStore {
  of(lesson: string): Promise<readonly Edit[]>
  put(edit: Edit): Promise<void>
  remove(lesson: string, cell: string): Promise<void>
}
