import type { Work } from '../../exercises/attempts.ts'
import type { ReviewCard } from '../review/card.ts'
import type { ProgressHost } from './host.ts'
import type { ProgressStore } from './store.ts'

/** A store whose host hears of every change. */
export class HostedStore implements ProgressStore {
  readonly #store: ProgressStore
  readonly #host: ProgressHost

  constructor(store: ProgressStore, host: ProgressHost) {
    this.#store = store
    this.#host = host
  }

  get isKept(): boolean {
    return this.#store.isKept || this.#host.keeps
  }

  of(id: string): Promise<Work[]> {
    return this.#store.of(id)
  }
  all(): Promise<Work[]> {
    return this.#store.all()
  }
  /** The host first, and at once: a reader may answer and leave. */
  put(...works: readonly Work[]): Promise<void> {
    this.#host.changed(works)
    return this.#store.put(...works)
  }
  cards(): Promise<ReviewCard[]> {
    return this.#store.cards()
  }
  putCards(cards: readonly ReviewCard[]): Promise<void> {
    return this.#store.putCards(cards)
  }
  eraseCards(): Promise<void> {
    return this.#store.eraseCards()
  }
  erase(): Promise<void> {
    return this.#store.erase()
  }
}
