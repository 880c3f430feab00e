import type { PlayCommand, PlayReport, RunShot, WarpAxes, Weights } from './playground/protocol.ts'
import type { PlaySpec } from './playground/spec.ts'
import { Supervised, type WorkerLike } from './supervised.ts'

export type {
  CurvePoint,
  Ending,
  Grain,
  Pace,
  RunShot,
  Trace,
  Warp,
  WarpAxes,
  Weights,
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

/** The playground's worker, as a figure drives it. */
export class PlayClient {
  readonly #events: PlayEvents
  readonly #nextFrame: (callback: () => void) => unknown
  readonly #worker: Supervised<PlayCommand, PlayReport>
  #specs: readonly PlaySpec[] = []
  #parameters: Float32Array | undefined
  #watched: { gradients: boolean; warp?: WarpAxes | null } = { gradients: false }
  #session = 0
  /** Who waits for the weights of this session. */
  #asked: ((weights: Weights | undefined) => void)[] = []

  constructor(
    events: PlayEvents,
    make: () => WorkerLike = createWorker,
    nextFrame: (callback: () => void) => unknown = (callback) => requestAnimationFrame(callback),
  ) {
    this.#events = events
    this.#nextFrame = nextFrame
    this.#worker = new Supervised(make, {
      onStarted: () => this.create(this.#specs, this.#parameters),
      onReport: (report: PlayReport) => this.#hear(report),
      onRestarted: () => {
        this.#answer(undefined)
        events.onRestarted()
      },
      onFailed: (message) => {
        this.#answer(undefined)
        events.onFailed(message)
      },
    })
  }

  /** Begins anew with these specifications: one run, or two in step. */
  create(specs: readonly PlaySpec[], parameters?: Float32Array): void {
    this.#specs = specs
    this.#parameters = parameters
    this.#session++
    this.#answer(undefined)
    if (!this.#worker.isRunning) return this.#worker.start()
    this.#send({ do: 'create', specs, ...(parameters && { parameters }) })
    this.#send({ do: 'watch', ...this.#watched })
    this.#send({ do: 'frame' })
  }

  send(command: Asked): void {
    if (command.do === 'watch') this.#watched = command
    this.#send(command)
  }

  /**
   * The first run's weights once everything sent before is done: what is on the screen may be a picture behind.
   * Undefined where no worker can say, or the run was begun anew meanwhile.
   */
  weights(): Promise<Weights | undefined> {
    if (!this.#worker.isRunning) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      this.#asked.push(resolve)
      this.#send({ do: 'weights' })
    })
  }

  dispose(): void {
    this.#worker.dispose()
  }

  #hear(report: PlayReport): void {
    if (report.session !== this.#session) return
    if (report.tell === 'failed') return this.#events.onFailed(report.message)
    if (report.tell === 'weights') return this.#answer(report.weights)
    if (report.tell === 'swept') return this.#events.onSwept(report.index, report.run)
    this.#worker.trust()
    this.#events.onShot(report.runs)
    const session = this.#session
    this.#nextFrame(() => session === this.#session && this.#send({ do: 'frame' }))
  }

  #answer(weights: Weights | undefined): void {
    const asked = this.#asked
    this.#asked = []
    for (const resolve of asked) resolve(weights)
  }

  #send(command: Asked): void {
    this.#worker.send({ ...command, session: this.#session } as PlayCommand)
  }
}
