import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mathMessages } from '../../src/strings/math.en.ts'

const folder = join(import.meta.dirname, '../../src/math')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))

/** Ids in the source: of the grammar's `fail` and `note`, of evaluation, of `message`. */
const idsIn = (text: string): readonly string[] => [
  ...[...text.matchAll(/\.fail\(\s*'(\w+)'/gu)].map(([, id]) => `math.parse.${id}`),
  ...[...text.matchAll(/\.note\(\s*'(\w+)'/gu)].map(([, id]) => `math.note.${id}`),
  ...[...text.matchAll(/(?:NotEvaluable|message)\(\s*'([\w.]+)'/gu)].map(([, id]) => `math.${id}`),
]

describe('src/math', () => {
  test('imports the engine’s elementary functions and generator, and nothing else', () => {
    for (const { name, text } of sources)
      for (const [, from] of text.matchAll(/from '([^']+)'/gu)) {
        const outside = from!.startsWith('../..') || !from!.startsWith('.')
        if (outside) expect(from, name).toMatch(/^\.\.\/\.\.\/engine\/(?:elementary|random)\//u)
      }
  })

  test('never calls a function whose last bits are the browser’s, and no eval', () => {
    for (const { name, text } of sources)
      expect(text, name).not.toMatch(
        /Math\.(?:exp|log|tanh|sin|cos|pow|cosh|sinh|cbrt|hypot|random|log1p|expm1)\b|\beval\(|new Function|Date\.now/u,
      )
  })

  test('every message has a sentence', () => {
    const ids = sources.flatMap(({ text }) => idsIn(text))
    expect(ids.length).toBeGreaterThan(45)
    for (const id of ids) expect(mathMessages, id).toHaveProperty([id])
  })
})
