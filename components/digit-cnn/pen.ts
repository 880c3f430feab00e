import { FULL, PIXELS, SIDE } from './network.ts'

/** Side of the pad and of the bitmap that is counted, in points. */
export const PAD = 32
const BLOCK = PAD / SIDE
/** Width of the pen's line in points: with it drawn digits have about as much ink as those of the data set. */
export const PEN = 4.5
/** Width that a digit may take: those of the data set leave the outermost columns almost empty. */
const WIDEST = 20

export type Point = readonly [x: number, y: number]
export type Stroke = readonly Point[]

/** What drawing comes to, step by step. */
export interface Drawn {
  /** The strokes as they are counted. */
  strokes: readonly Stroke[]
  bitmap: Uint8Array // (32, 32), 1 where there is ink
  counts: Uint8Array // (8, 8), 0 … 16
}

/**
 * Strokes as large as the data set has its digits: 32 points high, in the middle, as wide as it is then but at most 20
 * points. The pen keeps its width. A flat line is made 20 points wide instead.
 */
export function normalized(strokes: readonly Stroke[]): Stroke[] {
  const points = strokes.flat()
  if (points.length === 0) return []
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  const [width, height] = [right - left, bottom - top]
  const tall = height > 0 ? (PAD - PEN) / height : Infinity
  const wide = width > 0 ? (WIDEST - PEN) / width : Infinity
  const isFlat = height < width / 4
  const sy = isFlat ? wide : tall
  const sx = Math.min(wide, sy)
  const scaled = (value: number, from: number, to: number, scale: number) =>
    PAD / 2 + (Number.isFinite(scale) ? (value - (from + to) / 2) * scale : 0)
  return strokes.map((stroke) =>
    stroke.map(([x, y]): Point => [scaled(x, left, right, sx), scaled(y, top, bottom, sy)]),
  )
}

/** Square of the distance from a place to a segment. */
function awayFrom(x: number, y: number, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length))
  return (x - ax - t * dx) ** 2 + (y - ay - t * dy) ** 2
}

/** Points whose middle the pen has passed over. */
export function bitmapOf(strokes: readonly Stroke[]): Uint8Array {
  const bitmap = new Uint8Array(PAD * PAD)
  for (const stroke of strokes)
    stroke.forEach((end, i) => {
      const start = stroke[Math.max(0, i - 1)]!
      for (let at = 0; at < bitmap.length; at++) {
        const [x, y] = [(at % PAD) + 0.5, Math.floor(at / PAD) + 0.5]
        if (!bitmap[at] && awayFrom(x, y, start, end) <= (PEN / 2) ** 2) bitmap[at] = 1
      }
    })
  return bitmap
}

/** Black points in each block of 4 × 4. */
export function countsOf(bitmap: ArrayLike<number>): Uint8Array {
  const counts = new Uint8Array(PIXELS)
  for (let at = 0; at < bitmap.length; at++) {
    const [row, column] = [Math.floor(at / PAD), at % PAD]
    if (bitmap[at]) counts[Math.floor(row / BLOCK) * SIDE + Math.floor(column / BLOCK)]!++
  }
  return counts
}

/** From strokes to what the network takes, stretched as the data set's digits are, or left where they were drawn. */
export function drawnOf(strokes: readonly Stroke[], stretches: boolean): Drawn {
  const used = stretches ? normalized(strokes) : strokes
  const bitmap = bitmapOf(used)
  return { strokes: used, bitmap, counts: countsOf(bitmap) }
}

/** Two characters a point, strokes apart: `1a2b.3c`. */
export const strokesToText = (strokes: readonly Stroke[]): string =>
  strokes
    .map((stroke) =>
      stroke.map(([x, y]) => [x, y].map((value) => Math.round(value).toString(36)).join('')).join(''),
    )
    .join('.')

export function strokesFromText(text: string): Stroke[] {
  if (!/^(?:[0-9a-w]{2})+(?:\.(?:[0-9a-w]{2})+)*$/.test(text)) return []
  return text
    .split('.')
    .map((stroke) =>
      Array.from({ length: stroke.length / 2 }, (_, i): Point => [
        Number.parseInt(stroke[2 * i]!, 36),
        Number.parseInt(stroke[2 * i + 1]!, 36),
      ]),
    )
}

/** A seven, drawn by hand: what the pad holds before anybody draws. */
export const SEVEN: readonly Stroke[] = [
  [
    [6, 8],
    [13, 7],
    [20, 7],
    [17, 13],
    [14, 19],
    [12, 25],
  ],
  [
    [9, 16],
    [19, 15],
  ],
]

/** The ink of a picture as a share of all its points. */
export const inkOf = (counts: ArrayLike<number>): number =>
  Array.from(counts).reduce((sum, count) => sum + count, 0) / (PIXELS * FULL)
