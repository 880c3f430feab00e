import { descentText as text } from '../../src/strings/descent.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Forecast } from './model.ts'

const WIDTH = 400
const HEIGHT = 82
const LEFT = 14
const RIGHT = WIDTH - 14
const MOST = 3
const AXIS = 48

const px = (product: number) => LEFT + (Math.min(MOST, Math.max(-0.05, product)) / MOST) * (RIGHT - LEFT)

/** ηλ on an axis with the two limits: up to 1 creeping, up to 2 swinging, beyond 2 growing. */
export function Gauge({ ahead: { local }, learningRate }: { ahead: Forecast; learningRate: number }) {
  return (
    <svg
      class="descent-gauge"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.pictures.gauge}
    >
      <rect class="zone-diverges" x={px(2)} width={px(3) - px(2)} y={AXIS - 12} height={24} />
      <line class="axis" x1={LEFT} x2={RIGHT} y1={AXIS} y2={AXIS} />
      {[0, 1, 2].map((value) => (
        <g key={value}>
          <line class="axis" x1={px(value)} x2={px(value)} y1={AXIS - 12} y2={AXIS + 12} />
          <text class="tick" x={px(value)} y={AXIS + 28} text-anchor="middle">
            {value}
          </text>
        </g>
      ))}
      {(['creeps', 'swings', 'grows'] as const).map((regime, i) => (
        <text class="tick" key={regime} x={px(i + 0.5)} y={AXIS + 28} text-anchor="middle">
          {text.regimes[regime]}
        </text>
      ))}
      {local.curvatures.map(({ value }, i) => {
        const product = learningRate * value
        return (
          <g key={i}>
            <circle class={i === 0 ? 'gauge-mark' : 'gauge-mark lesser'} cx={px(product)} cy={AXIS} r={6} />
            <text
              class="tick gauge-label"
              x={px(product)}
              y={AXIS - (i === 0 ? 17 : 34)}
              text-anchor={product > 2.6 ? 'end' : product < 0.3 ? 'start' : 'middle'}
            >
              {text.product}
              {local.curvatures.length > 1 && <tspan class="sub">{i + 1}</tspan>} = {decimal(product, 2)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
