import type { Json } from '../../src/exercises/check.ts'
import type { Question } from './flow.worker.ts'
import type { Flow, Settings } from './model.ts'

type Asked = { settings: Settings } | { state: Json; measure: string }
interface Job {
  asked: Asked
  resolve: (answer: unknown) => void
  reject: (reason: unknown) => void
}

/** Asks the worker for one kind of network at a time; of the questions that wait, only the latest is kept. */
export class FlowClient {
  readonly #make: () => Worker
  #worker: Worker | undefined
  #running: Job | undefined
  #waiting: Job | undefined
  #number = 0

  constructor(make = () => new Worker(new URL('./flow.worker.ts', import.meta.url), { type: 'module' })) {
    this.#make = make
  }

  /** Undefined when a later question has overtaken this one. Rejects where no worker runs. */
  run(settings: Settings): Promise<Flow[] | undefined> {
    return this.#ask({ settings }) as Promise<Flow[] | undefined>
  }

  async measure(state: Json, measure: string): Promise<number> {
    return ((await this.#ask({ state, measure })) as number | undefined) ?? Number.NaN
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#running = undefined
    this.#waiting = undefined
  }

  #ask(asked: Asked): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting?.resolve(undefined)
      this.#waiting = { asked, resolve, reject }
      this.#next()
    })
  }

  #next(): void {
    if (this.#running || !this.#waiting) return
    this.#running = this.#waiting
    this.#waiting = undefined
    try {
      this.#worker ??= this.#start()
      const question: Question = { number: ++this.#number, ...this.#running.asked }
      this.#worker.postMessage(question)
    } catch (error) {
      this.#fail(error)
    }
  }

  #start(): Worker {
    const worker = this.#make()
    worker.addEventListener('message', ({ data }: MessageEvent<{ number: number; answer: unknown }>) => {
      if (data.number !== this.#number) return
      this.#running?.resolve(data.answer)
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
