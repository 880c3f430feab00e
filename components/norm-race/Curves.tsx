import { decimal } from '../../src/strings/numbers.ts'
import { normalizationText } from '../../src/strings/normalization.en.ts'
import { LANES, meanLosses, SEEDS, SETUP, type Results } from './model.ts'

const text = normalizationText.race
const WIDTH = 480
const HEIGHT = 330
const BOX = { left: 34, right: WIDTH - 126, top: 12, bottom: HEIGHT - 38 }
const HIGH = 3
const GAP = 17

const px = (epoch: number) => BOX.left + (epoch / (SETUP.epochs - 1)) * (BOX.right - BOX.left)
const py = (loss: number) => BOX.bottom - (Math.min(HIGH, loss) / HIGH) * (BOX.bottom - BOX.top)
const path = (losses: readonly number[]) => losses.map((loss, i) => `${px(i)},${py(loss)}`).join(' ')

/** Names at the ends of their lines, pushed apart where the lines end together. */
function places(ends: readonly number[]): number[] {
  const order = ends.map((_, k) => k).toSorted((a, b) => ends[a]! - ends[b]!)
  const out = [...ends]
  order.forEach((k, i) => {
    if (i > 0) out[k] = Math.max(out[k]!, out[order[i - 1]!]! + GAP)
  })
  const over = Math.max(0, Math.max(...out) - BOX.bottom)
  return out.map((y) => y - over)
}

/** The training loss by epoch: a thin line for every training, a thick one for the mean of its lane. */
export function Curves({ results }: { results: Results }) {
  const means = LANES.map((_, lane) => meanLosses(results, lane))
  const labels = places(means.map((losses) => py(losses.at(-1) ?? HIGH)))
  return (
    <svg
      class="norm-curves"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture(SEEDS)}
    >
      {[0, 1, 2, 3].map((loss) => (
        <g key={loss}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(loss)} y2={py(loss)} />
          <text class="tick" x={BOX.left - 8} y={py(loss) + 4} text-anchor="end">
            {decimal(loss, 0)}
          </text>
        </g>
      ))}
      {[0, 3, 7, 11].map((epoch) => (
        <text class="tick" key={epoch} x={px(epoch)} y={BOX.bottom + 18} text-anchor="middle">
          {epoch + 1}
        </text>
      ))}
      <text class="tick" x={BOX.right} y={HEIGHT - 4} text-anchor="end">
        {text.epoch}
      </text>
      <text class="tick" x={BOX.left + 6} y={BOX.top + 2}>
        {text.loss}
      </text>
      {LANES.map((lane, k) => (
        <g key={lane} class={`lane-${lane}`}>
          {results.map((row, seed) =>
            row[k] ? <polyline key={seed} class="run-line" points={path(row[k].losses)} /> : null,
          )}
          <polyline class="mean-line" points={path(means[k]!)} />
          {means[k]!.length > 0 && (
            <text class="lane-name" x={BOX.right + 8} y={labels[k]! + 4}>
              {text.lanes[lane]}
            </text>
          )}
        </g>
      ))}
    </svg>
  )
}
