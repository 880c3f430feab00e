import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { CellBelow } from '../../components/notebook/CellBelow.tsx'
import { OutputList } from '../../components/notebook/views/OutputList.tsx'
import { slicesOf, shade } from '../../components/notebook/views/tensor-layout.ts'
import type { Item, ShownTensor } from '../../src/notebook/protocol/shown.ts'
import { readMessage } from '../../src/notebook/protocol/read.ts'
import { newCellState, type CellState } from '../../src/notebook/state/cell-state.ts'
import { outputOf } from './run.ts'

const textItem = (text: string): Item => ({ kind: 'value', value: { t: 'text', text, more: 0 } })
const state = (part: Partial<CellState> = {}): CellState => ({
  ...newCellState({ id: 'a', code: '1', seconds: 2, output: [textItem('published')] }),
  ...part,
})

test('markup that a cell prints, names or throws is text', async () => {
  const evil = '<img src=x onerror=alert(1)>'
  const { output } = await outputOf(
    `console.log('${evil}'); display({ '${evil}': '${evil}' }); display(table([{ '${evil}': '${evil}' }])); class A {}; Object.defineProperty(A, 'name', { value: '${evil}' }); display(new A()); new Map([['${evil}', 1]])`,
  )
  expect(output).toHaveLength(5)
  const html = render(<OutputList items={output} />)
  expect(html).not.toContain('<img')
  expect(html.match(/&lt;img/g)!.length).toBeGreaterThanOrEqual(6)
})

test('figures and formulas of a lesson are drawn at build, without style elements, links or scripts', async () => {
  const { output } = await outputOf(
    "display(tex`\\frac{1}{2}`)\nPlot.plot({ marks: [Plot.rectY([1, 2, 2, 5], Plot.binX({ y: 'count' }, {})), Plot.barX([3, 4]), Plot.text(['a'], { x: 1, y: 1, text: (d) => d }), Plot.ruleY([0]), Plot.frame(), Plot.gridX()] })",
  )
  const html = render(<OutputList items={output} />)
  expect(html).toContain('katex')
  expect(html).toMatch(/<svg[^>]*role="img"[^>]*>/)
  expect(html).not.toMatch(/<style|<a |<script|href=/)
})

test('a pinned output stays beside the reader’s own, and only once there is one', () => {
  const own = state({ output: [textItem('mine')], status: { kind: 'done', ms: 3 } })
  expect(render(<CellBelow state={own} isPinned />)).toMatch(/mine[^]*As published[^]*published/)
  expect(render(<CellBelow state={own} />)).not.toContain('As published')
  expect(render(<CellBelow state={state()} isPinned />)).not.toContain('As published')
})

test.each<[Partial<CellState>, string]>([
  [{}, 'Computed when this page was built'],
  [{ output: [] }, 'Not run yet'],
  [{ status: { kind: 'done', ms: 12 } }, 'Done in 12 ms'],
  [
    { status: { kind: 'done', ms: 12 }, isStale: true, origin: 'mine' },
    'Out of date: run again · your version',
  ],
  [{ isOutdated: true, origin: 'mine', isStale: true }, 'the original has changed since'],
  [
    { status: { kind: 'stopped', reason: { kind: 'time', seconds: 2 } } },
    'Stopped after 2 seconds. A loop that never ends?',
  ],
  [{ status: { kind: 'stopped', reason: { kind: 'unloaded' } } }, 'Check your connection'],
  [{ status: { kind: 'blocked', by: 'b', reason: 'held' } }, 'Needs “b”, whose code came with the link'],
])('a cell says how it stands: %j', (part, words) => {
  expect(render(<CellBelow state={state(part)} />)).toContain(words)
})

test('a tensor of many axes is shown matrix by matrix, each with its index', () => {
  const tensor: ShownTensor = {
    t: 'tensor',
    shape: [2, 2, 1, 3],
    dtype: 'float64',
    name: '',
    requiresGrad: false,
    values: Array.from({ length: 12 }, (_, i) => i),
    more: 0,
  }
  expect(slicesOf(tensor).map(({ index, values }) => [index, values])).toEqual([
    ['0, 0, :, :', [0, 1, 2]],
    ['0, 1, :, :', [3, 4, 5]],
    ['1, 0, :, :', [6, 7, 8]],
    ['1, 1, :, :', [9, 10, 11]],
  ])
  expect([shade(-2, 4), shade('NaN', 4), shade('Infinity', 4), shade(0, 0)]).toEqual([
    { sign: 'negative', percent: 50 },
    { sign: '', percent: 0 },
    { sign: 'positive', percent: 100 },
    { sign: '', percent: 0 },
  ])
})

test('messages that are not exactly of the protocol are not read', () => {
  const good = { type: 'output', cell: 'a', at: 0, items: [textItem('x')] }
  const read = (message: unknown) => readMessage(JSON.stringify(message))
  expect(read(good)).toEqual(good)
  for (const bad of [
    { ...good, extra: 1 },
    { ...good, at: -1 },
    { ...good, items: [{ kind: 'html', html: '<b>' }] },
    { ...good, items: [{ kind: 'value', value: { t: 'text', text: 'x'.repeat(5000), more: 0 } }] },
    {
      ...good,
      items: [
        {
          kind: 'plot',
          plot: { marks: [{ mark: 'image', length: 1, channels: {}, options: {} }], options: {} },
        },
      ],
    },
    { ...good, items: [{ kind: 'plot', plot: { marks: [], options: { style: 'x' } } }] },
    { ...good, items: [{ kind: 'plot', plot: { marks: [], options: { x: { href: 'x' } } } }] },
    { type: 'verdict', run: 1, verdict: { passed: true } },
    { type: 'constructor' },
    { type: '__proto__' },
    null,
    [],
    'text',
  ]) {
    expect(read(bad), JSON.stringify(bad).slice(0, 80)).toBeUndefined()
  }
  expect(readMessage('{"type":')).toBeUndefined()
  expect(readMessage(7)).toBeUndefined()
  expect(readMessage(`${'['.repeat(200_000)}`)).toBeUndefined()
  expect(readMessage(`"${'x'.repeat(2 ** 21)}"`)).toBeUndefined()
})
