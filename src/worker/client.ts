import type { Command, Report, Snapshot } from './protocol.ts'
import type { HyperParameters, TrainingSpec } from './spec.ts'

export type { HyperParameters, Snapshot, TrainingSpec }

/** What the client needs of a Worker; tests give it one that they can crash. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void
  terminate(): void
}

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

/** Crashes in a row after which the client gives up. */
const PATIENCE = 3

/** One training session in a worker of its own, as a figure drives it. */
export class TrainingClient {
  readonly #events: TrainingEvents
  readonly #make: () => WorkerLike
  readonly #nextFrame: (callback: () => void) => unknown
  #worker: WorkerLike | undefined
  #spec: TrainingSpec
  #crashes = 0
  /** Counts sessions, so that what an old one still sends is recognized and dropped. */
  #session = 0

  constructor(
    spec: TrainingSpec,
    events: TrainingEvents,
    make: () => WorkerLike = createWorker,
    nextFrame: (callback: () => void) => unknown = (callback) => requestAnimationFrame(callback),
  ) {
    this.#spec = spec
    this.#events = events
    this.#make = make
    this.#nextFrame = nextFrame
    this.#start()
  }

  /** Begins anew: with the same specification, or another one. */
  reset(spec: TrainingSpec = this.#spec): void {
    this.#spec = spec
    if (this.#worker) {
      this.#send({ do: 'dispose', session: this.#session })
      this.#create()
    } else this.#start()
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
        (event) => this.#worker === worker && this.#hear((event as MessageEvent<Report>).data),
      )
      worker.addEventListener('error', (event) => this.#worker === worker && this.#crashed(event))
      worker.addEventListener('messageerror', (event) => this.#worker === worker && this.#crashed(event))
      this.#create()
    } catch (error) {
      this.#worker = undefined
      this.#events.onFailed((error as Error).message)
    }
  }

  #create(): void {
    this.#session++
    this.#send({ do: 'create', session: this.#session, spec: this.#spec })
    this.#send({ do: 'frame', session: this.#session })
  }

  #hear(report: Report): void {
    if (report.session !== this.#session) return
    if (report.tell === 'failed') return this.#events.onFailed(report.message)
    if (report.tell === 'created') return this.#events.onCreated?.(report.isCompiled, report.reason)
    if (report.tell === 'stopped') return this.#events.onStopped(report.step, report.where)
    this.#crashes = 0
    const { parameters, ...snapshot } = report
    this.#events.onSnapshot(snapshot, new Float64Array(parameters))
    const session = this.#session
    this.#nextFrame(
      () =>
        session === this.#session && this.#send({ do: 'frame', session, buffer: parameters }, [parameters]),
    )
  }

  #crashed(event: Event): void {
    event.preventDefault()
    this.dispose()
    this.#crashes++
    if (this.#crashes >= PATIENCE) return this.#events.onFailed((event as ErrorEvent).message ?? 'worker')
    this.#start()
    this.#events.onRestarted()
  }

  #send(command: Command, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(command, transfer)
  }
}
