import { elementary } from 'chainrule'
import { stochasticText } from '../../src/strings/stochastic.en.ts'
import { BUDGET, SOLVED, type Race } from './model.ts'
import { METHODS, type MethodName } from './searches.ts'

const text = stochasticText.race
const WIDTH = 640
const HEIGHT = 380
const BOX = { left: 58, right: WIDTH - 128, top: 14, bottom: HEIGHT - 44 }
const LOW = 1e-3
const HIGH = 10
const FIRST = 4

const log = (value: number) => elementary.log(value)
const px = (passes: number) => BOX.left + (log(passes / FIRST) / log(BUDGET / FIRST)) * (BOX.right - BOX.left)
const py = (loss: number) =>
  BOX.bottom - (log(Math.min(HIGH, Math.max(LOW, loss)) / LOW) / log(HIGH / LOW)) * (BOX.bottom - BOX.top)

/** The heights of the names at the right end: as near to their curves as their distance of a line allows. */
function spreadOut(heights: readonly number[], least = 17): number[] {
  const order = heights.map((_, i) => i).sort((a, b) => heights[a]! - heights[b]!)
  const placed = [...heights]
  let before = -Infinity
  for (const i of order) before = placed[i] = Math.max(placed[i]!, before + least)
  let after = BOX.bottom + least
  for (const i of order.reverse()) after = placed[i] = Math.min(placed[i]!, after - least)
  return placed
}

/** Loss by passes. The four lines differ in their dashes, and each has its name at its end. */
export function Curves({ race, passes }: { race: Race; passes: number }) {
  const marksOf = (method: MethodName) => race[method].marks.filter((mark) => mark.passes <= passes)
  const names = spreadOut(METHODS.map((method) => py(marksOf(method).at(-1)!.loss)))
  return (
    <svg
      class="race-plot"
      data-drawing
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text.picture}
    >
      {[0.001, 0.01, 0.1, 1, 10].map((loss) => (
        <g key={loss}>
          <line class="axis faint" x1={BOX.left} x2={BOX.right} y1={py(loss)} y2={py(loss)} />
          <text class="tick" x={BOX.left - 8} y={py(loss) + 4} text-anchor="end">
            {loss === LOW ? text.orLess : loss}
          </text>
        </g>
      ))}
      {[4, 40, 400, 4000, 40_000].map((at) => (
        <text class="tick" key={at} x={px(at)} y={BOX.bottom + 18} text-anchor="middle">
          {at.toLocaleString('en')}
        </text>
      ))}
      <text class="tick" x={BOX.right} y={HEIGHT - 6} text-anchor="end">
        {text.passes}
      </text>
      <text class="tick" x={BOX.left + 4} y={BOX.top - 2}>
        {text.loss}
      </text>
      <line class="solved-line" x1={BOX.left} x2={BOX.right} y1={py(SOLVED)} y2={py(SOLVED)} />
      <text class="tick" x={BOX.left + 6} y={py(SOLVED) - 6}>
        {text.solvedLine}
      </text>
      {METHODS.map((method, i) => {
        const marks = marksOf(method)
        const end = marks.at(-1)!
        return (
          <g key={method} class={`lane ${method}`}>
            <path
              d={marks
                .map(
                  (mark, at) => `${at ? 'L' : 'M'}${px(mark.passes).toFixed(1)} ${py(mark.loss).toFixed(1)}`,
                )
                .join('')}
            />
            <circle cx={px(end.passes)} cy={py(end.loss)} r={4} />
            <text class="lane-name" x={px(end.passes) + 9} y={names[i]! + 4}>
              {text.methods[method]}
            </text>
          </g>
        )
      })}
    </svg>
  )
}
