import { analyze } from '../analysis/analyze.ts'
import { compileCell } from '../analysis/compile.ts'
import type { PublishedSource } from '../cells/published.ts'
import { extractCells, type CellSource } from '../cells/extract.ts'
import { buildGraph, type Graph, type Modules } from '../graph/graph.ts'
import { collect, type CellOutcome } from '../host/collect.ts'
import type { OpenSession } from '../host/session.ts'
import type { Issue } from '../graph/issues.ts'

export interface PublishHost {
  open: OpenSession
  modules: Modules
  /** What is wrong, in words. */
  issueText: (issue: Issue) => string
}

/**
 * Runs all cells of a lesson in dependency order and checks what they promise.
 * @throws Error with file and line when a cell is wrong, fails, takes too long or breaks an expectation.
 */
export async function publishCells(mdx: string, file: string, host: PublishHost): Promise<PublishedSource[]> {
  const cells = readCells(mdx, file)
  if (cells.length === 0) return []
  const graph = buildGraph(
    [...cells, ...cells.flatMap(expectations)].map(({ id, code }) => ({ id, analysis: analyze(code) })),
    host.modules,
  )
  for (const cell of cells) refuseIssues(cell, graph, file, host.issueText)
  const secondsOf = new Map(cells.map(({ id, seconds }) => [id, seconds]))
  const compiled = graph.order.map((id) => compileCell(graph, id))
  const outcomes = await collect(host.open, compiled, (id) => secondsOf.get(id) ?? 2)
  return cells.map((cell) => {
    const { output, ...failure } = outcomes.get(cell.id)!
    refuseFailure(cell, failure, file)
    for (const expectation of expectations(cell))
      refuseBroken(cell, expectation, outcomes.get(expectation.id)!, file)
    return { ...cell, output }
  })
}

function readCells(mdx: string, file: string): CellSource[] {
  try {
    return extractCells(mdx)
  } catch (error) {
    throw new Error(`${file}, ${(error as Error).message}`)
  }
}

/** An expectation is a cell that nobody sees: it has the names of the notebook, and runs after what it asks about. */
const expectations = ({ id, expect }: CellSource): { id: string; code: string }[] =>
  expect.map((code, i) => ({ id: `${id}-expects-${i + 1}`, code: `(${code})` }))

function refuseIssues(
  { id, line }: CellSource,
  graph: Graph,
  file: string,
  issueText: (issue: Issue) => string,
): void {
  for (const issue of graph.issues.get(id)!) {
    const at = 'line' in issue ? line + issue.line - 1 : line
    throw new Error(`${file}:${at}: cell "${id}": ${issueText(issue)}`)
  }
}

function refuseFailure({ id, line }: CellSource, failure: Omit<CellOutcome, 'output'>, file: string): void {
  const { error, skippedBy, stopped } = failure
  if (error) {
    const own = error.trace.find(({ cell }) => cell === id)
    throw new Error(
      `${file}:${line + (own?.line ?? 1) - 1}: cell "${id}" fails: ${error.name}: ${error.message}`,
    )
  }
  if (skippedBy !== undefined)
    throw new Error(`${file}:${line}: cell "${id}" cannot run, because "${skippedBy}" failed.`)
  if (stopped?.kind === 'time') {
    throw new Error(
      `${file}:${line}: cell "${id}" takes longer than its ${stopped.seconds} s. Give it less to do, or "training" or "seconds=…".`,
    )
  }
  if (stopped) throw new Error(`${file}:${line}: cell "${id}" was stopped: ${stopped.kind}.`)
}

function refuseBroken(
  { id, line }: CellSource,
  { code }: { code: string },
  outcome: CellOutcome,
  file: string,
): void {
  const last = outcome.output.at(-1)
  const value =
    last?.kind === 'value' && last.value.t === 'atom'
      ? last.value.text
      : (outcome.error?.message ?? 'something else')
  if (value !== 'true')
    throw new Error(`${file}:${line - 1}: cell "${id}" expects ${code}, which is ${value}.`)
}
