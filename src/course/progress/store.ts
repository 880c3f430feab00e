import { openDB, type IDBPDatabase } from 'idb'
import { isWork, type Work } from './work.ts'

/** The reader's work on this device. */
export interface ProgressStore {
  /** Whether work outlives the page. False where storage is blocked, corrupt, full or from a newer version. */
  readonly isKept: boolean
  get(id: string): Promise<Work | undefined>
  put(work: Work): Promise<void>
  all(): Promise<Work[]>
}

const NAME = 'chainrule'
const VERSION = 1
const TABLE = 'exercises'

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
          fresh.createObjectStore(TABLE, { keyPath: 'id' })
        },
      }),
    )
    // A store that another version left without the table, or that cannot be read, is as good as none.
    await database.count(TABLE)
    return new DeviceStore(database)
  } catch {
    return new PageStore()
  }
}

function withinPatience<T>(work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timeout')), PATIENCE))])
}

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

  async get(id: string): Promise<Work | undefined> {
    const unwritten = await this.#unwritten.get(id)
    if (unwritten) return unwritten
    try {
      const found: unknown = await this.#database.get(TABLE, id)
      return isWork(found) ? found : undefined
    } catch {
      this.isKept = false
      return undefined
    }
  }

  async put(work: Work): Promise<void> {
    try {
      await this.#database.put(TABLE, work)
    } catch {
      this.isKept = false
      await this.#unwritten.put(work)
    }
  }

  async all(): Promise<Work[]> {
    try {
      const kept = (await this.#database.getAll(TABLE)).filter(isWork)
      const unwritten = await this.#unwritten.all()
      return [...kept.filter(({ id }) => !unwritten.some((work) => work.id === id)), ...unwritten]
    } catch {
      this.isKept = false
      return this.#unwritten.all()
    }
  }
}

class PageStore implements ProgressStore {
  readonly isKept = false
  readonly #work = new Map<string, Work>()

  async get(id: string): Promise<Work | undefined> {
    return this.#work.get(id)
  }
  async put(work: Work): Promise<void> {
    this.#work.set(work.id, work)
  }
  async all(): Promise<Work[]> {
    return [...this.#work.values()]
  }
}
