import type { CompiledCell, CompiledTest, Param } from '../protocol/messages.ts'
import { RESULT } from './body.ts'
import { analyze, type Analysis } from './analyze.ts'
import type { Graph } from '../graph/graph.ts'

/** A cell of a graph as the worker runs it: a function of the names that it uses. */
export function compileCell({ cells, owner, imports, needs }: Graph, id: string): CompiledCell {
  const { analysis } = cells.find((cell) => cell.id === id)!
  const defines = analysis.defines.map(({ name }) => name)
  const params = namesUsed(analysis).flatMap((name): Param[] => {
    const imported = imports.get(name)
    if (imported) return [{ name, from: 'module', ...imported }]
    const source = owner.get(name)
    return source !== undefined && source !== id ? [{ name, from: 'cell' }] : []
  })
  return {
    id,
    source: sourceOf(id, analysis.body, params, defines),
    params,
    defines,
    needs: [...needs.get(id)!],
  }
}

const namesUsed = ({ references, imports }: Analysis): string[] => [
  ...new Set([...imports.map(({ local }) => local).filter(Boolean), ...references.map(({ name }) => name)]),
]

/** Code with names from outside given to it: a test, an expectation, a probe. */
export function compileTest(id: string, code: string, known: ReadonlySet<string>): CompiledTest {
  const { body, references, imports, error } = analyze(code)
  if (error) throw error
  const params: Param[] = [
    ...imports.map(({ local, imported, module }): Param => ({
      name: local,
      from: 'module',
      imported,
      module,
    })),
    ...references.filter(({ name }) => known.has(name)).map(({ name }): Param => ({ name, from: 'cell' })),
  ]
  return { id, source: sourceOf(id, body, params, []), params }
}

/**
 * Everything before the code stands on its first line, so that lines are the reader's own. The directive stands before
 * the function, because a function with such parameters may not carry it.
 */
function sourceOf(id: string, body: string, params: readonly Param[], defines: readonly string[]): string {
  const names = [RESULT, ...params.map(({ name }) => name)].join(',')
  return `"use strict";(async function(${names}){${body}\n;return {${defines.join(',')}}})\n//# sourceURL=chainrule-cell-${id}.ts`
}
