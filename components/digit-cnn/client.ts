import { loadDataset } from '../../data/browser.ts'
import type { Question } from './explain.ts'
import type { Command, Report } from './protocol.ts'
import type { Digits, RunSettings, Shot } from './session.ts'

/** Milliseconds from one picture to the next: eyes need no more, and the page keeps its time for the reader. */
const BETWEEN = 80

export interface Events {
  onDigits: (digits: Digits) => void
  onShot: (shot: Shot, isRunning: boolean) => void
  /** The data did not come, there are no workers, or the worker died. */
  onFailed: () => void
}

type Asked = Command extends infer C ? (C extends Command ? Omit<C, 'session'> : never) : never

const startWorker = () => new Worker(new URL('./digit.worker.ts', import.meta.url), { type: 'module' })

/** The figure's worker: it gets the digits once, and then begins as many runs as are asked for. */
export class DigitClient {
  readonly #events: Events
  readonly #make: () => Worker
  #worker: Worker | undefined
  #session = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(events: Events, make = startWorker) {
    this.#events = events
    this.#make = make
  }

  /** Begins anew, with a question that may need the digits. What was asked of an older run is forgotten. */
  async create(settings: RunSettings, questionOf: (digits: Digits) => Question): Promise<void> {
    const session = ++this.#session
    clearTimeout(this.#timer)
    try {
      const digits = await loadDataset('digits')
      if (session !== this.#session) return
      const isNew = !this.#worker
      this.#worker ??= this.#start()
      const { features, target } = digits
      this.#events.onDigits(digits)
      const question = questionOf(digits)
      this.#send({ do: 'create', settings, question, ...(isNew && { digits: { features, target } }) })
      this.#send({ do: 'frame' })
    } catch {
      this.#fail()
    }
  }

  send(command: Asked): void {
    this.#send(command)
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#session++
    this.#worker?.terminate()
    this.#worker = undefined
  }

  #start(): Worker {
    const worker = this.#make()
    worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
      if (worker !== this.#worker || data.session !== this.#session) return
      if (data.tell === 'failed') return this.#fail()
      this.#events.onShot(data.shot, data.isRunning)
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => this.#send({ do: 'frame' }), BETWEEN)
      return undefined
    })
    worker.addEventListener('error', (event) => {
      event.preventDefault()
      if (worker === this.#worker) this.#fail()
    })
    return worker
  }

  #send(command: Asked): void {
    this.#worker?.postMessage({ ...command, session: this.#session })
  }

  #fail(): void {
    this.dispose()
    this.#events.onFailed()
  }
}
