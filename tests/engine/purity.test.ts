import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('../../src/engine/', import.meta.url).pathname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, source: readFileSync(join(root, file), 'utf8') }))

/** The code without comments and string literals, line numbers kept. */
function codeOf(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, (text) =>
    text.startsWith('`') ? (/\$\{[^}]*\}/g.exec(text)?.join(' ') ?? '') : text.replaceAll(/[^\n]/g, ' '),
  )
}

const forbidden: [what: string, pattern: RegExp][] = [
  [
    'functions whose last bits are the machine’s; use elementary',
    /\bMath\.(?:exp|expm1|log|log1p|log2|log10|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|cbrt|hypot|random)\b/,
  ],
  ['** with an exponent that is not a small whole number', /\*\*(?!\s*\d+\b(?!\.))/],
  ['clocks and hidden chance', /\bDate\b|\bperformance\b|\bcrypto\b/],
  ['the host', /\b(?:globalThis|process|console)\b/],
  ['code from text', /(?<!\.)\beval\s*\((?!\))|\bnew Function\b/],
]

test.each(files)('$file stays deterministic and pure', ({ file, source }) => {
  const found = codeOf(source)
    .split('\n')
    .flatMap((line, index) =>
      forbidden
        .filter(([, pattern]) => pattern.test(line))
        .map(([what]) => `${file}:${index + 1} uses ${what}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

test.each(files)('$file imports nothing but the engine', ({ file, source }) => {
  const targets = [
    ...source.matchAll(/^(?:import|export|\}).*?(?:from |^import )'([^']+)'|import\('([^']+)'\)/gm),
  ]
  const outside = targets
    .map(([, named, dynamic]) => (named ?? dynamic)!)
    .filter((target) => !target.startsWith('.') || join(file, '..', target).startsWith('..'))
  expect(outside).toEqual([])
})

test('the patterns find what they forbid, and nothing else', () => {
  const caught = (line: string): boolean => forbidden.some(([, pattern]) => pattern.test(line))
  const bad = [
    'Math.exp(x)',
    'x ** y',
    'x ** 0.5',
    'new Date()',
    'Math.random()',
    'globalThis.name',
    'eval(code)',
  ]
  expect(bad.filter((line) => !caught(line))).toEqual([])
  const good = ['2 ** 32', 'x ** 2', 'Math.sqrt(x)', 'Math.LOG2E', 'exp(x)', 'windowSize', 'model.eval()']
  expect(good.filter(caught)).toEqual([])
})
