/** Texts in another language: of the same form, every one of them. */
export type Complete<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]: Complete<T[K]> }

/** The same, as far as somebody has come: what is missing is said in English. */
export type Translation<T> = T extends (...args: infer A) => string
  ? (...args: A) => string
  : T extends string
    ? string
    : { readonly [K in keyof T]?: Translation<T[K]> }

/** The texts with everything that is translated put over them, key by key. */
export function translated<T extends object>(texts: T, translation: Translation<T>): T {
  const entries = Object.entries(texts).map(([key, text]: [string, unknown]) => {
    const other = (translation as Record<string, unknown>)[key]
    if (other === undefined) return [key, text]
    const isGroup = typeof text === 'object' && text !== null
    return [key, isGroup ? translated(text, other as Translation<typeof text>) : other]
  })
  return Object.fromEntries(entries) as T
}
