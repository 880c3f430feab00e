import type { Signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import type { CellState } from '../../src/notebook/state/cell-state.ts'
import { CellBelow, type CellActions } from './CellBelow.tsx'

interface Props {
  state: Signal<CellState>
  isRunning: Signal<boolean>
  actions: CellActions
  isPinned: boolean
}

/** The part below the code, following the notebook. */
export function LiveCell({ state, isRunning, actions, isPinned }: Props) {
  // What the page was built with comes first, exactly, so that nothing of it has to be drawn again.
  const [isReady, setReady] = useState(false)
  useEffect(() => setReady(true), [])
  return (
    <CellBelow
      state={state.value}
      isRunning={isRunning.value}
      actions={actions}
      hasMore={isReady}
      isPinned={isPinned}
    />
  )
}
