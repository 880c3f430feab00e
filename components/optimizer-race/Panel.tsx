import { useEffect, useRef, useState } from 'preact/hooks'
import { momentumText } from '../../src/strings/momentum.en.ts'
import { Pick } from '../controls/Pick.tsx'
import { RateSlider } from '../controls/RateSlider.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Symbol } from '../controls/Symbol.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { usePlaying } from '../figure/use-playing.ts'
import { Costs } from './Costs.tsx'
import { Map } from './Map.tsx'
import {
  fromLink,
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
  // A link can hide: `surface`, `rate`, `conventions`.
  const [state, setState, hidden] = useLinkedState(id, initial, fromLink)
  const [race] = useState(() => {
    // The first face is whole at once.
    const first = new Race()
    first.advance(initial, initial.step)
    return first
  })
  const [, draw] = useState(0)
  const frame = useRef<HTMLDivElement>(null)
  const { surface, follow, step, rates } = state

  const isOver = step >= MOST_STEPS
  const goTo = (next: number) => setState((before) => ({ ...before, step: next }))
  const { isPlaying, toggle, stop } = usePlaying(frame, {
    pace: PACE,
    isOver,
    tick: () => setState((before) => ({ ...before, step: Math.min(MOST_STEPS, before.step + 1) })),
    finish: () => goTo(MOST_STEPS),
    rewind: () => goTo(0),
  })

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
    stop()
    setState({ ...state, ...part })
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
        code={() => codeAddress('optimizer-race', import('./code.ts'), state)}
        actions={
          <RunControls
            hidden={hidden}
            play={{ isPlaying, onToggle: toggle, words: { play: text.run, pause: text.pause } }}
            steps={[{ label: text.step, onStep: () => change({ step: step + 1 }), disabled: isOver }]}
            onReset={() => {
              stop()
              setState(initial)
            }}
          >
            <Button onClick={() => change({ step: 0 })}>{text.again}</Button>
          </RunControls>
        }
      >
        <div class="descent-controls needs-script">
          {!hidden.has('surface') && (
            <Pick
              label={text.surface}
              value={surface}
              options={SURFACES.map((name) => [name, text.surfaces[name]] as const)}
              onPick={choose}
            />
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
