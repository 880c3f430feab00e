import { useRef } from 'preact/hooks'
import { normalizationText } from '../../src/strings/normalization.en.ts'
import { Pick, PickNumber } from '../controls/Pick.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { SeriesFrame } from '../figure/SeriesFrame.tsx'
import { useSeries } from '../figure/use-series.ts'
import { normClient } from './client.ts'
import { Curves } from './Curves.tsx'
import { describe, valuesOf } from './ledger.ts'
import {
  BATCHES,
  DEPTHS,
  fromLink,
  INITIAL,
  LANES,
  RATES,
  SCALE_NAMES,
  SEEDS,
  summaries,
  toLink,
  type RaceSettings,
  type Results,
} from './model.ts'

const text = normalizationText.race
/** With and without batch normalization: eight trainings each, from the same weights on the same data, in the worker. */
export function Panel({ id, recorded }: { id: string; recorded: Results }) {
  const frame = useRef<HTMLDivElement>(null)
  const series = useSeries(id, frame, {
    initial: INITIAL,
    recorded,
    fromLink,
    client: normClient,
  })
  const { settings, results, hidden } = series
  const change = (part: Partial<RaceSettings>) => series.change({ ...settings, ...part })
  const summary = summaries(results)
  const rows = LANES.map((lane, k) => ({ lane, values: valuesOf(summary?.[k]) }))

  return (
    <div ref={frame}>
      <SeriesFrame
        id={id}
        series={series}
        all={SEEDS * LANES.length}
        onReset={() => change(INITIAL)}
        onNewSeeds={() => change({ seed: settings.seed + SEEDS })}
        name={text.name}
        description={describe(summary)}
        table={rows.flatMap(({ lane, values }) =>
          values.map((value, i): [string, string] => [text.of(text.lanes[lane], text.columns[i]!), value]),
        )}
        linkState={() => toLink(settings)}
        code={() => codeAddress('norm-race', import('./code.ts'), settings)}
      >
        <div class="fit-choices needs-script">
          {!hidden.has('depth') && (
            <PickNumber
              label={text.depth}
              values={DEPTHS}
              value={settings.depth}
              onPick={(depth) => change({ depth })}
            />
          )}
          {!hidden.has('rate') && (
            <PickNumber
              label={text.rate}
              values={RATES}
              value={settings.learningRate}
              onPick={(learningRate) => change({ learningRate })}
            />
          )}
          {!hidden.has('scale') && (
            <Pick
              label={text.scale}
              value={settings.scale}
              options={SCALE_NAMES.map((scale) => [scale, text.scales[scale]] as const)}
              onPick={(scale) => change({ scale })}
            />
          )}
          {!hidden.has('batch') && (
            <PickNumber
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
      </SeriesFrame>
    </div>
  )
}
