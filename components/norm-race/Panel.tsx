import { useEffect, useRef, useState } from 'preact/hooks'
import { ui } from '../../src/strings/index.ts'
import { normalizationText } from '../../src/strings/normalization.en.ts'
import { Button } from '../figure/Button.tsx'
import { Frame } from '../figure/Frame.tsx'
import { stateFromAddress } from '../figure/state-link.ts'
import { NormClient } from './client.ts'
import { Curves } from './Curves.tsx'
import { describe, valuesOf } from './ledger.ts'
import {
  BATCHES,
  DEPTHS,
  fromLink,
  hiddenControls,
  INITIAL,
  LANES,
  RATES,
  SCALE_NAMES,
  SEEDS,
  summaries,
  toLink,
  type RaceSettings,
  type Result,
  type Results,
} from './model.ts'
import { Pick } from './Pick.tsx'

const text = normalizationText.race
const isFirst = (settings: RaceSettings) => JSON.stringify(settings) === JSON.stringify(INITIAL)

/** With and without batch normalization: eight trainings each, from the same weights on the same data, in the worker. */
export function Panel({ id, recorded }: { id: string; recorded: Results }) {
  const [settings, setSettings] = useState(INITIAL)
  const [results, setResults] = useState(recorded)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [status, setStatus] = useState<'recorded' | 'empty' | 'training' | 'live' | 'failed'>('recorded')
  const client = useRef<NormClient | null>(null)

  const change = (part: Partial<RaceSettings>) => {
    const next = { ...settings, ...part }
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
    client.current ??= new NormClient()
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
          <Button onClick={() => change({ seed: settings.seed + SEEDS })}>{text.newSeeds}</Button>
          <Button onClick={() => change(INITIAL)}>{ui.figure.reset}</Button>
        </>
      }
    >
      <div class="fit-choices needs-script">
        {!hidden.has('depth') && (
          <Pick
            label={text.depth}
            values={DEPTHS}
            value={settings.depth}
            onPick={(depth) => change({ depth })}
          />
        )}
        {!hidden.has('rate') && (
          <Pick
            label={text.rate}
            values={RATES}
            value={settings.learningRate}
            onPick={(learningRate) => change({ learningRate })}
          />
        )}
        {!hidden.has('scale') && (
          <Pick
            label={text.scale}
            values={SCALE_NAMES}
            value={settings.scale}
            say={(scale) => text.scales[scale]}
            onPick={(scale) => change({ scale })}
          />
        )}
        {!hidden.has('batch') && (
          <Pick
            label={text.batch}
            values={BATCHES}
            value={settings.batch}
            onPick={(batch) => change({ batch })}
          />
        )}
      </div>
      <div class="fit-pictures dropout-pictures">
        <Curves results={results} />
        <table class="race-ledger dropout-ledger norm-ledger">
          <thead>
            <tr>
              <td />
              {LANES.map((lane) => (
                <th key={lane} scope="col">
                  {text.lanes[lane]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {text.columns.map((name, i) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {rows.map(({ lane, values }) => (
                  <td key={lane}>{values[i]}</td>
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
