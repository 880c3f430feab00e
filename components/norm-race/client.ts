import { loadDataset } from '../../data/browser.ts'
import type { RaceSettings } from './model.ts'
import type { NormAnswer, NormRequest } from './norm.worker.ts'

/** Trains in a worker; a new start, or `stop`, ends what an older one still trains. */
export class NormClient {
  #worker: Worker | undefined
  #asked = 0

  async start(
    settings: RaceSettings,
    onResult: (answer: NormAnswer) => void,
    onFailed: () => void,
  ): Promise<void> {
    this.stop()
    const asked = this.#asked
    try {
      const { features, target } = await loadDataset('digits')
      if (asked !== this.#asked) return
      const worker = new Worker(new URL('./norm.worker.ts', import.meta.url), { type: 'module' })
      this.#worker = worker
      worker.addEventListener('message', ({ data }: MessageEvent<NormAnswer>) => onResult(data))
      worker.addEventListener('error', (event) => {
        event.preventDefault()
        this.stop()
        onFailed()
      })
      const request: NormRequest = { digits: { features, target }, settings }
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
