import { SeriesClient } from '../figure/series-client.ts'
import { LANES, SEEDS, type RaceSettings, type Result } from './model.ts'

const start = () => new Worker(new URL('./dropout.worker.ts', import.meta.url), { type: 'module' })

/** Trains the lanes of one seed after the other. */
export const dropoutClient = (make = start) =>
  new SeriesClient<RaceSettings, Result>(make, { seeds: SEEDS, lanes: LANES.length })
import { loadDataset } from '../../data/browser.ts'
import type { Digits } from './network.ts'

/** First the data and the settings; then, one after the other, which lane of which seed to train, both counted from 0. */
export type Request<S> = { digits: Digits; settings: S } | { index: number; lane: number }

/** One result is finished: that of a lane with one of the seeds. */
export interface Answer<R> {
  index: number
  lane: number
  result: R
}

interface Options {
  seeds: number
  lanes: number
  make: () => Worker
}

/** Trains on digits in a worker, one lane of one seed at a time: it can rest between two, and begins anew at once. */
export class DigitsClient<S, R> {
  readonly #options: Options
  #worker: Worker | undefined
  #asked = 0
  #next = 0
  #isResting = false
  #isBusy = false

  constructor(options: Options) {
    this.#options = options
  }

  async start(settings: S, onResult: (answer: Answer<R>) => void, onFailed: () => void): Promise<void> {
    this.stop()
    const asked = this.#asked
    try {
      const { features, target } = await loadDataset('digits')
      if (asked !== this.#asked) return
      const worker = this.#options.make()
      this.#worker = worker
      worker.addEventListener('message', ({ data }: MessageEvent<Answer<R>>) => {
        this.#isBusy = false
        onResult(data)
        this.#ask()
      })
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        this.stop()
        onFailed()
      })
      const request: Request<S> = { digits: { features, target }, settings }
      worker.postMessage(request)
      this.#ask()
    } catch {
      if (asked === this.#asked) onFailed()
    }
  }

  /** What is at hand is finished; nothing else begins. */
  rest(): void {
    this.#isResting = true
  }

  goOn(): void {
    this.#isResting = false
    this.#ask()
  }

  stop(): void {
    this.#asked++
    this.#worker?.terminate()
    this.#worker = undefined
    this.#next = 0
    this.#isResting = false
    this.#isBusy = false
  }

  #ask(): void {
    const { seeds, lanes } = this.#options
    if (!this.#worker || this.#next === seeds * lanes || this.#isResting || this.#isBusy) return
    const request: Request<S> = { index: Math.floor(this.#next / lanes), lane: this.#next % lanes }
    this.#next++
    this.#isBusy = true
    this.#worker.postMessage(request)
  }
}
