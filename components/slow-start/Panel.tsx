import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { lossText } from '../../src/strings/losses.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { Slider } from '../controls/Slider.tsx'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { whileVisible } from '../figure/while-visible.ts'
import { Curves } from './Curves.tsx'
import { ledgerOf, tableOf } from './ledger.ts'
import {
  COSTS,
  EPOCHS,
  fromLink,
  hiddenControls,
  INITIAL,
  NIELSEN,
  RATES,
  runsOf,
  START_NAMES,
  toLink,
  type CostName,
  type RaceState,
} from './model.ts'

const text = lossText.race
/** Epochs that one picture of the animation advances by: the whole run takes about five seconds. */
const PER_FRAME = 1

/** The same neuron from the same start under two costs, epoch by epoch. */
export function Panel({ id }: { id: string }) {
  const [state, setState] = useState<RaceState>(INITIAL)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [playing, setPlaying] = useState(false)
  const [visible, setVisible] = useState(true)
  const frame = useRef<HTMLDivElement>(null)
  const { start, rates, epoch } = state
  const runs = useMemo(() => runsOf(state), [start, rates.squared, rates.crossEntropy])

  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setState(fromLink(link, INITIAL))
    setHidden(hiddenControls(link))
    return whileVisible(frame.current!, setVisible)
  }, [])
  // Each picture trains the next epoch of both neurons: two steps of one neuron, far below a millisecond.
  useEffect(() => {
    if (!playing || !visible) return undefined
    let next = 0
    const advance = () => {
      setState((before) => ({ ...before, epoch: Math.min(EPOCHS, before.epoch + PER_FRAME) }))
      next = requestAnimationFrame(advance)
    }
    next = requestAnimationFrame(advance)
    return () => cancelAnimationFrame(next)
  }, [playing, visible])
  useEffect(() => {
    if (epoch >= EPOCHS) setPlaying(false)
  }, [epoch])

  const play = () => {
    // Who asked for less motion gets the outcome at once.
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return setState({ ...state, epoch: EPOCHS })
    if (epoch >= EPOCHS) setState({ ...state, epoch: 0 })
    return setPlaying(!playing)
  }
  const begin = (part: Partial<RaceState>) => {
    setPlaying(false)
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
        actions={
          <>
            <Button primary onClick={play}>
              {playing ? text.pause : text.play}
            </Button>
            <Button
              disabled={epoch >= EPOCHS}
              onClick={() => (setPlaying(false), setState({ ...state, epoch: epoch + 1 }))}
            >
              {text.step}
            </Button>
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
            <Button onClick={() => (setPlaying(false), setState(INITIAL))}>{ui.figure.reset}</Button>
          </>
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
              <RateChoice
                key={cost}
                cost={cost}
                value={rates[cost]}
                onChange={(rate) => begin({ rates: { ...rates, [cost]: rate } })}
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
                onInput={(at) => (setPlaying(false), setState({ ...state, epoch: at }))}
              />
            </div>
          </div>
          <table class="race-ledger">
            <thead>
              <tr>
                <th scope="col">{text.column}</th>
                {COSTS.map((cost) => (
                  <th scope="col" key={cost}>
                    {text.shortNames[cost]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ledger.map(([name, ...values]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {values.map((value, i) => (
                    <td key={i}>{value}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Frame>
    </div>
  )
}

function RateChoice({
  cost,
  value,
  onChange,
}: {
  cost: CostName
  value: number
  onChange: (rate: number) => void
}) {
  return (
    <label class="option">
      {text.rateOf(text.shortNames[cost])}
      <select value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {RATES.map((rate) => (
          <option key={rate} value={String(rate)}>
            {rate}
          </option>
        ))}
      </select>
    </label>
  )
}
