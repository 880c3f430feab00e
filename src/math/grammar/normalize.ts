import { greekName } from './vocabulary.ts'

/** The text in plain ASCII, and for each of its characters the place in the original it came from. */
export interface Normalized {
  readonly text: string
  /** One longer than `text`: the last entry is the length of the original. */
  readonly origin: readonly number[]
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱᵀᵗˡᵏ'
const SUPERSCRIPT_MEANING = '0123456789+-()ni⊤tlk'
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ'
const SUBSCRIPT_MEANING = '0123456789+-()aehijklmnoprstuvx'

const SINGLE: Readonly<Record<string, string>> = {
  '−': '-', '–': '-', '—': '-', '‐': '-', '‑': '-', '‒': '-', '﹣': '-', '－': '-', '＋': '+',
  '×': '*', '∗': '*', '✕': '*', '⋅': '·', '∙': '·', '•': '·', '÷': '/', '∕': '/', '⁄': '/',
  '⊙': '⊙', '∘': '⊙', '◦': '⊙', '‖': '||', '∥': '||', '∣': '|', '｜': '|',
  '’': "'", '‘': "'", '′': "'", '´': "'", '`': "'", 'ʹ': "'", '″': "''", '‴': "'''",
  '½': '(1/2)', '¼': '(1/4)', '¾': '(3/4)', '⅓': '(1/3)', '⅔': '(2/3)', '⅛': '(1/8)',
  '√': '\\sqrt\ue000', '∑': '\\sum\ue000', '∏': '\\prod\ue000', '∂': '\\partial\ue000', '∇': '\\nabla\ue000', '⟙': '⊤',
  '≤': '<=', '≥': '>=', '（': '(', '）': ')', '，': ',', '＝': '=', '𝟏': '1', '𝟙': '1', '\u0302': 'hat', '\u0304': 'bar',
} // prettier-ignore

/** Ends a word that has been put in for one character, so that the letters after it stay apart. */
export const WORD_END = '\ue000'

const run = (text: string, start: number, alphabet: string): number => {
  let end = start
  while (end < text.length && alphabet.includes(text[end]!)) end++
  return end
}

/**
 * Brings what phones, word processors and TeX produce to one spelling: minus signs, raised and lowered characters,
 * Greek letters, primes, fractions. Lengths change, so each character keeps its origin. One pass.
 */
export const normalize = (source: string): Normalized => {
  let text = ''
  const origin: number[] = []
  const put = (piece: string, from: number): void => {
    text += piece
    for (let i = 0; i < piece.length; i++) origin.push(from)
  }
  for (let at = 0; at < source.length;) {
    const point = String.fromCodePoint(source.codePointAt(at)!)
    const raised = run(source, at, SUPERSCRIPTS)
    const lowered = run(source, at, SUBSCRIPTS)
    if (raised > at || lowered > at) {
      const [from, to, open] =
        raised > at ? [SUPERSCRIPTS, SUPERSCRIPT_MEANING, '^{'] : [SUBSCRIPTS, SUBSCRIPT_MEANING, '_{']
      put(open, at)
      for (const end = Math.max(raised, lowered); at < end; at++) put(to[from.indexOf(source[at]!)]!, at)
      put('}', at - 1)
      continue
    }
    const letter = greekName(point)
    const pieces = point > '~' && !letter ? point.normalize('NFD') : point
    if (letter) put(`\\${letter}${WORD_END}`, at)
    else if (point <= ' ' || /\s/u.test(point)) put(' ', at)
    else for (const piece of pieces) put(SINGLE[piece] ?? piece, at)
    at += point.length
  }
  return { text, origin: [...origin, source.length] }
}
