import { create, type Font } from 'fontkitten'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Outline, Point } from './raster.ts'

/** A build runs in the folder of the course, wherever it writes to. */
const packages = join(process.cwd(), 'node_modules')
const opened = new Map<string, Font>()

const FILES: Readonly<Record<string, string>> = {
  serif: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-opsz-normal.woff2',
  sans: '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
}

/** A font of the look (`serif`, `sans`), or one of KaTeX by the name of its file (`Main-Regular`). */
export function fontOf(name: string): Font {
  const known = opened.get(name)
  if (known) return known
  const font = create(
    readFileSync(join(packages, FILES[name] ?? `katex/dist/fonts/KaTeX_${name}.ttf`)),
  ) as Font
  opened.set(name, font)
  return font
}

/** Steps of a curve: at the sizes of a card a step is less than a pixel long. */
const STEPS = 8

interface Command {
  command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'
  args: number[]
}

/** A glyph's outline at a place: curves as short lines, y downward. @param size pixels per em */
export function glyphAt(font: Font, codePoint: number, size: number, x: number, y: number): Outline {
  const scale = size / font.unitsPerEm
  const at = (px: number, py: number): Point => [x + px * scale, y - py * scale]
  const contours: Point[][] = []
  let [fromX, fromY] = [0, 0]
  for (const { command, args } of font.glyphForCodePoint(codePoint).path.commands as Command[]) {
    if (command === 'closePath') continue
    if (command === 'moveTo') contours.push([])
    const [endX, endY] = [args.at(-2)!, args.at(-1)!]
    const steps = args.length > 2 ? STEPS : 1
    for (let i = 1; i <= steps; i++) contours.at(-1)!.push(at(...along(i / steps, [fromX, fromY, ...args])))
    ;[fromX, fromY] = [endX, endY]
  }
  return contours.filter((contour) => contour.length > 2)
}

/** The point of a line, quadratic or cubic Bézier curve at t, by de Casteljau. */
function along(t: number, points: readonly number[]): [x: number, y: number] {
  let row = points
  while (row.length > 2) row = row.slice(2).map((value, i) => row[i]! + (value - row[i]!) * t)
  return [row[0]!, row[1]!]
}

/** The width of a line of text. @param size pixels per em */
export const widthOf = (font: Font, text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + advance(font, letter.codePointAt(0)!, size), 0)

/** How far a glyph moves the pen. */
export const advance = (font: Font, codePoint: number, size: number): number =>
  (font.glyphForCodePoint(codePoint).advanceWidth * size) / font.unitsPerEm

/** A line of text as one outline. */
export function textAt(font: Font, text: string, size: number, x: number, y: number): Outline {
  let pen = x
  return [...text].flatMap((letter) => {
    const code = letter.codePointAt(0)!
    const outline = glyphAt(font, code, size, pen, y)
    pen += advance(font, code, size)
    return outline
  })
}
