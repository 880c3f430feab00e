import { MAX_SECONDS } from '../cells/options.ts'
import type { Timer } from './timer.ts'

/** Longest silence of a worker that is between two cells, in milliseconds: starting it on a slow phone included. */
const SILENCE = 15_000

/** What has run out. */
export type Overrun = { cell: string; seconds: number } | 'silence'

/**
 * Watches the time of the cell that is running. A stream and the cells below it take turns: each has its own time, and
 * the whole may take a minute.
 */
export class Watchdog {
  readonly #secondsOf: (cell: string) => number
  readonly #onOverrun: (overrun: Overrun) => void
  readonly #timer: Timer
  /** Time that each cell has had, in milliseconds. */
  readonly #used = new Map<string, number>()
  /** The cell that started while no other was running, and when. */
  #outer: { cell: string; at: number } | undefined
  #running: { cell: string; at: number } | undefined

  constructor(timer: Timer, secondsOf: (cell: string) => number, onOverrun: (overrun: Overrun) => void) {
    this.#timer = timer
    this.#secondsOf = secondsOf
    this.#onOverrun = onOverrun
  }

  /** A run has been asked for. */
  wait(): void {
    this.#outer = undefined
    this.#pause()
    this.#set(SILENCE, 'silence')
  }

  started(cell: string): void {
    this.#used.set(cell, 0)
    this.#outer ??= { cell, at: performance.now() }
    this.#resume(cell)
  }

  resumed(cell: string): void {
    this.#resume(cell)
  }

  finished(cell: string): void {
    this.#pause()
    if (this.#outer?.cell === cell) this.#outer = undefined
    this.#set(SILENCE, 'silence')
  }

  end(): void {
    this.#timer.stop()
    this.#running = undefined
    this.#outer = undefined
  }

  #pause(): void {
    if (!this.#running) return
    const { cell, at } = this.#running
    this.#used.set(cell, (this.#used.get(cell) ?? 0) + performance.now() - at)
    this.#running = undefined
  }

  #resume(cell: string): void {
    this.#pause()
    this.#running = { cell, at: performance.now() }
    const seconds = this.#secondsOf(cell)
    const own = seconds * 1000 - (this.#used.get(cell) ?? 0)
    const all = MAX_SECONDS * 1000 - (performance.now() - this.#outer!.at)
    if (own <= all) this.#set(own, { cell, seconds })
    else this.#set(all, { cell: this.#outer!.cell, seconds: MAX_SECONDS })
  }

  #set(ms: number, overrun: Overrun): void {
    this.#timer.start(ms, () => this.#onOverrun(overrun))
  }
}
