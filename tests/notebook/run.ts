import { vi } from 'vitest'
import { collect, type CellOutcome } from '../../src/notebook/host/collect.ts'
import { nodeSessions } from '../../src/notebook/node/session.ts'
import type { Shown } from '../../src/notebook/protocol/shown.ts'
import { analyze } from '../../src/notebook/analysis/analyze.ts'
import { compileCell } from '../../src/notebook/analysis/compile.ts'
import { buildGraph } from '../../src/notebook/graph/graph.ts'
import { planAll } from '../../src/notebook/graph/plan.ts'
import * as engine from '../../src/engine/index.ts'

// Workers start late on a machine that tests other things at the same time; nothing here waits for a limit to pass.
vi.setConfig({ testTimeout: 30_000 })

export const MODULES = { chainrule: new Set(Object.keys(engine)) }

export const graphOf = (codes: Readonly<Record<string, string>>) =>
  buildGraph(
    Object.entries(codes).map(([id, code]) => ({ id, analysis: analyze(code) })),
    MODULES,
  )

/** The compiled cells of a notebook, in the order of a full run. */
export function compileAll(codes: Readonly<Record<string, string>>) {
  const graph = graphOf(codes)
  return planAll(graph, { live: new Set(), held: new Set() }).run.map((id) => compileCell(graph, id))
}

const open = nodeSessions()

/** Runs a notebook in Node, in a worker of the very script that the page runs. */
export const runNotebook = async (codes: Readonly<Record<string, string>>, seconds = 5) =>
  collect(await open, compileAll(codes), () => seconds)

/** What one cell shows. */
export async function outputOf(code: string, seconds = 5): Promise<CellOutcome> {
  return (await runNotebook({ only: code }, seconds)).get('only')!
}

/** The last value that a cell shows. */
export async function shownBy(code: string): Promise<Shown> {
  const { output, error } = await outputOf(code)
  if (error) throw new Error(`${error.name}: ${error.message}`)
  const last = output.at(-1)
  if (last?.kind !== 'value') throw new Error(`shows ${JSON.stringify(last)}`)
  return last.value
}
