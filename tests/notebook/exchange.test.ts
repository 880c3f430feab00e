import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toNotebook, toTypeScript, type LessonFile } from '../../src/notebook/exchange/files.ts'
import { hasLink, LinkError, readLink, writeLink } from '../../src/notebook/exchange/link.ts'
import { digitText, itemText, shownText } from '../../src/notebook/exchange/plain-text.ts'
import { shownBy } from './run.ts'

const problemOf = (fragment: string) =>
  readLink(fragment).then(
    () => 'none',
    (error: unknown) => (error instanceof LinkError ? error.problem : 'another error'),
  )

describe('share links', () => {
  test('carry cells there and back, whatever they hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.stringMatching(/^[a-z-]{1,9}$/), fc.string({ unit: 'binary', maxLength: 200 })),
        async (cells) => {
          const wellFormed = Object.fromEntries(
            Object.entries(cells).map(([id, code]) => [id, code.toWellFormed()]),
          )
          expect(await readLink(await writeLink(wellFormed))).toEqual(wellFormed)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('are short: repeated code is packed, and nothing needs escaping', async () => {
    const link = await writeLink({ a: 'const x = tensor([1, 2, 3])\n'.repeat(100) })
    expect(link.length).toBeLessThan(200)
    expect(encodeURI(link)).toBe(link)
  })

  test('that nobody could have written are refused with the reason', async () => {
    const good = await writeLink({ a: '1' })
    expect(await problemOf('cells=')).toBe('malformed')
    expect(await problemOf('cells=!!!')).toBe('malformed')
    expect(await problemOf(`${good.slice(0, -6)}`)).toBe('malformed')
    expect(await problemOf(`cells=${'A'.repeat(70_000)}`)).toBe('too-long')
    expect(await problemOf(await pack('{"v":2,"cells":{}}'))).toBe('malformed')
    expect(await problemOf(await pack('{"v":1,"cells":[]}'))).toBe('malformed')
    expect(await problemOf(await pack('{"v":1,"cells":{"a":5}}'))).toBe('malformed')
    expect(await problemOf(await pack('null'))).toBe('malformed')
  })

  test('that unfold to megabytes are not unfolded', async () => {
    const bomb = await pack(' '.repeat(20_000_000))
    expect(bomb.length).toBeLessThan(60_000)
    expect(await problemOf(bomb)).toBe('too-long')
  })

  test('too much code gives no link', async () => {
    const noise = Array.from({ length: 60_000 }, (_, i) => Math.imul(i, 2654435761).toString(36)).join('')
    await expect(writeLink({ a: noise })).rejects.toThrow(LinkError)
  })

  test('are told from other fragments', () => {
    expect([hasLink('#cells=abc'), hasLink('#why-there-is-a-bias'), hasLink('')]).toEqual([
      true,
      false,
      false,
    ])
  })
})

async function pack(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'))
  return `cells=${Buffer.from(await new Response(packed).arrayBuffer()).toString('base64url')}`
}

const file: LessonFile = {
  title: 'The artificial neuron',
  address: 'https://example.org/neurons/artificial-neuron/',
  parts: [
    { kind: 'prose', markdown: '## Weigh\n\n$z = wx + b$' },
    {
      kind: 'cell',
      id: 'neuron',
      isHidden: true,
      code: "import { tensor, sigmoid } from 'chainrule'\n\nconst z = tensor([1])\nz",
      output: [{ kind: 'log', level: 'log', parts: [{ t: 'text', text: 'hello', more: 0 }] }],
    },
    {
      kind: 'cell',
      id: 'slope',
      isHidden: false,
      code: "import { tensor, grad } from 'chainrule'\nz.sum()",
      output: [],
    },
  ],
}

describe('downloads', () => {
  test('a notebook has the fields of nbformat 4.5, unique ids, and every line', () => {
    const notebook = JSON.parse(toNotebook(file)) as {
      nbformat: number
      nbformat_minor: number
      metadata: { kernelspec: { language: string } }
      cells: {
        cell_type: string
        id: string
        source: string[]
        metadata: object
        outputs?: object[]
        execution_count?: null
      }[]
    }
    expect([notebook.nbformat, notebook.nbformat_minor, notebook.metadata.kernelspec.language]).toEqual([
      4,
      5,
      'typescript',
    ])
    expect(notebook.cells.map(({ cell_type }) => cell_type)).toEqual(['markdown', 'markdown', 'code', 'code'])
    expect(new Set(notebook.cells.map(({ id }) => id)).size).toBe(4)
    for (const { id } of notebook.cells) expect(id).toMatch(/^[a-zA-Z0-9-_]{1,64}$/)
    expect(notebook.cells[2]!.source.join('')).toBe(file.parts[1]!.kind === 'cell' ? file.parts[1]!.code : '')
    expect(notebook.cells[2]).toMatchObject({
      execution_count: null,
      metadata: { jupyter: { source_hidden: true } },
    })
    expect(notebook.cells[2]!.outputs).toEqual([
      { output_type: 'display_data', metadata: {}, data: { 'text/plain': ['hello'] } },
    ])
  })

  test('a TypeScript file imports once, at the top, and keeps prose as comments', () => {
    const text = toTypeScript(file)
    expect(text.match(/^import/gm)).toHaveLength(1)
    expect(text).toContain("import { grad, sigmoid, tensor } from 'chainrule'")
    expect(text).toContain('// ## Weigh')
    expect(text.indexOf('import')).toBeLessThan(text.indexOf('const z'))
  })
})

describe('output as text', () => {
  test.each([
    [
      "import { tensor } from 'chainrule'\ntensor([[1, 2], [3, -4.5]])",
      'Tensor (2, 2) float64 [[1, 2], [3, −4.5]]',
    ],
    ["({ a: [1, 'x'], b: null })", '{ a: [1, "x"], b: null }'],
    ['class A {}; new A()', 'A {  }'],
    ['new Map([[1, 2]])', 'Map { 1: 2 }'],
    ['(x) => x', 'function'],
  ])('%s', async (code, text) => expect(shownText(await shownBy(code))).toBe(text))

  test.each([
    [1 / 3, '0.333333'],
    [-12345678, '−1.2346e+7'],
    [1e-9, '1.0000e−9'],
    ['NaN' as const, 'NaN'],
    ['-Infinity' as const, '−∞'],
    [0, '0'],
  ])('the number %s', (value, text) => expect(digitText(value)).toBe(text))

  test('a table and a formula', () => {
    const one = { t: 'atom', type: 'number', text: '1' } as const
    expect(itemText({ kind: 'table', columns: ['a'], rows: [[one, one]], more: 2 })).toBe(
      '\ta\n1\t1\n… 2 more',
    )
    expect(itemText({ kind: 'tex', tex: '\\pi' })).toBe('$\\pi$')
  })
})
