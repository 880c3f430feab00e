import { useRef } from 'preact/hooks'
import { decimal, signedDecimal } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { SeriesFrame } from '../figure/SeriesFrame.tsx'
import { useSeries } from '../figure/use-series.ts'
import { dropoutClient } from './client.ts'
import { Dots } from './Dots.tsx'
import {
  CHANCES,
  fromLink,
  INITIAL,
  LANES,
  SEEDS,
  summaries,
  toLink,
  WRONG,
  type Results,
  type Summary,
} from './model.ts'

const text = regularizationText.race
const percent = (share: number) => `${decimal(100 * share, 1)} %`
/** With and without: eight trainings each, from the same weights on the same data, in the worker. */
export function Panel({ id, recorded }: { id: string; recorded: Results }) {
  const frame = useRef<HTMLDivElement>(null)
  const series = useSeries(id, frame, {
    initial: INITIAL,
    recorded,
    fromLink,
    client: dropoutClient,
  })
  const { settings, results, hidden, change } = series
  const summary = summaries(results)
  const rows = LANES.map((lane, k) => ({ lane, values: valuesOf(summary?.[k]) }))

  return (
    <div ref={frame}>
      <SeriesFrame
        id={id}
        series={series}
        all={SEEDS * LANES.length}
        onReset={() => change(INITIAL)}
        onNewSeeds={() => change({ ...settings, seed: settings.seed + SEEDS })}
        name={text.name}
        description={describe(summary)}
        table={rows.flatMap(({ lane, values }) =>
          values.map((value, i): [string, string] => [text.of(text.lanes[lane], text.columns[i]!), value]),
        )}
        linkState={() => toLink(settings)}
        code={() => codeAddress('dropout-race', import('./code.ts'), settings)}
      >
        <div class="fit-choices needs-script">
          {!hidden.has('wrong') && (
            <PickNumber
              label={text.wrong}
              values={WRONG}
              value={settings.wrong}
              say={(share) => text.percent(Math.round(100 * share))}
              onPick={(wrong) => change({ ...settings, wrong })}
            />
          )}
          {!hidden.has('p') && (
            <PickNumber
              label={text.p}
              values={CHANCES}
              value={settings.p}
              say={(p) => decimal(p, 1)}
              onPick={(p) => change({ ...settings, p })}
            />
          )}
        </div>
        <div class="fit-pictures dropout-pictures">
          <Dots
            picture={text.picture(SEEDS)}
            lanes={LANES.map((lane) => text.lanes[lane])}
            rows={results.map((row) => row.map(({ test }) => test))}
            means={summary && summary.map(({ mean }) => mean)}
          />
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
      </SeriesFrame>
    </div>
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
