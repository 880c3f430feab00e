import { openDB, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { Work } from '../../exercises/attempts.ts'
import { joinTabs } from './join.ts'
import { tellOtherTabs, tellThisTab } from './tabs.ts'
import { isCard, type ReviewCard } from '../review/card.ts'
import type { ProgressHost } from './host.ts'
import { isWork } from './stored.ts'

/** The reader's work on this device, and their review cards if they review. */
export interface ProgressStore {
  /** Whether work outlives the page. False where storage is blocked, corrupt, full or from a newer version. */
  readonly isKept: boolean
  /** All work on one exercise, the latest first; work on an older version of it stays beside the new. */
  of(id: string): Promise<Work[]>
  put(...works: readonly Work[]): Promise<void>
  all(): Promise<Work[]>
  cards(): Promise<ReviewCard[]>
  putCards(cards: readonly ReviewCard[]): Promise<void>
  /** Forgets the schedule; the work stays. */
  eraseCards(): Promise<void>
  /** Forgets everything. */
  erase(): Promise<void>
}

const NAME = 'chainrule'
/** 1: work by exercise and variant. 2: work by the very question it answers; review cards. */
const VERSION = 2
const WORK = 'attempts'
const WORK_BEFORE_2 = 'work'
const CARDS = 'cards'
const BY_EXERCISE = 'id'

/** A browser that neither opens nor refuses its database must not keep the reader waiting, in milliseconds. */
const PATIENCE = 3000

let opened: Promise<ProgressStore> | undefined

/** The one store of this page. Never fails: where nothing can be kept, work lives as long as the page. */
export const openProgress = (): Promise<ProgressStore> =>
  (opened ??= globalThis.chainruleHost === undefined ? open(NAME) : openFor(globalThis.chainruleHost))

/** The store of a reader whom a host knows, with what the host has kept. */
async function openFor(host: ProgressHost): Promise<ProgressStore> {
  const { HostedStore } = await import('./hosted.ts')
  const name = await host.ready
  const store = name === undefined ? new PageStore() : await open(name)
  await store.put(...host.join(await store.all()))
  return new HostedStore(store, host)
}

async function open(name: string): Promise<ProgressStore> {
  try {
    const database = await withinPatience(
      openDB(name, VERSION, { upgrade: (fresh, before, _, change) => upgrade(fresh, before, change) }),
    )
    // A store without its tables, or one that cannot be read, is as good as none.
    await Promise.all([database.count(WORK), database.count(CARDS)])
    return new DeviceStore(database)
  } catch {
    return new PageStore()
  }
}

type Change = IDBPTransaction<unknown, string[], 'versionchange'>

/** Runs inside the browser's own transaction: if anything fails, the old version is left as it was. */
async function upgrade(fresh: IDBPDatabase, before: number, change: Change): Promise<void> {
  const kept = fresh.createObjectStore(WORK, { keyPath: ['id', 'version', 'variant', 'seed'] })
  kept.createIndex(BY_EXERCISE, 'id')
  fresh.createObjectStore(CARDS, { keyPath: 'id' })
  if (before < 1) return
  for (const work of await change.objectStore(WORK_BEFORE_2).getAll()) if (isWork(work)) await kept.put(work)
  fresh.deleteObjectStore(WORK_BEFORE_2)
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  return Promise.race([
    work,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timeout')), PATIENCE)),
  ])
}

const latestFirst = (works: Work[]): Work[] => works.sort((a, b) => b.updated - a.updated)
/** The key of a record in its table. */
const idOf = (item: Work | ReviewCard): IDBValidKey =>
  'seed' in item ? [item.id, item.version, item.variant, item.seed] : item.id
const keyOf = ({ id, version, variant, seed }: Work): string => JSON.stringify([id, version, variant, seed])

class DeviceStore implements ProgressStore {
  isKept = true
  readonly #database: IDBPDatabase
  /** What could not be written: still true for this page. */
  readonly #unwritten = new PageStore()

  constructor(database: IDBPDatabase) {
    this.#database = database
    // Another tab has a newer version of the course: let it upgrade; this page goes on without keeping.
    database.addEventListener('versionchange', () => {
      this.isKept = false
      database.close()
    })
  }

  of(id: string): Promise<Work[]> {
    return this.#works(
      () => this.#database.getAllFromIndex(WORK, BY_EXERCISE, id),
      () => this.#unwritten.of(id),
    )
  }

  all(): Promise<Work[]> {
    return this.#works(
      () => this.#database.getAll(WORK),
      () => this.#unwritten.all(),
    )
  }

  async put(...works: readonly Work[]): Promise<void> {
    const before = await this.#write(WORK, works, () => this.#unwritten.put(...works))
    // What another tab had written is seen by whoever overwrites it, and joined: of two tabs, the later one always knows.
    const lost = works.flatMap((work, i) => {
      const other = before[i]
      return isWork(other) && joinTabs(work, other) !== work ? [other] : []
    })
    if (lost.length > 0) {
      await this.#join(lost)
      tellThisTab(lost.map(({ id }) => id))
    }
    tellOtherTabs(works.map(({ id }) => id))
  }

  /** Adds what is missing to what is kept by now, in one change that no other tab can come between. */
  async #join(works: readonly Work[]): Promise<void> {
    try {
      const change = this.#database.transaction(WORK, 'readwrite')
      for (const work of works) {
        const now: unknown = await change.store.get([work.id, work.version, work.variant, work.seed])
        await change.store.put(isWork(now) ? joinTabs(now, work) : work)
      }
      await change.done
    } catch {
      this.isKept = false
    }
  }

  async cards(): Promise<ReviewCard[]> {
    const unwritten = await this.#unwritten.cards()
    try {
      const kept = ((await this.#database.getAll(CARDS)) as unknown[]).filter(isCard)
      return [...kept.filter(({ id }) => !unwritten.some((card) => card.id === id)), ...unwritten]
    } catch {
      this.isKept = false
      return unwritten
    }
  }

  async putCards(cards: readonly ReviewCard[]): Promise<void> {
    await this.#write(CARDS, cards, () => this.#unwritten.putCards(cards))
    tellOtherTabs(cards.map(({ id }) => id))
  }

  async eraseCards(): Promise<void> {
    await this.#unwritten.eraseCards()
    await this.#database.clear(CARDS)
    tellOtherTabs('unknown')
  }

  async erase(): Promise<void> {
    await this.#unwritten.erase()
    const change = this.#database.transaction([WORK, CARDS], 'readwrite')
    await Promise.all([change.objectStore(WORK).clear(), change.objectStore(CARDS).clear(), change.done])
    tellOtherTabs('erased')
  }

  /**
   * All or nothing, so that an import that fails halfway has changed nothing. Returns what was there before, in the order
   * of the items.
   */
  async #write(
    table: typeof WORK | typeof CARDS,
    items: readonly (Work | ReviewCard)[],
    keepForPage: () => Promise<void>,
  ): Promise<unknown[]> {
    try {
      const change = this.#database.transaction(table, 'readwrite')
      const before = items.map((item) => change.store.get(idOf(item)))
      const puts = items.map((item) => change.store.put(item))
      // Without waiting for the answers: a reader who leaves at once takes the page and its unfinished changes along.
      change.commit()
      const [found] = await Promise.all([Promise.all(before), ...puts, change.done])
      return found
    } catch {
      this.isKept = false
      await keepForPage()
      return []
    }
  }

  async #works(fromDevice: () => Promise<unknown[]>, fromPage: () => Promise<Work[]>): Promise<Work[]> {
    const unwritten = await fromPage()
    try {
      const kept = (await fromDevice()).filter(isWork)
      const isNewer = (work: Work) => unwritten.some((other) => keyOf(other) === keyOf(work))
      return latestFirst([...kept.filter((work) => !isNewer(work)), ...unwritten])
    } catch {
      this.isKept = false
      return unwritten
    }
  }
}

/** Lives as long as the page: where storage is refused, and in the gallery, where nothing is to be kept. */
export class PageStore implements ProgressStore {
  readonly isKept = false
  readonly #works = new Map<string, Work>()
  readonly #cards = new Map<string, ReviewCard>()

  async of(id: string): Promise<Work[]> {
    return (await this.all()).filter((work) => work.id === id)
  }
  async put(...works: readonly Work[]): Promise<void> {
    for (const work of works) this.#works.set(keyOf(work), work)
  }
  async all(): Promise<Work[]> {
    return latestFirst([...this.#works.values()])
  }
  async cards(): Promise<ReviewCard[]> {
    return [...this.#cards.values()]
  }
  async putCards(cards: readonly ReviewCard[]): Promise<void> {
    for (const card of cards) this.#cards.set(card.id, card)
  }
  async eraseCards(): Promise<void> {
    this.#cards.clear()
  }
  async erase(): Promise<void> {
    this.#works.clear()
    this.#cards.clear()
  }
}
