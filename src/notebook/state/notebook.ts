import { analyze } from '../analysis/analyze.ts'
import { compileCell } from '../analysis/compile.ts'
import { buildGraph, type AnalyzedCell, type Graph, type Modules } from '../graph/graph.ts'
import { planAll, planRun, staleAfter, type Plan } from '../graph/plan.ts'
import { CellRunner, type RunEvent, type StopReason } from '../host/cell-runner.ts'
import type { OpenSession } from '../host/session.ts'
import {
  isBusy,
  isChanged,
  newCellState,
  type CellState,
  type PublishedCell,
  type Status,
} from './cell-state.ts'
import type { Edit } from './edits.ts'

export interface NotebookOptions {
  lesson: string
  cells: readonly PublishedCell[]
  modules: Modules
  open: OpenSession
  /** A cell has changed. */
  onChange: (state: CellState) => void
  /** A run has begun or has ended. */
  onRunning?: (isRunning: boolean) => void
  /** The reader's code is to be kept, or with `undefined` forgotten. */
  onKeep?: (cell: string, edit: Edit | undefined) => void
}

/**
 * The cells of one lesson: their code and what came of it, who depends on whom, and one worker in which their values
 * live. Edits only mark what is out of date; code runs when the reader says so, and never before.
 *
 * The dataflow is our own hundred lines (graph/) and not `@observablehq/runtime`: the page has to know the order
 * without the values, because it marks what is stale and survives the worker that holds them; cells run one at a time,
 * because each has its own time, its own output and the same result everywhere, while that runtime runs whatever is
 * ready side by side; and two cells that define one name are told so before anything runs.
 */
export class Notebook {
  readonly #options: NotebookOptions
  readonly #states = new Map<string, CellState>()
  readonly #analyzed = new Map<string, AnalyzedCell>()
  readonly #runner: CellRunner
  #graph: Graph
  /** Cells whose values are in the worker and up to date. */
  #live = new Set<string>()
  #held = new Set<string>()
  /** Cells that have printed in this run. */
  readonly #fresh = new Set<string>()
  /** Cells that were due in this run and have become out of date since: what they come to is old already. */
  readonly #overtaken = new Set<string>()
  /** The reader's own code, put aside while a link's is shown. */
  readonly #own = new Map<string, Edit>()

  constructor(options: NotebookOptions) {
    this.#options = options
    for (const cell of options.cells) {
      this.#states.set(cell.id, newCellState(cell))
      this.#analyzed.set(cell.id, { id: cell.id, analysis: analyze(cell.code) })
    }
    this.#graph = this.#newGraph()
    const secondsOf = new Map(options.cells.map(({ id, seconds }) => [id, seconds]))
    this.#runner = new CellRunner(
      options.open,
      (cell) => secondsOf.get(cell) ?? 2,
      (event) => this.#hear(event),
    )
    this.#showIssues()
  }

  /** In the order of the page. */
  get cells(): readonly CellState[] {
    return [...this.#states.values()]
  }

  cell(id: string): CellState {
    return this.#states.get(id)!
  }

  get isRunning(): boolean {
    return this.#runner.isBusy
  }

  /** The cells that hold code from a link. */
  get linked(): readonly CellState[] {
    return this.cells.filter(({ origin }) => origin === 'link')
  }

  get modules(): Modules {
    return this.#options.modules
  }

  /** Every name that some cell defines or imports. */
  get names(): readonly string[] {
    return [...new Set([...this.#graph.owner.keys(), ...this.#graph.imports.keys()])]
  }

  /** The reader writes. Nothing runs; what depends on it is out of date. */
  edit(id: string, code: string): void {
    const { origin, published } = this.cell(id)
    if (code === this.cell(id).code) return
    const isLinked = origin === 'link'
    this.#setCode(id, code, { origin: isLinked ? 'link' : code === published ? 'published' : 'mine' })
    // Reading it closely enough to change it is not yet running it: a link's code stays held.
    if (!isLinked) this.#keep(id)
  }

  /** Runs a cell: what it needs and is not up to date first, what depends on it after. */
  run(id: string): void {
    this.#held.delete(id)
    this.#start(planRun(this.#graph, id, { live: this.#live, held: this.#held }))
  }

  runAll(): void {
    this.#start(planAll(this.#graph, { live: this.#live, held: this.#held }))
  }

  /** Ends the worker. Outputs stay; the next run runs again what it needs. */
  stop(): void {
    this.#runner.stop()
  }

  dispose(): void {
    this.#runner.dispose()
  }

  /** Back to the published code; `undoReset` brings the reader's back. */
  reset(id: string): void {
    const { code, published } = this.cell(id)
    if (code === published) return
    this.#held.delete(id)
    this.#setCode(id, published, { origin: 'published', undo: code, isOutdated: false })
    this.#keep(id)
  }

  /** Brings back what was put aside: by a reset, by a link or by a file. Other code of the reader's takes its place. */
  undoReset(id: string): void {
    const { code, published, undo } = this.cell(id)
    if (undo === undefined) return
    this.#setCode(id, undo, { origin: 'mine', undo: code === published ? undefined : code })
    this.#keep(id)
  }

  /** What the reader has done before. Nothing runs. */
  restore(edits: readonly Edit[]): void {
    for (const edit of edits) {
      const state = this.#states.get(edit.cell)
      if (!state || state.origin !== 'published' || isChanged(state)) continue
      const isOutdated = edit.base !== state.published
      if (edit.code === null) this.#change(edit.cell, { undo: edit.undo })
      else this.#setCode(edit.cell, edit.code, { origin: 'mine', isOutdated, undo: edit.undo })
    }
  }

  /** Shows somebody's code in place of the reader's, which is put aside. It is held until the reader runs it. */
  showLinked(codes: Readonly<Record<string, string>>): void {
    for (const [id, code] of Object.entries(codes)) {
      const state = this.#states.get(id)
      if (!state || code === state.code) continue
      if (isChanged(state)) this.#own.set(id, this.#editOf(state))
      this.#held.add(id)
      this.#setCode(id, code, { origin: 'link', isOutdated: false, undo: undefined })
    }
  }

  /** Makes what the link brought the reader's own; own code that stood there can be brought back. */
  keepLinked(): void {
    for (const { id } of this.linked) {
      const own = this.#own.get(id)?.code
      this.#change(id, { origin: 'mine', undo: own ?? undefined })
      this.#keep(id)
    }
    this.#own.clear()
  }

  /** Puts the link's code away and the reader's back. */
  dropLinked(): void {
    for (const { id, published } of this.linked) {
      const own = this.#own.get(id)
      this.#held.delete(id)
      this.#setCode(id, own?.code ?? published, { origin: own?.code ? 'mine' : 'published' })
    }
    this.#own.clear()
  }

  isHeld(id: string): boolean {
    return this.#held.has(id)
  }

  #newGraph(): Graph {
    return buildGraph([...this.#analyzed.values()], this.#options.modules)
  }

  #setCode(id: string, code: string, part: Partial<CellState>): void {
    const before = staleAfter(this.#graph, id)
    this.#analyzed.set(id, { id, analysis: analyze(code) })
    this.#graph = this.#newGraph()
    this.#change(id, { code, ...part })
    const changed = new Set([...before, ...staleAfter(this.#graph, id)])
    for (const cell of changed) {
      this.#live.delete(cell)
      if (isBusy(this.cell(cell))) this.#overtaken.add(cell)
      const { output, status } = this.cell(cell)
      const hasOutput = output.length > 0 || status.kind !== 'published'
      if (hasOutput && !isBusy(this.cell(cell))) this.#change(cell, { isStale: true })
    }
    this.#showIssues()
  }

  #showIssues(): void {
    for (const { id, issues } of this.cells) {
      const now = this.#graph.issues.get(id)!
      if (JSON.stringify(now) !== JSON.stringify(issues)) this.#change(id, { issues: now })
    }
  }

  #start({ run, blocked }: Plan): void {
    if (this.#runner.isBusy) return
    for (const [id, { by, reason }] of blocked)
      this.#change(id, { status: { kind: 'blocked', by, reason }, isStale: true })
    if (run.length === 0) return
    this.#overtaken.clear()
    for (const id of run) {
      this.#live.delete(id)
      this.#change(id, { status: { kind: 'waiting' }, progress: undefined })
    }
    this.#options.onRunning?.(true)
    this.#runner.run(run.map((id) => compileCell(this.#graph, id)))
  }

  #hear(event: RunEvent): void {
    switch (event.type) {
      case 'started':
        // The output of before stays until there is new output, so that nothing jumps.
        this.#fresh.delete(event.cell)
        return this.#change(event.cell, { status: { kind: 'running' }, dropped: undefined })
      case 'resumed':
        return this.#change(event.cell, { status: { kind: 'running' } })
      case 'output': {
        const before = this.#fresh.has(event.cell) ? this.cell(event.cell).output : []
        this.#fresh.add(event.cell)
        return this.#change(event.cell, {
          output: [...before.slice(0, event.at), ...event.items],
          isStale: false,
        })
      }
      case 'progress':
        return this.#change(event.cell, { progress: event.progress })
      case 'finished':
        return this.#finish(event)
      case 'skipped':
        return this.#change(event.cell, {
          status: { kind: 'blocked', by: event.by, reason: 'failed' },
          isStale: true,
        })
      case 'done':
        for (const { id, status } of this.cells)
          if (status.kind === 'waiting') this.#change(id, { status: { kind: 'published' } })
        return this.#options.onRunning?.(false)
      case 'stopped':
        this.#lose(event.reason, event.cell)
        return this.#options.onRunning?.(false)
    }
  }

  #finish({ cell, ms, dropped, error }: Extract<RunEvent, { type: 'finished' }>): void {
    const status: Status = error ? { kind: 'failed', error } : { kind: 'done', ms }
    const isStale = this.#overtaken.has(cell)
    if (!error && !isStale) this.#live.add(cell)
    const output = this.#fresh.has(cell) ? this.cell(cell).output : []
    this.#change(cell, { status, output, dropped, isStale, progress: undefined })
  }

  #lose(reason: StopReason, cell: string | undefined): void {
    this.#live.clear()
    for (const state of this.cells) {
      const { id, status } = state
      if (id === cell || (isBusy(state) && cell === undefined)) {
        this.#change(id, { status: { kind: 'stopped', reason }, isStale: true, progress: undefined })
      } else if (isBusy(state))
        this.#change(id, { status: { kind: 'blocked', by: cell ?? id, reason: 'failed' }, isStale: true })
      else if (status.kind !== 'published') this.#change(id, { isStale: true })
    }
  }

  #change(id: string, part: { [K in keyof CellState]?: CellState[K] | undefined }): void {
    const next = { ...this.cell(id), ...part } as CellState
    this.#states.set(id, next)
    this.#options.onChange(next)
  }

  #keep(id: string): void {
    const state = this.cell(id)
    const isWorthKeeping = isChanged(state) || state.undo !== undefined
    this.#options.onKeep?.(id, isWorthKeeping ? this.#editOf(state) : undefined)
  }

  #editOf({ id, code, published, undo }: CellState): Edit {
    const kept = code === published ? null : code
    return {
      lesson: this.#options.lesson,
      cell: id,
      code: kept,
      base: published,
      ...(undo === undefined ? {} : { undo }),
    }
  }
}
