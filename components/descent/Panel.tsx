import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { descentText as text } from '../../src/strings/descent.en.ts'
import { ui } from '../../src/strings/index.ts'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { whileVisible } from '../figure/while-visible.ts'
import { Line } from './Line.tsx'
import { Map } from './Map.tsx'
import {
  descend,
  exponentOf,
  forecast,
  fromLink,
  hiddenControls,
  initialOf,
  MOST_STEPS,
  randomStart,
  RATE_EXPONENT,
  rateOf,
  SURFACE,
  SURFACES,
  THRESHOLD,
  toLink,
  type DescentState,
  type Point,
  type SurfaceName,
} from './model.ts'
import { Side } from './Side.tsx'
import { amount, placeText, tableOf, verdictOf } from './words.ts'

/** Milliseconds between the steps of a run: slow enough to follow each one. */
const PACE = 180

/** Gradient descent on a curve or a surface: path, next step with its numbers, and what curvature predicts. */
export function Panel({ id, initial }: { id: string; initial: DescentState }) {
  const [state, setState] = useState(initial)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [playing, setPlaying] = useState(false)
  const [visible, setVisible] = useState(true)
  const frame = useRef<HTMLDivElement>(null)
  const draws = useRef(0)
  const { surface, start, learningRate } = state
  const { dims, reach } = SURFACE[surface]

  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setState(fromLink(link, initial))
    setHidden(hiddenControls(link))
    return whileVisible(frame.current!, setVisible)
  }, [])
  const { path, ending } = useMemo(() => descend(state), [state])
  const now = path.at(-1)!
  const ahead = useMemo(() => forecast(surface, now.w, learningRate), [surface, now, learningRate])
  const isOver = ending !== 'steps' || path.length > MOST_STEPS

  useEffect(() => {
    if (!playing || !visible) return undefined
    const timer = setInterval(() => setState((before) => ({ ...before, steps: before.steps + 1 })), PACE)
    return () => clearInterval(timer)
  }, [playing, visible])
  useEffect(() => {
    if (isOver) setPlaying(false)
  }, [isOver])

  const change = (part: Partial<DescentState>) => {
    setPlaying(false)
    setState({ ...state, ...part })
  }
  /** A new start or surface begins a new path; a new rate applies to the whole path, from its start. */
  const begin = (part: Partial<DescentState>) => change({ ...part, steps: 0 })
  const startAt = (point: Point) => begin({ start: point })
  const run = () => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return change({ steps: MOST_STEPS })
    return setPlaying(!playing)
  }
  const anywhere = () => startAt(randomStart(surface, ++draws.current))

  return (
    <div ref={frame}>
      <Frame
        id={id}
        name={dims === 1 ? text.names.line : text.names.map}
        description={text.describe(
          text.surfaces[surface],
          String(path.length - 1),
          placeText(now),
          amount(now.cost),
          verdictOf(ahead, learningRate),
        )}
        table={tableOf(state, path, ahead)}
        linkState={() => toLink(state)}
        actions={
          <>
            <Button primary disabled={isOver} onClick={run}>
              {playing ? text.pause : text.run}
            </Button>
            <Button disabled={isOver} onClick={() => change({ steps: path.length })}>
              {text.step}
            </Button>
            <Button onClick={() => begin({})}>{text.again}</Button>
            <Button onClick={anywhere}>{text.randomStart}</Button>
            {!hidden.has('stop') && (
              <Button
                pressed={state.threshold > 0}
                onClick={() =>
                  change({ threshold: state.threshold > 0 ? 0 : THRESHOLD, steps: path.length - 1 })
                }
              >
                {text.stop}
              </Button>
            )}
            <Button onClick={() => (setPlaying(false), setState(initial))}>{ui.figure.reset}</Button>
          </>
        }
      >
        <div class="descent-controls needs-script">
          {!hidden.has('surface') && (
            <label class="option">
              {text.surface}
              <select
                value={surface}
                onChange={(event) => begin(initialOf(event.currentTarget.value as SurfaceName))}
              >
                {SURFACES.filter((name) => SURFACE[name].dims === dims).map((name) => (
                  <option key={name} value={name}>
                    {text.surfaces[name]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {!hidden.has('rate') && (
            <RateSlider rate={learningRate} onRate={(rate) => begin({ learningRate: rate })} />
          )}
          {start.map((value, i) => (
            <Slider
              key={i}
              name={dims === 1 ? text.startOne : text.start(i + 1)}
              label={dims === 1 ? <Symbol name="w" /> : <Symbol name="w" index={i + 1} />}
              value={value}
              min={-reach}
              max={reach}
              step={0.05}
              signed={false}
              onInput={(next) => startAt(start.map((old, k) => (k === i ? next : old)))}
            />
          ))}
        </div>
        <div class="descent">
          <div>
            {dims === 1 ? (
              <Line surface={surface} path={path} onStart={startAt} />
            ) : (
              <Map
                surface={surface}
                path={path}
                ahead={ahead}
                learningRate={learningRate}
                onStart={startAt}
              />
            )}
            <p class="frame-notice" role="status" hidden={ending === 'steps'}>
              {text.endings[ending]}
            </p>
          </div>
          <Side path={path} ahead={ahead} learningRate={learningRate} />
        </div>
      </Frame>
    </div>
  )
}

/** The learning rate on a logarithmic axis, with its value beside it. */
function RateSlider({ rate, onRate }: { rate: number; onRate: (rate: number) => void }) {
  return (
    <label class="slider">
      <span class="slider-label" aria-hidden="true">
        <Symbol name="η" />
      </span>
      <input
        type="range"
        aria-label={text.rate}
        aria-valuetext={String(rate)}
        min={RATE_EXPONENT.min}
        max={RATE_EXPONENT.max}
        step={RATE_EXPONENT.step}
        value={exponentOf(rate)}
        onInput={(event) => onRate(rateOf(Number(event.currentTarget.value)))}
      />
      <output class="slider-value" aria-hidden="true">
        {rate}
      </output>
    </label>
  )
}
