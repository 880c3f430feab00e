import { useState } from 'preact/hooks'
import { notebookText as text } from '../../src/strings/notebook.en.ts'
import type { CellActions } from './CellBelow.tsx'

/** What concerns all cells of the lesson: run them, share them, take them away. */
export function MoreActions({ actions, isRunning }: { actions: CellActions; isRunning: boolean }) {
  const [isOpen, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const share = async () => setSaid(await actions.share())
  return (
    <>
      <button type="button" class="link-button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {text.more}
      </button>
      {isOpen && (
        <div class="cell-more">
          <button type="button" class="link-button" disabled={isRunning} onClick={actions.runAll}>
            {text.runAll}
          </button>
          <button type="button" class="link-button" onClick={share}>
            {text.share}
          </button>
          <button type="button" class="link-button" onClick={() => actions.download('ipynb')}>
            {text.downloadNotebook}
          </button>
          <button type="button" class="link-button" onClick={() => actions.download('ts')}>
            {text.downloadTypeScript}
          </button>
          <p class="cell-said" role="status">
            {said}
          </p>
        </div>
      )}
    </>
  )
}
