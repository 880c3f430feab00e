import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { mathMessages } from '../../src/strings/math.en.ts'

const folder = join(import.meta.dirname, '../../src/math')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))

const all = (pattern: RegExp, prefix: string): readonly string[] =>
  sources.flatMap((text) => [...text.matchAll(pattern)].map((found) => prefix + found[1]!))

describe('src/math', () => {
  test('imports the engine’s elementary functions and generator, and nothing else', () => {
    const imported = all(/from '([^']+)'/gu, '')
    const outside = imported.filter((from) => from.includes('engine') || !from.startsWith('.'))
    expect(outside.length).toBeGreaterThan(4)
    expect(outside.filter((from) => !/^\.\.\/\.\.\/engine\/(?:elementary|random)\//u.test(from))).toEqual([])
    expect(imported.filter((from) => /(?:strings|exercises|components|site)\//u.test(from))).toEqual([])
  })

  test('never calls a function whose last bits are the browser’s, and no eval', () => {
    const forbidden =
      /(Math\.(?:exp|log|tanh|sin|cos|pow|cosh|sinh|cbrt|hypot|random|log1p|expm1)\b|\beval\(|new Function|Date\.now)/gu
    expect(all(forbidden, '')).toEqual([])
  })

  test('every message has a sentence', () => {
    const ids = [
      ...all(/\.fail\(\s*'(\w+)'/gu, 'math.parse.'),
      ...all(/\.note\(\s*'(\w+)'/gu, 'math.note.'),
      ...all(/(?:NotEvaluable|message)\(\s*'([\w.]+)'/gu, 'math.'),
    ]
    expect(ids.length).toBeGreaterThan(45)
    expect(ids.filter((id) => !Object.hasOwn(mathMessages, id))).toEqual([])
  })
})
