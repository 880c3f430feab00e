import type { RaceSettings } from './model.ts'
import type { RaceAnswer, RaceRequest } from './race.worker.ts'

/** Asks the worker for races. A new question ends what an older one still computes: the worker is replaced. */
export class RaceClient {
  readonly #make: () => Worker
  readonly #onAnswer: (answer: RaceAnswer) => void
  readonly #onFailed: () => void
  #worker: Worker | undefined
  #number = 0
  #isBusy = false
  #isLeaving = false

  constructor(
    onAnswer: (answer: RaceAnswer) => void,
    onFailed: () => void,
    make = () => new Worker(new URL('./race.worker.ts', import.meta.url), { type: 'module' }),
  ) {
    this.#onAnswer = onAnswer
    this.#onFailed = onFailed
    this.#make = make
  }

  ask(settings: RaceSettings, repeat: boolean): void {
    if (this.#isBusy) this.dispose()
    this.#isLeaving = false
    const request: RaceRequest = { number: ++this.#number, settings, repeat }
    try {
      this.#worker ??= this.#start()
      this.#isBusy = true
      this.#worker.postMessage(request)
    } catch {
      this.#fail()
    }
  }

  /** Gives the worker up once it has answered: it knows nothing but its question. */
  release(): void {
    this.#isLeaving = true
    if (!this.#isBusy) this.dispose()
  }

  dispose(): void {
    this.#worker?.terminate()
    this.#worker = undefined
    this.#isBusy = false
  }

  #start(): Worker {
    const worker = this.#make()
    worker.addEventListener('message', ({ data }: MessageEvent<RaceAnswer>) => {
      if (data.number !== this.#number) return
      if (data.tell === 'race' || data.method === 'sgd') this.#isBusy = false
      this.#onAnswer(data)
      if (this.#isLeaving && !this.#isBusy) this.dispose()
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      this.#fail()
    })
    return worker
  }

  #fail(): void {
    this.dispose()
    this.#onFailed()
  }
}
