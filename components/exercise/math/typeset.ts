import katex from 'katex'
import { declare, parseLine, toTex, type Options, type Specs } from '../../../src/math/index.ts'

/** Loaded when a reader first types mathematics: KaTeX is larger than everything else an exercise needs. */
export interface Typeset {
  /** HTML of what was typed, or undefined while it cannot be read. */
  (text: string): string | undefined
}

/** @param symbols the exercise's own symbols, which say how names are printed */
export function typesetter(symbols: Specs, options: Partial<Options> | undefined): Typeset {
  const declarations = declare(symbols, options)
  return (text) => {
    const read = text.trim() === '' ? undefined : parseLine(text, declarations)
    if (!read?.ok) return undefined
    const sides = read.sides.map((side) => toTex(side, { declarations })).join(' = ')
    return katex.renderToString(read.continues ? `= ${sides}` : sides, {
      throwOnError: false,
      output: 'html',
    })
  }
}
