import { loadDataset } from '../../data/browser.ts'

interface Digits {
  features: ArrayLike<number>
  target: ArrayLike<number>
}

/** Page → worker: first the data and the settings; then, one after the other, which network to train. */
export type SeriesRequest<Settings> = { digits: Digits; settings: Settings } | { index: number; lane: number }

/** One training is finished: that of a lane with one of the seeds, both counted from 0. */
export interface SeriesAnswer<Result> {
  index: number
  lane: number
  result: Result
}

/** In the worker: trains what it is asked for with the settings that it was given. */
export function serveSeries<Settings, Result>(
  train: (digits: Digits, index: number, lane: number, settings: Settings) => Result,
): void {
  let given: { digits: Digits; settings: Settings } | undefined
  addEventListener('message', ({ data }: MessageEvent<SeriesRequest<Settings>>) => {
    if ('digits' in data) given = data
    else if (given) {
      const { index, lane } = data
      const answer: SeriesAnswer<Result> = {
        index,
        lane,
        result: train(given.digits, index, lane, given.settings),
      }
      postMessage(answer)
    }
  })
}

interface Series<Settings, Result> {
  digits: Digits
  settings: Settings
  onResult: (answer: SeriesAnswer<Result>, isLast: boolean) => void
  onFailed: () => void
}

/**
 * Trains many small networks on the digits in a worker, one at a time: the lanes of the first seed, then of the next. It
 * can rest between two, and begins anew at once.
 */
export class SeriesClient<Settings, Result> {
  readonly #make: () => Worker
  readonly #jobs: readonly { index: number; lane: number }[]
  #worker: Worker | undefined
  /** What every worker of this comparison is given first, and who hears of its results. */
  #series: Series<Settings, Result> | undefined
  #asked = 0
  #next = 0
  #isResting = false
  #isBusy = false
  #isLeaving = false

  constructor(make: () => Worker, { seeds, lanes }: { seeds: number; lanes: number }) {
    this.#make = make
    this.#jobs = Array.from({ length: seeds * lanes }, (_, i) => ({
      index: Math.floor(i / lanes),
      lane: i % lanes,
    }))
  }

  async start(
    settings: Settings,
    onResult: (answer: SeriesAnswer<Result>, isLast: boolean) => void,
    onFailed: () => void,
  ): Promise<void> {
    this.stop()
    const asked = this.#asked
    try {
      const { features, target } = await loadDataset('digits')
      if (asked !== this.#asked) return
      this.#series = { digits: { features, target }, settings, onResult, onFailed }
      this.#ask()
    } catch {
      if (asked === this.#asked) onFailed()
    }
  }

  /** The network at hand is finished; no other one begins. */
  rest(): void {
    this.#isResting = true
  }

  goOn(): void {
    this.#isResting = false
    this.#ask()
  }

  /**
   * Gives the worker up once the network at hand is finished. Nothing is lost: each network depends on its own seed alone,
   * and the next one gets another worker.
   */
  release(): void {
    this.#isLeaving = true
    this.#leave()
  }

  stop(): void {
    this.#asked++
    this.#worker?.terminate()
    this.#worker = undefined
    this.#series = undefined
    this.#next = 0
    this.#isResting = false
    this.#isBusy = false
  }

  #ask(): void {
    const job = this.#jobs[this.#next]
    const series = this.#series
    if (!series || !job || this.#isResting || this.#isBusy) return
    try {
      this.#isLeaving = false
      this.#worker ??= this.#start(series)
      this.#next++
      this.#isBusy = true
      this.#send(job)
    } catch {
      this.stop()
      series.onFailed()
    }
  }

  #start({ digits, settings, onResult, onFailed }: Series<Settings, Result>): Worker {
    const worker = this.#make()
    worker.addEventListener('message', ({ data }: MessageEvent<SeriesAnswer<Result>>) => {
      if (worker !== this.#worker) return
      this.#isBusy = false
      onResult(data, this.#next === this.#jobs.length)
      // A network that begins now keeps the worker.
      const isLeaving = this.#isLeaving
      this.#ask()
      if (isLeaving) this.#leave()
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      if (worker !== this.#worker) return
      this.stop()
      onFailed()
    })
    const given: SeriesRequest<Settings> = { digits, settings }
    worker.postMessage(given)
    return worker
  }

  #leave(): void {
    if (this.#isBusy) return
    this.#isLeaving = false
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #send(request: SeriesRequest<Settings>): void {
    this.#worker?.postMessage(request)
  }
}
