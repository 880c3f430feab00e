import { loadDataset } from '../../data/browser.ts'
import type { DropoutAnswer, DropoutRequest } from './dropout.worker.ts'
import { LANES, SEEDS, type RaceSettings } from './model.ts'

/** What the worker is asked for, one training after the other: the lanes of the first seed, then of the next. */
const JOBS = Array.from({ length: SEEDS * LANES.length }, (_, i) => ({
  index: Math.floor(i / LANES.length),
  lane: i % LANES.length,
}))

/** Trains in a worker, one network at a time: it can rest between two, and begins anew at once. */
export class DropoutClient {
  #worker: Worker | undefined
  #asked = 0
  #next = 0
  #isResting = false
  #isBusy = false

  async start(
    settings: RaceSettings,
    onResult: (answer: DropoutAnswer) => void,
    onFailed: () => void,
  ): Promise<void> {
    this.stop()
    const asked = this.#asked
    try {
      const { features, target } = await loadDataset('digits')
      if (asked !== this.#asked) return
      const worker = new Worker(new URL('./dropout.worker.ts', import.meta.url), { type: 'module' })
      this.#worker = worker
      worker.addEventListener('message', ({ data }: MessageEvent<DropoutAnswer>) => {
        this.#isBusy = false
        onResult(data)
        this.#ask()
      })
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        this.stop()
        onFailed()
      })
      const request: DropoutRequest = { digits: { features, target }, settings }
      worker.postMessage(request)
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

  stop(): void {
    this.#asked++
    this.#worker?.terminate()
    this.#worker = undefined
    this.#next = 0
    this.#isResting = false
    this.#isBusy = false
  }

  #ask(): void {
    const job = JOBS[this.#next]
    if (!this.#worker || !job || this.#isResting || this.#isBusy) return
    this.#next++
    this.#isBusy = true
    const request: DropoutRequest = job
    this.#worker.postMessage(request)
  }
}
