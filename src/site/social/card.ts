import { rgbPng } from '../png.ts'
import { fontOf, glyphAt, textAt, widthOf } from './fonts.ts'
import { layOut, type Formula } from './formula.ts'
import { circle, Raster, rectangle, type Rgb } from './raster.ts'

/** What social networks ask for, in pixels. */
export const WIDTH = 1200
export const HEIGHT = 630

const MARGIN = 80
/** The light look of styles/tokens.css; a test holds them to it. */
export const COLORS = {
  paper: '#fbfaf7',
  line: '#dcd8cf',
  ink: '#1d1c1a',
  soft: '#5c5850',
  positive: '#1f5fbf',
  negative: '#b4500b',
  gradient: '#a8246f',
  accent: '#6b3fa0',
} as const

const rgb = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb
const INK = rgb(COLORS.ink)
const SOFT = rgb(COLORS.soft)

export interface Card {
  /** The line above the title. */
  above: string
  title: string
  /** The line at the foot, beside the sign. */
  name: string
  /** TeX of displayed formulas in order; the first that can be drawn large enough is. */
  formulas: readonly string[]
  macros?: Readonly<Record<string, string>>
}

/** The picture of a page for those who link to it, as PNG: its title and its own formula, in the course's type. */
export function cardPng(card: Card): Uint8Array<ArrayBuffer> {
  const raster = new Raster(WIDTH, HEIGHT, rgb(COLORS.paper))
  const serif = fontOf('serif')
  const sans = fontOf('sans')
  raster.fill(textAt(sans, card.above, 28, MARGIN, 110), SOFT)
  const size = [76, 64, 54].find((one) => linesOf(card.title, one).length <= (one > 60 ? 1 : 2)) ?? 46
  const lines = linesOf(card.title, size)
  lines.forEach((line, i) => raster.fill(textAt(serif, line, size, MARGIN, 198 + i * size * 1.15), INK))
  const top = 198 + (lines.length - 1) * size * 1.15 + 50
  const bottom = HEIGHT - 130
  const formula = firstThatFits(card, bottom - top)
  if (formula) drawFormula(raster, formula.laid, formula.size, top, bottom)
  raster.fill(rectangle(MARGIN, HEIGHT - 112, WIDTH - 2 * MARGIN, 2), rgb(COLORS.line))
  drawSign(raster, MARGIN, HEIGHT - 88, 44)
  raster.fill(textAt(sans, card.name, 28, MARGIN + 62, HEIGHT - 56), INK)
  return rgbPng(raster)
}

/** Words in lines as wide as the card. */
function linesOf(text: string, size: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word
    if (lines.length && widthOf(fontOf('serif'), longer, size) <= WIDTH - 2 * MARGIN)
      lines.splice(-1, 1, longer)
    else lines.push(word)
  }
  return lines
}

/** Pixels per em of a formula: no smaller than can be read in a thumbnail, no larger than the title. */
const LEAST = 30
const MOST = 72

function firstThatFits(
  { formulas, macros }: Card,
  room: number,
): { laid: Formula; size: number } | undefined {
  for (const tex of formulas) {
    const laid = layOut(tex, macros)
    if (!laid) continue
    const size = Math.min(MOST, (WIDTH - 2 * MARGIN) / laid.width, room / (laid.height + laid.depth))
    if (size >= LEAST) return { laid, size }
  }
  return undefined
}

function drawFormula(raster: Raster, laid: Formula, size: number, top: number, bottom: number): void {
  const baseline = (top + bottom + (laid.height - laid.depth) * size) / 2
  for (const { font, code, x, y, size: em, meaning } of laid.glyphs) {
    const color = meaning ? rgb(COLORS[meaning as keyof typeof COLORS]) : INK
    const outline = glyphAt(fontOf(font), code, em * size, MARGIN + x * size, baseline - y * size)
    if (outline.length) raster.fill(outline, color)
  }
  for (const { x, y, width, height } of laid.rules)
    raster.fill(
      rectangle(MARGIN + x * size, baseline - (y + height) * size, width * size, height * size),
      INK,
    )
}

/** The course's sign, as in favicon.svg: two inputs and a neuron. */
/** The sign alone, as an icon; what a system cuts off in a circle is paper. */
export function iconPng(size: number): Uint8Array<ArrayBuffer> {
  const raster = new Raster(size, size, rgb(COLORS.paper))
  drawSign(raster, size * 0.2, size * 0.2, size * 0.6)
  return rgbPng(raster)
}

function drawSign(raster: Raster, x: number, y: number, size: number): void {
  const unit = size / 32
  for (const [side, color] of [
    [-1, COLORS.positive],
    [1, COLORS.negative],
  ] as const) {
    // M5 8 h6 q5 0 8 5, drawn with a round pen.
    const dots = Array.from({ length: 60 }, (_, i) => {
      const t = Math.max(0, (i - 20) / 39)
      const [px, py] = i < 20 ? [5 + (6 * i) / 20, 8] : [11 + 2 * t * (1 - t) * 5 + t * t * 8, 8 + t * t * 5]
      return circle(x + px * unit, y + (16 + side * (16 - py)) * unit, 1.5 * unit)
    })
    raster.fill(dots.flat(), rgb(color))
  }
  raster.fill(circle(x + 22 * unit, y + 16 * unit, 6 * unit), INK)
}
