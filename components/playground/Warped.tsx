import { useMemo } from 'preact/hooks'
import { playgroundText as text } from '../../src/strings/playground.en.ts'
import type { Warp, WarpAxes } from '../../src/worker/playground-client.ts'
import { GRID } from '../../src/worker/playground/spec.ts'
import { Choice } from './Choice.tsx'
import type { PlayState, Points, Split } from './model.ts'
import { marksAt, PLANE } from './places.ts'

interface Props {
  state: PlayState
  axes: WarpAxes
  warp: Warp | null
  points: Points
  split: Split
  onAxes: (axes: WarpAxes) => void
}

/** Every how many points of the grid a line is drawn. */
const EVERY = 7

/** The first two neurons of the last hidden layer, which the output sees. */
export function firstAxes({ layers }: PlayState): WarpAxes {
  const layer = Math.max(0, layers.length - 1)
  return { layer, units: [0, Math.min(1, (layers[layer]?.units ?? 1) - 1)] }
}

/** The plane as a hidden layer bends it: two of its neurons as axes, the grid and the examples where they come to lie. */
export function Warped({ state, axes, warp, points, split, onAxes }: Props) {
  const size = state.layers[axes.layer]?.units ?? 0
  const drawn = useMemo(() => warp && drawingOf(warp, points, split), [warp, points, split])
  const units = Array.from({ length: size }, (_, unit) => unit)
  return (
    <>
      <p class="play-note">{text.warpHow}</p>
      <div class="play-settings">
        <Choice
          label={text.warpLayer}
          value={axes.layer}
          options={state.layers.map((_, layer) => layer)}
          name={(layer) => text.layer(layer + 1)}
          onChange={(layer) =>
            onAxes({ layer, units: [0, Math.min(1, (state.layers[layer]?.units ?? 1) - 1)] })
          }
        />
        {([0, 1] as const).map((axis) => (
          <Choice
            key={axis}
            label={axis === 0 ? text.warpAcross : text.warpUp}
            value={axes.units[axis]}
            options={units}
            name={(unit) => text.neuron(axes.layer + 1, unit + 1)}
            onChange={(unit) =>
              onAxes({ ...axes, units: axis === 0 ? [unit, axes.units[1]] : [axes.units[0], unit] })
            }
          />
        ))}
      </div>
      <svg
        class="play-warped"
        data-drawing
        viewBox={`0 0 ${PLANE} ${PLANE}`}
        role="img"
        aria-label={text.warpPicture(axes.layer + 1)}
      >
        <path class="play-warp-grid" d={drawn?.grid ?? ''} />
        {drawn?.marks.map(({ group, path, kind }) => (
          <path key={group} class={`play-mark play-train ${kind}-${group}`} d={path} />
        ))}
      </svg>
    </>
  )
}

/** Fits everything finite into the picture, both axes to one scale each. */
function drawingOf({ grid, examples }: Warp, points: Points, split: Split) {
  const scales = [0, 1].map((axis) => {
    let [low, high] = [Infinity, -Infinity]
    for (let i = axis; i < grid.length; i += 2) {
      const value = grid[i]!
      if (!Number.isFinite(value)) continue
      low = Math.min(low, value)
      high = Math.max(high, value)
    }
    const reach = high > low ? high - low : 1
    return (value: number) => {
      const share = (value - (high > low ? low : low - 0.5)) / reach
      return 8 + (axis === 0 ? share : 1 - share) * (PLANE - 16)
    }
  })
  const at = (from: ArrayLike<number>, i: number): string =>
    `${scales[0]!(from[2 * i]!).toFixed(1)} ${scales[1]!(from[2 * i + 1]!).toFixed(1)}`
  const line = (index: (step: number) => number): string =>
    Array.from({ length: GRID }, (_, step) => `${step === 0 ? 'M' : 'L'}${at(grid, index(step))}`).join('')
  let lines = ''
  for (let k = 0; k < GRID; k += EVERY)
    lines += line((step) => k * GRID + step) + line((step) => step * GRID + k)
  const kind = points.classes === 0 ? 'band' : 'class'
  const groups = new Map<number, string>()
  split.train.forEach((row, i) => {
    if (2 * i >= examples.length) return
    const target = points.target[row]!
    const group = points.classes === 0 ? Math.min(4, Math.max(0, Math.round(target * 2 + 2))) : target
    groups.set(group, (groups.get(group) ?? '') + marksAt(at(examples, i), points.classes === 0 ? 1 : group))
  })
  return { grid: lines, marks: [...groups].map(([group, path]) => ({ group, path, kind })) }
}
