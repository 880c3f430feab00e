import { useMemo, useRef } from 'preact/hooks'
import { descentText as text } from '../../src/strings/descent.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { usePlaying } from '../figure/use-playing.ts'
import { Line } from './Line.tsx'
import { Map } from './Map.tsx'
import {
  descend,
  exponentOf,
  forecast,
  fromLink,
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
} from './model.ts'
import { Side } from './Side.tsx'
import { amount, placeText, tableOf, verdictOf } from './words.ts'

/** Milliseconds between the steps of a run: slow enough to follow each one. */
const PACE = 180

/** Gradient descent on a curve or a surface: path, next step with its numbers, and what curvature predicts. */
export function Panel({ id, initial }: { id: string; initial: DescentState }) {
  // A link can hide: `surface`, `rate`, `stop`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const frame = useRef<HTMLDivElement>(null)
  const draws = useRef(0)
  const { surface, start, learningRate } = state
  const { dims, reach } = SURFACE[surface]

  const { path, ending } = useMemo(() => descend(state), [state])
  const now = path.at(-1)!
  const ahead = useMemo(() => forecast(surface, now.w, learningRate), [surface, now, learningRate])
  const isOver = ending !== 'steps' || path.length > MOST_STEPS

  const { isPlaying, toggle, stop } = usePlaying(frame, {
    pace: PACE,
    isOver,
    tick: () => setState((before) => ({ ...before, steps: before.steps + 1 })),
    finish: () => setState((before) => ({ ...before, steps: MOST_STEPS })),
  })

  const change = (part: Partial<DescentState>) => {
    stop()
    setState({ ...state, ...part })
  }
  /** A new start or surface begins a new path; a new rate applies to the whole path, from its start. */
  const begin = (part: Partial<DescentState>) => change({ ...part, steps: 0 })
  const startAt = (point: Point) => begin({ start: point })
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
        code={() => codeAddress('descent', import('./code.ts'), state)}
        actions={
          <RunControls
            hidden={hidden}
            play={{
              isPlaying,
              onToggle: toggle,
              disabled: isOver,
              words: { play: text.run, pause: text.pause },
            }}
            steps={[{ label: text.step, onStep: () => change({ steps: path.length }), disabled: isOver }]}
            onReset={() => {
              stop()
              setState(initial)
            }}
          >
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
          </RunControls>
        }
      >
        <div class="descent-controls needs-script">
          {!hidden.has('surface') && (
            <Pick
              label={text.surface}
              value={surface}
              options={SURFACES.filter((name) => SURFACE[name].dims === dims).map(
                (name) => [name, text.surfaces[name]] as const,
              )}
              onPick={(name) => begin(initialOf(name))}
            />
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
