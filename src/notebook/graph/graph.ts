import { isGlobal, type Analysis } from '../analysis/analyze.ts'
import { AMBIENT, REMOVED } from '../analysis/globals.ts'
import { nearest } from '../../strings/nearest.ts'
import { findCycles } from './cycles.ts'
import type { Issue } from './issues.ts'

export interface AnalyzedCell {
  id: string
  analysis: Analysis
}

/** How the cells of a notebook hang together. */
export interface Graph {
  /** In the order of the page. */
  cells: readonly AnalyzedCell[]
  /** Which cell defines a name. */
  owner: ReadonlyMap<string, string>
  /** By cell, the cells whose names it uses. */
  needs: ReadonlyMap<string, ReadonlySet<string>>
  /** By cell, the cells that use its names. */
  feeds: ReadonlyMap<string, ReadonlySet<string>>
  /** What is wrong, by cell. A cell with a fatal issue does not run. */
  issues: ReadonlyMap<string, readonly Issue[]>
  /** Every imported name of the notebook: a cell may use what another cell imports. */
  imports: ReadonlyMap<string, { imported: string; module: string }>
  /** Every cell, each after those it needs, else as on the page. */
  order: readonly string[]
}

/** By module, what it exports. */
export type Modules = Readonly<Record<string, ReadonlySet<string>>>

export function buildGraph(cells: readonly AnalyzedCell[], modules: Modules): Graph {
  const issues = new Map<string, Issue[]>(cells.map(({ id }) => [id, []]))
  const report = (id: string, issue: Issue) => issues.get(id)!.push(issue)
  for (const { id, analysis } of cells) {
    const { error } = analysis
    if (error) report(id, { kind: 'syntax', line: error.line, column: error.column, problem: error.message })
  }
  const imports = collectImports(cells, modules, report)
  const owner = collectOwners(cells, imports, report)
  const needs = new Map(cells.map(({ id, analysis }) => [id, needsOf(id, analysis, owner)]))
  reportNames(cells, owner, imports, report)
  for (const cycle of findCycles(
    cells.map(({ id }) => id),
    needs,
  )) {
    for (const id of cycle)
      report(id, { kind: 'cycle', cells: cycle, names: namesAround(cycle, cells, owner) })
  }
  const feeds = new Map(cells.map(({ id }) => [id, new Set<string>()]))
  for (const [id, sources] of needs) for (const source of sources) feeds.get(source)!.add(id)
  return { cells, owner, needs, feeds, issues, imports, order: orderOf(cells, needs) }
}

const near = (name: string, known: Iterable<string>): { near?: string } => {
  const found = nearest(name, known)
  return found === undefined ? {} : { near: found }
}

type Report = (cell: string, issue: Issue) => void

function collectImports(cells: readonly AnalyzedCell[], modules: Modules, report: Report) {
  const imports = new Map<string, { imported: string; module: string; cell: string }>()
  for (const { id, analysis } of cells) {
    for (const { local, imported, module, line, column } of analysis.imports) {
      const exports = modules[module]
      const known = imports.get(local)
      if (!exports) report(id, { kind: 'unknown-module', line, column, module, known: Object.keys(modules) })
      else if (local && imported !== '*' && !exports.has(imported)) {
        report(id, {
          kind: 'unknown-export',
          line,
          column,
          module,
          name: imported,
          ...near(imported, exports),
        })
      } else if (known && (known.imported !== imported || known.module !== module)) {
        const both = [known.cell, id] as const
        for (const cell of both) report(cell, { kind: 'duplicate', line, column, name: local, cells: both })
      } else if (local && !known) imports.set(local, { imported, module, cell: id })
    }
  }
  return imports
}

function collectOwners(
  cells: readonly AnalyzedCell[],
  imports: ReadonlyMap<string, { cell: string }>,
  report: Report,
) {
  const owner = new Map<string, string>()
  for (const { id, analysis } of cells) {
    for (const { name, line, column } of analysis.defines) {
      const other = owner.get(name) ?? imports.get(name)?.cell
      if (other === undefined || other === id) owner.set(name, id)
      else {
        const both = [other, id] as const
        report(id, { kind: 'duplicate', line, column, name, cells: both })
        report(other, { kind: 'duplicate', ...placeOf(name, other), name, cells: both })
      }
    }
  }
  function placeOf(name: string, cell: string) {
    const { defines, imports: imported } = cells.find(({ id }) => id === cell)!.analysis
    const at = defines.find((d) => d.name === name) ?? imported.find((d) => d.local === name)
    return { line: at?.line ?? 1, column: at?.column ?? 1 }
  }
  return owner
}

const needsOf = (id: string, { references }: Analysis, owner: ReadonlyMap<string, string>): Set<string> =>
  new Set(references.flatMap(({ name }) => owner.get(name) ?? []).filter((source) => source !== id))

function reportNames(
  cells: readonly AnalyzedCell[],
  owner: ReadonlyMap<string, string>,
  imports: ReadonlyMap<string, unknown>,
  report: Report,
) {
  const known = [...owner.keys(), ...imports.keys(), ...AMBIENT]
  for (const { id, analysis } of cells) {
    for (const { name, line, column, isWritten, isTypeof } of analysis.references) {
      const definedBy = owner.get(name)
      if (isWritten && definedBy) report(id, { kind: 'foreign-write', line, column, name, owner: definedBy })
      else if (!definedBy && !imports.has(name) && !isGlobal(name) && !isTypeof) {
        if (REMOVED.has(name)) report(id, { kind: 'removed-name', line, column, name })
        else report(id, { kind: 'unknown-name', line, column, name, ...near(name, known) })
      }
    }
  }
}

/** For each step around a cycle, a name that leads from one cell to the next. */
function namesAround(
  cycle: readonly string[],
  cells: readonly AnalyzedCell[],
  owner: ReadonlyMap<string, string>,
) {
  return cycle.map((id, i) => {
    const next = cycle[(i + 1) % cycle.length]!
    const { references } = cells.find((cell) => cell.id === id)!.analysis
    return references.find(({ name }) => owner.get(name) === next)?.name ?? ''
  })
}

function orderOf(cells: readonly AnalyzedCell[], needs: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const order: string[] = []
  const seen = new Set<string>()
  const place = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    for (const { id: source } of cells) if (needs.get(id)!.has(source)) place(source)
    order.push(id)
  }
  for (const { id } of cells) place(id)
  return order
}
