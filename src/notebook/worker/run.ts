import type { CompiledCell, Param } from '../protocol/messages.ts'
import type { Item } from '../protocol/shown.ts'
import type { Current } from './current.ts'
import { itemOf } from './displayable.ts'
import { modules } from './engine.ts'
import { describeError } from './errors.ts'
import { inspect } from './inspect/inspect.ts'
import { native } from './native.ts'
import type { Outbox, Wire } from './outbox.ts'
import { isStream, runStreams } from './streams.ts'

type CellFunction = (result: { value: unknown }, ...args: unknown[]) => Promise<Record<string, unknown>>

/** The names that the cells of a notebook share, and the running of them, one at a time and in the order given. */
export class Runner {
  readonly #wire: Wire
  readonly #current: Current
  readonly #scope = new Map<string, unknown>()
  /** Cells that have not given their names in this run. */
  #failed = new Set<string>()
  /** Cells that were seen to stream in this run. */
  readonly #streams = new Set<string>()
  #run = 0

  constructor(wire: Wire, current: Current) {
    this.#wire = wire
    this.#current = current
  }

  async runAll(run: number, cells: readonly CompiledCell[]): Promise<void> {
    this.#run = run
    this.#failed = new Set()
    const streamed = new Set<string>()
    for (const [i, cell] of cells.entries()) {
      // What depends on a stream has run with the stream's last value.
      if (!streamed.has(cell.id)) await this.#runOne(cell, cells.slice(i + 1), streamed, false)
    }
    this.#wire.send({ type: 'done', run })
  }

  async #runOne(cell: CompiledCell, rest: readonly CompiledCell[], streamed: Set<string>, isInner: boolean) {
    this.#failed.delete(cell.id)
    const by = cell.needs.find((need) => this.#failed.has(need))
    if (by !== undefined) {
      this.#failed.add(cell.id)
      this.#wire.send({ type: 'skipped', run: this.#run, cell: cell.id, by })
      return
    }
    this.#wire.send({ type: 'started', run: this.#run, cell: cell.id })
    const outbox = this.#current.begin(cell.id)
    const from = native.now()
    try {
      const { defined, value } = await call(cell, this.#scope)
      await this.#publish(cell, defined, value, { outbox, rest, streamed, isInner })
      this.#finish(cell, outbox, from)
    } catch (error) {
      this.#failed.add(cell.id)
      for (const name of cell.defines) this.#scope.delete(name)
      this.#finish(cell, outbox, from, describeError(error, textOf))
    }
  }

  #finish({ id }: CompiledCell, outbox: Outbox, from: number, error?: ReturnType<typeof describeError>) {
    outbox.flush()
    const { dropped } = outbox
    const ms = native.now() - from
    this.#wire.send({ type: 'finished', run: this.#run, cell: id, ms, dropped, ...(error ? { error } : {}) })
  }

  /** Hands a cell's names on and shows its last expression. Generators among them are run, value by value. */
  async #publish(
    cell: CompiledCell,
    defined: Record<string, unknown>,
    value: unknown,
    {
      outbox,
      rest,
      streamed,
      isInner,
    }: { outbox: Outbox; rest: readonly CompiledCell[]; streamed: Set<string>; isInner: boolean },
  ): Promise<void> {
    const streams = Object.keys(defined).filter((name) => isStream(defined[name]))
    for (const [name, item] of Object.entries(defined)) if (!isStream(item)) this.#scope.set(name, item)
    if (streams.length === 0 && !isStream(value)) {
      if (value !== undefined) outbox.add(itemOf(value))
      return
    }
    this.#streams.add(cell.id)
    const generators = streams.map((name) => defined[name] as Iterator<unknown>)
    const isOwnValue = isStream(value) && !generators.includes(value as Iterator<unknown>)
    if (isOwnValue) generators.push(value as Iterator<unknown>)
    const dependents = dependentsOf(cell, rest, streams)
    for (const { id } of dependents) streamed.add(id)
    let place = -1
    await runStreams(
      generators,
      async (values) => {
        streams.forEach((name, i) => this.#scope.set(name, values[i]))
        const shown = isStream(value) ? values[generators.indexOf(value as Iterator<unknown>)] : value
        if (shown !== undefined) place = outbox.replace(place, itemOf(shown) satisfies Item)
        if (dependents.length === 0) return
        outbox.flush()
        await this.#runBelow(dependents, true)
        this.#current.resume(cell.id, outbox)
        this.#wire.send({ type: 'resumed', run: this.#run, cell: cell.id })
      },
      isInner,
    )
    // A stream below a stream showed its first value each time; now it runs to its end.
    if (!isInner && dependents.some(({ id }) => this.#streams.has(id))) {
      outbox.flush()
      await this.#runBelow(dependents, false)
      this.#current.resume(cell.id, outbox)
    }
  }

  async #runBelow(dependents: readonly CompiledCell[], isInner: boolean): Promise<void> {
    const done = new Set<string>()
    for (const [i, dependent] of dependents.entries()) {
      if (!done.has(dependent.id)) await this.#runOne(dependent, dependents.slice(i + 1), done, isInner)
    }
  }
}

/** The cells still to come that use one of the streamed names, or a name of a cell that does. */
function dependentsOf(
  cell: CompiledCell,
  rest: readonly CompiledCell[],
  names: readonly string[],
): CompiledCell[] {
  const changed = new Set(names)
  if (names.length === 0) return []
  return rest.filter(({ id, params, defines }) => {
    if (id === cell.id || !params.some(({ name, from }) => from === 'cell' && changed.has(name))) return false
    for (const name of defines) changed.add(name)
    return true
  })
}

/** Runs the code of a cell or a test with the names it asks for. */
export async function call(
  { source, params }: Pick<CompiledCell, 'source' | 'params'>,
  scope: ReadonlyMap<string, unknown>,
) {
  const result = { value: undefined as unknown }
  const compiled = native.eval(source) as CellFunction
  const defined = await compiled(result, ...params.map((param) => argumentFor(param, scope)))
  return { defined, value: result.value }
}

function argumentFor(param: Param, scope: ReadonlyMap<string, unknown>): unknown {
  if (param.from === 'cell') return scope.get(param.name)
  const exports = modules[param.module]
  return param.imported === '*' ? exports : exports?.[param.imported]
}

/** Something thrown that is no error, as text. */
export function textOf(thrown: unknown): string {
  const shown = inspect(thrown)
  return shown.t === 'atom' || shown.t === 'text' ? shown.text : `an object, not an Error (${shown.t})`
}
