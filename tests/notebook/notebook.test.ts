import { afterEach, describe, expect, test, vi } from 'vitest'
import { nodeSessions } from '../../src/notebook/node/session.ts'
import type { CellState } from '../../src/notebook/state/cell-state.ts'
import type { Edit } from '../../src/notebook/state/edits.ts'
import { Notebook } from '../../src/notebook/state/notebook.ts'
import { MODULES } from './run.ts'

const open = await nodeSessions()
let notebook: Notebook
afterEach(() => notebook.dispose())

/** A notebook, what happened to it, and a way to wait until it rests. */
function opened(codes: Record<string, string>, seconds = 3) {
  const history: string[] = []
  const running: boolean[] = []
  const kept: [string, Edit | undefined][] = []
  let waiting: (() => void)[] = []
  // What a run changes last and its end may come one after the other.
  const restedOrNot = () => {
    if (notebook.isRunning) return
    for (const done of waiting) done()
    waiting = []
  }
  notebook = new Notebook({
    lesson: 'neurons/artificial-neuron',
    modules: MODULES,
    open,
    cells: Object.entries(codes).map(([id, code]) => ({ id, code, seconds, output: [text(`built ${id}`)] })),
    onChange: ({ id, status }: CellState) => {
      const entry = `${id} ${status.kind}`
      if (history.at(-1) !== entry) history.push(entry)
      setTimeout(restedOrNot)
    },
    onRunning: (isRunning) => {
      running.push(isRunning)
      setTimeout(restedOrNot)
    },
    onKeep: (cell, edit) => kept.push([cell, edit]),
  })
  history.length = 0
  const rest = () => new Promise<void>((done) => waiting.push(done))
  const run = async (id: string) => {
    notebook.run(id)
    await rest()
  }
  return { history, running, kept, run, rest }
}
const text = (value: string) => ({
  kind: 'value' as const,
  value: { t: 'text' as const, text: value, more: 0 },
})
const shown = (id: string) => JSON.stringify(notebook.cell(id).output)
const stale = () => notebook.cells.filter(({ isStale }) => isStale).map(({ id }) => id)

describe('a notebook', () => {
  test('shows what was built until something runs', () => {
    opened({ a: 'const a = 1', b: 'a' })
    expect(notebook.cells.map(({ status, isStale }) => [status.kind, isStale])).toEqual([
      ['published', false],
      ['published', false],
    ])
    expect(shown('b')).toContain('built b')
  })

  test('running a cell runs what it needs, then it, then what depends on it', async () => {
    const { history, running, run } = opened({
      a: 'const a = 1',
      b: 'const b = a + 1\nb',
      c: 'b * 10',
      d: '"apart"',
    })
    await run('b')
    expect(history.filter((entry) => / (running|done)$/.test(entry))).toEqual([
      'a running',
      'a done',
      'b running',
      'b done',
      'c running',
      'c done',
    ])
    expect(shown('c')).toContain('"20"')
    expect(running).toEqual([true, false])
    expect(notebook.cell('d').status.kind).toBe('published')
  })

  test('values are kept between runs: what is up to date does not run again', async () => {
    const { history, run } = opened({ a: 'const a = Math.random()\na', b: 'a' })
    await run('b')
    const first = shown('a')
    history.length = 0
    await run('b')
    expect(history.join()).not.toContain('a running')
    expect(shown('a')).toBe(first)
  })

  test('an edit runs nothing and marks what depends on it; the next run brings all up to date', async () => {
    const { run } = opened({ a: 'const a = 1', b: 'const b = a + 1\nb', c: 'b', d: 'a' })
    await run('a')
    notebook.edit('b', 'const b = a + 5\nb')
    expect(stale()).toEqual(['b', 'c'])
    expect(shown('c')).toContain('"2"')
    await run('b')
    expect(stale()).toEqual([])
    expect(shown('c')).toContain('"6"')
  })

  test('an edit marks published output, too, also where a name goes away', () => {
    opened({ a: 'const a = 1', b: 'a', c: '3' })
    notebook.edit('a', 'const renamed = 1')
    expect(stale()).toEqual(['a', 'b'])
    expect(notebook.cell('b').issues).toMatchObject([{ kind: 'unknown-name', name: 'a' }])
  })

  test('a failed cell says where; what needs it is blocked by name, the rest runs', async () => {
    const { rest } = opened({ a: 'const a = 1\n\nthrow new Error("no")', b: 'a', c: '3' })
    notebook.runAll()
    await rest()
    expect(notebook.cell('a').status).toMatchObject({
      kind: 'failed',
      error: { message: 'no', trace: [{ line: 3 }] },
    })
    expect(notebook.cell('b').status).toEqual({ kind: 'blocked', by: 'a', reason: 'failed' })
    expect(notebook.cell('c').status.kind).toBe('done')
  })

  test('an endless loop is stopped; outputs stay, stale; the next run runs again what it needs', async () => {
    const { history, run } = opened({ a: 'const a = 7\na', b: 'for (;;) a', c: 'a + 1' }, 0.3)
    await run('c')
    await run('b')
    expect(notebook.cell('b').status).toEqual({ kind: 'stopped', reason: { kind: 'time', seconds: 0.3 } })
    expect(stale()).toEqual(['a', 'b', 'c'])
    expect(shown('c')).toContain('"8"')
    history.length = 0
    await run('c')
    expect(history).toContain('a running')
    expect(notebook.cell('c')).toMatchObject({ isStale: false, status: { kind: 'done' } })
  })

  test('Stop ends a run at once, and running again works', async () => {
    const { run, rest } = opened({ a: 'for (;;);', b: '2' })
    notebook.run('a')
    await vi.waitFor(() => expect(notebook.cell('a').status.kind).toBe('running'), 10_000)
    const from = performance.now()
    notebook.stop()
    await rest()
    expect(performance.now() - from).toBeLessThan(500)
    expect(notebook.cell('a').status).toEqual({ kind: 'stopped', reason: { kind: 'reader' } })
    await run('b')
    expect(notebook.cell('b').status.kind).toBe('done')
  })

  test('what is edited while it runs is out of date when it is done', async () => {
    const { rest } = opened({
      a: 'const a = 1\nawait new Promise((done) => setTimeout(done, 100))\na',
      b: 'a',
    })
    notebook.run('a')
    await vi.waitFor(() => expect(notebook.cell('a').status.kind).toBe('running'), 10_000)
    notebook.edit('a', 'const a = 2')
    await rest()
    expect(stale()).toEqual(['a', 'b'])
  })

  test('cycles and duplicates block their cells and name both', async () => {
    const { run } = opened({ a: 'const x = y', b: 'const y = x', c: 'const z = 1', d: 'const z = 2' })
    await run('c').catch(() => undefined)
    expect(notebook.cell('a').issues).toMatchObject([{ kind: 'cycle', cells: ['a', 'b'] }])
    expect(notebook.cell('d').issues).toMatchObject([{ kind: 'duplicate', cells: ['c', 'd'] }])
    expect(notebook.cell('c').status).toEqual({ kind: 'blocked', by: 'c', reason: 'issue' })
  })
})

describe('the reader’s code', () => {
  test('is kept with what it was made from; reset can be undone; the original leaves nothing behind', () => {
    const { kept } = opened({ a: 'const a = 1' })
    notebook.edit('a', 'const a = 2')
    expect(kept.at(-1)).toEqual([
      'a',
      { lesson: 'neurons/artificial-neuron', cell: 'a', code: 'const a = 2', base: 'const a = 1' },
    ])
    expect(notebook.cell('a').origin).toBe('mine')
    notebook.reset('a')
    expect(notebook.cell('a')).toMatchObject({
      code: 'const a = 1',
      origin: 'published',
      undo: 'const a = 2',
    })
    expect(kept.at(-1)![1]).toMatchObject({ code: null, undo: 'const a = 2' })
    notebook.undoReset('a')
    expect(notebook.cell('a')).toMatchObject({ code: 'const a = 2', origin: 'mine', undo: undefined })
    notebook.edit('a', 'const a = 1')
    expect(kept.at(-1)).toEqual(['a', undefined])
  })

  test('comes back without running, and says when the original has changed since', () => {
    const { history } = opened({ a: 'const a = 1', b: 'a', gone: '' })
    notebook.restore([
      { lesson: 'l', cell: 'a', code: 'for (;;);', base: 'const a = 0' },
      { lesson: 'l', cell: 'b', code: null, base: 'a', undo: 'a + a' },
      { lesson: 'l', cell: 'unknown', code: 'x', base: '' },
    ])
    expect(notebook.cell('a')).toMatchObject({ code: 'for (;;);', origin: 'mine', isOutdated: true })
    expect(notebook.cell('b')).toMatchObject({ code: 'a', undo: 'a + a' })
    expect(history.join()).not.toMatch(/running|waiting/)
  })

  test('is not overwritten by what arrives late from storage', () => {
    opened({ a: '1' })
    notebook.edit('a', '2')
    notebook.restore([{ lesson: 'l', cell: 'a', code: '3', base: '1' }])
    expect(notebook.cell('a').code).toBe('2')
  })
})

describe('code from a link', () => {
  const codes = { a: 'const a = 1\na', b: 'const b = a\nb', c: 'b' }

  test('does not run until the reader runs that very cell', async () => {
    const { history, run } = opened(codes)
    notebook.showLinked({ b: 'const b = 666\nb', nonsense: 'x' })
    expect(notebook.linked.map(({ id }) => id)).toEqual(['b'])
    await run('a')
    expect(history.join()).not.toContain('b running')
    notebook.run('c')
    await vi.waitFor(() => expect(notebook.isRunning).toBe(false), 10_000)
    expect(notebook.cell('c').status).toEqual({ kind: 'blocked', by: 'b', reason: 'held' })
    await run('b')
    expect(shown('c')).toContain('666')
  })

  test('is not kept, not even after an edit, unless the reader says so; own code comes back', () => {
    const { kept } = opened(codes)
    notebook.restore([{ lesson: 'l', cell: 'b', code: 'const b = "mine"', base: codes.b }])
    notebook.showLinked({ b: 'const b = "theirs"' })
    notebook.edit('b', 'const b = "theirs, read"')
    expect(kept).toEqual([])
    notebook.dropLinked()
    expect(notebook.cell('b')).toMatchObject({ code: 'const b = "mine"', origin: 'mine' })
    notebook.showLinked({ b: 'const b = "theirs"' })
    notebook.keepLinked()
    expect(notebook.cell('b')).toMatchObject({ origin: 'mine', undo: 'const b = "mine"' })
    expect(kept.at(-1)![1]).toMatchObject({ code: 'const b = "theirs"' })
  })

  test('that is kept does not cost the reader’s own: it is a press away, after an edit and a reload too', () => {
    const { kept } = opened(codes)
    notebook.restore([{ lesson: 'l', cell: 'b', code: 'const b = "mine"', base: codes.b }])
    notebook.showLinked({ b: 'const b = "theirs"' })
    notebook.keepLinked()
    notebook.edit('b', 'const b = "theirs, better"')
    const last = kept.at(-1)![1]!
    expect(last).toMatchObject({ code: 'const b = "theirs, better"', undo: 'const b = "mine"' })
    notebook.dispose()
    opened(codes)
    notebook.restore([last])
    notebook.undoReset('b')
    expect(notebook.cell('b')).toMatchObject({ code: 'const b = "mine"', undo: 'const b = "theirs, better"' })
    notebook.undoReset('b')
    expect(notebook.cell('b')).toMatchObject({ code: 'const b = "theirs, better"', undo: 'const b = "mine"' })
  })
})
