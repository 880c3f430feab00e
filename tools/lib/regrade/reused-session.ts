import type { FromWorker } from '../../../src/notebook/protocol/messages.ts'
import type { OpenSession, Session, SessionEvents } from '../../../src/notebook/host/session.ts'

/**
 * One worker for the programs of one student, one after the other: starting a worker takes longer than most programs. A
 * verdict that is not the first of its worker is believed only where it confirms what the record claims; otherwise the
 * caller judges again with `fresh`.
 */
export class ReusedSession {
  readonly #open: OpenSession
  #kept: Session | undefined
  #events: SessionEvents | undefined
  #programs = 0

  constructor(open: OpenSession) {
    this.#open = open
  }

  /** Whether the last program was the first of its worker. */
  get wasFirst(): boolean {
    return this.#programs === 1
  }

  /** Ends the worker; the next program gets a new one. */
  end(): void {
    this.#kept?.end()
    this.#kept = undefined
    this.#programs = 0
  }

  readonly open: OpenSession = (events) => {
    let isClean = false
    const hear = (message: FromWorker): void => {
      if (message.type === 'verdict') isClean = message.verdict.tampered === undefined
      events.onMessage(message)
    }
    this.#events = { onMessage: hear, onLost: events.onLost }
    if (this.#kept) queueMicrotask(() => hear({ type: 'ready' }))
    else {
      this.#programs = 0
      this.#kept = this.#open({
        onMessage: (message) => this.#events?.onMessage(message),
        onLost: (loss) => {
          const told = this.#events
          this.end()
          told?.onLost(loss)
        },
      })
    }
    this.#programs++
    const worker = this.#kept
    return {
      send: (message) => worker.send(message),
      ...(worker.ownTime ? { ownTime: () => worker.ownTime!() } : {}),
      end: () => {
        // A program that ran out of time, or changed built-in objects, takes its worker along.
        if (!isClean && this.#kept === worker) this.end()
      },
    }
  }
}
