import { notebookText as text } from '../../src/strings/notebook.en.ts'
import type { ShownError } from './messages.ts'

/** What went wrong, and in which line of the reader's own text. */
export function ErrorView({ error: { message, places } }: { error: ShownError }) {
  return (
    <p class="cell-error">
      {message}
      {places.length > 0 && <span class="cell-error-place"> ({places.join(`, ${text.calledFrom} `)})</span>}
    </p>
  )
}
