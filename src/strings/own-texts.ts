type Tree = { readonly [key: string]: unknown }

/**
 * Texts with some of them replaced: what a course of its own says otherwise. Where a text is a function, `{0}`, `{1}` in
 * the replacement stand for its arguments.
 */
export function withOwnTexts<T>(texts: T, own: Tree): T {
  const changed = Object.entries(own).map(
    ([key, text]) => [key, replaced((texts as Tree)[key], text)] as const,
  )
  return { ...texts, ...Object.fromEntries(changed) }
}

function replaced(original: unknown, own: unknown): unknown {
  if (typeof own !== 'string') return withOwnTexts(original, own as Tree)
  if (typeof original !== 'function') return own
  return (...given: readonly unknown[]) =>
    own.replaceAll(/\{(\d+)\}/g, (_, n: string) => String(given[Number(n)]))
}
