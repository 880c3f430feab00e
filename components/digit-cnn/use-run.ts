import { useEffect, useRef, useState } from 'preact/hooks'
import { useWhileNear, useWhileVisible } from '../figure/use-playing.ts'
import type { DigitClient } from './client.ts'
import type { Question } from './explain.ts'
import type { ShownShot } from './face.ts'
import { SETUP } from './network.ts'
import type { Pace } from './protocol.ts'
import type { Digits, RunSettings } from './session.ts'

/** Drives the worker: starts it at the first wish, rests when nobody sees the figure. */
export function useRun(
  id: string,
  element: { readonly current: Element | null },
  first: ShownShot,
  { seed, split }: RunSettings,
  questionOf: (digits: Digits) => Question,
) {
  const [shot, setShot] = useState(first)
  const [digits, setDigits] = useState<Digits>()
  const [isRunning, setRunning] = useState(false)
  const [failed, setFailed] = useState(false)
  const client = useRef<Promise<DigitClient> | null>(null)
  /** What is wanted of the worker, as it must know it when it is there. */
  const wanted = useRef({
    settings: { seed, split },
    questionOf,
    pace: undefined as Pace | undefined,
    until: 0,
    epoch: 0,
  })
  wanted.current.settings = { seed, split }
  wanted.current.questionOf = questionOf

  const stop = () => {
    wanted.current.pace = undefined
    setRunning(false)
  }
  const fail = () => {
    client.current = null
    stop()
    setFailed(true)
  }
  const start = async () => {
    const { DigitClient: Client } = await import('./client.ts')
    return new Client({
      onDigits: setDigits,
      onShot: (next, runs) => {
        wanted.current.epoch = next.epoch
        setShot(next)
        if (!runs && next.epoch >= wanted.current.until) stop()
      },
      onFailed: fail,
    })
  }
  const create = async (made: DigitClient) => {
    await made.create(wanted.current.settings, wanted.current.questionOf)
    return made
  }
  const ready = () => (client.current ??= start().then(create))
  const tell = (command: Parameters<DigitClient['send']>[0]) => {
    setFailed(false)
    ready().then((made) => made.send(command), fail)
  }
  /** Begins anew with the settings of the next drawing. */
  const begin = () => {
    stop()
    setFailed(false)
    wanted.current.epoch = 0
    client.current = client.current ? client.current.then(create) : start().then(create)
    client.current.catch(fail)
  }
  const run = (pace: Pace) => {
    const until = (Math.floor(wanted.current.epoch / SETUP.epochs + 1e-9) + 1) * SETUP.epochs
    Object.assign(wanted.current, { pace, until })
    setRunning(true)
    tell({ do: 'run', pace, until })
  }
  const pause = () => {
    stop()
    tell({ do: 'pause' })
  }
  const step = (grain: 'batch' | 'epoch') => {
    stop()
    tell({ do: 'step', grain })
  }

  useWhileVisible(element, (visible) => {
    const { pace, until } = wanted.current
    if (pace === undefined) return
    tell(visible ? { do: 'run', pace, until } : { do: 'pause' })
  })
  // An untrained network is made anew from its seed, to the same bits. A trained one keeps its worker: there is no other copy.
  useWhileNear(id, {
    onFar: () => {
      const { epoch, pace } = wanted.current
      if (epoch > 0 || pace !== undefined) return
      void client.current?.then((made) => made.dispose())
      client.current = null
    },
  })
  useEffect(() => () => void client.current?.then((made) => made.dispose()), [])
  return {
    shot,
    digits,
    isRunning,
    failed,
    begin,
    run,
    pause,
    step,
    look: (next: Question) => tell({ do: 'look', question: next }),
  }
}
