import type { Declarations } from '../declare/types.ts'
import { splitName } from '../declare/names.ts'
import { isGreek } from '../grammar/vocabulary.ts'

const FUNCTIONS: Readonly<Record<string, string>> = {
  sigma: '\\sigma',
  tanh: '\\tanh',
  exp: '\\exp',
  log: '\\ln',
  sin: '\\sin',
  cos: '\\cos',
  max: '\\max',
  min: '\\min',
}

const letters = (text: string): string => {
  if (isGreek(text)) return `\\${text}`
  for (const [ending, mark] of [
    ['hat', '\\hat'],
    ['bar', '\\bar'],
  ] as const)
    // prettier-ignore
    if (text.endsWith(ending) && text.length > 3) return `${mark}{${letters(text.slice(0, -3))}}`
  return text.length === 1 ? text : `\\mathrm{${text}}`
}

/** A declared name in TeX: `\delta`, `\hat{y}`, `w_{12}`, `W^{(2)}`; words stand upright. */
export const nameTex = (name: string, declarations?: Declarations): string => {
  const own = declarations?.symbols.get(name)?.tex
  if (own !== undefined) return own
  const parts = splitName(name)
  if (!parts) return letters(name)
  const subscript = parts.subscript
    ? `_{${/^\d+$/u.test(parts.subscript) ? parts.subscript : letters(parts.subscript)}}`
    : ''
  return letters(parts.stem) + subscript + (parts.layer ? `^{(${parts.layer})}` : '') + parts.primes
}

export const functionTex = (name: string, declarations?: Declarations): string => {
  const own = declarations?.symbols.get(name)
  if (own) return nameTex(name, declarations)
  return FUNCTIONS[name] ?? `\\operatorname{${name}}`
}
