import { penaltiesText } from '../../src/strings/penalties.en.ts'
import { OPTIMIZERS, type Results } from './model.ts'

const text = penaltiesText.decay
const SIZE = 250
const BOX = { left: 34, right: SIZE - 8, top: 26, bottom: SIZE - 38 }
const LIMIT = 0.6

const within = (weight: number) => Math.min(LIMIT, Math.max(-LIMIT, weight)) / LIMIT
const px = (weight: number) => (BOX.left + BOX.right + within(weight) * (BOX.right - BOX.left)) / 2
const py = (weight: number) => (BOX.top + BOX.bottom - within(weight) * (BOX.bottom - BOX.top)) / 2

/** Weights of the first seed, one dot each: where the penalty took it, and where decay did. */
export function Scatters({ results, apart }: { results: Results; apart: readonly string[] }) {
  return (
    <div class="decay-scatters">
      {OPTIMIZERS.map((optimizer, k) => (
        <svg
          key={optimizer}
          class="decay-scatter"
          data-drawing
          data-lane={optimizer}
          viewBox={`0 0 ${SIZE} ${SIZE}`}
          role="img"
          aria-label={text.scatter(text.optimizers[optimizer])}
        >
          <text class="lane-label" x={BOX.left} y={15}>
            {text.optimizers[optimizer]}
          </text>
          <line class="axis faint" x1={px(-LIMIT)} y1={py(-LIMIT)} x2={px(LIMIT)} y2={py(LIMIT)} />
          <line class="axis faint" x1={px(-LIMIT)} y1={py(0)} x2={px(LIMIT)} y2={py(0)} />
          <line class="axis faint" x1={px(0)} y1={py(-LIMIT)} x2={px(0)} y2={py(LIMIT)} />
          <line class="axis" x1={BOX.left} x2={BOX.right} y1={BOX.bottom} y2={BOX.bottom} />
          <line class="axis" x1={BOX.left} x2={BOX.left} y1={BOX.top} y2={BOX.bottom} />
          {[-LIMIT, 0, LIMIT].map((weight) => (
            <g key={weight}>
              <text
                class="tick"
                x={px(weight)}
                y={BOX.bottom + 16}
                text-anchor={weight < 0 ? 'start' : weight > 0 ? 'end' : 'middle'}
              >
                {String(weight).replace('-', '−')}
              </text>
              <text class="tick" x={BOX.left - 5} y={py(weight) + (weight > 0 ? 10 : 4)} text-anchor="end">
                {String(weight).replace('-', '−')}
              </text>
            </g>
          ))}
          <text class="tick" x={BOX.right} y={BOX.bottom - 8} text-anchor="end">
            {text.axes[0]}
          </text>
          <text class="tick" x={BOX.left + 8} y={BOX.top + 12}>
            {text.axes[1]}
          </text>
          {results[0]?.[k]?.pairs.map(([l2, decay, isSilent], i) => (
            <circle
              key={i}
              class={isSilent ? 'pair silent' : 'pair'}
              cx={px(l2!)}
              cy={py(decay!)}
              r={isSilent ? 3.6 : 2.6}
            />
          ))}
          <text class="tick" x={BOX.left} y={SIZE - 5}>
            {apart[k]}
          </text>
        </svg>
      ))}
    </div>
  )
}
