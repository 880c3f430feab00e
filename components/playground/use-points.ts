import { useEffect, useMemo, useState } from 'preact/hooks'
import {
  columnsOf,
  isReal,
  pointsOf,
  REAL_DATA,
  splitOf,
  type PlayState,
  type Points,
  type Split,
  type Table,
} from './model.ts'

export interface Examples {
  points: Points
  split: Split
  /** Whether a table is on its way, or why it did not come. */
  waiting: boolean
  /** The columns of a real table, and which two of them span the plane. */
  columns: { names: readonly string[]; chosen: readonly [number, number] } | undefined
  failure: string
}

/** The examples of a state; a real table is fetched when it is first asked for. */
export function usePoints(state: PlayState): Examples {
  const { data, noise, seed, own, ownValues, trainShare, columns } = state
  const [table, setTable] = useState<{ data: string; table?: Table; failure?: string }>()
  useEffect(() => {
    if (!isReal(data) || table?.data === data) return undefined
    let isCurrent = true
    import('../../data/browser.ts')
      .then(({ loadDataset }) => loadDataset(REAL_DATA[data].file))
      .then((loaded) => isCurrent && setTable({ data, table: loaded }))
      .catch((error: Error) => isCurrent && setTable({ data, failure: error.message }))
    return () => {
      isCurrent = false
    }
  }, [data])
  const here = table?.data === data ? table : undefined
  const points = useMemo(
    () => pointsOf(state, here?.table),
    [data, noise, seed, own, ownValues, columns, here],
  )
  const split = useMemo(() => splitOf(points.target.length, trainShare, seed), [points, trainShare, seed])
  const loaded = here?.table
  return {
    points,
    split,
    waiting: isReal(data) && !here,
    columns:
      isReal(data) && loaded
        ? { names: loaded.featureNames, chosen: columnsOf(data, loaded, columns) }
        : undefined,
    failure: here?.failure ?? '',
  }
}
