import { loadDataset } from '../../data/browser.ts'
import type { Digits } from './network.ts'

export interface Request<S> {
  digits: Digits
  settings: S
}

/** One result is finished: that of a lane with one of the seeds, both counted from 0. */
export interface Answer<R> {
  index: number
  lane: number
  result: R
}

/** Trains in a worker; a new start, or `stop`, ends what an older one still trains. */
export class DigitsClient<S, R> {
  readonly #make: () => Worker
  #worker: Worker | undefined
  #asked = 0

  constructor(make: () => Worker) {
    this.#make = make
  }

  async start(settings: S, onResult: (answer: Answer<R>) => void, onFailed: () => void): Promise<void> {
    this.stop()
    const asked = this.#asked
    try {
      const { features, target } = await loadDataset('digits')
      if (asked !== this.#asked) return
      const worker = this.#make()
      this.#worker = worker
      worker.addEventListener('message', ({ data }: MessageEvent<Answer<R>>) => onResult(data))
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        this.stop()
        onFailed()
      })
      const request: Request<S> = { digits: { features, target }, settings }
      worker.postMessage(request)
    } catch {
      if (asked === this.#asked) onFailed()
    }
  }

  stop(): void {
    this.#asked++
    this.#worker?.terminate()
    this.#worker = undefined
  }
}
