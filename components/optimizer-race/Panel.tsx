import { useEffect, useRef, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { momentumText } from '../../src/strings/momentum.en.ts'
import { RateSlider } from '../controls/RateSlider.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { whileVisible } from '../figure/while-visible.ts'
import { Costs } from './Costs.tsx'
import { Map } from './Map.tsx'
import {
  fromLink,
  hiddenControls,
  initialOf,
  LANES,
  MOST_STEPS,
  Race,
  RATES,
  SURFACES,
  toLink,
  type LaneName,
  type RaceState,
  type SurfaceName,
  type Visit,
} from './model.ts'
import { Side } from './Side.tsx'
import { Switches } from './Switches.tsx'
import { costText, lowestLane, small, tableOf } from './words.ts'

const text = momentumText.race
/** Milliseconds between the steps of a run. */
const PACE = 40
/** Steps that each optimizer makes between two pictures at most: a few milliseconds of the page’s thread. */
const AT_ONCE = 10

/** Six optimizers from one start on one surface, step by step, with the numbers of the one that is followed. */
export function Panel({ id, initial }: { id: string; initial: RaceState }) {
  const [state, setState] = useState(initial)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [playing, setPlaying] = useState(false)
  const [visible, setVisible] = useState(true)
  const [race] = useState(() => {
    // The first face is whole at once.
    const first = new Race()
    first.advance(initial, initial.step)
    return first
  })
  const [, draw] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const { surface, follow, step, rates } = state

  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setState(fromLink(link, initial))
    setHidden(hiddenControls(link))
    return whileVisible(frame.current!, setVisible)
  }, [])
  useEffect(() => {
    if (!playing || !visible) return undefined
    const timer = setInterval(
      () => setState((before) => ({ ...before, step: Math.min(MOST_STEPS, before.step + 1) })),
      PACE,
    )
    return () => clearInterval(timer)
  }, [playing, visible])
  useEffect(() => {
    if (step >= MOST_STEPS) setPlaying(false)
  }, [step])

  const reached = race.advance(state, AT_ONCE)
  useEffect(() => {
    if (reached >= step) return undefined
    const next = requestAnimationFrame(() => draw((n) => n + 1))
    return () => cancelAnimationFrame(next)
  })
  const lanes = LANES.map((lane) => [lane, race.lane(lane, state)] as const)
  const paths = Object.fromEntries(lanes.map(([name, lane]) => [name, lane.upTo(reached)])) as Record<
    LaneName,
    readonly Visit[]
  >
  const lost = new Set(
    lanes.filter(([name, lane]) => lane.isLost && paths[name].length <= reached).map(([name]) => name),
  )
  const now = paths[follow].at(-1)!
  const change = (part: Partial<RaceState>) => {
    setPlaying(false)
    setState({ ...state, ...part })
  }
  const run = () => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return change({ step: MOST_STEPS })
    if (step >= MOST_STEPS) setState({ ...state, step: 0 })
    return setPlaying(!playing)
  }
  const choose = (next: SurfaceName) => change({ surface: next, rates: initialOf(next).rates })

  return (
    <div ref={frame}>
      <Frame
        id={id}
        name={text.name}
        description={text.describe(
          text.surfaces[surface],
          String(reached),
          text.lanes[follow],
          `(${now.w.map(small).join(', ')})`,
          costText(now.cost),
          text.lanes[lowestLane(paths)],
        )}
        table={tableOf({ ...state, step: reached }, paths)}
        linkState={() => toLink(state)}
        actions={
          <>
            <Button primary onClick={run}>
              {playing ? text.pause : text.run}
            </Button>
            <Button disabled={step >= MOST_STEPS} onClick={() => change({ step: step + 1 })}>
              {text.step}
            </Button>
            <Button onClick={() => change({ step: 0 })}>{text.again}</Button>
            <Button onClick={() => (setPlaying(false), setState(initial))}>{ui.figure.reset}</Button>
          </>
        }
      >
        <div class="descent-controls needs-script">
          {!hidden.has('surface') && (
            <label class="option">
              {text.surface}
              <select value={surface} onChange={(event) => choose(event.currentTarget.value as SurfaceName)}>
                {SURFACES.map((name) => (
                  <option key={name} value={name}>
                    {text.surfaces[name]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {!hidden.has('rate') && (
            <RateSlider
              name={text.rate(text.lanes[follow])}
              label={<Symbol name="η" />}
              values={RATES}
              value={rates[follow]}
              onInput={(rate) => change({ rates: { ...rates, [follow]: rate } })}
            />
          )}
          <Slider
            name={text.stepSlider}
            label={text.stepSlider}
            value={step}
            min={0}
            max={MOST_STEPS}
            step={1}
            decimals={0}
            signed={false}
            onInput={(next) => change({ step: next })}
          />
        </div>
        <div class="optimizers">
          <div>
            <Map surface={surface} paths={paths} follow={follow} />
            <Costs surface={surface} paths={paths} follow={follow} />
          </div>
          <Side
            id={id}
            state={state}
            paths={paths}
            lost={lost}
            onFollow={(lane) => change({ follow: lane })}
          />
        </div>
        {!hidden.has('conventions') && (
          <>
            <Switches
              conventions={state.conventions}
              hasExamples={surface === 'line'}
              onChange={(part) => change({ conventions: { ...state.conventions, ...part } })}
            />
            <p class="descent-note needs-script">{text.notHere}</p>
          </>
        )}
      </Frame>
    </div>
  )
}
