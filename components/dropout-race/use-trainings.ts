import type { RefObject } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { hiddenFromLink, stateFromAddress, type LinkState } from '../figure/state-link.ts'
import { useWhileVisible } from '../figure/use-playing.ts'
import { DigitsClient } from './client.ts'

export type Status = 'recorded' | 'empty' | 'training' | 'paused' | 'live' | 'failed'

interface Options<S, R> {
  id: string
  initial: S
  /** What training with the initial settings gives. */
  recorded: readonly (readonly R[])[]
  seeds: number
  lanes: number
  make: () => Worker
  fromLink: (link: LinkState, initial: S) => S
}

/** Settings and results of a comparison: recorded ones at first, then those of the worker, one after the other. */
export function useTrainings<S, R>(frame: RefObject<HTMLElement>, options: Options<S, R>) {
  const { id, initial, recorded, seeds, lanes } = options
  const [settings, setSettings] = useState(initial)
  const [results, setResults] = useState(recorded)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [status, setStatus] = useState<Status>('recorded')
  const client = useRef<DigitsClient<S, R> | null>(null)
  const isFirst = (next: S) => JSON.stringify(next) === JSON.stringify(initial)

  const change = (next: S) => {
    client.current?.stop()
    setSettings(next)
    setResults(isFirst(next) ? recorded : [])
    setStatus(isFirst(next) ? 'recorded' : 'empty')
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setHidden(hiddenFromLink(link['hide']))
    const linked = options.fromLink(link, initial)
    if (!isFirst(linked)) change(linked)
    return () => client.current?.stop()
  }, [])

  // Nobody sees it: after the network at hand it rests.
  useWhileVisible(frame, (visible) => {
    if (status !== 'training') return
    if (visible) client.current?.goOn()
    else client.current?.rest()
  })

  const train = () => {
    client.current ??= new DigitsClient<S, R>(options)
    setResults([])
    setStatus('training')
    const rows: R[][] = []
    void client.current.start(
      settings,
      ({ index, lane, result }) => {
        const row = (rows[index] ??= [])
        row[lane] = result
        setResults(rows.map((one) => [...one]))
        if (index === seeds - 1 && lane === lanes - 1) setStatus('live')
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
  return { settings, results, status, hidden, done, change, toggle }
}
