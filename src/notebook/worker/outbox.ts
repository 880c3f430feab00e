import { LIMITS } from '../protocol/limits.ts'
import type { FromWorker } from '../protocol/messages.ts'
import type { Dropped, Item } from '../protocol/shown.ts'
import { encode } from './encode.ts'
import { native } from './native.ts'

/** Longest time between something printed and the message that carries it, in milliseconds. */
const DELAY = 30

/** Sends to the page, never more than it has room for: output waits and is joined until the page has caught up. */
export class Wire {
  readonly #post: (text: string) => void
  #credit: number = LIMITS.credit

  constructor(post: (text: string) => void) {
    this.#post = post
  }

  get hasCredit(): boolean {
    return this.#credit > 0
  }

  acknowledge(count: number): void {
    this.#credit += count
  }

  send(message: FromWorker): void {
    const text = encode(message)
    if (text.length > LIMITS.message) return
    this.#credit--
    this.#post(text)
  }
}

/** The output of one run of one cell: counted, cut and sent in batches. */
export class Outbox {
  readonly #cell: string
  readonly #wire: Wire
  readonly #items: Item[] = []
  readonly #dropped: { -readonly [K in keyof Dropped]: Dropped[K] } = { lines: 0, characters: 0, figures: 0 }
  /** The first item that the page has not got in its present form. */
  #unsent = 0
  #sentAt = -Infinity
  #lines = 0
  #characters = 0
  #figures = 0

  constructor(cell: string, wire: Wire) {
    this.#cell = cell
    this.#wire = wire
  }

  get dropped(): Dropped {
    return this.#dropped
  }

  /** Whether another printed line would be dropped; then it is counted, and need not be made. */
  dropLine(): boolean {
    if (this.#lines < LIMITS.lines) return false
    this.#dropped.lines++
    this.#flushSoon()
    return true
  }

  /** Adds to the output, or counts what there was no room for. Returns the item's place for `replace`. */
  add(item: Item): number {
    const size = encode(item).length
    if (!this.#hasRoom(item, size)) {
      this.#flushSoon()
      return -1
    }
    this.#items.push(item)
    this.#flushSoon()
    return this.#items.length - 1
  }

  /** The newest value of a stream, in the place of the one before. */
  replace(place: number, item: Item): number {
    if (place < 0) return this.add(item)
    this.#items[place] = item
    this.#unsent = Math.min(this.#unsent, place)
    this.#flushSoon()
    return place
  }

  #hasRoom(item: Item, size: number): boolean {
    if (item.kind === 'plot') {
      if (this.#figures < LIMITS.figures && size < LIMITS.message / 2) return Boolean(++this.#figures)
      this.#dropped.figures++
      return false
    }
    if (this.#lines < LIMITS.lines && this.#characters + size <= LIMITS.text) {
      this.#lines++
      this.#characters += size
      return true
    }
    this.#dropped.lines++
    this.#dropped.characters += size
    return false
  }

  #flushSoon(): void {
    if (this.#unsent < this.#items.length && native.now() - this.#sentAt >= DELAY && this.#wire.hasCredit)
      this.flush()
  }

  flush(): void {
    if (this.#unsent === this.#items.length) return
    this.#wire.send({
      type: 'output',
      cell: this.#cell,
      at: this.#unsent,
      items: this.#items.slice(this.#unsent),
    })
    this.#unsent = this.#items.length
    this.#sentAt = native.now()
  }
}
