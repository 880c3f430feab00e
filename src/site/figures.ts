import { z } from 'astro/zod'
import { EXAMPLES } from '../../components/examples.ts'
import { VOCABULARY } from '../../components/vocabulary.ts'

export interface Attribute {
  name: string
  /** What may be written, in the words of TypeScript. */
  values: string
  about: string
  isRequired: boolean
  /** What holds where nothing is written. */
  initial?: string
}

export interface FigureEntry {
  tag: string
  /** Its page below `figures/`. */
  slug: string
  about: string
  example: Readonly<Record<string, unknown>>
  /** The example as an author writes it in a lesson. */
  source: string
  attributes: readonly Attribute[]
}

/** `GateBench` → `gate-bench`: the figure's folder, and its page below `figures/`. */
export const slugOf = (tag: string): string =>
  tag.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase()

interface JsonSchema {
  type?: string
  const?: unknown
  enum?: readonly unknown[]
  anyOf?: readonly JsonSchema[]
  items?: JsonSchema
  properties?: Readonly<Record<string, JsonSchema>>
  additionalProperties?: JsonSchema | false
  required?: readonly string[]
  description?: string
  default?: unknown
}

const quoted = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value))

function valuesOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return quoted(schema.const)
  if (schema.enum) return schema.enum.map(quoted).join(' | ')
  if (schema.anyOf) return schema.anyOf.map(valuesOf).join(' | ')
  if (schema.type === 'array') return `${valuesOf(schema.items ?? {})}[]`
  if (schema.properties) {
    const { properties, required = [] } = schema
    const fields = Object.entries(properties).map(
      ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${valuesOf(field)}`,
    )
    return `{ ${fields.join(', ')} }`
  }
  if (schema.type === 'object' && schema.additionalProperties)
    return `{ [name]: ${valuesOf(schema.additionalProperties)} }`
  return schema.type === 'integer' ? 'number' : (schema.type ?? 'unknown')
}

/** An example as a lesson has it, an attribute a line where they are many. */
export function tagSource(tag: string, props: Readonly<Record<string, unknown>>): string {
  const attributes = Object.entries(props).map(([name, value]) =>
    typeof value === 'string' ? `${name}="${value}"` : `${name}={${scriptOf(value)}}`,
  )
  const line = `<${[tag, ...attributes].join(' ')} />`
  return line.length <= 60 ? line : `<${tag}\n${attributes.map((one) => `  ${one}\n`).join('')}/>`
}

function scriptOf(value: unknown, indent = '  '): string {
  if (Array.isArray(value)) return `[${value.map((one) => scriptOf(one, indent)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return quoted(value)
  const fields = Object.entries(value).map(([name, one]) => `${name}: ${scriptOf(one, `${indent}  `)}`)
  const line = `{ ${fields.join(', ')} }`
  return line.length <= 50 ? line : `{\n${fields.map((one) => `${indent}  ${one},\n`).join('')}${indent}}`
}

/** What a schema accepts, key by key. */
export const attributesOf = (schema: z.ZodType): Attribute[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema
  return Object.entries(properties).map(([name, value]) => ({
    name,
    values: name === 'id' || name === 'figure' ? 'string' : valuesOf(value),
    about: value.description ?? '',
    isRequired: required.includes(name),
    ...(value.default === undefined ? {} : { initial: JSON.stringify(value.default) }),
  }))
}

/** Every figure that has an example, with what its documentation says. */
export const figureEntries = (): FigureEntry[] =>
  Object.entries(EXAMPLES).map(([tag, example]) => {
    const { props, about } = VOCABULARY[tag]!
    return {
      tag,
      slug: slugOf(tag),
      about,
      example,
      source: tagSource(tag, example),
      attributes: attributesOf(props),
    }
  })
