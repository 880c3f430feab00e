import type { Session } from './session.ts'

/** How many times its limit a worker may take on the clock, where the limit counts its own time. */
const PATIENCE = 10

/**
 * Calls back when a worker has had its time. Where the session can tell the worker's own time, that is what counts: a
 * busy machine, or a build that does not come to read its messages, takes nothing away from a cell.
 */
export class Timer {
  readonly #session: () => Session | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #current = 0

  constructor(session: () => Session | undefined) {
    this.#session = session
  }

  /** Begins anew: what was waited for before is forgotten. */
  start(ms: number, onEnd: () => void): void {
    this.stop()
    const current = this.#current
    const begun = performance.now()
    const before = this.#ownTime()
    const end = async () => {
      const [from, now] = await Promise.all([before ?? 0, this.#ownTime() ?? 0])
      if (current !== this.#current) return
      const left = ms - (now - from)
      if (left >= 1 && performance.now() - begun < PATIENCE * ms)
        this.#timer = setTimeout(() => void end(), left)
      else onEnd()
    }
    this.#timer = setTimeout(() => void (before ? end() : onEnd()), Math.max(0, ms))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#current++
  }

  #ownTime(): Promise<number> | undefined {
    return this.#session()
      ?.ownTime?.()
      .catch(() => 0)
  }
}
