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
import { Histograms } from './Histograms.tsx'
import {
  fromLink,
  INITIAL,
  L1,
  L2,
  LANES,
  SEEDS,
  summaries,
  toLink,
  type PenaltySettings,
  type Result,
  type Results,
} from './model.ts'
import { percentText, scoreTexts } from './words.ts'

const text = penaltiesText.race
const start = () => new Worker(new URL('./penalty.worker.ts', import.meta.url), { type: 'module' })
const client = () => new SeriesClient<PenaltySettings, Result>(start, { seeds: SEEDS, lanes: LANES.length })
const ALL = SEEDS * LANES.length

/** No penalty, L2 and L1: eight trainings each, from the same weights on the same data, in the worker. */
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
  const rows = LANES.map((lane, k) => {
    const found = summary?.[k]
    return [
      text.lanes[lane],
      ...scoreTexts(found, lane === 'none'),
      found ? percentText(found.zeros) : penaltiesText.none,
      found ? decimal(found.largest, 2) : penaltiesText.none,
    ]
  })

  return (
    <div ref={frame}>
      <SeriesFrame
        id={id}
        series={series}
        all={ALL}
        onReset={() => change(INITIAL)}
        onNewSeeds={() => change({ ...settings, seed: settings.seed + SEEDS })}
        name={text.name}
        description={
          summary
            ? text.describe(
                summary.map(({ lane, zeros }) => `${text.lanes[lane]} ${percentText(zeros)}`).join(', '),
              )
            : penaltiesText.nothing
        }
        table={rows.flatMap(([lane, ...values]) =>
          values.map((value, i): [string, string] => [text.of(lane!, text.columns[i]!), value]),
        )}
        linkState={() => toLink(settings)}
        code={() => codeAddress('penalty-race', import('./code.ts'), settings)}
      >
        <div class="fit-choices needs-script">
          {!hidden.has('l2') && (
            <PickNumber
              label={text.l2}
              values={L2}
              value={settings.l2}
              onPick={(l2) => change({ ...settings, l2 })}
            />
          )}
          {!hidden.has('l1') && (
            <PickNumber
              label={text.l1}
              values={L1}
              value={settings.l1}
              onPick={(l1) => change({ ...settings, l1 })}
            />
          )}
        </div>
        <div class="fit-pictures dropout-pictures">
          <Histograms results={results} />
          <Dots
            picture={text.picture(SEEDS)}
            lanes={LANES.map((lane) => text.lanes[lane])}
            rows={results.map((row) => row.map(({ test }) => test))}
            means={summary && summary.map(({ mean }) => mean)}
            row={56}
          />
        </div>
        <Ledger kind="dropout-ledger penalty-ledger" head={[text.lane, ...text.columns]} rows={rows} />
      </SeriesFrame>
    </div>
  )
}
