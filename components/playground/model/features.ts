import { elementary } from '../../../src/engine/index.ts'
import { GRID } from '../../../src/worker/playground/spec.ts'
import { EDGE, type FeatureName } from './state.ts'

const { sin, cos } = elementary

/** Each input of the network, from the two coordinates. */
export const FEATURE: Readonly<Record<FeatureName, (x1: number, x2: number) => number>> = {
  x1: (x1) => x1,
  x2: (_, x2) => x2,
  x1sq: (x1) => x1 * x1,
  x2sq: (_, x2) => x2 * x2,
  x1x2: (x1, x2) => x1 * x2,
  sinx1: (x1) => sin(x1),
  sinx2: (_, x2) => sin(x2),
  cosx1: (x1) => cos(x1),
  cosx2: (_, x2) => cos(x2),
}

/** The largest value over the plane: what full color means. */
export const FEATURE_SIZE: Readonly<Record<FeatureName, number>> = {
  x1: EDGE,
  x2: EDGE,
  x1sq: EDGE * EDGE,
  x2sq: EDGE * EDGE,
  x1x2: EDGE * EDGE,
  sinx1: 1,
  sinx2: 1,
  cosx1: 1,
  cosx2: 1,
}

/** The rows of inputs for rows of coordinates. */
export function featureRows(points: ArrayLike<number>, names: readonly FeatureName[]): Float32Array {
  const count = points.length / 2
  const rows = new Float32Array(count * names.length)
  for (let i = 0; i < count; i++)
    names.forEach((name, k) => {
      rows[i * names.length + k] = FEATURE[name](points[2 * i]!, points[2 * i + 1]!)
    })
  return rows
}

/** The centers of the cells of a response map: row by row from the top left. */
export function gridPoints(): Float64Array {
  const points = new Float64Array(2 * GRID * GRID)
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const at = 2 * (row * GRID + column)
      points[at] = -EDGE + ((column + 0.5) / GRID) * 2 * EDGE
      points[at + 1] = EDGE - ((row + 0.5) / GRID) * 2 * EDGE
    }
  }
  return points
}

/** A feature all over the plane, as bytes: 0 … 255 for −1 … 1 of its size. */
export function featureMap(name: FeatureName): Uint8Array {
  const points = gridPoints()
  return Uint8Array.from({ length: GRID * GRID }, (_, i) =>
    Math.round((FEATURE[name](points[2 * i]!, points[2 * i + 1]!) / FEATURE_SIZE[name] + 1) * 127.5),
  )
}
