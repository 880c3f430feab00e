import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { languageOfFile, lessonIdOf } from '../../../src/course/ids.ts'
import type { Shelf } from './library.ts'
import type { PlannedLesson, PlannedUnit } from './plan.ts'
import type { Stage } from './stage.ts'

export interface Places {
  /** The folder of Chainrule. */
  upstream: string
  /** The folder of the course. */
  course: string
}

/**
 * Lessons whose published text names a lesson to know first that comes later in this course: its author may order lessons
 * as they like, and cannot mend that text.
 */
export function reordered(plan: readonly PlannedUnit[]): { id: string; later: string }[] {
  const order = plan.flatMap(({ lessons }) => lessons)
  return order.flatMap((lesson, i) =>
    coversText(lesson) || lesson.upstream === undefined
      ? []
      : lesson.upstream.prerequisites
          .filter((wanted) => order.slice(i + 1).some(({ id }) => id === wanted))
          .map((later) => ({ id: lesson.id, later })),
  )
}

/** The lessons of a plan, in folders whose numbers are the plan's order. Returns what its author should know. */
export async function stageLessons(
  stage: Stage,
  places: Places,
  plan: readonly PlannedUnit[],
  pages: { upstream: readonly string[]; own: readonly string[] },
  elsewhere: Readonly<Record<string, string>>,
): Promise<string[]> {
  const notes: string[] = []
  for (const [u, unit] of plan.entries()) {
    const folder = `lessons/${number(u)}-${unit.id}`
    const { title, summary, preparation } = unit
    // Planned lessons keep their order among themselves, after those that are written.
    const planned = preparation.map((one, i) => ({ ...one, order: unit.lessons.length + i + 1 }))
    await stage.write(
      `${folder}/unit.json`,
      `${JSON.stringify({ title, summary, ...(planned.length ? { preparation: planned } : {}) }, null, 2)}\n`,
      { path: 'course.config.ts', isOwn: true },
    )
    for (const [i, lesson] of unit.lessons.entries()) {
      const name = lesson.id.slice(unit.id.length + 1)
      notes.push(...(await stageLesson(stage, places, lesson, `${folder}/${number(i)}-${name}`, elsewhere)))
    }
  }
  for (const page of new Set([...pages.upstream, ...pages.own])) {
    const isOwn = pages.own.includes(page)
    const path = isOwn ? `overlay/lessons/${page}` : `lessons/${page}`
    const source = await readFile(join(isOwn ? places.course : places.upstream, path), 'utf8')
    const { text, lost } = withoutLostLinks(source, lessonIdOf(page), elsewhere)
    await stage.write(`lessons/${page}`, text, { path, isOwn })
    notes.push(...lost.map((id) => noteOfLink(path, id)))
  }
  return notes
}

/** Where a file of a lesson's folder stands as prose: its links are read from there. Undefined for what is no prose. */
function addressOf(file: string, lesson: string): string | undefined {
  if (file === 'index.mdx') return lesson
  if (file === 'teaching.mdx') return `teach/${lesson}`
  const language = languageOfFile(file)
  return language === undefined ? undefined : `${language}/${lesson}`
}

const number = (i: number): string => String(i + 1).padStart(2, '0')

const noteOfLink = (path: string, id: string): string =>
  `${path} links to ${id}, which this course leaves out: the words stay, without the link.`

async function stageLesson(
  stage: Stage,
  { upstream, course }: Places,
  lesson: PlannedLesson,
  folder: string,
  elsewhere: Readonly<Record<string, string>>,
): Promise<string[]> {
  const notes: string[] = []
  const placeOf = (shelf: Shelf, file: string, isOwn: boolean) => ({
    path: `${isOwn ? 'overlay/' : ''}lessons/${shelf.folder}/${file}`,
    isOwn,
  })
  const files = new Map<string, { path: string; isOwn: boolean }>()
  for (const file of lesson.upstream?.files ?? []) files.set(file, placeOf(lesson.upstream!, file, false))
  // Notes and translations speak of the text beside them: with another text they go.
  if (lesson.own?.files.includes('index.mdx'))
    for (const file of files.keys())
      if (file === 'teaching.mdx' || languageOfFile(file) !== undefined) files.delete(file)
  for (const file of lesson.own?.files ?? []) files.set(file, placeOf(lesson.own!, file, true))
  const wholeOf = ({ path, isOwn }: { path: string; isOwn: boolean }) => join(isOwn ? course : upstream, path)

  for (const [file, origin] of files) {
    const address = addressOf(file, lesson.id)
    if (address !== undefined) {
      const source = await readFile(wholeOf(origin), 'utf8')
      const { text, lost } = withoutLostLinks(source, address, elsewhere)
      await stage.write(`${folder}/${file}`, text, origin)
      notes.push(...lost.map((id) => noteOfLink(origin.path, id)))
    } else await stage.copy(`${folder}/${file}`, wholeOf(origin), origin)
  }
  // The exercises of an overlay join those of the lesson; of two with one id the overlay's is asked.
  const [theirs = false, ours = false] = [lesson.upstream, lesson.own].map(
    (shelf) => shelf?.files.includes('exercises.ts') ?? false,
  )
  if (theirs && (ours || coversText(lesson))) {
    const own = placeOf(lesson.own!, 'exercises.ts', true)
    const published = placeOf(lesson.upstream!, 'exercises.ts', false)
    if (ours) await stage.copy(`${folder}/exercises-own.ts`, wholeOf(own), own)
    await stage.copy(`${folder}/exercises-published.ts`, wholeOf(published), published)
    const prose = await readFile(wholeOf(files.get('index.mdx')!), 'utf8')
    await stage.write(`${folder}/exercises.ts`, joined(shownIn(prose), ours), ours ? own : published)
  }
  const outside =
    (lesson.own?.files.includes('index.mdx') ? lesson.own : lesson.upstream)?.prerequisites ?? []
  for (const id of outside.filter((one) => one in elsewhere))
    notes.push(
      `${lesson.id} builds on ${id}, which this course leaves out: it is named there, without a link.`,
    )
  return notes
}

/** Whether the published lesson has another text in this course. */
export const coversText = ({ upstream, own }: PlannedLesson): boolean =>
  upstream !== undefined && (own?.files.includes('index.mdx') ?? false)

/** The exercises that a text shows. */
export const shownIn = (prose: string): string[] =>
  [...prose.matchAll(/<Exercise\s+id="([^"]*)"/g)].map((match) => match[1]!)

/** Both files of exercises as one; those of the published lesson that the overlay's prose shows no more are left out. */
const joined = (
  shown: readonly string[],
  hasOwn: boolean,
): string => `import published from './exercises-published.ts'
${hasOwn ? "import own from './exercises-own.ts'\n" : ''}
const shown = ${JSON.stringify(shown)}

export default {
  ...Object.fromEntries(Object.entries(published).filter(([id]) => shown.includes(id))),
${hasOwn ? '  ...own,\n' : ''}}
`

/**
 * A text whose links to lessons that are left out are plain words. Relative links are resolved from the page's address;
 * no line moves.
 */
export function withoutLostLinks(
  source: string,
  from: string,
  elsewhere: Readonly<Record<string, string>>,
): { text: string; lost: string[] } {
  const lost: string[] = []
  const text = source.replaceAll(/\[([^\]]*)\]\((\.\.?\/[^)\s]*)\)/g, (link, words: string, url: string) => {
    const id = new URL(url, `https://course/${from}/`).pathname.replaceAll(/^\/|\/$/g, '')
    if (!(id in elsewhere)) return link
    lost.push(id)
    return words
  })
  return { text, lost: [...new Set(lost)] }
}
