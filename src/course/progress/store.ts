import { openDB, type IDBPDatabase } from 'idb'
import type { Work } from '../../exercises/attempts.ts'
import { isWork } from './stored.ts'

/** The reader's work on this device: one record for each variant of each exercise. */
export interface ProgressStore {
  /** Whether work outlives the page. False where storage is blocked, corrupt, full or from a newer version. */
  readonly isKept: boolean
  /** All work on one exercise, the latest first. */
  of(id: string): Promise<Work[]>
  put(work: Work): Promise<void>
  all(): Promise<Work[]>
}

const NAME = 'chainrule'
const VERSION = 1
const TABLE = 'work'
const BY_EXERCISE = 'id'

/** A browser that neither opens nor refuses its database must not keep the reader waiting, in milliseconds. */
const PATIENCE = 3000

let opened: Promise<ProgressStore> | undefined

/** The one store of this page. Never fails: where nothing can be kept, work lives as long as the page. */
export const openProgress = (): Promise<ProgressStore> => (opened ??= open())

async function open(): Promise<ProgressStore> {
  try {
    const database = await withinPatience(
      openDB(NAME, VERSION, {
        upgrade: (fresh) => {
          fresh.createObjectStore(TABLE, { keyPath: ['id', 'variant'] }).createIndex(BY_EXERCISE, 'id')
        },
      }),
    )
    // A store without its table, or one that cannot be read, is as good as none.
    await database.count(TABLE)
    return new DeviceStore(database)
  } catch {
    return new PageStore()
  }
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timeout')), PATIENCE))])
}

const latestFirst = (works: Work[]): Work[] => works.sort((a, b) => b.updated - a.updated)

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

  async of(id: string): Promise<Work[]> {
    return this.#read(
      () => this.#database.getAllFromIndex(TABLE, BY_EXERCISE, id),
      () => this.#unwritten.of(id),
    )
  }

  async all(): Promise<Work[]> {
    return this.#read(
      () => this.#database.getAll(TABLE),
      () => this.#unwritten.all(),
    )
  }

  async put(work: Work): Promise<void> {
    try {
      await this.#database.put(TABLE, work)
    } catch {
      this.isKept = false
      await this.#unwritten.put(work)
    }
  }

  async #read(fromDevice: () => Promise<unknown[]>, fromPage: () => Promise<Work[]>): Promise<Work[]> {
    const unwritten = await fromPage()
    try {
      const kept = (await fromDevice()).filter(isWork)
      const isNewer = (work: Work) => unwritten.some(({ id, variant }) => id === work.id && variant === work.variant)
      return latestFirst([...kept.filter((work) => !isNewer(work)), ...unwritten])
    } catch {
      this.isKept = false
      return unwritten
    }
  }
}

class PageStore implements ProgressStore {
  readonly isKept = false
  readonly #works = new Map<string, Work>()

  async of(id: string): Promise<Work[]> {
    return (await this.all()).filter((work) => work.id === id)
  }
  async put(work: Work): Promise<void> {
    this.#works.set(`${work.id} ${work.variant}`, work)
  }
  async all(): Promise<Work[]> {
    return latestFirst([...this.#works.values()])
  }
}
