import { useMemo, useRef } from 'preact/hooks'
import { lossText } from '../../src/strings/losses.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { useLinkedState } from '../figure/use-linked-state.ts'
import { usePlaying } from '../figure/use-playing.ts'
import { Ledger } from '../controls/Ledger.tsx'
import { Curves } from './Curves.tsx'
import { ledgerOf, tableOf } from './ledger.ts'
import {
  COSTS,
  EPOCHS,
  fromLink,
  INITIAL,
  NIELSEN,
  RATES,
  runsOf,
  START_NAMES,
  toLink,
  type RaceState,
} from './model.ts'

const text = lossText.race
/** Epochs that one picture of the animation advances by: the whole run takes about five seconds. */
const PER_FRAME = 1

/** The same neuron from the same start under two costs, epoch by epoch. */
export function Panel({ id }: { id: string }) {
  // A link can hide: `start`, `rates`.
  const [state, setState, hidden] = useLinkedState(id, INITIAL, fromLink)
  const frame = useRef<HTMLDivElement>(null)
  const { start, rates, epoch } = state
  const runs = useMemo(() => runsOf(state), [start, rates.squared, rates.crossEntropy])

  const isOver = epoch >= EPOCHS
  const goTo = (next: number) => setState((before) => ({ ...before, epoch: next }))
  // Each picture trains the next epoch of both neurons: two steps of one neuron, far below a millisecond.
  const { isPlaying, toggle, stop } = usePlaying(frame, {
    pace: 'picture',
    isOver,
    tick: () => setState((before) => ({ ...before, epoch: Math.min(EPOCHS, before.epoch + PER_FRAME) })),
    finish: () => goTo(EPOCHS),
    rewind: () => goTo(0),
  })
  const show = (at: number) => {
    stop()
    goTo(at)
  }
  const begin = (part: Partial<RaceState>) => {
    stop()
    setState({ ...state, ...part, epoch: 0 })
  }

  const moments = { squared: runs.squared.upTo(epoch), crossEntropy: runs.crossEntropy.upTo(epoch) }
  const now = { squared: moments.squared[epoch]!, crossEntropy: moments.crossEntropy[epoch]! }
  const ledger = ledgerOf(now, rates)

  return (
    <div ref={frame}>
      <Frame
        id={id}
        name={text.name}
        description={text.describe(String(epoch), decimal(now.squared.a, 4), decimal(now.crossEntropy.a, 4))}
        table={tableOf(epoch, ledger)}
        linkState={() => toLink(state)}
        code={() => codeAddress('slow-start', import('./code.ts'), state)}
        actions={
          <RunControls
            hidden={hidden}
            play={{ isPlaying, onToggle: toggle, words: { play: text.play, pause: text.pause } }}
            steps={[{ label: text.step, onStep: () => show(epoch + 1), disabled: isOver }]}
            onReset={() => {
              stop()
              setState(INITIAL)
            }}
          >
            <Button onClick={() => begin({})}>{text.again}</Button>
            {!hidden.has('rates') && (
              <>
                <Button onClick={() => begin({ rates: NIELSEN })}>{text.book}</Button>
                <Button
                  onClick={() =>
                    begin({ rates: { squared: NIELSEN.squared, crossEntropy: NIELSEN.squared } })
                  }
                >
                  {text.same}
                </Button>
              </>
            )}
          </RunControls>
        }
      >
        <div class="race-controls needs-script">
          {!hidden.has('start') && (
            <fieldset>
              <legend>{text.start}</legend>
              {START_NAMES.map((name) => (
                <label class="option" key={name}>
                  <input
                    type="radio"
                    name={`${id}-start`}
                    checked={start === name}
                    onChange={() => begin({ start: name })}
                  />
                  {text.starts[name]}
                </label>
              ))}
            </fieldset>
          )}
          {!hidden.has('rates') &&
            COSTS.map((cost) => (
              <PickNumber
                key={cost}
                label={text.rateOf(text.shortNames[cost])}
                values={RATES}
                value={rates[cost]}
                onPick={(rate) => begin({ rates: { ...rates, [cost]: rate } })}
              />
            ))}
        </div>
        <div class="race">
          <div>
            <Curves moments={moments} epoch={epoch} />
            <div class="race-scrub needs-script">
              <Slider
                name={text.epoch}
                label={text.epoch}
                value={epoch}
                min={0}
                max={EPOCHS}
                step={1}
                decimals={0}
                signed={false}
                onInput={show}
              />
            </div>
          </div>
          <Ledger head={[text.column, ...COSTS.map((cost) => text.shortNames[cost])]} rows={ledger} />
        </div>
      </Frame>
    </div>
  )
}
