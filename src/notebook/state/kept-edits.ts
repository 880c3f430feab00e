import { openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { Edit, EditStore } from './edits.ts'

export interface EditSchema extends DBSchema {
  edits: { key: [lesson: string, cell: string]; value: Edit; indexes: { lesson: string } }
}

const NAME = 'chainrule-cells'
const VERSION = 1

/** Whether what the disk has can be shown. */
export const isEdit = (value: unknown): value is Edit => {
  const { lesson, cell, code, base, undo } = (value ?? {}) as Record<string, unknown>
  const isText = (field: unknown) => typeof field === 'string'
  return (
    [lesson, cell, base].every(isText) &&
    (code === null || isText(code)) &&
    (undo === undefined || isText(undo))
  )
}

/** The edits of this device. Where storage is blocked, full or broken, they last as long as the page. */
export class KeptEdits implements EditStore {
  readonly #memory = new Map<string, Edit>()
  readonly #database: Promise<IDBPDatabase<EditSchema> | undefined>
  /** Called once when nothing can be kept. */
  readonly #onLost: () => void

  constructor(onLost: () => void) {
    this.#onLost = onLost
    this.#database = openEdits().catch(() => {
      onLost()
      return undefined
    })
  }

  async of(lesson: string): Promise<readonly Edit[]> {
    const own = [...this.#memory.values()].filter((edit) => edit.lesson === lesson)
    const kept = await this.#try((database) => database.getAllFromIndex('edits', 'lesson', lesson))
    // What is on the disk may be of another version or damaged: what cannot be read is left alone.
    return [...(kept ?? []).filter((edit) => isEdit(edit) && !this.#memory.has(keyOf(edit))), ...own]
  }

  async put(edit: Edit): Promise<void> {
    this.#memory.set(keyOf(edit), edit)
    const done = await this.#try((database) => database.put('edits', edit))
    if (done) this.#memory.delete(keyOf(edit))
  }

  async remove(lesson: string, cell: string): Promise<void> {
    this.#memory.delete(keyOf({ lesson, cell }))
    await this.#try((database) => database.delete('edits', [lesson, cell]))
  }

  async #try<T>(use: (database: IDBPDatabase<EditSchema>) => Promise<T>): Promise<T | undefined> {
    const database = await this.#database
    if (!database) return undefined
    try {
      return await use(database)
    } catch {
      this.#onLost()
      return undefined
    }
  }
}

const keyOf = ({ lesson, cell }: Pick<Edit, 'lesson' | 'cell'>): string => `${lesson} ${cell}`

/** Rejects where a browser refuses, in whatever way: some throw at once. */
export async function openEdits(): Promise<IDBPDatabase<EditSchema>> {
  return openDB<EditSchema>(NAME, VERSION, {
    upgrade(database) {
      const edits = database.createObjectStore('edits', { keyPath: ['lesson', 'cell'] })
      edits.createIndex('lesson', 'lesson')
    },
    // Another tab with a newer version of the course: let it upgrade.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  })
}
