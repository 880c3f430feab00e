import { elementary } from 'chainrule'
import { regularizationText } from '../../src/strings/regularization.en.ts'
import { VALUES, type FitState, type Point, type Shown } from './model.ts'
import { valueText } from './words.ts'

const text = regularizationText.fit
const WIDTH = 480
const HEIGHT = 360
const BOX = { left: 44, right: WIDTH - 76, top: 22, bottom: HEIGHT - 46 }
const LOW = 1e-3
const HIGH = 10

const py = (error: number): number =>
  BOX.bottom -
  (elementary.log(Math.min(HIGH, Math.max(LOW, error)) / LOW) / elementary.log(HIGH / LOW)) *
    (BOX.bottom - BOX.top)

/** The heights of names beside their curves: as near as their distance of a line allows. */
function spreadOut(heights: readonly number[], least = 18): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!)
  const placed = [...heights]
  let before = -Infinity
  for (const i of order) before = placed[i] = Math.max(placed[i]!, before + least)
  let after = BOX.bottom + least
  for (const i of order.reverse()) after = placed[i] = Math.min(placed[i]!, after - least)
  return placed
}

interface Line {
  name: 'train' | 'test' | 'bias2' | 'variance'
  of: (point: Point) => number
}
const LINES: Readonly<Record<FitState['view'], readonly Line[]>> = {
  one: [
    { name: 'train', of: ({ one }) => one.train },
    { name: 'test', of: ({ one }) => one.test },
  ],
  many: [
    { name: 'train', of: ({ train }) => train },
    { name: 'test', of: ({ test }) => test },
    { name: 'bias2', of: ({ bias2 }) => bias2 },
    { name: 'variance', of: ({ variance }) => variance },
  ],
}

/** Errors along one handle. What a test would tell is covered until the reader has guessed. */
export function Errors({ state, shown }: { state: FitState; shown: Shown }) {
  const { along, view, guess, noise } = state
  const { points } = shown
  const values = VALUES[along]
  const px = (i: number) => BOX.left + (i / (values.length - 1)) * (BOX.right - BOX.left)
  const lines = LINES[view]
  const heights = spreadOut(lines.map(({ of }) => py(of(points.at(-1)!))))
  const every = values.length > 13 ? 3 : values.length > 7 ? 2 : 1
  const pathOf = (of: Line['of']) =>
    points.map((point, i) => `${i ? 'L' : 'M'}${px(i).toFixed(1)} ${py(of(point)).toFixed(1)}`).join('')
  const band = [
    ...points.map((point, i) => `${px(i).toFixed(1)},${py(point.high).toFixed(1)}`),
    ...points.map((point, i) => `${px(i).toFixed(1)},${py(point.low).toFixed(1)}`).reverse(),
  ].join(' ')
  const now = values.indexOf(state[along])
  const label = text.handles[along]
  return (
    <svg
      class="fit-errors"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.chart(label)}
    >
      {[0.001, 0.01, 0.1, 1, 10].map((error) => (
        <g key={error}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(error)} y2={py(error)} />
          <text class="tick" x={BOX.left - 8} y={py(error) + 4} text-anchor="end">
            {error === LOW ? `≤${error}` : error}
          </text>
        </g>
      ))}
      {values.map((value, i) =>
        i % every === 0 || value === Infinity ? (
          <text class="tick" key={value} x={px(i)} y={BOX.bottom + 18} text-anchor="middle">
            {short(along, value)}
          </text>
        ) : null,
      )}
      <text class="tick" x={BOX.right} y={HEIGHT - 6} text-anchor="end">
        {label}
      </text>
      <text class="tick" x={BOX.left + 4} y={BOX.top - 9}>
        {text.error}
      </text>
      {noise > 0 && (
        <>
          <line class="noise-floor" x1={BOX.left} x2={BOX.right} y1={py(noise ** 2)} y2={py(noise ** 2)} />
          <text class="tick" x={BOX.left + 6} y={py(noise ** 2) - 6}>
            {text.floor}
          </text>
        </>
      )}
      <line class="now-line" x1={px(now)} x2={px(now)} y1={BOX.top} y2={BOX.bottom} />
      {view === 'many' && <polygon class={`band ${guess === null ? 'until-guess' : ''}`} points={band} />}
      {lines.map(({ name, of }, i) => (
        <g key={name} class={`error-line ${name} ${guess === null && name !== 'train' ? 'until-guess' : ''}`}>
          <path d={pathOf(of)} />
          <circle cx={px(now)} cy={py(of(points[now]!))} r={4.5} />
          <text class="lane-name" x={BOX.right + 8} y={heights[i]! + 4}>
            {text[name]}
          </text>
        </g>
      ))}
    </svg>
  )
}

const EXPONENTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹']

/** A tick: powers of ten as such, because they stand close together. */
function short(along: FitState['along'], value: number): string {
  if (along !== 'alpha' && along !== 'steps') return valueText(along, value)
  if (value === 0) return '0'
  if (value === Infinity) return '∞'
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string]
  const power = `10${Number(exponent) < 0 ? '⁻' : ''}${EXPONENTS[Math.abs(Number(exponent))]!}`
  return mantissa === '1' ? power : `${mantissa}·${power}`
}
