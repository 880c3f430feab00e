import katex from 'katex'
import { advance, fontOf } from './fonts.ts'

export interface Glyph {
  font: string
  code: number
  /** In em of the formula, from its left edge and its baseline, y upward. */
  x: number
  y: number
  size: number
  /** The meaning that colors it: `positive`, `negative`, `gradient`. */
  meaning: string | undefined
}
export interface Rule {
  x: number
  y: number
  width: number
  height: number
}
/** A formula laid out, in em. */
export interface Formula {
  glyphs: Glyph[]
  rules: Rule[]
  width: number
  height: number
  depth: number
}

/** KaTeX's own tree: spans with classes and a few styles, and symbols. */
interface Node {
  classes: string[]
  style: Readonly<Record<string, string | undefined>>
  height: number
  depth: number
  children?: Node[]
  text?: string
  italic?: number
}
interface Context {
  size: number
  font: string
  meaning: string | undefined
}
interface Box {
  glyphs: Glyph[]
  rules: Rule[]
  width: number
}

/** em of each of KaTeX's sizes 1 to 11. */
const SIZES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488]

/** What this layout does not draw: roots and stretched accents are pictures, and laps overlap. */
const UNKNOWN = /^(?:rlap|llap|clap|katex-thinbox|katex-vbox|katex-smash|svg-align|stretchy|hide-tail)$/

const em = (value: string | undefined): number => (value === undefined ? 0 : Number.parseFloat(value))

/**
 * Where every glyph of a formula stands, from the tree that KaTeX makes for the page, without a browser: rows, stacks
 * (`vlist`), fractions and tables. Undefined for what it cannot draw.
 */
export function layOut(tex: string, macros: Readonly<Record<string, string>> = {}): Formula | undefined {
  const options = { displayMode: true, trust: true, strict: false, macros: { ...macros } }
  try {
    const { __renderToHTMLTree: treeOf } = katex as unknown as {
      __renderToHTMLTree: (tex: string, options: object) => Node
    }
    const root = treeOf(tex, options)
    const box = lay(root, { size: 1, font: 'Main-Regular', meaning: undefined })
    return { ...box, height: root.height, depth: root.depth }
  } catch (error) {
    if (error instanceof NotDrawn) return undefined
    throw error
  }
}

class NotDrawn extends Error {}

function lay(node: Node, outer: Context): Box {
  if (node.classes.some((name) => UNKNOWN.test(name))) throw new NotDrawn(node.classes.join(' '))
  const context = within(node, outer)
  if (node.text !== undefined) return symbol(node, context)
  if (node.children === undefined) throw new NotDrawn('picture')
  if (node.classes.includes('vlist-t')) return stack(node, context)
  if (/^(?:katex-strut|pstrut|vlist-s)$/.test(node.classes[0] ?? '')) return empty(0)
  return row(node, context)
}

const empty = (width: number): Box => ({ glyphs: [], rules: [], width })

function row(node: Node, context: Context): Box {
  const { classes, style } = node
  const box = empty((em(style['marginLeft']) + em(style['paddingLeft'])) * context.size)
  const up = -em(style['top']) * context.size
  if (classes.includes('accent-body')) box.width += em(style['left']) * context.size
  for (const child of node.children!) place(box, lay(child, context), box.width, up)
  if (classes.includes('nulldelimiter')) box.width += 0.12 * context.size
  if (style['width']) box.width = Math.max(box.width, em(style['width']) * context.size)
  box.width += em(style['marginRight']) * context.size
  // An accent takes no room: what it stands on does.
  return classes.includes('accent-body') && !classes.includes('accent-full') ? { ...box, width: 0 } : box
}

/** Puts a box into another one; the pen moves on. */
function place(into: Box, box: Box, x: number, y: number): void {
  into.glyphs.push(...box.glyphs.map((glyph) => ({ ...glyph, x: glyph.x + x, y: glyph.y + y })))
  into.rules.push(...box.rules.map((rule) => ({ ...rule, x: rule.x + x, y: rule.y + y })))
  into.width = Math.max(into.width, x + box.width)
}

/** Things above each other: each says by its `top` and the strut before it how far its baseline is from the stack's. */
function stack(node: Node, context: Context): Box {
  const items = node.children![0]!.children![0]!.children!
  const laid = items.map((item) => ({
    up: (-em(item.style['top']) - em(item.children![0]!.style['height'])) * context.size,
    line: item.children!.find(({ classes }) => classes.some((name) => /-line$|^katex-hline$/.test(name))),
    box: row({ ...item, style: { ...item.style, top: '0' } }, context),
  }))
  const width = Math.max(...laid.map(({ box }) => box.width))
  const whole = empty(0)
  for (const { up, box, line } of laid) {
    const height = em(line?.style['borderBottomWidth']) * context.size
    if (line) place(whole, { glyphs: [], rules: [{ x: 0, y: 0, width, height }], width }, 0, up)
    else place(whole, box, (aligned.get(node) ?? 0) * (width - box.width), up)
  }
  whole.width = width
  return whole
}

const CENTERED = /^(?:mfrac|op-limits|katex-accent|mover|munder|x-arrow|col-align-c)$/
/** How much of the room beside the items of a stack stands to their left; its parent says it. */
const aligned = new WeakMap<Node, number>()

function within(node: Node, outer: Context): Context {
  for (const child of node.children ?? []) {
    if (node.classes.some((name) => CENTERED.test(name))) aligned.set(child, 0.5)
    else if (node.classes.includes('col-align-r')) aligned.set(child, 1)
  }
  const font = fontFor(node.classes) ?? outer.font
  const meaning = node.classes.find((name) => /^(?:positive|negative|gradient)$/.test(name)) ?? outer.meaning
  const [from, to] = ['reset-size', 'size'].map((prefix) =>
    node.classes.find((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length))),
  )
  if (!from || !to) return { ...outer, font, meaning }
  const sized = (name: string) => SIZES[Number(/\d+/.exec(name)![0]) - 1]!
  return { size: (outer.size * sized(to)) / sized(from), font, meaning }
}

const FONTS: readonly (readonly [classes: RegExp, font: string])[] = [
  [/\bboldsymbol\b/, 'Math-BoldItalic'],
  [/\bmathnormal\b/, 'Math-Italic'],
  [/\b(?:mathbf|textbf)\b/, 'Main-Bold'],
  [/\b(?:mathit|textit)\b/, 'Main-Italic'],
  [/\b(?:mathbb|amsrm|textbb)\b/, 'AMS-Regular'],
  [/\bmathcal\b/, 'Caligraphic-Regular'],
  [/\b(?:mathsf|textsf)\b/, 'SansSerif-Regular'],
  [/\b(?:mathtt|texttt)\b/, 'Typewriter-Regular'],
  [/\bop-symbol small-op\b/, 'Size1-Regular'],
  [/\bop-symbol large-op\b/, 'Size2-Regular'],
  [/\bdelim-?siz\w* .*\bsize1\b|\bdelim-size1\b/, 'Size1-Regular'],
  [/\bdelim-?siz\w* .*\bsize2\b/, 'Size2-Regular'],
  [/\bdelim-?siz\w* .*\bsize3\b/, 'Size3-Regular'],
  [/\bdelim-?siz\w* .*\bsize4\b|\bdelim-size4\b/, 'Size4-Regular'],
  [/\b(?:mathrm|textrm|mainrm)\b/, 'Main-Regular'],
]

function fontFor(classes: readonly string[]): string | undefined {
  const all = classes.join(' ')
  return FONTS.find(([pattern]) => pattern.test(all))?.[1]
}

function symbol({ text, italic = 0, style }: Node, { size, font, meaning }: Context): Box {
  const box = empty(em(style['marginLeft']) * size)
  for (const letter of text!.replaceAll('​', '')) {
    const code = letter === ' ' ? 0x20 : letter.codePointAt(0)!
    if (code !== 0x20 && !fontOf(font).hasGlyphForCodePoint(code)) throw new NotDrawn(letter)
    box.glyphs.push({ font, code, x: box.width, y: -em(style['top']) * size, size, meaning })
    box.width += advance(fontOf(font), code, size)
  }
  box.width += (em(style['marginRight']) + Math.max(0, italic)) * size
  return box
}
