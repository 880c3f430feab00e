import { useRef } from 'preact/hooks'
import { decimal } from '../../src/strings/numbers.ts'
import { penaltiesText } from '../../src/strings/penalties.en.ts'
import { PickNumber } from '../controls/Pick.tsx'
import { Dots } from '../dropout-race/Dots.tsx'
import { codeAddress } from '../figure/code-link.ts'
import { SeriesClient } from '../figure/series-client.ts'
import { SeriesFrame } from '../figure/SeriesFrame.tsx'
import { useSeries } from '../figure/use-series.ts'
import { Ledger } from '../controls/Ledger.tsx'
import { percentText, scoreTexts } from '../penalty-race/words.ts'
import {
  fromLink,
  INITIAL,
  OPTIMIZERS,
  SEEDS,
  STRENGTHS,
  summaries,
  toLink,
  WAYS,
  type DecaySettings,
  type Result,
  type Results,
  type Summary,
} from './model.ts'
import { Scatters } from './Scatters.tsx'

const text = penaltiesText.decay
const start = () => new Worker(new URL('./decay.worker.ts', import.meta.url), { type: 'module' })
const client = () =>
  new SeriesClient<DecaySettings, Result>(start, { seeds: SEEDS, lanes: OPTIMIZERS.length })
const ALL = SEEDS * OPTIMIZERS.length * WAYS.length
/** Below this the two differ by what rounding does in three hundred updates. */
const ROUNDING = 1e-12

/** A penalty and a decay, each under three optimizers: from the same weights on the same data, in the worker. */
export function Panel({ id, recorded }: { id: string; recorded: Results }) {
  const frame = useRef<HTMLDivElement>(null)
  const series = useSeries(id, frame, {
    initial: INITIAL,
    recorded,
    fromLink,
    client,
  })
  const { settings, results, hidden, change } = series
  const summary = summaries(results)
  const apart = OPTIMIZERS.map((_, k) => apartText(summary?.[k]))
  const rows = OPTIMIZERS.flatMap((optimizer, k) =>
    WAYS.map((way, i) => {
      const found = summary?.[k]?.ways[i]
      return [
        text.row(text.optimizers[optimizer], text.lanes[way]),
        ...scoreTexts(found, way === 'none'),
        found ? percentText(found.silent) : penaltiesText.none,
      ]
    }),
  )

  return (
    <div ref={frame}>
      <SeriesFrame
        id={id}
        series={series}
        all={ALL}
        each={WAYS.length}
        onReset={() => change(INITIAL)}
        onNewSeeds={() => change({ ...settings, seed: settings.seed + SEEDS })}
        name={text.name}
        description={
          summary
            ? text.describe(
                OPTIMIZERS.map((optimizer, k) => `${text.optimizers[optimizer]} ${apart[k]}`).join(', '),
              )
            : penaltiesText.nothing
        }
        table={[
          ...OPTIMIZERS.map((optimizer, k): [string, string] => [
            text.of(text.optimizers[optimizer], text.apart),
            apart[k]!,
          ]),
          ...rows.flatMap(([lane, ...values]) =>
            values.map((value, i): [string, string] => [text.of(lane!, text.columns[i]!), value]),
          ),
        ]}
        linkState={() => toLink(settings)}
        code={() => codeAddress('decay-race', import('./code.ts'), settings)}
      >
        <div class="fit-choices needs-script">
          {!hidden.has('alpha') && (
            <PickNumber
              label={text.alpha}
              values={STRENGTHS}
              value={settings.alpha}
              onPick={(alpha) => change({ ...settings, alpha })}
            />
          )}
          {!hidden.has('decay') && (
            <PickNumber
              label={text.strength}
              values={STRENGTHS}
              value={settings.decay}
              onPick={(decay) => change({ ...settings, decay })}
            />
          )}
          {!hidden.has('translate') && (
            <label class="option">
              <input
                type="checkbox"
                checked={settings.translate}
                onChange={(event) => change({ ...settings, translate: event.currentTarget.checked })}
              />{' '}
              {text.translate}
            </label>
          )}
        </div>
        <Scatters results={results} apart={apart.map((by) => `${text.apart} ${by}`)} />
        <div class="fit-pictures dropout-pictures penalty-scores">
          <Dots
            picture={text.picture(SEEDS)}
            lanes={OPTIMIZERS.flatMap((optimizer) =>
              WAYS.map((way) => (way === 'none' ? text.optimizers[optimizer] : text.ways[way])),
            )}
            rows={results.map((row) => row.flatMap(({ ways }) => ways.map(({ test }) => test)))}
            means={summary && summary.flatMap(({ ways }) => ways.map(({ mean }) => mean))}
            joined={WAYS.length}
            row={38}
          />
          <Ledger kind="dropout-ledger penalty-ledger" head={[text.lane, ...text.columns]} rows={rows} />
        </div>
      </SeriesFrame>
    </div>
  )
}

function apartText(summary: Summary | undefined): string {
  if (!summary) return penaltiesText.none
  const { mean, low, high } = summary.apart
  return high < ROUNDING
    ? text.same
    : penaltiesText.range(decimal(100 * mean, 0), decimal(100 * low, 0), decimal(100 * high, 0))
}
