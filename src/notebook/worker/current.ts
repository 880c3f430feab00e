import type { Progress } from '../protocol/shown.ts'
import { native } from './native.ts'
import { Outbox, type Wire } from './outbox.ts'

/** Progress is shown at most this often, in milliseconds. */
const PROGRESS_EVERY = 50

/**
 * Where output goes: to the cell that is running. What a timer prints later goes to the cell that ran last, because
 * nothing tells whose timer it was.
 */
export class Current {
  readonly #wire: Wire
  #cell = ''
  #outbox: Outbox
  #progressAt = -Infinity

  constructor(wire: Wire) {
    this.#wire = wire
    this.#outbox = new Outbox('', wire)
  }

  get outbox(): Outbox {
    return this.#outbox
  }

  /** Begins the output of a cell anew. */
  begin(cell: string): Outbox {
    this.#cell = cell
    this.#outbox = new Outbox(cell, this.#wire)
    this.#progressAt = -Infinity
    return this.#outbox
  }

  /** Goes back to a cell whose output has begun already: a stream between two of its values. */
  resume(cell: string, outbox: Outbox): void {
    this.#cell = cell
    this.#outbox = outbox
  }

  progress(progress: Progress): void {
    const isLast = progress.total !== undefined && progress.done >= progress.total
    if (!isLast && (native.now() - this.#progressAt < PROGRESS_EVERY || !this.#wire.hasCredit)) return
    this.#progressAt = native.now()
    this.#wire.send({ type: 'progress', cell: this.#cell, progress })
  }
}
