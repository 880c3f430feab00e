import { GRID } from '../../src/worker/playground/spec.ts'
import { EDGE, featureMap, type FeatureName, type PlayState } from './model.ts'

/** A neuron, hidden or of the output: layer 0 is the first hidden one, the last is the output. Or an input. */
export type Node = { layer: number; unit: number } | { feature: FeatureName }

export const sameNode = (a: Node | undefined, b: Node | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)

const CELLS = GRID * GRID

/** The bytes of one neuron among all maps. */
export function mapOf(
  maps: Uint8Array,
  layers: PlayState['layers'],
  layer: number,
  unit: number,
): Uint8Array {
  let index = unit
  for (let l = 0; l < layer; l++) index += layers[l]!.units
  return maps.subarray(index * CELLS, (index + 1) * CELLS)
}

/** Side of the plane's drawing. */
export const PLANE = 300
export const px = (x1: number): number => ((x1 + EDGE) / (2 * EDGE)) * PLANE
export const py = (x2: number): number => ((EDGE - x2) / (2 * EDGE)) * PLANE

/** The outline of an example: square, circle, triangle, diamond, cross, by its class. */
const MARKS: readonly string[] = [
  'm-3-3h6v6h-6z',
  'm-3.4 0a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0z',
  'm0-4l4 7h-8z',
  'm0-4.4l4 4.4l-4 4.4l-4-4.4z',
  'm-1.3-4h2.6v2.7h2.7v2.6h-2.7v2.7h-2.6v-2.7h-2.7v-2.6h2.7z',
]

/** The outline of one example at a place of the drawing. */
export const marksAt = (at: string, kind: number): string => `M${at}${MARKS[kind % MARKS.length]!}`

/** One path for many examples of a class. */
export const marksPath = (points: readonly (readonly [x1: number, x2: number])[], kind: number): string =>
  points
    .map(([x1, x2]) => `M${px(x1).toFixed(1)} ${py(x2).toFixed(1)}${MARKS[kind % MARKS.length]!}`)
    .join('')

/** Where a map is positive, as a path in a square of so many units: the picture before any script. */
export function positivePath(bytes: ArrayLike<number>, rows: number): string {
  const step = GRID / rows
  let path = ''
  for (let row = 0; row < rows; row++) {
    let from = -1
    for (let column = 0; column <= rows; column++) {
      const at = Math.floor((row + 0.5) * step) * GRID + Math.floor((column + 0.5) * step)
      const isPositive = column < rows && bytes[at]! > 127
      if (isPositive && from < 0) from = column
      if (!isPositive && from >= 0) {
        path += `M${from} ${row}h${column - from}v1h${from - column}z`
        from = -1
      }
    }
  }
  return path
}

/** Rows of the pictures before any script. */
export const FACE_ROWS = { node: 10, output: 25 } as const

/** How the nodes of the network stand: columns in percent of the width, rows in pixels. */
export const ROW = 48
export interface Column {
  /** Percent of the width. */
  x: number
  /** Pixels from the top, by unit. */
  ys: readonly number[]
}

export function columnsOf(sizes: readonly number[]): { columns: Column[]; height: number } {
  const tallest = Math.max(...sizes)
  const columns = sizes.map((size, i) => ({
    x: sizes.length === 1 ? 50 : 7 + (86 * i) / (sizes.length - 1),
    ys: Array.from({ length: size }, (_, unit) => ROW / 2 + (unit + (tallest - size) / 2) * ROW),
  }))
  return { columns, height: tallest * ROW }
}

/** What the large picture shows: the neuron or input pointed at, else the output; of several classes the likeliest. */
export function pictureOf(
  maps: Uint8Array | undefined,
  state: PlayState,
  outputs: number,
  node: Node | undefined,
): { bytes: Uint8Array; chances: Uint8Array | undefined } | undefined {
  if (node && 'feature' in node) return { bytes: featureMap(node.feature), chances: undefined }
  if (!maps) return undefined
  const last = state.layers.length
  if (node) return { bytes: mapOf(maps, state.layers, node.layer, node.unit), chances: undefined }
  if (outputs === 1) return { bytes: mapOf(maps, state.layers, last, 0), chances: undefined }
  const neurons = state.layers.reduce((sum, { units }) => sum + units, 0)
  return {
    bytes: mapOf(maps, state.layers, last, outputs),
    chances: maps.subarray(neurons * CELLS, (neurons + outputs) * CELLS),
  }
}
