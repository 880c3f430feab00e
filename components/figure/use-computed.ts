import { useEffect, useRef, useState } from 'preact/hooks'
import type { Json } from '../../src/exercises/check.ts'
import { hiddenControls } from './controls.ts'
import type { LatestClient } from './latest-client.ts'
import { useWhileNear } from './use-playing.ts'
import { hiddenFromLink, stateFromAddress, type LinkState } from './state-link.ts'

interface Options<S, A> {
  initial: S
  /** What the build computed of it: the figure's first face. */
  given: A
  fromLink: (link: LinkState, initial: S) => S
  client: () => LatestClient<S, A>
  /** What to say where no worker runs. */
  failed: string
}

/** A figure whose picture a worker computes: its state, and what is drawn with the state that it belongs to. */
export function useComputed<S, A>(id: string, { initial, given, fromLink, client, failed }: Options<S, A>) {
  const [state, setState] = useState(initial)
  /** What is said is always of what is drawn. */
  const [shown, setShown] = useState({ state: initial, answer: given })
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [notice, setNotice] = useState('')
  const worker = useRef<LatestClient<S, A> | null>(null)

  const change = async (next: S) => {
    setState(next)
    try {
      const answer = await (worker.current ??= client()).run(next)
      if (!answer) return
      setShown({ state: next, answer })
      setNotice('')
    } catch {
      setNotice(failed)
    }
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    const linked = fromLink(link, initial)
    setHidden(hiddenControls(id, hiddenFromLink(link['hide'])))
    if (JSON.stringify(linked) !== JSON.stringify(initial)) void change(linked)
    return () => worker.current?.dispose()
  }, [])
  useWhileNear(id, { onFar: () => worker.current?.release() })
  /** In a worker of its own: a judge's question must not be overtaken by what the reader drags meanwhile. */
  const measure = async (of: Json, name: string) => {
    const judge = client()
    try {
      return await judge.measure(of, name)
    } finally {
      judge.dispose()
    }
  }
  return { state, shown, hidden, notice, change, measure }
}
