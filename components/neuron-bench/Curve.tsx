import { elementary } from 'chainrule'
import { benchText } from '../../src/strings/bench.en.ts'
import { decimal } from '../../src/strings/numbers.ts'
import type { Activation } from './model.ts'

const WIDTH = 440
const HEIGHT = 210
const MARGIN = { left: 34, right: 12, top: 18, bottom: 28 }
/** The sum reaches ±(2·1 + 2·1 + 1) at the ends of all sliders. */
const REACH = 5

const x = (z: number) => MARGIN.left + ((z + REACH) / (2 * REACH)) * (WIDTH - MARGIN.left - MARGIN.right)
const y = (a: number) => MARGIN.top + (1 - a) * (HEIGHT - MARGIN.top - MARGIN.bottom)

const SIGMOID = Array.from({ length: 101 }, (_, i) => -REACH + (i / 100) * 2 * REACH)
  .map((z, i) => `${i ? 'L' : 'M'}${x(z).toFixed(1)} ${y(elementary.sigmoid(z)).toFixed(1)}`)
  .join('')
const STEP = `M${x(-REACH)} ${y(0)}H${x(0)}M${x(0)} ${y(1)}H${x(REACH)}`

interface Props {
  z: number
  a: number
  activation: Activation
  concealed: boolean
}

/** The activation function with the neuron's sum and output marked on it. */
export function Curve({ z, a, activation, concealed }: Props) {
  const sign = activation === 'sigmoid' ? a >= 0.5 : a === 1
  const isNearEdge = x(z) < 130
  return (
    <svg
      class="curve"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={benchText.curvePicture}
    >
      <line class="axis" x1={x(-REACH)} x2={x(REACH)} y1={y(0)} y2={y(0)} />
      <line class="axis" x1={x(0)} x2={x(0)} y1={y(1) - 8} y2={y(0) + 5} />
      <line class="axis faint" x1={x(-REACH)} x2={x(REACH)} y1={y(1)} y2={y(1)} />
      <line class="axis faint" x1={x(-REACH)} x2={x(REACH)} y1={y(0.5)} y2={y(0.5)} />
      {[0, 0.5, 1].map((level) => (
        <text class="tick" key={level} x={MARGIN.left - 8} y={y(level) + 4} text-anchor="end">
          {level}
        </text>
      ))}
      {[-4, -2, 0, 2, 4].map((at) => (
        <text class="tick" key={at} x={x(at)} y={HEIGHT - 8} text-anchor="middle">
          {decimal(at, 0)}
        </text>
      ))}
      <text class="tick name" x={WIDTH - MARGIN.right} y={y(0) - 6} text-anchor="end">
        z
      </text>
      <path class="function" d={activation === 'sigmoid' ? SIGMOID : STEP} />
      {!concealed && (
        <g class={sign ? 'positive' : 'negative'} data-symbol="a">
          <line class="drop" x1={x(z)} x2={x(z)} y1={y(0)} y2={y(a)} />
          <circle class="mark" cx={x(z)} cy={y(a)} r={6} />
          <text class="mark-label" x={x(z) - 12} y={y(a) - 10} text-anchor={isNearEdge ? 'start' : 'end'}>
            a = {decimal(a, 4)}
          </text>
        </g>
      )}
    </svg>
  )
}
