/** A value as Python source. */
export function literal(value: unknown): string {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (typeof value === 'string') return `'${value.replace(/[\\']/g, '\\$&')}'`
  if (Array.isArray(value))
    return value.length === 1 ? `(${literal(value[0])},)` : `(${value.map(literal).join(', ')})`
  return String(value)
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/**
 * A call: positional arguments, then those keywords whose value differs from the default of the library.
 * `[value, default]`; `undefined` counts as the default, a missing default always differs.
 */
export function call(
  name: string,
  positional: readonly unknown[],
  keywords: Readonly<Record<string, readonly [value: unknown, otherwise?: unknown]>> = {},
): string {
  const named = Object.entries(keywords).flatMap(([key, [value, otherwise]]) =>
    value === undefined || same(value, otherwise) ? [] : [`${key}=${literal(value)}`],
  )
  return `${name}(${[...positional.map(literal), ...named].join(', ')})`
}

const reserved =
  /* @__PURE__ */ 'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield forward train eval torch nn self'.split(
    ' ',
  )

/** A path of ours as a Python name: '0.body' → 'layer_0_body'. */
export function pythonName(path: string): string {
  const name = path.replace(/\W/g, '_')
  return /^\d/.test(name) || name === ''
    ? `layer_${name || '0'}`
    : reserved.includes(name)
      ? `${name}_`
      : name
}
