import type { StopReason } from '../../src/notebook/host/cell-runner.ts'
import type { CellError } from '../../src/notebook/protocol/shown.ts'
import { notebookText as text } from '../../src/strings/notebook.en.ts'

/** An error in words, with the lines that led to it. */
export interface ShownError {
  message: string
  /** Innermost first; the first is where it was thrown. */
  places: readonly string[]
}

export function shownError(error: CellError, cell: string): ShownError {
  return {
    message: text.thrown(error),
    places: error.trace
      .slice(0, 4)
      .map((place) => text.errorPlace(place.line, place.cell === cell ? undefined : place.cell)),
  }
}

export const stoppedText = (reason: StopReason): string => text.stopped(reason)
