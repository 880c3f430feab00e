/** A value as one writes it in TypeScript; numbers to their last digit, arrays of any depth. */
export function written(value: unknown): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`
  if (Array.isArray(value)) {
    const parts = value.map((one) => written(one))
    const isTable = value.some((one) => Array.isArray(one) && one.length > 3)
    return isTable ? `[\n${parts.map((part) => `  ${part},\n`).join('')}]` : `[${parts.join(', ')}]`
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, one]) => `${key}: ${written(one)}`)
    return `{ ${fields.join(', ')} }`
  }
  return Object.is(value, -0) ? '0' : String(value)
}

/** A line for each value: `const learningRate = 0.3`. The settings of a figure at the head of its code. */
export const constants = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([name, value]) => `const ${name} = ${written(value)}`)
    .join('\n')
