/** What `chainrule build` has put beside the lessons of a course that chooses among them; the whole course has none. */
interface Assembled {
  /** Titles of lessons that are left out, by id. */
  elsewhere: Readonly<Record<string, string>>
  /** Published lessons that come before a lesson on which they build. */
  early: readonly string[]
  /** Where a file of lessons/ comes from: a path of the course's own repository, or of this one. */
  origins: Readonly<Record<string, { path: string; isOwn: boolean }>>
}

const [found] = Object.values(
  import.meta.glob<Assembled>('/lessons/assembled.json', { eager: true, import: 'default' }),
)

/** Whether this is a course of one's own, which chooses among the published lessons. */
export const isAssembled: boolean = found !== undefined

export const assembled: Assembled = found ?? { elsewhere: {}, early: [], origins: {} }
