import type { ReadConfig } from '../../../src/course/config.ts'
import { knownAre } from '../../../src/site/markdown/suggest.ts'
import type { Shelf, UnitShelf } from './library.ts'

export interface PlannedLesson {
  id: string
  /** From this repository, from the course's overlay, or from both: then the overlay's files shadow the others. */
  upstream?: Shelf
  own?: Shelf
}

export interface PlannedUnit {
  id: string
  title: string
  summary: string
  preparation: UnitShelf['preparation']
  lessons: PlannedLesson[]
}

/** Says what is wrong with a word of `course.config.ts`; it finds the line itself. */
export type Complain = (word: string, found: string, fix: string) => void

/** Units and lessons as `course.config.ts` chooses and orders them. What it names must exist. */
export function planCourse(
  config: ReadConfig,
  upstream: readonly UnitShelf[],
  own: readonly UnitShelf[],
  complain: Complain,
): PlannedUnit[] {
  const known = [...new Set([...upstream, ...own].map(({ id }) => id))]
  const entries = (config.units ?? known).map((entry) => (typeof entry === 'string' ? { id: entry } : entry))
  const planned: PlannedUnit[] = []
  for (const entry of entries) {
    if (planned.some(({ id }) => id === entry.id)) {
      complain(entry.id, `the unit "${entry.id}" is chosen twice`, 'choose it once')
      continue
    }
    const [theirs, ours] = [upstream, own].map((units) => units.find(({ id }) => id === entry.id))
    if (!theirs && !ours) {
      complain(
        entry.id,
        `there is no unit "${entry.id}"`,
        `${knownAre(entry.id, known).trim()} A new one is a folder overlay/lessons/${entry.id}.`,
      )
      continue
    }
    const unit = planUnit(entry, theirs, ours, complain)
    if (unit.lessons.length > 0 || unit.preparation.length > 0) planned.push(unit)
  }
  return planned
}

function planUnit(
  entry: {
    id: string
    title?: string | undefined
    summary?: string | undefined
    lessons?: readonly string[] | undefined
  },
  theirs: UnitShelf | undefined,
  ours: UnitShelf | undefined,
  complain: Complain,
): PlannedUnit {
  const { id } = entry
  const lessons = new Map<string, PlannedLesson>()
  for (const shelf of theirs?.lessons ?? []) lessons.set(shelf.id, { id: shelf.id, upstream: shelf })
  for (const shelf of ours?.lessons ?? [])
    lessons.set(shelf.id, { ...lessons.get(shelf.id), id: shelf.id, own: shelf })
  const title = entry.title ?? ours?.title ?? theirs?.title
  const summary = entry.summary ?? ours?.summary ?? theirs?.summary
  if (title === undefined || summary === undefined)
    complain(
      id,
      `the new unit "${id}" has no ${title === undefined ? 'title' : 'summary'}`,
      `write { id: '${id}', title: '…', summary: '…', lessons: […] }`,
    )
  const names = [...lessons.keys()].map((lesson) => lesson.slice(id.length + 1))
  const chosen: PlannedLesson[] = []
  for (const name of entry.lessons ?? names) {
    const lesson = lessons.get(`${id}/${name}`)
    const isPlanned = theirs?.preparation.some((one) => one.id === name) ?? false
    if (lesson === undefined)
      complain(
        name,
        `the unit "${id}" has no lesson "${name}"${isPlanned ? ' yet: it is in preparation' : ''}`,
        `${knownAre(name, names).trim()} A new one is a folder overlay/lessons/${id}/${name}.`,
      )
    else if (chosen.includes(lesson)) complain(name, `the lesson "${name}" is chosen twice`, 'choose it once')
    else chosen.push(lesson)
  }
  const isWhole = entry.lessons === undefined
  return {
    id,
    title: title ?? id,
    summary: summary ?? '',
    preparation: isWhole ? (theirs?.preparation ?? []).filter((one) => !lessons.has(`${id}/${one.id}`)) : [],
    lessons: chosen,
  }
}
