import type { KindData } from '../../../src/exercises/check.ts'

type Specs = KindData['expression']['symbols']

/** What a palette button inserts, and what stands on it. */
export interface Key {
  insert: string
  label: string
}

/** The names that an exercise declares, in its own order: `'T, w_2, b_2'` are three. */
export const namesOf = (symbols: Specs): string[] =>
  Object.keys(symbols).flatMap((names) => names.split(',').map((name) => name.trim()))

/** A key for every symbol of the exercise, and for the signs that its mathematics needs and keyboards lack. */
export function paletteOf(symbols: Specs, forms: readonly unknown[]): Key[] {
  const text = JSON.stringify(symbols)
  const names = namesOf(symbols).map((name) => ({ insert: name, label: pretty(name) }))
  const signs: [boolean, string][] = [
    [/σ|sigmoid/.test(text), 'σ()'],
    [!forms.includes('noDerivative'), '∂'],
    [text.includes('"shape"'), '^T'],
    [true, '^2'],
  ]
  const keys = signs
    .filter(([isNeeded]) => isNeeded)
    .map(([, sign]) => ({ insert: sign, label: sign === '^T' ? 'ᵀ' : sign === '^2' ? '²' : sign }))
  return [...names, ...keys]
}

const LOW: Record<string, string> = Object.fromEntries(
  [...'0123456789'].map((digit, i) => [digit, '₀₁₂₃₄₅₆₇₈₉'[i]!]),
)

/** `w_2` → `w₂`; a subscript that has no small form stays as it is. */
const pretty = (name: string): string =>
  name.replace(/_\{?(\d+)\}?$/, (_, digits: string) => [...digits].map((digit) => LOW[digit]).join(''))
