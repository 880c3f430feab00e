import { useEffect, useRef, useState } from 'preact/hooks'
import { hiddenControls } from './controls.ts'
import type { SeriesClient } from './series-client.ts'
import { hiddenFromLink, stateFromAddress, type LinkState } from './state-link.ts'
import { useWhileNear, useWhileVisible } from './use-playing.ts'

/** Rows by seed, results by lane, as far as they are there. */
type Results<R> = readonly (readonly R[])[]

interface Options<S, R> {
  initial: S
  /** The results of the initial settings, recorded by the very program that the worker runs. */
  recorded: Results<R>
  fromLink: (link: LinkState, initial: S) => S
  client: () => SeriesClient<S, R>
}

/** A comparison over several seeds that trains in a worker: it can be paused, and rests while nobody sees it. */
export function useSeries<S, R>(
  id: string,
  element: { readonly current: Element | null },
  { initial, recorded, fromLink, client: make }: Options<S, R>,
) {
  const [settings, setSettings] = useState(initial)
  const [results, setResults] = useState(recorded)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [status, setStatus] = useState<'recorded' | 'empty' | 'training' | 'paused' | 'live' | 'failed'>(
    'recorded',
  )
  const client = useRef<SeriesClient<S, R> | null>(null)
  const isFirst = (one: S) => JSON.stringify(one) === JSON.stringify(initial)

  const change = (next: S) => {
    client.current?.stop()
    setSettings(next)
    setResults(isFirst(next) ? recorded : [])
    setStatus(isFirst(next) ? 'recorded' : 'empty')
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setHidden(hiddenControls(id, hiddenFromLink(link['hide'])))
    const linked = fromLink(link, initial)
    if (!isFirst(linked)) change(linked)
    return () => client.current?.stop()
  }, [])
  // Nobody sees it: after the network at hand it rests.
  useWhileVisible(element, (visible) => {
    if (status !== 'training') return
    if (visible) client.current?.goOn()
    else client.current?.rest()
  })

  useWhileNear(id, { onFar: () => client.current?.release() })

  const train = () => {
    client.current ??= make()
    setResults([])
    setStatus('training')
    const rows: R[][] = []
    void client.current.start(
      settings,
      ({ index, lane, result }, isLast) => {
        const row = (rows[index] ??= [])
        row[lane] = result
        setResults(rows.map((one) => [...one]))
        if (isLast) setStatus('live')
      },
      () => setStatus('failed'),
    )
  }
  const toggle = () => {
    if (status === 'training') {
      client.current?.rest()
      setStatus('paused')
    } else if (status === 'paused') {
      client.current?.goOn()
      setStatus('training')
    } else train()
  }
  const done = results.reduce((total, row) => total + row.length, 0)
  return { settings, results, hidden, status, done, change, toggle }
}
