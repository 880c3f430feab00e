import type { FromFrame, ToFrame } from '../frame/messages.ts'
import { isAny, isCount, isOneOf, isRecord, isTagged, isText } from '../protocol/form.ts'
import { LIMITS } from '../protocol/limits.ts'
import { readMessage } from '../protocol/read.ts'
import type { OpenSession, SessionEvents } from './session.ts'

export interface FrameAddresses {
  /** The frame's page. */
  runner: string
  /** The engine as a script, which the page fetches for the frame. */
  engine: string
  /** What assistive technology calls the frame, should it ever meet it. */
  title: string
}

/** Messages of a worker that are dealt with before the frame is told so. */
const ACK_EVERY = 10
/** How long the frame may take to answer, in milliseconds; it never runs a cell, so silence means that it is gone. */
const FRAME_ANSWERS_WITHIN = 10_000

/** How long a frame may keep silent once something has loaded in it: it speaks before that, unless it was not found. */
const SPEAKS_AFTER_LOAD = 1_000
/** The same where a browser says nothing of a frame that it could not fetch. */
const SPEAKS_WITHIN = 4_000

const isFromFrame = isTagged('type', {
  ready: isRecord({ type: isOneOf('ready') }),
  pong: isRecord({ type: isOneOf('pong') }),
  message: isRecord({ type: isOneOf('message'), id: isCount, text: isText(LIMITS.message) }),
  lost: isRecord({ type: isOneOf('lost'), id: isCount, loss: isAny(isOneOf('crashed'), isOneOf('flood')) }),
})

/**
 * Opens workers inside one sandboxed frame of the page. The frame has an origin of its own that nothing else has, and a
 * policy that lets nothing out; only text comes back, and only from that very window.
 */
export function frameSessions(addresses: FrameAddresses): OpenSession {
  let frame: RunnerFrame | undefined
  return (events) => {
    if (frame?.isGone !== false) frame = new RunnerFrame(addresses)
    return frame.open(events)
  }
}

class RunnerFrame {
  isGone = false
  #element: HTMLIFrameElement
  readonly #sessions = new Map<number, { events: SessionEvents; unacknowledged: number }>()
  #waiting: ToFrame[] | undefined = []
  #next = 1
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor({ runner, engine, title }: FrameAddresses) {
    addEventListener('message', this.#hear)
    this.#element = frameOf(runner, title)
    this.#element.setAttribute('sandbox', 'allow-scripts')
    document.body.append(this.#element)
    this.#takeKeptIfSilent(runner, title)
    this.#expectAnswer()
    void this.#fetchEngine(engine)
  }

  open(events: SessionEvents): ReturnType<OpenSession> {
    const id = this.#next++
    this.#sessions.set(id, { events, unacknowledged: 0 })
    this.#tell({ type: 'open', id })
    this.#tell({ type: 'ping' })
    if (!this.#waiting) this.#expectAnswer()
    return {
      send: (message) => this.#tell({ type: 'send', id, text: JSON.stringify(message) }),
      end: () => {
        if (this.#sessions.delete(id)) this.#tell({ type: 'end', id })
      },
    }
  }

  /**
   * Browsers fetch a sandboxed frame past the service worker: without a network, or when its release is gone from the
   * host, it does not come. The service worker then gives the frame that it keeps, at an address that nobody else
   * answers, with a policy that sandboxes it just as the attribute does.
   */
  #takeKeptIfSilent(runner: string, title: string): void {
    if (!hasServiceWorker()) return
    const takeKept = () => {
      if (this.#isReady || this.isGone || this.#element !== first) return
      this.#element = frameOf(runner.replace(/[^/]+$/, 'confined/$&'), title)
      first.replaceWith(this.#element)
    }
    const first = this.#element
    if (!navigator.onLine) return takeKept()
    first.addEventListener('load', () => setTimeout(takeKept, SPEAKS_AFTER_LOAD))
    setTimeout(takeKept, SPEAKS_WITHIN)
  }

  async #fetchEngine(address: string): Promise<void> {
    try {
      const response = await fetch(address)
      if (!response.ok) throw new Error(String(response.status))
      const text = await response.text()
      // The frame needs it before the first worker; whatever waits already comes after.
      this.#waiting?.unshift({ type: 'engine', text })
      this.#hasEngine = true
      this.#release()
    } catch {
      this.#dispose('unloaded')
    }
  }

  #hasEngine = false
  #isReady = false

  #release(): void {
    if (!this.#isReady || !this.#hasEngine || !this.#waiting) return
    const waiting = this.#waiting
    this.#waiting = undefined
    for (const message of waiting) this.#tell(message)
  }

  #tell(message: ToFrame): void {
    if (this.#waiting) this.#waiting.push(message)
    // An opaque origin cannot be named; the frame is this page's own element.
    else this.#element.contentWindow?.postMessage(message, '*')
  }

  readonly #hear = (event: MessageEvent): void => {
    if (event.source !== this.#element.contentWindow || !isFromFrame(event.data)) return
    const message = event.data as FromFrame
    clearTimeout(this.#silence)
    if (message.type === 'ready') {
      this.#isReady = true
      this.#release()
    } else if (message.type === 'message') this.#pass(message.id, message.text)
    else if (message.type === 'lost') {
      const session = this.#sessions.get(message.id)
      this.#sessions.delete(message.id)
      session?.events.onLost(message.loss)
    }
  }

  #pass(id: number, text: string): void {
    const session = this.#sessions.get(id)
    if (!session) return
    const message = readMessage(text)
    if (message) session.events.onMessage(message)
    if (++session.unacknowledged < ACK_EVERY) return
    this.#tell({ type: 'ack', id, count: session.unacknowledged })
    session.unacknowledged = 0
  }

  #expectAnswer(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => this.#dispose('unreachable'), FRAME_ANSWERS_WITHIN)
  }

  #dispose(loss: 'unloaded' | 'unreachable'): void {
    this.isGone = true
    clearTimeout(this.#silence)
    removeEventListener('message', this.#hear)
    this.#element.remove()
    const sessions = [...this.#sessions.values()]
    this.#sessions.clear()
    for (const { events } of sessions) events.onLost(loss)
  }
}

function frameOf(address: string, title: string): HTMLIFrameElement {
  const element = document.createElement('iframe')
  element.setAttribute('title', title)
  element.hidden = true
  element.src = address
  return element
}

/** Whether one answers for this page; a page that is sandboxed itself may not even ask. */
function hasServiceWorker(): boolean {
  try {
    return Boolean(navigator.serviceWorker?.controller)
  } catch {
    return false
  }
}
