import { decimal } from '../../src/strings/numbers.ts'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import type { Shown } from './model.ts'

const text = regularizationText.mask
const WIDTH = 480
const HEIGHT = 300
const BOX = { left: 14, right: WIDTH - 14, top: 70, bottom: HEIGHT - 30 }
const LOW = -3
const HIGH = 6
const BINS = 45

/** The scale for kept units multiplied by 2 holds every z; larger factors stretch it. */
const stretchOf = (factor: number) => Math.max(1, Math.ceil(factor / 2))

/** Where z fell in all the passes, their exact mean, and what evaluation computes. */
export function Sums({ shown, factor }: { shown: Shown; factor: number }) {
  const stretch = stretchOf(factor)
  const [low, high] = [LOW * stretch, HIGH * stretch]
  const size = (high - low) / BINS
  const px = (z: number) => BOX.left + ((z - low) / (high - low)) * (BOX.right - BOX.left)
  const { sums, exact, evaluation } = shown
  const counts = Array.from({ length: BINS }, () => 0)
  for (const z of sums) counts[Math.min(BINS - 1, Math.max(0, Math.floor((z - low) / size)))]! += 1
  const most = Math.max(...counts)
  const width = (BOX.right - BOX.left) / BINS
  return (
    <svg class="mask-sums" data-drawing viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={text.sums}>
      {counts.map((count, bin) => {
        const height = (count / most) * (BOX.bottom - BOX.top)
        return count === 0 ? null : (
          <rect
            key={bin}
            class="sum-bar"
            x={BOX.left + bin * width + 0.5}
            y={BOX.bottom - height}
            width={width - 1}
            height={height}
          />
        )
      })}
      <line class="axis" x1={BOX.left} x2={BOX.right} y1={BOX.bottom} y2={BOX.bottom} />
      {[-2, 0, 2, 4, 6]
        .map((unit) => unit * stretch)
        .map((z) => (
          <text class="tick" key={z} x={px(z)} y={BOX.bottom + 18} text-anchor="middle">
            {decimal(z, 0)}
          </text>
        ))}
      <Mark class="in-training" z={exact.mean} x={px(exact.mean)} name={text.trainMark} y={52} />
      <Mark class="in-evaluation" z={evaluation} x={px(evaluation)} name={text.evalMark} y={24} />
    </svg>
  )
}

interface MarkProps {
  class: string
  z: number
  x: number
  name: string
  y: number
}

function Mark({ class: name, z, x, name: label, y }: MarkProps) {
  const isRight = x > WIDTH / 2
  return (
    <g class={`sum-mark ${name}`}>
      <line x1={x} x2={x} y1={y - 12} y2={BOX.bottom} />
      <text x={x + (isRight ? -8 : 8)} y={y} text-anchor={isRight ? 'end' : 'start'}>
        {`${label} ${decimal(z, 3)}`}
      </text>
    </g>
  )
}
