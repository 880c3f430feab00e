import type { Json } from '../../src/exercises/check.ts'
import type { Question } from './histograms.worker.ts'
import type { LayerSummary, Settings } from './model.ts'

interface Job {
  question: Question
  resolve: (answer: unknown) => void
  reject: (reason: unknown) => void
}

/** Asks the worker for one network at a time. While it computes only the latest question waits; an older one is dropped. */
export class HistogramClient {
  readonly #make: () => Worker
  #worker: Worker | undefined
  #running: Job | undefined
  #waiting: Job | undefined

  constructor(
    make = () => new Worker(new URL('./histograms.worker.ts', import.meta.url), { type: 'module' }),
  ) {
    this.#make = make
  }

  /** The layers of that network; undefined when a later question has overtaken this one. Rejects where no worker runs. */
  run(settings: Settings): Promise<LayerSummary[] | undefined> {
    return this.#ask({ settings }) as Promise<LayerSummary[] | undefined>
  }

  /** What the model measures of that state. */
  async measure(state: Json, measure: string): Promise<number> {
    return ((await this.#ask({ state, measure })) as number | undefined) ?? Number.NaN
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#running = undefined
    this.#waiting = undefined
  }

  #ask(question: Question): Promise<unknown> {
    return new Promise((resolve, reject) => {
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
      this.#start().postMessage(job.question)
    } catch (error) {
      this.#fail(error)
    }
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const worker = this.#make()
    this.#worker = worker
    worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#running?.resolve(data)
      this.#running = undefined
      this.#next()
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.#fail(new Error(event.message))
    })
    return worker
  }

  #fail(reason: unknown): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#running?.reject(reason)
    this.#running = undefined
    this.#next()
  }
}
