import { shownError, stoppedText } from './messages.ts'
import { isBusy, isChanged, type CellState } from '../../src/notebook/state/cell-state.ts'
import { notebookText as text } from '../../src/strings/notebook.en.ts'
import { ErrorView } from './ErrorView.tsx'
import { MoreActions } from './MoreActions.tsx'
import { OutputList } from './views/OutputList.tsx'

/** What a reader can do with a cell; absent in the page as built, where touch.ts waits for the first touch. */
export interface CellActions {
  run(): void
  runAll(): void
  stop(): void
  reset(): void
  undoReset(): void
  share(): Promise<string>
  download(kind: 'ipynb' | 'ts'): void
}

interface Props {
  state: CellState
  actions?: CellActions
  /** Whether to offer what concerns the whole notebook. */
  hasMore?: boolean
  /** Some cell of the notebook is running. */
  isRunning?: boolean
  isPinned?: boolean
}

/** Below the code: what came of it, how it stands, and what can be done. */
export function CellBelow({ state, actions, hasMore = false, isRunning = false, isPinned = false }: Props) {
  const { status, output, dropped, isStale, progress, issues } = state
  const hasRun = status.kind !== 'published'
  return (
    <>
      {issues.length > 0 && (
        <ul class="cell-issues">
          {issues.map((issue, i) => (
            <li key={i}>{text.issue(issue)}</li>
          ))}
        </ul>
      )}
      <div class={isStale ? 'cell-output is-stale' : 'cell-output'} role="group" aria-label={text.output}>
        <OutputList items={output} dropped={dropped} />
        {status.kind === 'failed' && <ErrorView error={shownError(status.error, state.id)} />}
        {status.kind === 'stopped' && <p class="cell-stopped">{stoppedText(status.reason)}</p>}
      </div>
      {isPinned && hasRun && (
        <div class="cell-pinned">
          <p class="note-label">{text.publishedOutput}</p>
          <OutputList items={state.publishedOutput} />
        </div>
      )}
      <div class="cell-controls needs-script">
        {progress && (
          <progress
            class="cell-progress"
            aria-label={text.progress(progress)}
            value={progress.total === undefined ? undefined : progress.done}
            max={progress.total}
          />
        )}
        <p class="cell-status" role="status">
          {statusText(state)}
          {progress && ` ${text.progress(progress)}`}
        </p>
        <div class="cell-buttons">
          {isChanged(state) && (
            <button type="button" class="link-button" onClick={actions?.reset}>
              {text.reset}
            </button>
          )}
          {state.undo !== undefined && state.origin !== 'link' && (
            <button type="button" class="link-button" onClick={actions?.undoReset}>
              {isChanged(state) ? text.otherVersion : text.undoReset}
            </button>
          )}
          {actions && hasMore && <MoreActions actions={actions} isRunning={isRunning} />}
          {isRunning && isBusy(state) ? (
            <button type="button" class="button button-primary" data-do="stop" onClick={actions?.stop}>
              {text.stop}
            </button>
          ) : (
            <button type="button" class="button" data-do="run" disabled={isRunning} onClick={actions?.run}>
              {text.run}
            </button>
          )}
        </div>
      </div>
    </>
  )
}

/** How the cell stands, in words, and whose code it is. */
function statusText(state: CellState): string {
  const origin = state.isOutdated ? text.origin.outdated : text.origin[state.origin]
  return [standing(state), origin].filter(Boolean).join(' · ')
}

function standing({ id, status, isStale, output }: CellState): string {
  switch (status.kind) {
    case 'waiting':
      return text.status.waiting
    case 'running':
      return text.status.running
    case 'failed':
      return isStale ? text.status.stale : text.status.failed
    case 'blocked':
      return status.by === id && status.reason === 'issue'
        ? text.status.own
        : text.status.blocked(status.by, status.reason)
    case 'stopped':
      return ''
    case 'done':
      return isStale ? text.status.stale : text.status.done(status.ms)
    case 'published':
      return isStale ? text.status.stale : output.length > 0 ? text.status.published : text.status.notRun
  }
}
