import { useEffect, useState } from 'preact/hooks'
import { GRID } from '../../src/worker/playground/spec.ts'

type Rgb = readonly [r: number, g: number, b: number]

/** The page's colors, as canvases need them. */
export interface Palette {
  negative: Rgb
  positive: Rgb
  paper: Rgb
  ink: Rgb
  classes: readonly Rgb[]
}

function rgbOf(style: CSSStyleDeclaration, name: string): Rgb {
  const written = style.getPropertyValue(name).trim().replace('#', '')
  const hex = written.length === 3 ? [...written].map((digit) => digit + digit).join('') : written
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [part(0), part(2), part(4)]
}

function read(element: Element): Palette {
  const style = getComputedStyle(element)
  const color = (name: string) => rgbOf(style, name)
  return {
    negative: color('--negative'),
    positive: color('--positive'),
    paper: color('--raised'),
    ink: color('--ink'),
    classes: [0, 1, 2, 3, 4].map((k) => color(`--class-${k}`)),
  }
}

/** The palette of the present theme; undefined until the figure stands in a page. */
export function usePalette(element: { current: Element | null }): Palette | undefined {
  const [palette, setPalette] = useState<Palette>()
  useEffect(() => {
    const update = () => element.current && setPalette(read(element.current))
    update()
    const scheme = matchMedia('(prefers-color-scheme: dark)')
    // Paper is white in every theme. What paints with the palette does so in a layout effect: printing waits for no other.
    const paper = matchMedia('print')
    for (const media of [scheme, paper]) media.addEventListener('change', update)
    const observer = new MutationObserver(update)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => {
      for (const media of [scheme, paper]) media.removeEventListener('change', update)
      observer.disconnect()
    }
  }, [])
  return palette
}

/** How much of a color a full value has; examples must stand out from the field. */
const FULL = 0.78

const packed = ([r0, g0, b0]: Rgb, [r1, g1, b1]: Rgb, share: number): number => {
  const mix = (from: number, to: number) => Math.round(from + (to - from) * share)
  return (255 << 24) | (mix(b0, b1) << 16) | (mix(g0, g1) << 8) | mix(r0, r1)
}

/** A map's bytes as a picture: orange through paper to blue, or only the two ends. */
export function drawMap(
  canvas: HTMLCanvasElement,
  bytes: ArrayLike<number>,
  palette: Palette,
  discretize: boolean,
): void {
  const colors = Uint32Array.from({ length: 256 }, (_, byte) => {
    const value = discretize ? (byte < 128 ? -1 : 1) : byte / 127.5 - 1
    const end = value < 0 ? palette.negative : palette.positive
    return packed(palette.paper, end, Math.abs(value) * FULL)
  })
  paint(canvas, (cell) => colors[bytes[cell]!]!)
}

/** The likeliest class at each point, the fuller the likelier. */
export function drawClasses(
  canvas: HTMLCanvasElement,
  classes: ArrayLike<number>,
  chances: ArrayLike<number>,
  palette: Palette,
  discretize: boolean,
): void {
  const cells = GRID * GRID
  paint(canvas, (cell) => {
    const kind = classes[cell]!
    const chance = chances[kind * cells + cell]! / 255
    return packed(palette.paper, palette.classes[kind]!, discretize ? FULL : 0.15 + 0.6 * chance * chance)
  })
}

function paint(canvas: HTMLCanvasElement, color: (cell: number) => number): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const image = new ImageData(GRID, GRID)
  const pixels = new Uint32Array(image.data.buffer)
  for (let cell = 0; cell < pixels.length; cell++) pixels[cell] = color(cell)
  context.putImageData(image, 0, 0)
}
