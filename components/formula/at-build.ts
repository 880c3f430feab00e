import { declare, parseLine, toSpeech, toTex, walk } from '../../src/math/index.ts'
import { renderTex } from '../../src/site/markdown/math.ts'
import { mathSpeech, mathText } from '../../src/strings/math.en.ts'
import type { DescribedSymbol, SymbolText } from './described.ts'

/** The formula as HTML in which every symbol carries its name, and what is known of each symbol. */
export function drawFormula(
  expr: string,
  symbols: Record<string, SymbolText>,
): { html: string; described: DescribedSymbol[] } {
  const declarations = declare(
    Object.fromEntries(
      Object.entries(symbols).map(([name, { shape, domain }]) => [
        name,
        { ...(shape ? { shape } : {}), ...(domain ? { domain } : {}) },
      ]),
    ),
  )
  const read = parseLine(expr, declarations)
  if (!read.ok) throw new Error(`<FormulaLive expr="${expr}">: ${mathText(read.message)}`)
  const found = new Map<string, DescribedSymbol>()
  const tex = read.sides
    .map((side) =>
      toTex(side, {
        declarations,
        wrap: (inner, node) => {
          if (node.kind !== 'symbol') return inner
          found.set(node.name, {
            name: node.name,
            html: renderTex(inner, false),
            spoken: toSpeech(node, mathSpeech),
            ...symbols[node.name]!,
          })
          return `\\htmlData{symbol=${node.name}}{${inner}}`
        },
      }),
    )
    .join(' = ')
  const unused = Object.keys(symbols).find(
    (name) =>
      !read.sides.some((side) =>
        [...walk(side)].some((node) => node.kind === 'symbol' && node.name === name),
      ),
  )
  if (unused)
    throw new Error(`<FormulaLive expr="${expr}">: the symbol "${unused}" is declared but does not occur`)
  return { html: renderTex(tex, true), described: [...found.values()] }
}
