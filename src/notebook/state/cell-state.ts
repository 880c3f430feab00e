import type { Issue } from '../graph/issues.ts'
import type { StopReason } from '../host/cell-runner.ts'
import type { CellError, Dropped, Item, Progress } from '../protocol/shown.ts'

/** A cell as the site was built with it: code, and the output that the build computed. */
export interface PublishedCell {
  id: string
  code: string
  seconds: number
  output: readonly Item[]
}

/** Whose code a cell shows. */
export type Origin = 'published' | 'mine' | 'link'

/** Where a cell stands. `published`: nothing has run here; the output is the build's. */
export type Status =
  | { kind: 'published' }
  | { kind: 'waiting' }
  | { kind: 'running' }
  | { kind: 'done'; ms: number }
  | { kind: 'failed'; error: CellError }
  | { kind: 'stopped'; reason: StopReason }
  /** Not run: an issue of its own, or a cell that it needs is wrong, failed or held. */
  | { kind: 'blocked'; by: string; reason: 'issue' | 'held' | 'failed' }

/** All that is shown of a cell; a new object at every change. */
export interface CellState {
  readonly id: string
  readonly code: string
  readonly published: string
  readonly origin: Origin
  /** The published code has changed since the reader's version was made. */
  readonly isOutdated: boolean
  /** Code that a reset has put aside. */
  readonly undo: string | undefined
  readonly status: Status
  readonly output: readonly Item[]
  /** The output is from before: of other code, or of values that have changed or gone. */
  readonly isStale: boolean
  readonly progress: Progress | undefined
  readonly dropped: Dropped | undefined
  readonly issues: readonly Issue[]
  /** The build's output, for cells that keep it in view. */
  readonly publishedOutput: readonly Item[]
}

export function newCellState({ id, code, output }: PublishedCell): CellState {
  return {
    id,
    code,
    published: code,
    origin: 'published',
    isOutdated: false,
    undo: undefined,
    status: { kind: 'published' },
    output,
    isStale: false,
    progress: undefined,
    dropped: undefined,
    issues: [],
    publishedOutput: output,
  }
}

export const isBusy = ({ status }: CellState): boolean =>
  status.kind === 'waiting' || status.kind === 'running'

/** Whether the reader has anything here that is not the published cell. */
export const isChanged = ({ code, published }: CellState): boolean => code !== published
