import type { Palette } from '../playground/palette.ts'

type Rgb = Palette['paper']

/** Puts a map on a canvas of its own size, one color per number. */
function paint(
  canvas: HTMLCanvasElement,
  { height, width, values }: { height: number; width: number; values: ArrayLike<number> },
  color: (value: number) => number,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const image = new ImageData(width, height)
  const pixels = new Uint32Array(image.data.buffer)
  for (let i = 0; i < pixels.length; i++) pixels[i] = color(values[i]!)
  context.putImageData(image, 0, 0)
}

type Map = Parameters<typeof paint>[1]

/** 0 is black, 255 white; what lies beyond is cut off. */
export const paintGray = (canvas: HTMLCanvasElement, map: Map): void =>
  paint(canvas, map, (value) => {
    const byte = Math.min(255, Math.max(0, Math.round(value)))
    return (255 << 24) | (byte << 16) | (byte << 8) | byte
  })

/** Orange below zero, paper at zero, blue above; full color at ± `most`. */
export const paintSigns = (canvas: HTMLCanvasElement, map: Map, most: number, palette: Palette): void =>
  paint(canvas, map, (value) => {
    const end: Rgb = value < 0 ? palette.negative : palette.positive
    const share = most === 0 ? 0 : Math.min(1, Math.abs(value) / most)
    const mix = (k: 0 | 1 | 2) => Math.round(palette.paper[k] + (end[k] - palette.paper[k]) * share)
    return (255 << 24) | (mix(2) << 16) | (mix(1) << 8) | mix(0)
  })

/** The largest size of any number of a map. */
export function largest(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!))
  return most
}
