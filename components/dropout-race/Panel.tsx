import { useEffect, useRef, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { decimal, signedDecimal } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { DropoutClient } from './client.ts'
import { Dots } from './Dots.tsx'
import {
  CHANCES,
  fromLink,
  hiddenControls,
  INITIAL,
  LANES,
  SEEDS,
  summaries,
  toLink,
  WRONG,
  type RaceSettings,
  type Result,
  type Results,
  type Summary,
} from './model.ts'

const text = regularizationText.race
const percent = (share: number) => `${decimal(100 * share, 1)} %`
const isFirst = (settings: RaceSettings) => JSON.stringify(settings) === JSON.stringify(INITIAL)

/** With and without: eight trainings each, from the same weights on the same data, in the worker. */
export function Panel({ id, recorded }: { id: string; recorded: Results }) {
  const [settings, setSettings] = useState(INITIAL)
  const [results, setResults] = useState(recorded)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [status, setStatus] = useState<'recorded' | 'empty' | 'training' | 'live' | 'failed'>('recorded')
  const client = useRef<DropoutClient | null>(null)

  const change = (next: RaceSettings) => {
    client.current?.stop()
    setSettings(next)
    setResults(isFirst(next) ? recorded : [])
    setStatus(isFirst(next) ? 'recorded' : 'empty')
  }
  useEffect(() => {
    const link = stateFromAddress(id, location.search)
    setHidden(hiddenControls(link))
    const linked = fromLink(link, INITIAL)
    if (!isFirst(linked)) change(linked)
    return () => client.current?.stop()
  }, [])

  const train = () => {
    client.current ??= new DropoutClient()
    setResults([])
    setStatus('training')
    const rows: Result[][] = []
    void client.current.start(
      settings,
      ({ index, lane, result }) => {
        const row = (rows[index] ??= [])
        row[lane] = result
        setResults(rows.map((one) => [...one]))
        if (index === SEEDS - 1 && lane === LANES.length - 1) setStatus('live')
      },
      () => setStatus('failed'),
    )
  }
  const done = results.reduce((total, row) => total + row.length, 0)
  const summary = summaries(results)
  const rows = LANES.map((lane, k) => ({ lane, values: valuesOf(summary?.[k]) }))

  return (
    <Frame
      id={id}
      name={text.name}
      description={describe(summary)}
      table={rows.flatMap(({ lane, values }) =>
        values.map((value, i): [string, string] => [text.of(text.lanes[lane], text.columns[i]!), value]),
      )}
      linkState={() => toLink(settings)}
      actions={
        <>
          <Button primary disabled={status === 'training'} onClick={train}>
            {text.train(SEEDS * LANES.length)}
          </Button>
          <Button onClick={() => change({ ...settings, seed: settings.seed + SEEDS })}>
            {text.newSeeds}
          </Button>
          <Button onClick={() => change(INITIAL)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="fit-choices needs-script">
        {!hidden.has('wrong') && (
          <Pick
            label={text.wrong}
            values={WRONG}
            value={settings.wrong}
            say={(share) => text.percent(Math.round(100 * share))}
            onPick={(wrong) => change({ ...settings, wrong })}
          />
        )}
        {!hidden.has('p') && (
          <Pick
            label={text.p}
            values={CHANCES}
            value={settings.p}
            say={(p) => decimal(p, 1)}
            onPick={(p) => change({ ...settings, p })}
          />
        )}
      </div>
      <div class="fit-pictures dropout-pictures">
        <Dots results={results} summary={summary} />
        <table class="race-ledger dropout-ledger">
          <thead>
            <tr>
              <th scope="col">{text.lane}</th>
              {text.columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ lane, values }) => (
              <tr key={lane} data-lane={lane}>
                <th scope="row">{text.lanes[lane]}</th>
                {values.map((value, i) => (
                  <td key={i}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="dropout-status" role="status">
        {status === 'training' ? text.training(done, SEEDS * LANES.length) : text.status[status]}
      </p>
    </Frame>
  )
}

function valuesOf(summary: Summary | undefined): string[] {
  if (!summary) return text.columns.map(() => text.none)
  const { lane, train, mean, low, high, better, worse, gain, error } = summary
  const isPlain = lane === 'none'
  return [
    percent(train),
    text.range(decimal(100 * mean, 1), decimal(100 * low, 1), decimal(100 * high, 1)),
    isPlain
      ? text.none
      : `${signedDecimal(100 * gain, 1)} ± ${error === null ? '?' : decimal(100 * error, 1)}`,
    isPlain ? text.none : text.wins(better, worse),
  ]
}

const describe = (summary: readonly Summary[] | null): string =>
  summary
    ? text.describe(summary.map(({ lane, mean }) => `${text.lanes[lane]} ${percent(mean)}`).join(', '))
    : text.nothing

interface PickProps {
  label: string
  values: readonly number[]
  value: number
  say: (value: number) => string
  onPick: (value: number) => void
}

function Pick({ label, values, value, say, onPick }: PickProps) {
  return (
    <label class="option">
      {label}{' '}
      <select value={String(value)} onChange={(event) => onPick(Number(event.currentTarget.value))}>
        {values.map((one) => (
          <option key={one} value={String(one)} selected={one === value}>
            {say(one)}
          </option>
        ))}
      </select>
    </label>
  )
}
