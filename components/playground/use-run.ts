import { useEffect, useRef, useState } from 'preact/hooks'
import type {
  CurvePoint,
  Grain,
  Pace,
  PlayClient,
  PlaySpec,
  RunShot,
  Weights,
} from '../../src/worker/playground-client.ts'
import { useWhileVisible } from '../figure/use-playing.ts'

/** Why nothing runs, or that it had to start again; '' for nothing. */
export type Trouble = '' | 'restarted' | 'none' | { failed: string }

/** What the worker has said of its runs, and how to tell it what to do. */
export interface Run {
  runs: readonly RunShot[]
  curves: readonly (readonly CurvePoint[])[]
  playing: boolean
  trouble: Trouble
  play: (pace: Pace) => void
  pause: () => void
  step: (grain: Grain) => void
  /** Begins anew with these specifications, keeping on training if it trained. */
  begin: (specs: readonly PlaySpec[], parameters?: Float32Array) => void
  /** There is nothing to train on: forgets what was. */
  idle: () => void
  /** What a sweep has brought so far, by its index. */
  swept: readonly (RunShot | undefined)[]
  sweep: (specs: readonly PlaySpec[], epochs: number) => void
  send: PlayClient['send']
  /** The weights after everything that was asked for; undefined where no worker can say. */
  weights: () => Promise<Weights | undefined>
}

/** Drives the worker: begins when the figure is seen, rests when it is out of sight. */
export function useRun(element: { current: Element | null }): Run {
  const [runs, setRuns] = useState<readonly RunShot[]>([])
  const [playing, setPlaying] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>('')
  const [swept, setSwept] = useState<readonly (RunShot | undefined)[]>([])
  const curves = useRef<CurvePoint[][]>([])
  const client = useRef<Promise<PlayClient> | null>(null)
  const wanted = useRef<Pace | null>(null)

  const onShot = (shots: readonly RunShot[]) => {
    curves.current = shots.map(({ curve }, i) => [
      ...(curves.current[i] ?? []).slice(0, curve.from),
      ...curve.points,
    ])
    setRuns(shots)
    if (shots.some(({ ending }) => ending)) stop()
  }
  const stop = () => {
    wanted.current = null
    setPlaying(false)
  }
  const start = (): Promise<PlayClient> =>
    (client.current ??= import('../../src/worker/playground-client.ts').then(
      ({ PlayClient: Client }) =>
        new Client({
          onShot,
          onSwept: (index, shot) => setSwept((before) => before.with(index, shot)),
          onRestarted: () => {
            stop()
            setTrouble('restarted')
          },
          onFailed: (message) => {
            stop()
            setTrouble(message === '' ? 'none' : { failed: message })
          },
        }),
    ))
  const send: Run['send'] = (command) => void start().then((running) => running.send(command))

  useWhileVisible(element, (visible) => {
    if (wanted.current) send(visible ? { do: 'run', pace: wanted.current } : { do: 'pause' })
  })
  useEffect(() => () => void client.current?.then((running) => running.dispose()), [])

  const play = (pace: Pace) => {
    wanted.current = pace
    setPlaying(true)
    setTrouble('')
    send({ do: 'run', pace })
  }
  const pause = () => {
    stop()
    send({ do: 'pause' })
  }
  return {
    runs,
    curves: curves.current,
    playing,
    trouble,
    play,
    pause,
    send,
    weights: () => start().then((running) => running.weights()),
    swept,
    sweep: (specs, epochs) => {
      setSwept(specs.map(() => undefined))
      send({ do: 'sweep', specs, epochs })
    },
    idle: () => {
      if (client.current) pause()
      curves.current = []
      setRuns([])
    },
    step: (grain) => {
      stop()
      setTrouble('')
      send({ do: 'step', grain })
    },
    begin: (specs, parameters) => {
      setTrouble('')
      curves.current = []
      void start().then((running) => {
        running.create(specs, parameters)
        if (wanted.current) running.send({ do: 'run', pace: wanted.current })
      })
    },
  }
}
