type Corner = readonly [x: number, y: number, height: number]

/** Where the edge between two corners crosses the level; undefined where both lie on one side. */
function crossing([x0, y0, h0]: Corner, [x1, y1, h1]: Corner, level: number): [number, number] | undefined {
  if (h0 < level === h1 < level) return undefined
  const t = (level - h0) / (h1 - h0)
  return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)]
}

/**
 * The line of one height through a grid of heights, as pieces: each cell of the grid is cut into two triangles, and a
 * triangle is crossed by one piece or by none.
 *
 * @param heights row by row from the lowest y, `size` × `size`.
 * @param coordinates of the grid along both axes.
 */
export function contour(
  heights: readonly number[],
  coordinates: readonly number[],
  level: number,
): (readonly [readonly [number, number], readonly [number, number]])[] {
  const size = coordinates.length
  const isBelow = (i: number, j: number): boolean => heights[j * size + i]! < level
  const corner = (i: number, j: number): Corner => [coordinates[i]!, coordinates[j]!, heights[j * size + i]!]
  const pieces: (readonly [readonly [number, number], readonly [number, number]])[] = []
  for (let j = 0; j + 1 < size; j++) {
    for (let i = 0; i + 1 < size; i++) {
      // Most cells are not crossed at all.
      const side = isBelow(i, j)
      if (side === isBelow(i + 1, j) && side === isBelow(i + 1, j + 1) && side === isBelow(i, j + 1)) continue
      const [a, b, c, d] = [corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1)]
      for (const [p, q, r] of [
        [a, b, c],
        [a, c, d],
      ] as const) {
        const points = [crossing(p, q, level), crossing(q, r, level), crossing(r, p, level)].filter(
          (point) => point !== undefined,
        )
        if (points.length === 2) pieces.push([points[0]!, points[1]!])
      }
    }
  }
  return pieces
}
