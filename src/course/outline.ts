import { lessonIdOf, unitIdOf, withoutNumber } from './ids.ts'
import type { LessonData, UnitData } from './schema.ts'

/** A lesson of the outline; `data` is missing while the lesson is in preparation. */
export interface OutlineLesson {
  id: string
  title: string
  order: number
  data?: LessonData
}

export interface OutlineUnit extends Pick<UnitData, 'title' | 'summary'> {
  id: string
  number: number
  lessons: OutlineLesson[]
}

/** An error in the course's own files: names the file, the key, what was found and what is known. */
export class CourseError extends Error {
  override name = 'CourseError'
}

const numberOf = (folder: string, file: string): number => {
  const number = /^(\d+)-/.exec(folder)?.[1]
  if (number === undefined) {
    throw new CourseError(
      `${file}: the folder "${folder}" has no order number; expected a name such as 01-${folder}`,
    )
  }
  return Number(number)
}

/**
 * The course in its order, from its files alone: `units` by the path of their unit.json, `lessons` by the path of their
 * index.mdx, both below lessons/. Checks what no single file can know: prerequisites exist and come earlier, or are known
 * to be `elsewhere`: titles by id of lessons that this course leaves out. Lessons that are `early` may come before theirs.
 */
export function outline(
  units: Record<string, UnitData>,
  lessons: Record<string, LessonData>,
  elsewhere: Readonly<Record<string, string>> = {},
  early: readonly string[] = [],
): OutlineUnit[] {
  const found = Object.entries(units)
    .map(([path, unit]) => {
      const folder = path.split('/')[0]!
      return {
        id: withoutNumber(folder),
        number: numberOf(folder, `lessons/${path}`),
        ...unit,
        lessons: preparing(folder, unit),
      }
    })
    .sort((a, b) => a.number - b.number)
  distinct(found, (unit) => unit.id, 'unit')
  distinct(found, (unit) => String(unit.number), 'order number of a unit')
  for (const [path, data] of Object.entries(lessons)) place(found, path, data)
  for (const unit of found) {
    unit.lessons.sort((a, b) => a.order - b.order)
    distinct(unit.lessons, (lesson) => lesson.id, 'lesson')
    distinct(unit.lessons, (lesson) => String(lesson.order), `order number of a lesson in "${unit.id}"`)
  }
  checkPrerequisites(found, lessons, elsewhere, early)
  return found.map(({ id, number, title, summary, lessons: list }) => ({
    id,
    number,
    title,
    summary,
    lessons: list,
  }))
}

const preparing = (folder: string, unit: UnitData): OutlineLesson[] =>
  unit.preparation.map(({ id, title, order }) => ({ id: `${withoutNumber(folder)}/${id}`, title, order }))

function place(units: { id: string; lessons: OutlineLesson[] }[], path: string, data: LessonData) {
  const id = lessonIdOf(path)
  const unit = units.find((candidate) => candidate.id === unitIdOf(id))
  if (!unit) {
    throw new CourseError(
      `lessons/${path}: its unit "${unitIdOf(id)}" has no unit.json; known units: ${list(units.map((u) => u.id))}`,
    )
  }
  unit.lessons.push({ id, title: data.title, order: numberOf(path.split('/')[1]!, `lessons/${path}`), data })
}

function distinct<T>(items: T[], key: (item: T) => string, what: string) {
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(key(item)))
      throw new CourseError(`lessons/: two of them have the same ${what}: "${key(item)}"`)
    seen.add(key(item))
  }
}

function checkPrerequisites(
  units: OutlineUnit[],
  lessons: Record<string, LessonData>,
  elsewhere: Readonly<Record<string, string>>,
  early: readonly string[],
) {
  const order = units.flatMap((unit) => unit.lessons.map((lesson) => lesson.id))
  for (const [path, { prerequisites }] of Object.entries(lessons)) {
    const id = lessonIdOf(path)
    for (const wanted of prerequisites) {
      if (wanted in elsewhere) continue
      const where = `lessons/${path}: prerequisites: found "${wanted}"`
      if (!order.includes(wanted))
        throw new CourseError(`${where}, which is no lesson; known: ${list(order)}`)
      if (wanted === id) throw new CourseError(`${where}, which is this lesson itself`)
      if (order.indexOf(wanted) > order.indexOf(id) && !early.includes(id)) {
        const circle = requires(units, wanted, id)
        throw new CourseError(
          `${where}, which comes ${circle ? 'later and itself requires this lesson (a circle)' : 'later in the course'}; ` +
            `earlier lessons: ${list(order.slice(0, order.indexOf(id)))}`,
        )
      }
    }
  }
}

/** Whether `from` leads to `to` through prerequisites. */
function requires(units: OutlineUnit[], from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true
  if (seen.has(from)) return false
  seen.add(from)
  return (lessonOf(units, from)?.data?.prerequisites ?? []).some((next) => requires(units, next, to, seen))
}

export const lessonOf = (units: OutlineUnit[], id: string): OutlineLesson | undefined =>
  units.flatMap((unit) => unit.lessons).find((lesson) => lesson.id === id)

const list = (ids: readonly string[]): string => (ids.length ? ids.join(', ') : '(none)')
