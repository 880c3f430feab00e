import type { PlayCommand, PlayReport, RunShot, WarpAxes } from './playground/protocol.ts'
import type { PlaySpec } from './playground/spec.ts'
import type { WorkerLike } from './client.ts'

export type {
  CurvePoint,
  Ending,
  Grain,
  Pace,
  RunShot,
  Trace,
  Warp,
  WarpAxes,
} from './playground/protocol.ts'
export type { Metrics } from './playground/metrics.ts'
export * from './playground/spec.ts'

export interface PlayEvents {
  /** At most once per frame. What it brings stays valid until the next one. */
  onShot: (runs: readonly RunShot[]) => void
  onSwept: (index: number, run: RunShot) => void
  /** The worker died and has been restarted: training begins anew from the seed. */
  onRestarted: () => void
  /** Nothing can be trained here: no workers, a specification that cannot be run, or it died again at once. */
  onFailed: (message: string) => void
}

/** What the page asks for, the number of the session left to the client. */
type Asked = PlayCommand extends infer C ? (C extends PlayCommand ? Omit<C, 'session'> : never) : never

const createWorker = (): WorkerLike =>
  new Worker(new URL('./playground.worker.ts', import.meta.url), { type: 'module' })

/** Crashes in a row after which the client gives up. */
const PATIENCE = 3

/** The playground's worker, as a figure drives it. */
export class PlayClient {
  readonly #events: PlayEvents
  readonly #make: () => WorkerLike
  readonly #nextFrame: (callback: () => void) => unknown
  #worker: WorkerLike | undefined
  #specs: readonly PlaySpec[] = []
  #parameters: Float32Array | undefined
  #watched: { gradients: boolean; warp?: WarpAxes | null } = { gradients: false }
  #session = 0
  #crashes = 0

  constructor(
    events: PlayEvents,
    make: () => WorkerLike = createWorker,
    nextFrame: (callback: () => void) => unknown = (callback) => requestAnimationFrame(callback),
  ) {
    this.#events = events
    this.#make = make
    this.#nextFrame = nextFrame
  }

  /** Begins anew with these specifications: one run, or two in step. */
  create(specs: readonly PlaySpec[], parameters?: Float32Array): void {
    this.#specs = specs
    this.#parameters = parameters
    this.#session++
    if (!this.#worker) return this.#start()
    this.#send({ do: 'create', specs, ...(parameters && { parameters }) })
    this.#send({ do: 'watch', ...this.#watched })
    this.#send({ do: 'frame' })
  }

  send(command: Asked): void {
    if (command.do === 'watch') this.#watched = command
    this.#send(command)
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #start(): void {
    try {
      const worker = this.#make()
      this.#worker = worker
      worker.addEventListener(
        'message',
        (event) => this.#worker === worker && this.#hear((event as MessageEvent<PlayReport>).data),
      )
      worker.addEventListener('error', (event) => this.#worker === worker && this.#crashed(event))
      worker.addEventListener('messageerror', (event) => this.#worker === worker && this.#crashed(event))
      this.create(this.#specs, this.#parameters)
    } catch (error) {
      this.#worker = undefined
      this.#events.onFailed((error as Error).message)
    }
  }

  #hear(report: PlayReport): void {
    if (report.session !== this.#session) return
    if (report.tell === 'failed') return this.#events.onFailed(report.message)
    if (report.tell === 'swept') return this.#events.onSwept(report.index, report.run)
    this.#crashes = 0
    this.#events.onShot(report.runs)
    const session = this.#session
    this.#nextFrame(() => session === this.#session && this.#send({ do: 'frame' }))
  }

  #crashed(event: Event): void {
    event.preventDefault()
    this.dispose()
    this.#crashes++
    if (this.#crashes >= PATIENCE) return this.#events.onFailed((event as ErrorEvent).message ?? 'worker')
    this.#start()
    this.#events.onRestarted()
  }

  #send(command: Asked): void {
    this.#worker?.postMessage({ ...command, session: this.#session } as PlayCommand, [])
  }
}
