import type { Declarations } from '../declare/types.ts'
import { splitName } from '../declare/names.ts'
import type { Node } from '../grammar/ast.ts'
import { HOLD, isQuotient, needsBracket } from './layout.ts'

/** The words of one language; `src/strings/math.en.ts` has the English ones. Gaps are `{a}`, `{b}`, `{c}`. */
export type SpeechWords = Readonly<Record<string, string>>

const fill = (pattern: string, parts: Readonly<Record<string, string>>): string =>
  pattern.replaceAll(/\{(\w+)\}/gu, (_, key: string) => parts[key] ?? '')

/**
 * The expression in words, for a screen reader: "the derivative of E by w sub 1". Brackets are spoken where the words
 * alone would leave the order open.
 */
export const toSpeech = (node: Node, words: SpeechWords, declarations?: Declarations): string => {
  const word = (key: string, parts: Readonly<Record<string, string>> = {}): string =>
    fill(words[key] ?? key, parts)

  const name = (full: string): string => {
    const own = declarations?.symbols.get(full)?.spoken
    if (own !== undefined) return own
    const parts = splitName(full)
    if (!parts) return full
    const { stem } = parts
    const isCapital = stem.length === 1 && stem !== stem.toLowerCase()
    let spoken = isCapital ? word('capital', { a: stem }) : stem
    if (/.(hat|bar)$/u.test(stem)) spoken = word(stem.slice(-3), { a: stem.slice(0, -3) })
    if (parts.subscript) spoken = word('index', { a: spoken, b: parts.subscript })
    if (parts.layer) spoken = word('layer', { a: spoken, b: parts.layer })
    return spoken + parts.primes.replaceAll("'", ` ${word('prime')}`)
  }

  const place = (part: Node, least: number, isLast = true): string => {
    const spoken = speak(part)
    return needsBracket(part, least, isLast) ? word('bracket', { a: spoken }) : spoken
  }

  const speak = (part: Node): string => {
    const [a, b, c] = part.args
    const pair = (least: number, right = least + 1): Readonly<Record<string, string>> => ({
      a: place(a!, least, false),
      b: place(b!, right),
    })
    switch (part.kind) {
      case 'number':
        return String(part.value)
      case 'symbol':
        return name(part.name)
      case 'constant':
        return part.name
      case 'add':
      case 'sub':
        return word(part.kind, pair(HOLD.sum))
      case 'hadamard':
        return word(part.kind, pair(HOLD.hadamard))
      case 'mul':
      case 'dot':
        return word(part.kind, pair(HOLD.product))
      case 'div':
        return word('div', pair(HOLD.product))
      case 'neg':
        return word('neg', { a: place(a!, HOLD.hadamard) })
      case 'pow': {
        const isNamed = b!.kind === 'number' && (b!.value === 2 || b!.value === 3)
        const key = isNamed ? `pow${(b as { value: number }).value}` : 'pow'
        return word(key, { a: place(a!, HOLD.power + 1, false), b: place(b!, 0) })
      }
      case 'index':
        return word('index', { a: place(a!, HOLD.atom, false), b: part.args.slice(1).map(speak).join(' ') })
      case 'call': {
        const own = declarations?.symbols.has(part.name) ? name(part.name) : word(part.name)
        const called = own + ` ${word('prime')}`.repeat(part.primes)
        if (part.name === 'ones' && a!.kind === 'number') return word('onesVector')
        return word('call', { a: called, b: part.args.map(speak).join(', ') })
      }
      case 'sum':
      case 'prod': {
        const key = b && c ? `${part.kind}Bounds` : part.kind
        return word(key, {
          k: name(part.name),
          a: place(a!, HOLD.hadamard),
          b: b ? speak(b) : '',
          c: c ? speak(c) : '',
        })
      }
      case 'derivative':
        return word(part.isPartial ? 'partial' : 'derivative', { a: isQuotient(part) ? speak(a!) : place(a!, HOLD.product), b: speak(b!) }) // prettier-ignore
      case 'compare':
        return word(part.name, { a: speak(a!), b: speak(b!) })
      default:
        return word(part.kind, { a: speak(a!) })
    }
  }
  return speak(node)
}
