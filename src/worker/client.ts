import type { Command, Report, Snapshot } from './protocol.ts'
import type { SavedSession } from './session.ts'
import type { HyperParameters, TrainingSpec } from './spec.ts'
import { Supervised, type WorkerLike } from './supervised.ts'

export type { HyperParameters, Snapshot, TrainingSpec, WorkerLike }

export interface TrainingEvents {
  /** A session begins: whether it is compiled, else which layer is not and why ('' where float64 was asked for). */
  onCreated?: (isCompiled: boolean, reason: string) => void
  /** At most once per frame. The parameters are valid only during the call: their buffer goes back to the worker. */
  onSnapshot: (snapshot: Omit<Snapshot, 'parameters'>, parameters: Float64Array) => void
  /** The numbers left the finite range; the session keeps the state before. */
  onStopped: (step: number, where: string) => void
  /** The worker died and has been restarted: training begins anew from the seed. */
  onRestarted: () => void
  /** Nothing can be trained here: no workers, or it died again at once. */
  onFailed: (message: string) => void
}

const createWorker = (): WorkerLike =>
  new Worker(new URL('./training.worker.ts', import.meta.url), { type: 'module' })

/** One training session in a worker of its own, as a figure drives it. */
export class TrainingClient {
  readonly #events: TrainingEvents
  readonly #nextFrame: (callback: () => void) => unknown
  readonly #worker: Supervised<Command, Report>
  #spec: TrainingSpec
  /** Counts sessions, so that what an old one still sends is recognized and dropped. */
  #session = 0
  /** Whether the worker goes as soon as it has said all that it knows. */
  #isLeaving = false
  /** What a worker said before it was given up; while it is here, there is none. */
  #saved: SavedSession | undefined
  /** The step of this training that was told last, and whether a worker has just been given it back. */
  #told = -1
  #isBack = false

  constructor(
    spec: TrainingSpec,
    events: TrainingEvents,
    make: () => WorkerLike = createWorker,
    nextFrame: (callback: () => void) => unknown = (callback) => requestAnimationFrame(callback),
  ) {
    this.#spec = spec
    this.#events = events
    this.#nextFrame = nextFrame
    this.#worker = new Supervised(make, {
      onStarted: () => this.#create(),
      onReport: (report: Report) => this.#hear(report),
      onRestarted: () => events.onRestarted(),
      onFailed: (message) => events.onFailed(message),
    })
    this.#worker.start()
  }

  /** Begins anew: with the same specification, or another one. */
  reset(spec: TrainingSpec = this.#spec): void {
    this.#spec = spec
    this.#isLeaving = false
    this.#saved = undefined
    if (this.#worker.isRunning) {
      this.#send({ do: 'dispose', session: this.#session })
      this.#create()
    } else this.#worker.start()
  }

  run(steps: number | 'many'): void {
    this.#send({ do: 'run', session: this.#session, steps })
  }

  pause(): void {
    this.#send({ do: 'pause', session: this.#session })
  }

  step(steps = 1): void {
    this.#send({ do: 'step', session: this.#session, steps })
  }

  set(hyper: HyperParameters): void {
    this.#spec = {
      ...this.#spec,
      batchSize: hyper.batchSize ?? this.#spec.batchSize,
      optimizer: {
        ...this.#spec.optimizer,
        learningRate: hyper.learningRate ?? this.#spec.optimizer.learningRate,
      },
    }
    this.#send({ do: 'set', session: this.#session, hyper })
  }

  /**
   * Gives the worker up, if the session rests and can be brought back to the same bits; whatever is asked of it next, or
   * `wake()`, brings it back. Until then the worker stays.
   */
  release(): void {
    if (!this.#worker.isRunning) return
    this.#isLeaving = true
    this.#worker.send({ do: 'save', session: this.#session })
  }

  /** Brings back what was released. */
  wake(): void {
    this.#isLeaving = false
    if (this.#saved) this.#worker.start()
  }

  dispose(): void {
    this.#saved = undefined
    this.#worker.dispose()
  }

  #create(): void {
    const saved = this.#saved
    this.#saved = undefined
    this.#isBack = saved !== undefined
    if (!saved) this.#told = -1
    this.#session++
    const begin = { do: 'create', session: this.#session, spec: this.#spec } as const
    this.#worker.send(saved ? { ...begin, saved } : begin)
    this.#worker.send({ do: 'frame', session: this.#session })
  }

  #hear(report: Report): void {
    if (report.session !== this.#session) return
    if (report.tell === 'failed') return this.#events.onFailed(report.message)
    if (report.tell === 'created') return this.#events.onCreated?.(report.isCompiled, report.reason)
    if (report.tell === 'stopped') return this.#events.onStopped(report.step, report.where)
    if (report.tell === 'saved') return this.#leave(report.saved)
    this.#worker.trust()
    const { parameters, ...snapshot } = report
    // What comes back is on the page already.
    if (!this.#isBack || snapshot.step !== this.#told)
      this.#events.onSnapshot(snapshot, new Float64Array(parameters))
    this.#isBack = false
    this.#told = snapshot.step
    const session = this.#session
    this.#nextFrame(
      () =>
        session === this.#session &&
        this.#worker.send({ do: 'frame', session, buffer: parameters }, [parameters]),
    )
  }

  #leave(saved: SavedSession | null): void {
    if (!this.#isLeaving || !saved) return
    this.#isLeaving = false
    this.#saved = saved
    this.#worker.dispose()
  }

  /** Whatever is asked of a session brings it back first. */
  #send(command: Command): void {
    this.wake()
    this.#worker.send({ ...command, session: this.#session } as Command)
  }
}
