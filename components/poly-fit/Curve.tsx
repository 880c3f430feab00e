import { regularizationText } from '../../src/strings/regularization.en.ts'
import { fitTo, GRID, placesOf, targetsOf, truth, type FitState, type Shown } from './model.ts'

const text = regularizationText.fit
const WIDTH = 480
const HEIGHT = 360
const LIMIT = 2
const BOX = { left: 30, right: WIDTH - 12, top: 12, bottom: HEIGHT - 26 }
/** Fits to other data sets that are drawn thinly. */
const OTHERS = 25

export const px = (x: number): number => BOX.left + ((x + 1) / 2) * (BOX.right - BOX.left)
/** Far outside the drawing it does not matter how far. */
export const py = (y: number): number =>
  BOX.top + ((LIMIT - Math.max(-40, Math.min(40, y))) / (2 * LIMIT)) * (BOX.bottom - BOX.top)

export const pathOf = (values: ArrayLike<number>): string =>
  GRID.map((x, i) => `${i ? 'L' : 'M'}${px(x).toFixed(1)} ${py(values[i]!).toFixed(1)}`).join('')

const TRUTH = GRID.map(truth)

/** Axes of the plane of examples, for all figures that draw a fit. */
export function Ground() {
  return (
    <>
      <line class="axis" x1={BOX.left} x2={BOX.right} y1={py(0)} y2={py(0)} />
      {[-1, 0, 1].map((x) => (
        <text class="tick" key={x} x={px(x)} y={HEIGHT - 6} text-anchor="middle">
          {String(x).replace('-', '−')}
        </text>
      ))}
      {[-1, 0, 1].map((y) => (
        <text class="tick" key={y} x={BOX.left - 8} y={py(y) + 4} text-anchor="end">
          {String(y).replace('-', '−')}
        </text>
      ))}
    </>
  )
}

export const VIEW_BOX = `0 0 ${WIDTH} ${HEIGHT}`
export const CLIP = { x: BOX.left, y: BOX.top, width: BOX.right - BOX.left, height: BOX.bottom - BOX.top }

/** The examples and the fit; with many data sets also the fits to others, and their mean. */
export function Curve({ state, shown, id }: { state: FitState; shown: Shown; id: string }) {
  const { count, view } = state
  const targets = targetsOf(state, 0)
  const others = view === 'many' ? Array.from({ length: OTHERS }, (_, i) => fitTo(state, i + 1).curve) : []
  return (
    <svg class="fit-curve" data-drawing viewBox={VIEW_BOX} role="img" aria-label={text.picture}>
      <defs>
        <clipPath id={`${id}-fit`}>
          <rect {...CLIP} />
        </clipPath>
      </defs>
      <Ground />
      <g clip-path={`url(#${id}-fit)`}>
        {others.map((curve, i) => (
          <path key={i} class="other-fit" d={pathOf(curve)} />
        ))}
        <path class="truth" d={pathOf(TRUTH)} />
        <path class="fitted" d={pathOf(shown.one.curve)} />
        {placesOf(count).map((x, i) => (
          <circle key={i} class="given-point" cx={px(x)} cy={py(targets[i]!)} r={count > 30 ? 3 : 4.5} />
        ))}
      </g>
      <text class="curve-name" x={BOX.left + 10} y={BOX.top + 16}>
        <tspan class="of-fit">{text.fit}</tspan>
        <tspan class="of-truth" dx={14}>
          {text.truth}
        </tspan>
      </text>
    </svg>
  )
}
