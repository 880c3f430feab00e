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

/** Ends a word that has been put in for one character, so that the letters after it stay apart. */
export const WORD_END = '\ue000'

/** Each spelling, and the characters that are read as it. */
const READ_AS: readonly (readonly [as: string, characters: string])[] = [
  ['-', '−–—‐‑‒﹣－'],
  ['+', '＋'],
  ['*', '×∗✕'],
  ['·', '⋅∙•'],
  ['/', '÷∕⁄'],
  ['⊙', '∘◦'],
  ['||', '‖∥'],
  ['|', '∣｜'],
  ["'", '’‘′´`ʹ'],
  ["''", '″'],
  ["'''", '‴'],
  ['(', '（'],
  [')', '）'],
  [',', '，'],
  ['=', '＝'],
  ['<=', '≤'],
  ['>=', '≥'],
  ['⊤', '⟙'],
  ['1', '𝟏𝟙'],
  ['(1/2)', '½'],
  ['(1/4)', '¼'],
  ['(3/4)', '¾'],
  ['(1/3)', '⅓'],
  ['(2/3)', '⅔'],
  [`\\sqrt${WORD_END}`, '√'],
  [`\\sum${WORD_END}`, '∑'],
  [`\\prod${WORD_END}`, '∏'],
  [`\\partial${WORD_END}`, '∂'],
  [`\\nabla${WORD_END}`, '∇'],
  ['hat', '\u0302'],
  ['bar', '\u0304'],
]

const readAs = (character: string): string =>
  READ_AS.find(([, characters]) => characters.includes(character))?.[0] ?? character

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
    else for (const piece of pieces) put(piece > '~' || piece === '`' ? readAs(piece) : piece, at)
    at += point.length
  }
  return { text, origin: [...origin, source.length] }
}
