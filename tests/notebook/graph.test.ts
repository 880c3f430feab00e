import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { analyze } from '../../src/notebook/analysis/analyze.ts'
import { buildGraph } from '../../src/notebook/graph/graph.ts'
import { planAll, planRun, staleAfter } from '../../src/notebook/graph/plan.ts'

const MODULES = { chainrule: new Set(['tensor', 'sigmoid', 'Tensor']) }

const graphOf = (codes: Record<string, string>) =>
  buildGraph(
    Object.entries(codes).map(([id, code]) => ({ id, analysis: analyze(code) })),
    MODULES,
  )
const nothing = { live: new Set<string>(), held: new Set<string>() }

describe('the order of cells', () => {
  test('follows the names, else the page', () => {
    const graph = graphOf({ sum: 'a + b', unrelated: '1', first: 'const a = 1', second: 'const b = a' })
    expect(graph.order).toEqual(['first', 'second', 'sum', 'unrelated'])
    expect(planAll(graph, nothing).run).toEqual(['first', 'second', 'sum', 'unrelated'])
  })

  test('running a cell runs what it needs before it and what depends on it after it, nothing else', () => {
    const graph = graphOf({ a: 'const a = 1', b: 'const b = a', c: 'const c = b', d: 'a', e: '5' })
    expect(planRun(graph, 'b', nothing).run).toEqual(['a', 'b', 'c'])
    expect(planRun(graph, 'b', { ...nothing, live: new Set(['a']) }).run).toEqual(['b', 'c'])
    expect(planRun(graph, 'a', { ...nothing, live: new Set(['a', 'b', 'c', 'd']) }).run).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
    expect(planRun(graph, 'e', nothing).run).toEqual(['e'])
  })

  test('a dependent that needs a second cell brings it along', () => {
    const graph = graphOf({ a: 'const a = 1', b: 'const b = 2', sum: 'a + b' })
    expect(planRun(graph, 'a', nothing).run).toEqual(['a', 'b', 'sum'])
  })

  test('a change makes stale exactly what depends on it', () => {
    const graph = graphOf({ a: 'const a = 1', b: 'const b = a', c: 'b', d: '4' })
    expect(staleAfter(graph, 'a')).toEqual(['a', 'b', 'c'])
    expect(staleAfter(graph, 'd')).toEqual(['d'])
  })

  test('in every random notebook without cycles, each cell runs after all that it needs', () => {
    const notebook = fc
      .array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 })
      .chain((uses) =>
        fc
          .shuffledSubarray(
            uses.map((_, i) => i),
            { minLength: uses.length },
          )
          .map((order) => ({ uses, order })),
      )
    fc.assert(
      fc.property(notebook, fc.nat(9), ({ uses, order }, pick) => {
        const codeOf = (i: number) => `const v${i} = [${uses[i]!.filter((j) => j < i).map((j) => `v${j}`)}]`
        const graph = graphOf(Object.fromEntries(order.map((i) => [`c${i}`, codeOf(i)])))
        const target = `c${pick % uses.length}`
        const { run, blocked } = planRun(graph, target, nothing)
        expect(blocked.size).toBe(0)
        expect(run).toContain(target)
        for (const id of run) {
          for (const need of graph.needs.get(id)!) expect(run.indexOf(need)).toBeLessThan(run.indexOf(id))
        }
        for (const id of staleAfter(graph, target)) expect(run).toContain(id)
      }),
    )
  })
})

describe('what is wrong names the cells', () => {
  test('a name defined twice is an error of both cells', () => {
    const { issues } = graphOf({ one: 'const w = 1', two: '\nconst w = 2' })
    expect(issues.get('one')).toEqual([
      { kind: 'duplicate', name: 'w', cells: ['one', 'two'], line: 1, column: 7 },
    ])
    expect(issues.get('two')).toEqual([
      { kind: 'duplicate', name: 'w', cells: ['one', 'two'], line: 2, column: 7 },
    ])
  })

  test('a cycle is an error of every cell on it, with the names that close it', () => {
    const { issues } = graphOf({ hen: 'const hen = egg', egg: 'const egg = hen', fox: 'hen' })
    expect(issues.get('hen')).toEqual([{ kind: 'cycle', cells: ['hen', 'egg'], names: ['egg', 'hen'] }])
    expect(issues.get('egg')).toEqual(issues.get('hen'))
    expect(issues.get('fox')).toEqual([])
  })

  test('writing to a name of another cell names its owner', () => {
    const { issues } = graphOf({ owner: 'let step = 0', thief: 'step += 1' })
    expect(issues.get('thief')).toMatchObject([{ kind: 'foreign-write', name: 'step', owner: 'owner' }])
    expect(issues.get('owner')).toEqual([])
  })

  test('imports: unknown module, unknown export, one name for two things', () => {
    const { issues } = graphOf({
      a: "import { relu } from 'chainrule'",
      b: "import x from 'left-pad'",
      c: "import { sigmoid as f } from 'chainrule'",
      d: 'function f() {}',
    })
    expect(issues.get('a')).toMatchObject([{ kind: 'unknown-export', name: 'relu' }])
    expect(issues.get('b')).toMatchObject([
      { kind: 'unknown-module', module: 'left-pad', known: ['chainrule'] },
    ])
    expect(issues.get('d')).toMatchObject([{ kind: 'duplicate', name: 'f', cells: ['c', 'd'] }])
  })

  test('what one cell imports the others may use, and may import again', () => {
    const { issues, imports } = graphOf({
      a: "import { tensor } from 'chainrule'",
      b: "import { tensor } from 'chainrule'\ntensor([1])",
      c: 'tensor([2])',
    })
    expect([...issues.values()].flat()).toEqual([])
    expect(imports.get('tensor')).toMatchObject({ imported: 'tensor', module: 'chainrule' })
  })

  test('unknown names warn, and do not keep the cell from running', () => {
    const graph = graphOf({ a: 'missing + fetch; typeof maybe' })
    expect(graph.issues.get('a')!.map(({ kind }) => kind)).toEqual(['unknown-name', 'removed-name'])
    expect(planRun(graph, 'a', nothing).run).toEqual(['a'])
  })

  test('a cell that is wrong blocks what depends on it and nothing else', () => {
    const graph = graphOf({
      bad: 'const bad = (',
      good: 'const good = 1',
      sum: 'good',
      after: 'const w = 1; w',
    })
    const { run, blocked } = planAll(graph, nothing)
    expect(run).toEqual(['good', 'sum', 'after'])
    expect([...blocked]).toEqual([['bad', { by: 'bad', reason: 'issue' }]])
  })
})

describe("somebody else's code is held", () => {
  const graph = graphOf({ mine: 'const a = 1', theirs: 'const b = a', last: 'b' })
  const held = new Set(['theirs'])

  test('running a cell of my own does not run it', () => {
    expect(planRun(graph, 'mine', { ...nothing, held }).run).toEqual(['mine'])
    expect(planAll(graph, { ...nothing, held }).run).toEqual(['mine'])
  })

  test('a cell that needs it is blocked and says by what', () => {
    const { run, blocked } = planRun(graph, 'last', { ...nothing, held })
    expect(run).toEqual(['mine'])
    expect(blocked.get('last')).toEqual({ by: 'theirs', reason: 'held' })
  })

  test('running it is the reader’s own act', () => {
    expect(planRun(graph, 'theirs', { ...nothing, held }).run).toEqual(['mine', 'theirs', 'last'])
  })
})
