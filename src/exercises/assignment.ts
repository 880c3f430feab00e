import { randomStream } from './random.ts'

/** Exercises that a class is given, each student in variants of their own. */
export interface Assignment {
  /** Names it in addresses and records, and in the draw of variants. */
  id: string
  title: string
  /** `lesson/exercise`, in order, each once. */
  exercises: readonly string[]
  /** Last day, as `2027-02-01`. */
  due?: string
  note?: string
}

/**
 * What a student's name and another spelling of it have in common. Case, width, spaces and invisible characters do not count;
 * nor does the form of apostrophes and hyphens, because a phone types others than a keyboard.
 */
export const studentKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Cf}]+/gu, '')
    .replaceAll(/[\u2018\u2019\u02BC\u00B4`]/gu, "'")
    .replaceAll(/\p{Pd}/gu, '-')

/**
 * The variant, from 1, in which a student has an exercise. It follows from the seed of the course, the assignment's id, the
 * student's name and the exercise's id, as a variant's numbers follow from its seed: everybody who knows these four finds
 * the same one, on a page, on paper and when grading again. A new version of an exercise does not change it.
 * @param variants how many the exercise offers
 */
export function assignedVariant(
  courseSeed: string,
  assignment: string,
  student: string,
  exercise: string,
  variants: number,
): number {
  const text = JSON.stringify(['assignment', courseSeed, assignment, studentKey(student), exercise])
  return 1 + randomStream(text).below(variants)
}

/** A name as part of a file's name. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)

/** Lessons and exercises as somebody has written them, in a config or in a link. */
export interface Wanted {
  lessons: readonly string[]
  exercises: readonly string[]
}

export interface UnknownName {
  key: keyof Wanted
  name: string
  /** Names that there are; those that end like it stand alone, if there are any. */
  known: readonly string[]
}

const lessonOf = (exercise: string): string => exercise.slice(0, exercise.lastIndexOf('/'))

/**
 * The exercises of an assignment: all those of the lessons, then the others, each once; and what is not there.
 * @param known every exercise of the course in its order, as `lesson/exercise`
 */
export function chosenExercises(
  { lessons, exercises }: Wanted,
  known: readonly string[],
): { exercises: string[]; unknown: UnknownName[] } {
  const chosen = new Set<string>()
  const unknown: UnknownName[] = []
  const knownLessons = [...new Set(known.map(lessonOf))]
  for (const name of lessons) {
    const own = known.filter((id) => lessonOf(id) === name)
    if (own.length === 0) unknown.push({ key: 'lessons', name, known: alike(name, knownLessons) })
    for (const id of own) chosen.add(id)
  }
  for (const name of exercises) {
    if (known.includes(name)) chosen.add(name)
    else unknown.push({ key: 'exercises', name, known: alike(name, knownNear(name, known)) })
  }
  return { exercises: [...chosen], unknown }
}

/** The exercises of the lesson that a wrong name begins with, if there is such a lesson; a course has hundreds. */
function knownNear(name: string, known: readonly string[]): readonly string[] {
  const own = known.filter((id) => lessonOf(id) === lessonOf(name))
  return own.length > 0 ? own : known
}

/** `sum-of-two` is meant to be `neurons/artificial-neuron/sum-of-two`. */
function alike(name: string, known: readonly string[]): readonly string[] {
  const ends = known.filter((id) => id.endsWith(`/${name}`))
  return ends.length > 0 ? ends : known
}

/** The draw of a link that names no id of its own. */
const LINK = 'link'
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/
const PATH = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)+$/
const MOST = 200

/** An assignment that a link describes. */
export interface LinkedAssignment extends Wanted {
  id: string
  title?: string
  due?: string
  note?: string
}

/** What is wrong with a link, and where in it. */
export interface LinkProblem {
  key: 'lessons' | 'exercises' | 'id' | 'due' | 'nothing' | 'too-many'
  found: string
}

const queryOf = (text: string): URLSearchParams =>
  new URLSearchParams(text.replace(/#.*$/, '').replace(/^[^?]*\?/, ''))

/**
 * Reads `exercises=a,b&lessons=c&due=2027-02-01&title=…&note=…&id=…`, with or without an address before it. Links come from
 * anywhere: names must look like names, texts are cut.
 */
export function readLink(text: string): LinkedAssignment | LinkProblem {
  const query = queryOf(text)
  const names = (key: string) => query.getAll(key).flatMap((value) => value.split(/[,\s]+/).filter(Boolean))
  const [lessons, exercises] = [names('lessons'), names('exercises')]
  if (lessons.length + exercises.length === 0) return { key: 'nothing', found: '' }
  if (lessons.length + exercises.length > MOST) return { key: 'too-many', found: String(MOST) }
  for (const [key, list] of [['lessons', lessons] as const, ['exercises', exercises] as const]) {
    const wrong = list.find((name) => !PATH.test(name) || name.length > MOST)
    if (wrong !== undefined) return { key, found: wrong.slice(0, 100) }
  }
  const id = query.get('id')?.trim() || LINK
  if (!ID.test(id) || id.length > 60) return { key: 'id', found: id.slice(0, 100) }
  const due = query.get('due')?.trim() ?? ''
  if (due !== '' && !isDay(due)) return { key: 'due', found: due.slice(0, 100) }
  const [title = '', note = ''] = ['title', 'note'].map((key) => (query.get(key) ?? '').trim().slice(0, 500))
  return {
    id,
    lessons,
    exercises,
    ...(title === '' ? {} : { title }),
    ...(due === '' ? {} : { due }),
    ...(note === '' ? {} : { note }),
  }
}

/** The keys of a link for which a slip of the keyboard can be told from the words that platforms and mail programs add. */
const KEYS: readonly string[] = ['exercises', 'lessons', 'due', 'title', 'note']

/** Keys of a link that say nothing, each with the one that is meant. @param nearest the known word that is near enough */
export const misspeltKeys = (
  text: string,
  nearest: (word: string, known: readonly string[]) => string | undefined,
): { key: string; meant: string }[] =>
  [...new Set(queryOf(text).keys())].flatMap((key) => {
    const meant = KEYS.includes(key) || key === 'id' ? undefined : nearest(key, KEYS)
    return meant === undefined ? [] : [{ key: key.slice(0, 100), meant }]
  })

export const isProblem = (read: LinkedAssignment | LinkProblem): read is LinkProblem => 'found' in read

/** What decides the questions of a link, in one form: records carry it, so that it can be read again. */
export function linkOf({ id, lessons, exercises }: LinkedAssignment): string {
  const parts = [
    `id=${id}`,
    ...(lessons.length > 0 ? [`lessons=${lessons.join(',')}`] : []),
    ...(exercises.length > 0 ? [`exercises=${exercises.join(',')}`] : []),
  ]
  return parts.join('&')
}

/** A whole link, as somebody sends it: what `readLink` reads. */
export function writeLink(link: LinkedAssignment): string {
  const texts = (['due', 'title', 'note'] as const).flatMap((key) => {
    const value = link[key]?.trim() ?? ''
    return value === '' ? [] : [`${key}=${encodeURIComponent(value)}`]
  })
  return [linkOf(link), ...texts].join('&')
}

/** An id for a title; links without a title draw alike. */
export function idOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9\s-]/g, '')
  return (
    words
      .split(/[\s-]+/)
      .filter(Boolean)
      .join('-')
      .slice(0, 60)
      .replace(/-$/, '') || LINK
  )
}

/** Whether a text is a day of the calendar, as `2027-02-01`. */
export function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
}

const HOUR = 3_600_000
/** Milliseconds since 1970 at which a day is over everywhere on earth. */
export const endOfDue = (due: string): number => Date.parse(due) + 36 * HOUR

/** An assignment as a record of work names it: one of the course's config, or a link. */
export interface NamedAssignment {
  id: string
  /** As `linkOf` writes it; absent for one of the config. */
  link?: string
}

/** Whether a value that may come from anywhere names an assignment. */
export function isNamedAssignment(value: unknown): value is NamedAssignment {
  if (typeof value !== 'object' || value === null) return false
  const { id, link, ...rest } = value as Record<string, unknown>
  if (Object.keys(rest).length > 0 || typeof id !== 'string' || id.length > 60 || !ID.test(id)) return false
  if (link === undefined) return true
  if (typeof link !== 'string' || link.length > 20_000) return false
  const read = readLink(link)
  return !isProblem(read) && read.id === id && linkOf(read) === link
}
