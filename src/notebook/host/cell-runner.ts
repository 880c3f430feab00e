import type { CompiledCell, FromWorker } from '../protocol/messages.ts'
import type { Loss, OpenSession, Session } from './session.ts'
import { Timer } from './timer.ts'
import { Watchdog } from './watchdog.ts'

/** Why a run was cut short. */
export type StopReason = { kind: 'reader' } | { kind: 'time'; seconds: number } | { kind: Loss }

export type RunEvent =
  | Exclude<FromWorker, { type: 'ready' | 'pong' | 'verdict' }>
  /** The worker has ended: every value is gone. `cell` was running. */
  | { type: 'stopped'; reason: StopReason; cell?: string }

/** How often an idle worker is asked whether it still answers, and how long it may take, in milliseconds. */
const PING_EVERY = 5_000
const PONG_WITHIN = 4_000

/** Runs cells in one worker that is kept between runs, and ends it when the reader or a budget says so. */
export class CellRunner {
  readonly #open: OpenSession
  readonly #onEvent: (event: RunEvent) => void
  readonly #watchdog: Watchdog
  #session: Session | undefined
  #run = 0
  #running: string[] = []
  #isBusy = false
  #ping: ReturnType<typeof setTimeout> | undefined

  constructor(open: OpenSession, secondsOf: (cell: string) => number, onEvent: (event: RunEvent) => void) {
    this.#open = open
    this.#onEvent = onEvent
    const timer = new Timer(() => this.#session)
    this.#watchdog = new Watchdog(timer, secondsOf, (overrun) => {
      if (overrun === 'silence') this.#stop({ kind: 'unreachable' })
      else this.#stop({ kind: 'time', seconds: overrun.seconds }, overrun.cell)
    })
  }

  get isBusy(): boolean {
    return this.#isBusy
  }

  run(cells: readonly CompiledCell[]): void {
    clearTimeout(this.#ping)
    this.#isBusy = true
    this.#running = []
    this.#session ??= this.#open({
      onMessage: (message) => this.#receive(message),
      onLost: (kind) => this.#stop({ kind }),
    })
    this.#watchdog.wait()
    this.#session.send({ type: 'run', run: ++this.#run, cells })
  }

  /** Ends the worker at once. Does nothing when there is none. */
  stop(): void {
    if (this.#session) this.#stop({ kind: 'reader' })
  }

  /** Ends the worker without a word: the page is leaving. */
  dispose(): void {
    clearTimeout(this.#ping)
    this.#watchdog.end()
    this.#session?.end()
    this.#session = undefined
  }

  #stop(reason: StopReason, cell = this.#running.at(-1)): void {
    this.dispose()
    this.#isBusy = false
    this.#onEvent({ type: 'stopped', reason, ...(cell === undefined ? {} : { cell }) })
  }

  #receive(message: FromWorker): void {
    if (message.type === 'pong') return this.#restFor()
    if (message.type === 'ready' || message.type === 'verdict') return
    // What an earlier run still has to say: only its printing, never its state.
    if ('run' in message && message.run !== this.#run) return
    if (message.type === 'started') {
      this.#running.push(message.cell)
      this.#watchdog.started(message.cell)
    } else if (message.type === 'resumed') this.#watchdog.resumed(message.cell)
    else if (message.type === 'finished') {
      this.#running = this.#running.filter((cell) => cell !== message.cell)
      this.#watchdog.finished(message.cell)
    } else if (message.type === 'done') {
      this.#isBusy = false
      this.#watchdog.end()
      this.#restFor()
    }
    this.#onEvent(message)
  }

  /** A timer that a cell has left behind may spin: an idle worker that does not answer is ended. */
  #restFor(): void {
    clearTimeout(this.#ping)
    if (this.#isBusy) return
    this.#ping = setTimeout(() => {
      this.#session?.send({ type: 'ping' })
      this.#ping = setTimeout(() => this.#stop({ kind: 'unreachable' }), PONG_WITHIN)
    }, PING_EVERY)
  }
}
