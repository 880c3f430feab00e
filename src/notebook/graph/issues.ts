interface At {
  line: number
  column: number
}

/**
 * What is wrong with a cell, as data; strings/notebook.en.ts says it. Lines are the cell's own, from 1. `near`: a known
 * name that may have been meant.
 */
export type Issue =
  | (At & { kind: 'syntax'; problem: string })
  | (At & { kind: 'unknown-module'; module: string; known: readonly string[] })
  | (At & { kind: 'unknown-export'; module: string; name: string; near?: string })
  /** Nothing defines the name: the cell may run, and fails where it uses it. */
  | (At & { kind: 'unknown-name'; name: string; near?: string })
  /** The browser has it, cells do not: network, storage, other threads. */
  | (At & { kind: 'removed-name'; name: string })
  /** The same name defined by two cells. */
  | (At & { kind: 'duplicate'; name: string; cells: readonly [string, string] })
  /** A cell gives a value to a name that another cell defines. */
  | (At & { kind: 'foreign-write'; name: string; owner: string })
  /** Each cell needs `names[i]` of the next one, and the last of the first. */
  | { kind: 'cycle'; cells: readonly string[]; names: readonly string[] }

/** Whether the cell cannot run at all as it stands. */
export const isFatal = ({ kind }: Issue): boolean => kind !== 'unknown-name' && kind !== 'removed-name'
