import { vanishingText as text } from '../../src/strings/vanishing.en.ts'
import { decadesOf, type Quantity, type Summary } from './model.ts'

const WIDTH = 620
const HEIGHT = 350
const LEFT = 52
const RIGHT = WIDTH - 18
const TOP = 14
const BOTTOM = HEIGHT - 52

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** 10⁻³. */
const power = (exponent: number): string =>
  `10${exponent < 0 ? '⁻' : ''}${[...String(Math.abs(exponent))].map((digit) => SUPERSCRIPT[Number(digit)]).join('')}`

/** The first step of these that leaves at most seven lines. */
const stepOf = (decades: number): number => [1, 2, 5, 10].find((step) => decades / step <= 7) ?? 20

/** One point for each layer and network, their mean as a line, and what the norms allow. */
export function Drawing({ summary, shown }: { summary: Summary; shown: Quantity }) {
  const { runs, middle, bound, quarters } = summary
  const layers = middle.length
  const [low, high] = decadesOf(summary)
  const x = (layer: number) => LEFT + 14 + (layer / (layers - 1)) * (RIGHT - LEFT - 28)
  const y = (value: number) => {
    const share = (Math.log10(Math.max(value, 10 ** low)) - low) / (high - low)
    return BOTTOM - Math.min(1, Math.max(0, share)) * (BOTTOM - TOP)
  }
  const line = (values: readonly number[]): string =>
    values.map((value, i) => `${i === 0 ? 'M' : 'L'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('')
  const step = stepOf(high - low)
  const levels = Array.from({ length: high - low + 1 }, (_, i) => low + i).filter((e) => e % step === 0)
  const everyLayer = layers <= 12 ? 1 : layers <= 20 ? 2 : 5
  return (
    <svg
      class={`flow-drawing ${shown === 'square' ? 'forward' : 'backward'}`}
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture[shown]}
    >
      {levels.map((exponent) => (
        <g key={exponent}>
          <line class="axis" x1={LEFT} x2={RIGHT} y1={y(10 ** exponent)} y2={y(10 ** exponent)} />
          <text class="tick" x={LEFT - 6} y={y(10 ** exponent) + 4} text-anchor="end">
            {power(exponent)}
          </text>
        </g>
      ))}
      {middle.map((_, i) =>
        (i + 1) % everyLayer === 0 || i === 0 ? (
          <text class="tick" key={i} x={x(i)} y={BOTTOM + 22} text-anchor="middle">
            {i + 1}
          </text>
        ) : null,
      )}
      <text class="tick" x={(LEFT + RIGHT) / 2} y={HEIGHT - 4} text-anchor="middle">
        {text.layer}
      </text>
      {bound && <path class="flow-bound" d={line(bound)} />}
      {quarters && <path class="flow-quarters" d={line(quarters)} />}
      {bound && <Label values={bound} said={text.bound} x={x} y={y} lift={-9} />}
      {quarters && <Label values={quarters} said={text.quarters} x={x} y={y} lift={38} />}
      <path class="flow-line" d={line(middle)} />
      {runs.flatMap((run, k) =>
        run.map((value, i) => (
          <circle key={`${k} ${i}`} class="flow-run" cx={x(i).toFixed(1)} cy={y(value).toFixed(1)} r="3" />
        )),
      )}
    </svg>
  )
}

interface LabelProps {
  values: readonly number[]
  said: string
  x: (layer: number) => number
  y: (value: number) => number
  lift: number
}

/** The name of a line near its beginning. */
function Label({ values, said, x, y, lift }: LabelProps) {
  const at = Math.min(1, values.length - 1)
  return (
    <text class="flow-name" x={x(at)} y={Math.min(BOTTOM - 6, Math.max(TOP + 12, y(values[at]!) + lift))}>
      {said}
    </text>
  )
}
