import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'

// The doc comment of every public function and class has a runnable @example: lines of code, the last expression on
// one line, then `// → value`. The API reference prints them; here they are run.

const root = new URL('../../src/engine/', import.meta.url).pathname

interface Documented {
  readonly name: string
  readonly example: string | null
}

function documentedIn(source: string): Documented[] {
  const found: Documented[] = []
  const declaration =
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?^export (?:async )?(?:abstract )?(?:function|class) (\w+)/gm
  for (const [, comment, name] of source.matchAll(declaration)) {
    const body = (comment ?? '').replaceAll(/^\s*\* ?/gm, '')
    const example = /@example\n([\s\S]*?)(?=\n@|$)/.exec(body)?.[1] ?? null
    found.push({ name: name!, example })
  }
  return found
}

const { augment, elementary, init } = engine
const inNamespaces = { augment, elementary, init }
const namespaces = Object.keys(inNamespaces)

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const examples = new Map<string, string | null>()
for (const file of files) {
  for (const { name, example } of documentedIn(readFileSync(join(root, file), 'utf8'))) {
    // Namespaces hold names that exist twice: `zeros` and `init.zeros`.
    const space = namespaces.find((folder) => file.startsWith(`${folder}/`))
    const key = space === undefined ? name : `${space}.${name}`
    examples.set(key, examples.get(key) ?? example) // an overload carries the comment of its function
  }
}

/** What stands under its plain name, too, has one comment: `kaimingUniform` and `init.kaimingUniform`. */
const exampleOf = (name: string): string | null | undefined =>
  examples.get(name) ?? namespaces.map((space) => examples.get(`${space}.${name}`)).find(Boolean)

const publicNames = [
  ...Object.entries(engine)
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name),
  ...Object.entries(inNamespaces).flatMap(([space, inside]) =>
    Object.keys(inside).map((name) => `${space}.${name}`),
  ),
]

/** A value as the examples write it: numbers to 6 significant digits, strings in single quotes. */
function show(value: unknown): string {
  if (value instanceof engine.Tensor) return `tensor(${show(value.toArray())}, ${value.dtype})`
  if (typeof value === 'number') return String(Number.isFinite(value) ? Number(value.toPrecision(6)) : value)
  if (typeof value === 'string') return `'${value}'`
  if (ArrayBuffer.isView(value)) return show([...(value as Float64Array)])
  if (Array.isArray(value)) return `[${value.map(show).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${key}: ${show(item)}`)
    .join(', ')} }`
}

/** The expected text with its numbers rounded the same way; numbers inside quotes are left alone. */
function normalize(text: string): string {
  return text.replaceAll(/'[^']*'|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/g, (part) =>
    part.startsWith("'") ? part : show(Number(part)),
  )
}

interface Check {
  readonly found: unknown
  readonly expected: string
}

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<void>

async function run(example: string): Promise<Check[]> {
  const lines = example.trim().split('\n')
  const code = lines.map((line, index) => {
    if (/^\s*\/\/ → /.test(line)) return ''
    const expected = /^\s*\/\/ → (.*)$/.exec(lines[index + 1] ?? '')?.[1]
    return expected === undefined ? line : `$check((${line}\n), ${JSON.stringify(expected)})`
  })
  const checks: Check[] = []
  const names = Object.keys(engine)
  const body = new AsyncFunction(...names, '$check', `{${code.join('\n')}\n}`) // a block: examples may reuse names
  await body(...Object.values(engine), (found: unknown, expected: string) => checks.push({ found, expected }))
  return checks
}

describe('examples in doc comments', () => {
  test.each(publicNames)('%s', async (name) => {
    const example = exampleOf(name)
    expect(example, `${name} is exported without an @example in its doc comment`).toBeTruthy()
    const checks = await run(example!)
    expect(checks.length, `the @example of ${name} shows no value: end it with // → value`).toBeGreaterThan(0)
    for (const { found, expected } of checks) expect(show(found)).toBe(normalize(expected))
  })
})
