/** What a client needs of a Worker; tests give it one that they can crash. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message' | 'error' | 'messageerror', listener: (event: Event) => void): void
  terminate(): void
}

/** Crashes in a row after which a worker is given up. */
const PATIENCE = 3

interface Events<Report> {
  /** A new worker is there and knows nothing yet. */
  onStarted: () => void
  onReport: (report: Report) => void
  /** The worker died and another one has been started. */
  onRestarted: () => void
  /** There are no workers here, or they died again at once. */
  onFailed: (message: string) => void
}

/** A worker that is started again when it dies. */
export class Supervised<Command, Report> {
  readonly #make: () => WorkerLike
  readonly #events: Events<Report>
  #worker: WorkerLike | undefined
  #crashes = 0

  constructor(make: () => WorkerLike, events: Events<Report>) {
    this.#make = make
    this.#events = events
  }

  get isRunning(): boolean {
    return this.#worker !== undefined
  }

  start(): void {
    try {
      const worker = this.#make()
      this.#worker = worker
      worker.addEventListener(
        'message',
        (event) => this.#worker === worker && this.#events.onReport((event as MessageEvent<Report>).data),
      )
      for (const type of ['error', 'messageerror'] as const)
        worker.addEventListener(type, (event) => this.#worker === worker && this.#crashed(event))
      this.#events.onStarted()
    } catch (error) {
      this.#worker = undefined
      this.#events.onFailed((error as Error).message)
    }
  }

  /** It has done something right: crashes are counted anew. */
  trust(): void {
    this.#crashes = 0
  }

  send(command: Command, transfer: Transferable[] = []): void {
    this.#worker?.postMessage(command, transfer)
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #crashed(event: Event): void {
    event.preventDefault()
    this.dispose()
    this.#crashes++
    if (this.#crashes >= PATIENCE) return this.#events.onFailed((event as ErrorEvent).message ?? 'worker')
    this.start()
    this.#events.onRestarted()
  }
}
