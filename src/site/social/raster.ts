/** A point of an outline in pixels, y downward. */
export type Point = readonly [x: number, y: number]
/** Closed contours. What two contours of opposite direction enclose together is a hole. */
export type Outline = readonly (readonly Point[])[]
export type Rgb = readonly [red: number, green: number, blue: number]

/**
 * A picture of filled outlines. Coverage is exact: every edge adds its signed area to the pixels that it crosses, and a
 * running sum along the row gives each pixel its share (as the rasterizer of font-rs does). Plain arithmetic, so the
 * same outlines give the same bytes on every machine.
 */
export class Raster {
  readonly width: number
  readonly height: number
  /** (H, W, 3), bytes. */
  readonly pixels: Uint8Array

  constructor(width: number, height: number, paper: Rgb) {
    this.width = width
    this.height = height
    this.pixels = new Uint8Array(width * height * 3)
    for (let i = 0; i < this.pixels.length; i++) this.pixels[i] = paper[i % 3]!
  }

  fill(outline: Outline, color: Rgb): void {
    const rows = outline.flatMap((contour) => contour.map(([, y]) => y))
    const top = Math.max(0, Math.floor(Math.min(...rows)))
    const bottom = Math.min(this.height, Math.ceil(Math.max(...rows)))
    if (!(bottom > top)) return
    const stride = this.width + 2
    const cover = new Float64Array((bottom - top) * stride) // (H, W + 2)
    for (const contour of outline) {
      contour.forEach((from, i) =>
        this.#edge(cover, stride, top, bottom, from, contour[(i + 1) % contour.length]!),
      )
    }
    for (let y = top; y < bottom; y++) {
      let sum = 0
      for (let x = 0; x < this.width; x++) {
        sum += cover[(y - top) * stride + x]!
        const share = Math.min(1, Math.abs(sum))
        if (share > 1e-6) this.#blend((y * this.width + x) * 3, color, share)
      }
    }
  }

  #blend(at: number, color: Rgb, share: number): void {
    for (let c = 0; c < 3; c++) {
      const below = this.pixels[at + c]!
      this.pixels[at + c] = Math.round(below + (color[c]! - below) * share)
    }
  }

  /** Adds one edge, cut at the rows and, left and right, at the border of the picture. */
  #edge(cover: Float64Array, stride: number, top: number, bottom: number, a: Point, b: Point): void {
    if (a[1] === b[1]) return
    const sign = a[1] < b[1] ? 1 : -1
    const [x0, y0, x1, y1] = sign > 0 ? [a[0], a[1], b[0], b[1]] : [b[0], b[1], a[0], a[1]]
    const slope = (x1 - x0) / (y1 - y0)
    const inside = (x: number) => Math.min(this.width, Math.max(0, x))
    for (let y = Math.max(top, Math.floor(y0)); y < Math.min(bottom, y1); y++) {
      const from = Math.max(y, y0)
      const to = Math.min(y + 1, y1)
      const left = inside(x0 + (from - y0) * slope)
      const right = inside(x0 + (to - y0) * slope)
      spread(cover, (y - top) * stride, sign * (to - from), Math.min(left, right), Math.max(left, right))
    }
  }
}

/** An edge within one row from `left` to `right`: each pixel gets the part of `area` that lies to its right. */
function spread(cover: Float64Array, row: number, area: number, left: number, right: number): void {
  const first = Math.floor(left)
  if (right <= first + 1) {
    const rest = 1 - ((left + right) / 2 - first)
    cover[row + first]! += area * rest
    cover[row + first + 1]! += area * (1 - rest)
    return
  }
  const perPixel = area / (right - left)
  /** Area to the right of the edge, up to pixel x and not beyond. */
  const until = (x: number) => {
    const end = Math.min(right, x + 1)
    const start = Math.max(left, x)
    return perPixel * (end - start) * (1 - ((start + end) / 2 - x))
  }
  let carried = 0
  for (let x = first; x < right; x++) {
    const own = until(x)
    cover[row + x]! += carried + own
    carried = perPixel * (Math.min(right, x + 1) - Math.max(left, x)) - own
  }
  cover[row + Math.ceil(right)]! += carried
}

/** A rectangle as an outline. */
export const rectangle = (x: number, y: number, width: number, height: number): Outline => [
  [
    [x, y],
    [x + width, y],
    [x + width, y + height],
    [x, y + height],
  ],
]

/** A circle as a polygon of 64 sides. */
export const circle = (cx: number, cy: number, radius: number): Outline => [
  Array.from({ length: 64 }, (_, i): Point => {
    const angle = (i / 64) * 2 * Math.PI
    return [cx + radius * Math.cos(angle), cy + radius * Math.sin(angle)]
  }),
]
