import { digitsText as text } from '../../src/strings/digits.en.ts'
import { SETUP } from './network.ts'
import type { CurvePoint } from './session.ts'

const WIDTH = 300
const HEIGHT = 150
const BOX = { left: 34, right: WIDTH - 8, top: 26, bottom: HEIGHT - 20 }

interface Line {
  values: readonly number[]
  name: string
  isDashed: boolean
}

/** Two small plots: what training lowers, and what one wants of it. */
export function Curves({ curve }: { curve: readonly CurvePoint[] }) {
  const lines = (train: (point: CurvePoint) => number, held: (point: CurvePoint) => number): Line[] => [
    { values: curve.map(train), name: text.training, isDashed: false },
    { values: curve.map(held), name: text.heldOut, isDashed: true },
  ]
  return (
    <div class="cnn-curves" role="group" aria-label={text.curvesName}>
      <Plot
        title={text.lossCurve}
        low={0}
        high={2.5}
        ticks={[0, 1, 2]}
        curve={curve}
        lines={lines(
          ({ trainLoss }) => trainLoss,
          ({ heldLoss }) => heldLoss,
        )}
      />
      <Plot
        title={text.rightCurve}
        low={0}
        high={100}
        ticks={[0, 50, 100]}
        curve={curve}
        lines={lines(
          ({ trainRight }) => 100 * trainRight,
          ({ heldRight }) => 100 * heldRight,
        )}
      />
    </div>
  )
}

interface PlotProps {
  title: string
  low: number
  high: number
  ticks: readonly number[]
  curve: readonly CurvePoint[]
  lines: readonly Line[]
}

function Plot({ title, low, high, ticks, curve, lines }: PlotProps) {
  const last = Math.max(SETUP.epochs, curve.at(-1)?.epoch ?? 0)
  const px = (epoch: number) => BOX.left + (epoch / last) * (BOX.right - BOX.left)
  const py = (value: number) =>
    BOX.bottom - ((Math.min(high, value) - low) / (high - low)) * (BOX.bottom - BOX.top)
  return (
    <svg data-drawing viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={title}>
      <text class="tick" x={2} y={12}>
        {title}
      </text>
      {ticks.map((value) => (
        <g key={value}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(value)} y2={py(value)} />
          <text class="tick" x={BOX.left - 5} y={py(value) + 4} text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      <text class="tick" x={BOX.left} y={HEIGHT - 4} text-anchor="middle">
        0
      </text>
      <text class="tick" x={BOX.right} y={HEIGHT - 4} text-anchor="end">
        {last}
      </text>
      {lines.map(({ values, name, isDashed }) => (
        <polyline
          key={name}
          class={isDashed ? 'cnn-curve cnn-dashed' : 'cnn-curve'}
          points={values
            .map((value, i) => `${px(curve[i]!.epoch).toFixed(1)},${py(value).toFixed(1)}`)
            .join(' ')}
        />
      ))}
      <path class="cnn-curve" d={`M72 ${HEIGHT - 8}h18`} />
      <text class="tick" x={95} y={HEIGHT - 4}>
        {text.training}
      </text>
      <path class="cnn-curve cnn-dashed" d={`M172 ${HEIGHT - 8}h18`} />
      <text class="tick" x={195} y={HEIGHT - 4}>
        {text.heldOut}
      </text>
    </svg>
  )
}
