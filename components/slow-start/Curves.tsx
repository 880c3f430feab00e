import { lossText } from '../../src/strings/losses.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import { COSTS, EPOCHS, type CostName, type Moment } from './model.ts'

const text = lossText.race
const WIDTH = 560
const HEIGHT = 300
const LEFT = 38
const RIGHT = WIDTH - 16
const TOP = 16
const BOTTOM = HEIGHT - 34

const px = (epoch: number) => LEFT + (epoch / EPOCHS) * (RIGHT - LEFT)
const py = (a: number) => BOTTOM - a * (BOTTOM - TOP)

const pathOf = (moments: readonly Moment[]): string =>
  moments.map(({ a }, epoch) => `${epoch ? 'L' : 'M'}${px(epoch).toFixed(1)} ${py(a).toFixed(2)}`).join('')

interface Props {
  moments: Record<CostName, readonly Moment[]>
  epoch: number
}

/** Both outputs by epoch: solid for squared error, dashed for cross-entropy, each with its name at its end. */
export function Curves({ moments, epoch }: Props) {
  const heights = COSTS.map((cost) => py(moments[cost][epoch]!.a))
  // Names stand below their falling curves; where they would cover each other, the upper one goes above.
  const isClose = Math.abs(heights[0]! - heights[1]!) < 26
  const isSquaredAbove = heights[0]! <= heights[1]!
  const isRight = epoch > EPOCHS * 0.6
  return (
    <svg
      class="race-curves"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
    >
      {[0, 0.25, 0.5, 0.75, 1].map((level) => (
        <g key={level}>
          <line
            class={level === 0 ? 'axis' : 'axis faint'}
            x1={LEFT}
            x2={RIGHT}
            y1={py(level)}
            y2={py(level)}
          />
          <text class="tick" x={LEFT - 6} y={py(level) + 4} text-anchor="end">
            {level === 0.25 ? '¼' : level === 0.5 ? '½' : level === 0.75 ? '¾' : level}
          </text>
        </g>
      ))}
      {[0, 100, 200, 300].map((at) => (
        <text class="tick" key={at} x={px(at)} y={HEIGHT - 14} text-anchor="middle">
          {at}
        </text>
      ))}
      <text class="tick" x={px(250)} y={HEIGHT - 14} text-anchor="middle">
        {text.epoch}
      </text>
      <text class="tick" x={LEFT + 6} y={py(0) - 6}>
        {text.target}
      </text>
      {COSTS.map((cost, i) => {
        const isAbove = isClose && (cost === 'squared') === isSquaredAbove
        const at = moments[cost][epoch]!
        return (
          <g key={cost}>
            <path class={cost === 'squared' ? 'function' : 'function other'} d={pathOf(moments[cost])} />
            <circle class={i === 0 ? 'value-mark' : 'value-mark open'} cx={px(epoch)} cy={py(at.a)} r={5} />
            <text
              class="race-name"
              x={px(epoch) + (isRight ? -8 : 10)}
              y={Math.max(TOP + 8, py(at.a) + (isAbove ? -10 : 22))}
              text-anchor={isRight ? 'end' : 'start'}
            >
              {text.shortNames[cost]} {decimal(at.a, 4)}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
