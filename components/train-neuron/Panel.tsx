import { useEffect, useRef, useState } from 'preact/hooks'
import { benchText } from '../../src/strings/bench.en.ts'
import { ui } from '../../src/strings/index.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Snapshot, TrainingClient } from '../../src/worker/client.ts'
import { Chart } from '../charts/Chart.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { useWhileNear, useWhileVisible, wantsStillness } from '../figure/use-playing.ts'
import type { LossPoint } from './loss-chart.ts'
import {
  examplesOf,
  fromLink,
  neuronOf,
  PACES,
  thinned,
  toLink,
  trainingSpec,
  type Flower,
  type Neuron,
  type Settings,
} from './model.ts'
import { Flowers } from './Flowers.tsx'
import { SettingsRow } from './SettingsRow.tsx'

const text = ui.trainNeuron
const drawAtBuild = import.meta.env.SSR ? (await import('./loss-chart.ts')).lossChart : undefined
const loadChart = () => import('./loss-chart.ts').then(({ lossChart }) => lossChart)

/** What the page shows of a session. */
export interface Shown {
  step: number
  loss: number
  accuracy: number
  neuron: Neuron
}

interface Props {
  id: string
  flowers: readonly Flower[]
  settings: Settings
  /** The untrained neuron, computed at build: the figure's first face. */
  initial: Shown
  /** Without its settings and its loss curve, for the front page. */
  compact?: boolean
}

/** One neuron trained on irises in a worker, as the reader watches. */
export function Panel({ id, flowers, settings: given, initial, compact = false }: Props) {
  const [settings, setSettings] = useState(given)
  const [shown, setShown] = useState(initial)
  const [curve, setCurve] = useState<readonly LossPoint[]>([initial])
  const [playing, setPlaying] = useState(false)
  const [pace, setPace] = useState<number>(compact ? 1 : PACES[1])
  const [notice, setNotice] = useState('')
  const client = useRef<TrainingClient | null>(null)
  const frame = useRef<HTMLDivElement>(null)
  const wanted = useRef({ playing, pace })
  wanted.current = { playing, pace }

  const show = ({ step, loss, accuracy }: Omit<Snapshot, 'parameters'>, parameters: Float64Array) => {
    setShown({ step, loss, accuracy, neuron: neuronOf(parameters) })
    setCurve((before) => (step === 0 ? [{ step, loss }] : thinned([...before, { step, loss }])))
  }
  const stop = (message: string) => {
    setPlaying(false)
    setNotice(message)
  }

  /** The worker starts with the first thing that the reader asks of the figure. */
  const withClient = async (): Promise<TrainingClient> => {
    if (client.current) return client.current
    const { TrainingClient: Client } = await import('../../src/worker/client.ts')
    client.current ??= new Client(trainingSpec(flowers, settings), {
      onSnapshot: show,
      onStopped: () => stop(text.diverged),
      onRestarted: () => stop(ui.figure.crashed),
      onFailed: (message) => {
        stop(message === '' ? ui.figure.noWorker : ui.figure.failed(message))
        // Pressing again begins with a worker of its own.
        client.current?.dispose()
        client.current = null
      },
    })
    return client.current
  }

  useEffect(() => {
    const linked = fromLink(stateFromAddress(id, location.search), given)
    if (JSON.stringify(linked) !== JSON.stringify(given)) void change(linked)
    if (compact && !wantsStillness()) void play()
    return () => client.current?.dispose()
  }, [])
  useWhileVisible(frame, (visible) => {
    if (!playing) return
    if (visible) client.current?.run(pace)
    else client.current?.pause()
  })
  useWhileNear(id, { onFar: () => client.current?.release(), onNear: () => client.current?.wake() })

  const play = async (steps = pace) => {
    setNotice('')
    setPlaying(true)
    ;(await withClient()).run(steps)
  }
  const pause = () => {
    setPlaying(false)
    client.current?.pause()
  }
  const step = async () => {
    pause()
    ;(await withClient()).step()
  }
  /** New settings begin a new session, except the learning rate, which may change on the way. */
  const change = async (next: Settings) => {
    const isRateOnly =
      next.pair === settings.pair && next.hasBias === settings.hasBias && next.seed === settings.seed
    setSettings(next)
    setNotice('')
    const session = await withClient()
    if (isRateOnly && shown.step > 0) return session.set({ learningRate: next.learningRate })
    session.reset(trainingSpec(flowers, next))
    if (wanted.current.playing) session.run(wanted.current.pace)
  }
  const reset = async () => {
    pause()
    setNotice('')
    ;(await withClient()).reset()
  }

  const examples = examplesOf(flowers, settings.pair)
  const right = Math.round(shown.accuracy * examples.length)
  const facts: [string, string][] = [
    [text.step, String(shown.step)],
    [text.loss, decimal(shown.loss, 4)],
    [text.accuracy, `${right} / ${examples.length}`],
    [text.weightLength, decimal(shown.neuron.weight[0], 4)],
    [text.weightWidth, decimal(shown.neuron.weight[1], 4)],
    [text.biasValue, settings.hasBias ? decimal(shown.neuron.bias, 4) : benchText.absent],
  ]

  return (
    <div ref={frame}>
      <Frame
        id={id}
        name={text.name}
        description={text.describe(
          String(shown.step),
          decimal(shown.loss, 4),
          String(right),
          String(examples.length),
        )}
        table={facts}
        linkState={() => toLink(settings)}
        code={() => codeAddress('train-neuron', import('./code.ts'), { ...settings, step: shown.step })}
        actions={
          <RunControls
            play={{ isPlaying: playing, onToggle: () => (playing ? pause() : void play()) }}
            steps={[{ label: ui.figure.step, onStep: () => void step() }]}
            onReset={() => void reset()}
            {...(compact
              ? {}
              : {
                  onNewSeed: () => void change({ ...settings, seed: settings.seed + 1 }),
                  speed: {
                    name: text.speed,
                    value: String(pace),
                    options: PACES.map((steps) => [String(steps), text.pace(steps)] as const),
                    onChange: (chosen: string) => {
                      setPace(Number(chosen))
                      if (playing) client.current?.run(Number(chosen))
                    },
                  },
                })}
          />
        }
      >
        <div class={compact ? 'training training-compact' : 'training'}>
          <Flowers examples={examples} pair={settings.pair} neuron={shown.neuron} />
          <div>
            <dl class="training-facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {!compact && (
              <Chart load={loadChart} data={curve} atBuild={drawAtBuild} aspectRatio="400 / 220" />
            )}
          </div>
        </div>
        {!compact && <SettingsRow id={id} settings={settings} onChange={change} />}
        <p class="frame-notice" role="alert" hidden={notice === ''}>
          {notice}
        </p>
      </Frame>
    </div>
  )
}
