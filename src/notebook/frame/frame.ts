import { LIMITS } from '../protocol/limits.ts'
import type { FromFrame, ToFrame } from './messages.ts'

/** The runner's source without the engine, and where the engine goes; the build puts them in. */
declare const RUNNER_BEFORE: string
declare const RUNNER_AFTER: string

/** How long after a worker was taken the next spare is made, in milliseconds: not while the first one starts. */
const SPARE_AFTER = 300

/** Workers have no origin to name. */
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const post = (lodger: Lodger | undefined, text: string) => lodger?.worker.postMessage(text)

interface Lodger {
  worker: Worker
  /** Undefined while it is the spare. */
  id: number | undefined
  /** What the spare has said so far. */
  early: string[]
  /** Messages that the page has not dealt with yet. */
  pending: number
}

/** The frame: it makes workers, ends them, and passes text between them and the page. No reader's code runs here. */
const lodgers = new Map<number, Lodger>()
let source: string | undefined
let spare: Lodger | undefined

const tell = (message: FromFrame) => parent.postMessage(message, '*')

function makeLodger(): Lodger {
  const lodger: Lodger = { worker: new Worker(source!), id: undefined, early: [], pending: 0 }
  lodger.worker.addEventListener('message', ({ data }) => hear(lodger, data))
  lodger.worker.addEventListener('error', (event) => {
    event.preventDefault()
    lose(lodger, 'crashed')
  })
  return lodger
}

function hear(lodger: Lodger, data: unknown): void {
  const isText = typeof data === 'string' && data.length <= LIMITS.message
  if (!isText || ++lodger.pending > LIMITS.flood) return lose(lodger, 'flood')
  if (lodger.id === undefined) lodger.early.push(data)
  else tell({ type: 'message', id: lodger.id, text: data })
}

function lose(lodger: Lodger, loss: 'crashed' | 'flood'): void {
  lodger.worker.terminate()
  if (lodger === spare) spare = undefined
  if (lodger.id === undefined || !lodgers.delete(lodger.id)) return
  tell({ type: 'lost', id: lodger.id, loss })
}

function open(id: number): void {
  const lodger = spare ?? makeLodger()
  spare = undefined
  lodger.id = id
  lodgers.set(id, lodger)
  for (const text of lodger.early) tell({ type: 'message', id, text })
  setTimeout(() => (spare ??= makeLodger()), SPARE_AFTER)
}

function obey(message: ToFrame): void {
  switch (message.type) {
    case 'engine': {
      const script = [RUNNER_BEFORE, message.text, RUNNER_AFTER]
      source = URL.createObjectURL(new Blob(script, { type: 'text/javascript' }))
      spare = makeLodger()
      return
    }
    case 'open':
      return open(message.id)
    case 'ping':
      return tell({ type: 'pong' })
    case 'send':
      return post(lodgers.get(message.id), message.text)
    case 'ack': {
      const lodger = lodgers.get(message.id)
      if (!lodger) return
      lodger.pending -= message.count
      return post(lodger, `{"type":"ack","count":${message.count}}`)
    }
    case 'end':
      lodgers.get(message.id)?.worker.terminate()
      lodgers.delete(message.id)
  }
}

// Without an origin of its own it would run readers' code with the rights of the page: it does nothing then.
if (self.origin === 'null') {
  addEventListener('message', (event) => {
    if (event.source === parent) obey(event.data as ToFrame)
  })
  tell({ type: 'ready' })
}
