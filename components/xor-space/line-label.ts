import { CORNERS } from './model.ts'

export type Pixel = readonly [x: number, y: number]

/** A rectangle of the drawing: the middle of a text or mark, and half its width and height. */
export interface Box {
  at: Pixel
  half: Pixel
}

const NAME: Pixel = [11, 10]
/** Where along a line its name may stand, from its second end to its first: near an end first. */
const PLACES = [0.96, 0.9, 0.82, 0.72, 0.6, 0.5, 0.4, 0.28, 0.18, 0.1, 0.04]
/** How far from the line the middle of its name stands. */
const BESIDE = 14

export const overlap = (a: Box, b: Box): boolean =>
  [0, 1].every((k) => Math.abs(a.at[k]! - b.at[k]!) < a.half[k]! + b.half[k]!)

/** What the input map shows besides lines: marks and names of corners, numbers and names of the axes. */
export function occupied(px: (x: number) => number, py: (y: number) => number, hi: number): Box[] {
  const corners = CORNERS.flatMap(([x, y]): Box[] => [
    { at: [px(x), py(y)], half: [16, 16] },
    { at: [px(x) + (x ? 24 : -24), py(y) + (y ? -17 : 19)], half: [11, 9] },
  ])
  return [
    ...corners,
    { at: [px(hi) + 14, py(0)], half: [13, 10] },
    { at: [px(0) + 2, py(hi) - 12], half: [13, 10] },
    { at: [px(0) - 20, py(1)], half: [6, 8] },
    { at: [px(1), py(0) + 24], half: [6, 8] },
  ]
}

/**
 * Where the names of lines stand: beside their own line, on either side of it, as near to its end as nothing else is in
 * the way; a later name makes way for an earlier one. `others` is what is already in the drawing.
 */
export function namesOf(
  lines: readonly (readonly [Pixel, Pixel] | undefined)[],
  others: readonly Box[],
): (Pixel | undefined)[] {
  const taken = [...others]
  return lines.map((line) => {
    if (line === undefined) return undefined
    const [[x0, y0], [x1, y1]] = line
    const length = Math.hypot(x1 - x0, y1 - y0)
    if (length === 0) return undefined
    const [nx, ny] = [(y0 - y1) / length, (x1 - x0) / length]
    const candidates = PLACES.flatMap((t) =>
      [BESIDE, -BESIDE].map((side): Pixel => [
        x0 + t * (x1 - x0) + side * nx,
        y0 + t * (y1 - y0) + side * ny,
      ]),
    )
    const isFree = (at: Pixel) => !taken.some((box) => overlap({ at, half: NAME }, box))
    const at = candidates.find(isFree) ?? candidates[0]!
    taken.push({ at, half: NAME })
    return at
  })
}
