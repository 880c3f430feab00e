import { describe, expect, test } from 'vitest'
import { checkNames } from '../../src/site/markdown/names.ts'
import { scopeNames, withoutDollars, withScope } from '../../src/site/markdown/scope-plugin.ts'

const scope = await scopeNames()
const FILE = 'lessons/01-a/01-b/index.mdx'

test('a lesson has the engine and the ways to print without importing them', () => {
  expect(scope).toEqual(
    expect.arrayContaining(['sigmoid', 'linear', 'tensor', 'fixed', 'signed', 'integer', 'tex', 'texBlock']),
  )
})

describe('withScope', () => {
  test('imports only the names that the lesson mentions, after its last line', () => {
    const source = '# A\n\n{fixed(sigmoid(0), 1)}'
    const scoped = withScope(source, scope)
    expect(scoped.startsWith(`${source}\n`)).toBe(true)
    expect(scoped.slice(source.length)).toMatch(
      /^\n\nimport \{ sigmoid, fixed \} from ".*lesson-scope\.ts"\n$/,
    )
  })
  test('leaves alone a name that the lesson declares itself', () => {
    expect(withScope('export const sigmoid = 1\n\n{sigmoid}', scope)).not.toContain('import')
  })
  test('adds nothing to a lesson that computes nothing', () => {
    expect(withScope('Nothing here.', ['sigmoid'])).toBe('Nothing here.')
  })
})

describe('withoutDollars', () => {
  /** What the rewritten expression evaluates to, with a tag that does what a template would. */
  const evaluate = (source: string): string => {
    const expression = /\{([\s\S]*)\}/.exec(withoutDollars(source, FILE))![1]!
    const join = ({ raw }: { raw: readonly string[] }, ...values: unknown[]) => String.raw({ raw }, ...values)
    return (
      new Function('tex', 'texBlock', 'x', 'f', `return ${expression}`) as (...of: unknown[]) => string
    )(join, join, 0.5, (v: number) => v * 2)
  }
  test.each([
    ['{tex`x = ${x}`}', 'x = 0.5'],
    ['{tex`\\frac{${x}}{2} \\text{"quoted"}`}', '\\frac{0.5}{2} \\text{"quoted"}'],
    ['{texBlock`a ${f(x)} b ${`nested ${x}`}`}', 'a 1 b nested 0.5'],
    ['{tex`costs \\$5`}', 'costs \\$5'],
  ])('%s keeps its meaning', (source, expected) => {
    expect(evaluate(source)).toBe(expected)
  })
  test('no dollar is left for the Markdown parser to take for a formula', () => {
    expect(
      withoutDollars('The $x$ of {tex`a ${x}`} and {tex`b ${x} and ${y}`}, $z$.', FILE).replaceAll(
        /\$[xz]\$/g,
        '',
      ),
    ).not.toContain('$')
  })
  test('every line stays on its line', () => {
    const source = 'a\n\n{texBlock`\\begin{aligned} x &= ${x} \\\\\n y &= ${y} \\end{aligned}`}\n\nlast'
    expect(withoutDollars(source, FILE).split('\n').indexOf('last')).toBe(source.split('\n').indexOf('last'))
  })
  test('what is no such template stays as it is', () => {
    expect(withoutDollars('$a$ {fixed(x, 2)} and `tex`', FILE)).toBe('$a$ {fixed(x, 2)} and `tex`')
  })
})

describe('a name that nothing defines', () => {
  const check = (source: string) => () => checkNames(source, FILE, scope)

  test('in the prose: file, line, the expression and the nearest names', () => {
    expect(check('---\ntitle: A\n---\n\nText.\n\nThe sum is {fxied(z, 4)}.\n\nexport const z = 1\n')).toThrow(
      /^lessons\/01-a\/01-b\/index\.mdx:7: unknown name "fxied" in \{fxied\(z, 4\)\}\. The nearest names that exist: fixed, /,
    )
  })
  test('in a template on a later line of its expression', () => {
    const source = withoutDollars(
      '# A\n\n{texBlock`a = ${x} \\\\\n b = ${fixed(\nsigmiod(0), 2)}`}\n\nexport const x = 1\n',
      FILE,
    )
    expect(check(source)).toThrow(/index\.mdx:\d+: unknown name "sigmiod" .* sigmoid/)
  })
  test('in what the lesson computes, on its line', () => {
    expect(check('# A\n\nexport const x = 1\nexport const y = tensr([x])\n')).toThrow(
      'index.mdx:4: unknown name "tensr"',
    )
  })
  test('in an attribute', () => {
    expect(check('# A\n\nexport const start = 1\n\n<NeuronBench bias={strat} />\n')).toThrow(
      /index\.mdx:5: unknown name "strat" in \{strat\}\. The nearest names that exist: start, /,
    )
  })
  test('in a table, in a tag, and beside names of its own functions', () => {
    expect(check('| a |\n| - |\n| {nothingSuch} |\n')).toThrow('index.mdx:3: unknown name "nothingSuch"')
    expect(check('<Aside>\nSee {elsewhere}.\n</Aside>\n')).toThrow('index.mdx:2: unknown name "elsewhere"')
    expect(check('{[1, 2].map((n) => n + m)}\n')).toThrow('unknown name "m"')
  })
  test('what is no expression is named with its line', () => {
    expect(check('# A\n\n{fixed(1,, 2)}\n')).toThrow(/index\.mdx:3:\d+: Could not parse expression/)
  })
  test.each([
    ['names of the engine', '{fixed(sigmoid(0), 1)}'],
    [
      'names declared later, imported or destructured',
      "{a + b + c.d}\n\nimport { a } from './a.ts'\n\nexport const { b, c } = a\n",
    ],
    [
      'JavaScript’s own',
      '{Math.max(1, Infinity)} {[1].map((x) => x + 1)} {JSON.stringify({ a: undefined })}',
    ],
    ['comments', '{/* fxied(z) */}'],
    ['code that is shown', '`{fxied(z)}` and\n\n```ts\nfxied({ z })\n```\n'],
    ['properties', 'export const point = { x: 1 }\n\n{point.unknown?.alsoUnknown}'],
  ])('%s are left alone', (_, source) => {
    expect(check(source)).not.toThrow()
  })
})
