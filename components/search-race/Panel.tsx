import { useEffect, useRef, useState } from 'preact/hooks'
import { significantFigures } from '../../src/strings/numbers.ts'
import { stochasticText } from '../../src/strings/stochastic.en.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { Button } from '../figure/Button.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { Frame } from '../figure/Frame.tsx'
import { RunControls } from '../figure/RunControls.tsx'
import { hiddenControls } from '../figure/controls.ts'
import { hiddenFromLink, stateFromAddress } from '../figure/state-link.ts'
import { useWhileNear } from '../figure/use-playing.ts'
import { RaceClient } from './client.ts'
import { Curves } from './Curves.tsx'
import {
  BACKWARD,
  fromLink,
  HIDDEN,
  INITIAL,
  lossAt,
  NOTED,
  RATES,
  toLink,
  type Race,
  type RaceSettings,
  type Tally,
} from './model.ts'
import { METHODS, type MethodName } from './searches.ts'

const text = stochasticText.race
/** Below a millionth the digits say nothing more. */
const lossText = (loss: number) => (loss < 1e-6 ? text.tiny : significantFigures(loss, 3))
const whole = (value: number) => value.toLocaleString('en')

type Tallies = Partial<Record<MethodName, Tally>>

/** Random search, hill climbing, a genetic algorithm and SGD on the same network, by what they spend. */
export function Panel({ id, race: given }: { id: string; race: Race }) {
  const [settings, setSettings] = useState(INITIAL)
  /** The race with the settings that it belongs to: what is said is always of what is drawn. */
  const [shown, setShown] = useState({ race: given, settings: INITIAL })
  const [tallies, setTallies] = useState<Tallies>({})
  const [at, setAt] = useState(NOTED.length - 1)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState(false)
  const [notice, setNotice] = useState('')
  const client = useRef<RaceClient | null>(null)
  const asked = useRef(settings)

  const ask = (next: RaceSettings, repeat: boolean) => {
    client.current ??= new RaceClient(
      (answer) => {
        if (answer.tell === 'race') {
          setShown({ race: answer.race, settings: asked.current })
          setBusy(false)
          return
        }
        setTallies((before) => ({ ...before, [answer.method]: answer.tally }))
        if (answer.method === METHODS.at(-1)) setBusy(false)
      },
      () => {
        setBusy(false)
        setNotice(text.failed)
      },
    )
    asked.current = next
    setNotice('')
    setTallies({})
    setBusy(true)
    client.current.ask(next, repeat)
  }
  const change = (part: Partial<RaceSettings>) => {
    const next = { ...settings, ...part }
    setSettings(next)
    ask(next, false)
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    const linked = fromLink(link, INITIAL)
    setHidden(hiddenControls(id, hiddenFromLink(link['hide'])))
    if (JSON.stringify(linked) !== JSON.stringify(INITIAL)) change(linked)
    return () => client.current?.dispose()
  }, [])
  useWhileNear(id, { onFar: () => client.current?.release() })

  const { race } = shown
  const passes = NOTED[at]!
  const rows = METHODS.map((method) => {
    const { solvedAt } = race[method]
    const tally = tallies[method]
    return {
      method,
      name: text.methods[method],
      loss: lossText(lossAt(race[method], passes)),
      solved: solvedAt === null ? text.never : whole(solvedAt),
      share: tally ? text.share(tally.solved) : text.none,
      median: tally?.median == null ? text.none : whole(tally.median),
    }
  })

  return (
    <Frame
      id={id}
      name={text.name}
      description={text.describe(
        whole(passes),
        rows.map(({ name, loss }) => text.part(name, loss)).join(', '),
      )}
      table={rows.flatMap(({ name, loss, solved, share, median }): [string, string][] => [
        [text.of(name, text.lossNow), loss],
        [text.of(name, text.solvedAt), solved],
        [text.of(name, text.of20), share],
        [text.of(name, text.median), median],
      ])}
      linkState={() => toLink(settings)}
      code={() => codeAddress('search-race', import('./code.ts'), settings)}
      actions={
        <RunControls
          hidden={hidden}
          onNewSeed={() => change({ seed: settings.seed + 1 })}
          onReset={() => {
            setAt(NOTED.length - 1)
            change({ ...INITIAL, seed: settings.seed })
          }}
        >
          <Button primary onClick={() => ask(settings, true)}>
            {text.repeat}
          </Button>
        </RunControls>
      }
    >
      <div class="batch-controls needs-script">
        {!hidden.has('hidden') && (
          <PickNumber
            label={text.hidden}
            values={HIDDEN}
            value={settings.hidden}
            onPick={(value) => change({ hidden: value })}
          />
        )}
        {!hidden.has('rate') && (
          <PickNumber
            label={text.rate}
            values={RATES}
            value={settings.learningRate}
            onPick={(value) => change({ learningRate: value })}
          />
        )}
        {!hidden.has('backward') && (
          <PickNumber
            label={text.backward}
            values={BACKWARD}
            value={settings.backward}
            onPick={(value) => change({ backward: value })}
          />
        )}
      </div>
      <div class="race" data-shown={JSON.stringify(shown.settings)} aria-busy={busy}>
        <div>
          <Curves race={race} passes={passes} />
          <div class="race-scrub needs-script">
            <label class="slider">
              <span class="slider-label">{text.budget}</span>
              <input
                type="range"
                aria-valuetext={whole(passes)}
                min={0}
                max={NOTED.length - 1}
                step={1}
                value={at}
                onInput={(event) => setAt(Number(event.currentTarget.value))}
              />
              <output class="slider-value" aria-hidden="true">
                {whole(passes)}
              </output>
            </label>
          </div>
        </div>
        <table class="race-ledger lanes">
          <thead>
            <tr>
              <th scope="col">{text.method}</th>
              <th scope="col">{text.lossNow}</th>
              <th scope="col">{text.solvedAt}</th>
              <th scope="col">{text.of20}</th>
              <th scope="col">{text.median}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ method, name, ...values }) => (
              <tr key={method} data-method={method}>
                <th scope="row">{name}</th>
                {Object.values(values).map((value, i) => (
                  <td key={i}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="race-status" role="status">
        {busy ? text.working : ''}
      </p>
      <p class="frame-notice" role="alert" hidden={notice === ''}>
        {notice}
      </p>
    </Frame>
  )
}
