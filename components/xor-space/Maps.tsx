import { boundaryText } from '../../src/strings/boundaries.en.ts'
import { boundary, positiveSide } from '../gate-bench/model.ts'
import { CornerMark } from '../gate-bench/Square.tsx'
import { namesOf, occupied } from './line-label.ts'
import { bentGrid, CORNERS, TABLES, VIEW, type CornerFate, type SpaceState } from './model.ts'

const text = boundaryText.space
const SIZE = 340
const MARGIN = 28

interface View {
  lo: number
  hi: number
}

/** From the numbers of a view to the drawing. */
const scaleOf = ({ lo, hi }: View) => {
  const unit = (SIZE - 2 * MARGIN) / (hi - lo)
  return { px: (x: number) => MARGIN + (x - lo) * unit, py: (y: number) => SIZE - MARGIN - (y - lo) * unit }
}

function Axes({ view, name }: { view: View; name: string }) {
  const { px, py } = scaleOf(view)
  return (
    <>
      <line class="axis" x1={px(view.lo)} x2={px(view.hi)} y1={py(0)} y2={py(0)} />
      <line class="axis" x1={px(0)} x2={px(0)} y1={py(view.lo)} y2={py(view.hi)} />
      {[1, 2]
        .filter((tick) => tick < view.hi)
        .map((tick) => (
          <g key={tick}>
            <text class="tick" x={px(tick)} y={py(0) + 28} text-anchor="middle">
              {tick}
            </text>
            <text class="tick" x={px(0) - 16} y={py(tick) + 4} text-anchor="end">
              {tick}
            </text>
          </g>
        ))}
      <text class="tick name" x={px(view.hi) + 5} y={py(0) + 4}>
        {name}
        <tspan class="sub" dy="3">
          1
        </tspan>
      </text>
      <text class="tick name" x={px(0)} y={py(view.hi) - 8} text-anchor="middle">
        {name}
        <tspan class="sub" dy="3">
          2
        </tspan>
      </text>
    </>
  )
}

/** The points as they come in, with the lines on which the hidden neurons are undecided. */
export function InputMap({ state, fates }: { state: SpaceState; fates: readonly CornerFate[] }) {
  const view = { lo: -0.4, hi: 1.4 }
  const { px, py } = scaleOf(view)
  const lines = (['first', 'second'] as const).map((key) => {
    const line = boundary(state[key], view.lo, view.hi)
    return (
      line &&
      ([
        [px(line[0][0]), py(line[0][1])],
        [px(line[1][0]), py(line[1][1])],
      ] as const)
    )
  })
  const names = namesOf(lines, occupied(px, py, view.hi))
  return (
    <svg
      class="space-map"
      data-drawing
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.inputPicture}
    >
      <Axes view={view} name="x" />
      {(['first', 'second'] as const).map((key, i) => {
        const line = lines[i]
        const at = names[i]
        return (
          line &&
          at && (
            <g key={key} class={`hidden-line ${key}`}>
              <line x1={line[0][0]} y1={line[0][1]} x2={line[1][0]} y2={line[1][1]} />
              <text x={at[0]} y={at[1] + 5} text-anchor="middle">
                h
                <tspan class="sub" dy="3">
                  {i + 1}
                </tspan>
              </text>
            </g>
          )
        )
      })}
      {CORNERS.map(([x, y], i) => (
        <g key={i}>
          <CornerMark
            x={px(x)}
            y={py(y)}
            bit={TABLES.xor[i]!}
            isWrong={fates[i]!.answer !== fates[i]!.wanted}
          />
          <text
            class="corner-name"
            x={px(x) + (x ? 14 : -14)}
            y={py(y) + (y ? -12 : 24)}
            text-anchor={x ? 'start' : 'end'}
          >
            {x}
            {y}
          </text>
        </g>
      ))}
    </svg>
  )
}

interface HiddenProps {
  state: SpaceState
  fates: readonly CornerFate[]
  /** Where the points have been, oldest first. */
  trail: readonly (readonly (readonly [number, number])[])[]
}

/** The same points in hidden space, the square bent as the layer bends it, and the one line of the output neuron. */
export function HiddenMap({ state, fates, trail }: HiddenProps) {
  const [lo, hi] = VIEW[state.activation]
  const view = { lo, hi }
  const { px, py } = scaleOf(view)
  const side = positiveSide(state.output, lo, hi)
  const line = boundary(state.output, lo, hi)
  const inside = (value: number) => Math.min(hi, Math.max(lo, value))
  const path = (points: readonly (readonly [number, number])[]) =>
    points
      .map(([x, y], i) => `${i ? 'L' : 'M'}${px(inside(x)).toFixed(1)} ${py(inside(y)).toFixed(1)}`)
      .join('')
  const groups = grouped(fates)
  return (
    <svg
      class="space-map"
      data-drawing
      viewBox={`0 0 ${SIZE} ${SIZE}`}
      role="img"
      aria-label={text.hiddenPicture}
    >
      <rect class="half negative" x={px(lo)} y={py(hi)} width={px(hi) - px(lo)} height={py(lo) - py(hi)} />
      {side.length > 2 && (
        <polygon class="half positive" points={side.map(([x, y]) => `${px(x)},${py(y)}`).join(' ')} />
      )}
      <Axes view={view} name="h" />
      {state.activation !== 'step' &&
        bentGrid(state).map((points, i) => <path key={i} class="bent" d={path(points)} />)}
      {trail.length > 1 &&
        fates.map((_, i) => <path key={i} class="trail" d={path(trail.map((places) => places[i]!))} />)}
      {line && (
        <line
          class="boundary"
          x1={px(line[0][0])}
          y1={py(line[0][1])}
          x2={px(line[1][0])}
          y2={py(line[1][1])}
        />
      )}
      {groups.map(({ names, members }) => {
        const [x, y] = members[0]!.h
        const isOutside = inside(x) !== x || inside(y) !== y
        return (
          <g key={names}>
            {/* Points that have met are drawn side by side, so that none hides the other. */}
            {members.map(({ wanted, answer }, i) => (
              <CornerMark
                key={i}
                x={px(inside(x)) + (i - (members.length - 1) / 2) * 13}
                y={py(inside(y))}
                bit={wanted}
                isWrong={answer !== wanted}
              />
            ))}
            <text class="corner-name" x={px(inside(x)) + 12} y={py(inside(y)) - 14}>
              {names}
              {isOutside && ` (${text.outside})`}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** Points that have landed on the same place, together. */
function grouped(fates: readonly CornerFate[]): { names: string; members: CornerFate[] }[] {
  const groups = new Map<string, CornerFate[]>()
  for (const fate of fates) {
    const place = fate.h.map((value) => value.toFixed(2)).join()
    groups.set(place, [...(groups.get(place) ?? []), fate])
  }
  return [...groups.values()].map((members) => ({
    names: members.map(({ corner }) => corner.join('')).join(', '),
    members,
  }))
}
