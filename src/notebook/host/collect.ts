import type { CompiledCell } from '../protocol/messages.ts'
import type { CellError, Item } from '../protocol/shown.ts'
import { CellRunner, type RunEvent, type StopReason } from './cell-runner.ts'
import type { OpenSession } from './session.ts'

/** What one cell came to in a full run. */
export interface CellOutcome {
  output: readonly Item[]
  error?: CellError
  /** The cell that failed before it. */
  skippedBy?: string
  stopped?: StopReason
}

/** Runs cells once in a fresh worker and gathers what each came to: for the build, the tests and the tools. */
export function collect(
  open: OpenSession,
  cells: readonly CompiledCell[],
  secondsOf: (cell: string) => number,
): Promise<Map<string, CellOutcome>> {
  const outcomes = new Map<string, CellOutcome>(cells.map(({ id }) => [id, { output: [] }]))
  const change = (id: string, part: Partial<CellOutcome>) =>
    outcomes.set(id, { ...(outcomes.get(id) ?? { output: [] }), ...part })
  return new Promise((resolve) => {
    const finish = () => {
      runner.dispose()
      resolve(outcomes)
    }
    const runner = new CellRunner(open, secondsOf, (event: RunEvent) => {
      if (event.type === 'started') outcomes.set(event.cell, { output: [] })
      else if (event.type === 'output') {
        const before = outcomes.get(event.cell)?.output ?? []
        change(event.cell, { output: [...before.slice(0, event.at), ...event.items] })
      } else if (event.type === 'finished' && event.error) change(event.cell, { error: event.error })
      else if (event.type === 'skipped') change(event.cell, { skippedBy: event.by })
      else if (event.type === 'stopped') {
        if (event.cell !== undefined) change(event.cell, { stopped: event.reason })
        finish()
      } else if (event.type === 'done') finish()
    })
    runner.run(cells)
  })
}
