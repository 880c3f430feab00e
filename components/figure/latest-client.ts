import type { Json } from '../../src/exercises/check.ts'

/** Page → worker: settings to be computed, or a measure that an exercise asks of a state. */
export type LatestQuestion<S> = { settings: S } | { state: Json; measure: string }

interface Job {
  question: unknown
  resolve: (answer: unknown) => void
  reject: (reason: unknown) => void
}

/** Asks a worker for one thing at a time. While it computes only the latest question waits; an older one is dropped. */
export class LatestClient<Settings, Answer> {
  readonly #make: () => Worker
  #worker: Worker | undefined
  #running: Job | undefined
  #waiting: Job | undefined
  #isLeaving = false

  constructor(make: () => Worker) {
    this.#make = make
  }

  /** What comes of the settings; undefined when a later question has overtaken this one. Rejects where no worker runs. */
  run(settings: Settings): Promise<Answer | undefined> {
    return this.#ask({ settings }) as Promise<Answer | undefined>
  }

  /** What the model measures of that state. */
  async measure(state: Json, measure: string): Promise<number> {
    return ((await this.#ask({ state, measure })) as number | undefined) ?? Number.NaN
  }

  /** Gives the worker up once it has answered. It knows nothing but its question: the next one gets another worker. */
  release(): void {
    this.#isLeaving = true
    this.#leave()
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#running = undefined
    this.#waiting = undefined
  }

  #ask(question: LatestQuestion<Settings>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#isLeaving = false
      this.#waiting?.resolve(undefined)
      this.#waiting = { question, resolve, reject }
      this.#next()
    })
  }

  #next(): void {
    if (this.#running || !this.#waiting) return
    const job = this.#waiting
    this.#running = job
    this.#waiting = undefined
    try {
      this.#worker ??= this.#start()
      this.#worker.postMessage(job.question)
    } catch (error) {
      this.#fail(error)
    }
  }

  #start(): Worker {
    const worker = this.#make()
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (worker !== this.#worker) return
      this.#running?.resolve(data)
      this.#running = undefined
      this.#next()
      this.#leave()
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      if (worker === this.#worker) this.#fail(new Error(event.message))
    })
    return worker
  }

  #leave(): void {
    if (!this.#isLeaving || this.#running || this.#waiting) return
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #fail(reason: unknown): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#running?.reject(reason)
    this.#running = undefined
    this.#next()
  }
}
