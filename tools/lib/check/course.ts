import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { defaultCourseSeed } from '../../../src/exercises/index.ts'
import { languageOfFile, lessonIdOf } from '../../../src/course/ids.ts'

/** A lesson as its files are. */
export interface LessonFiles {
  /** `neurons/activations`. */
  id: string
  /** `01-neurons/02-activations`, below lessons/. */
  folder: string
  /** Path from the course's root: `lessons/…/index.mdx`. */
  file: string
  source: string
  /** Path from the root, where there are exercises. */
  exercises?: { file: string; source: string }
  /** Path from the root, where there are notes for those who teach it. */
  teaching?: { file: string; source: string }
  /** The same lesson in other languages: `index.de.mdx`. */
  translations?: { language: string; file: string; source: string }[]
}

export interface CourseFiles {
  root: string
  units: { folder: string; file: string; source: string }[]
  lessons: LessonFiles[]
  /** Prose beside the units, as `lessons/errata.mdx`: a page of the course's own address. */
  pages: LessonFiles[]
  /** Titles of lessons that a course of one's own leaves out, by id: prerequisites may name them. */
  elsewhere: Readonly<Record<string, string>>
  /** Published lessons that a course of one's own puts before a lesson on which they build. */
  early: readonly string[]
  /** What draws the numbers of the exercises. */
  seed: string
}

const read = (root: string, file: string): Promise<string> => readFile(join(root, file), 'utf8')

/** Every unit and lesson below `root`/lessons, in the order of their folders. */
export async function readCourse(root: string): Promise<CourseFiles> {
  const units: CourseFiles['units'] = []
  const lessons: LessonFiles[] = []
  for (const unit of await folders(join(root, 'lessons'))) {
    const file = `lessons/${unit}/unit.json`
    if (existsSync(join(root, file))) units.push({ folder: unit, file, source: await read(root, file) })
    for (const name of await folders(join(root, 'lessons', unit))) {
      const folder = `${unit}/${name}`
      const lesson = `lessons/${folder}/index.mdx`
      if (!existsSync(join(root, lesson))) continue
      const exercises = `lessons/${folder}/exercises.ts`
      const teaching = `lessons/${folder}/teaching.mdx`
      lessons.push({
        id: lessonIdOf(`${folder}/index.mdx`),
        folder,
        file: lesson,
        source: await read(root, lesson),
        ...(existsSync(join(root, exercises))
          ? { exercises: { file: exercises, source: await read(root, exercises) } }
          : {}),
        ...(existsSync(join(root, teaching))
          ? { teaching: { file: teaching, source: await read(root, teaching) } }
          : {}),
        translations: await readTranslations(root, `lessons/${folder}`),
      })
    }
  }
  const assembled = join(root, 'lessons/assembled.json')
  const { elsewhere = {}, early = [] } = existsSync(assembled)
    ? (JSON.parse(await readFile(assembled, 'utf8')) as Partial<CourseFiles>)
    : {}
  return { root, units, lessons, pages: await readPages(root), elsewhere, early, seed: await seedOf(root) }
}

async function readTranslations(root: string, folder: string) {
  const files = (await readdir(join(root, folder))).toSorted().map((name) => `${folder}/${name}`)
  return Promise.all(
    files.flatMap((file) => {
      const language = languageOfFile(file)
      return language === undefined ? [] : [read(root, file).then((source) => ({ language, file, source }))]
    }),
  )
}

async function readPages(root: string): Promise<LessonFiles[]> {
  const names = (await readdir(join(root, 'lessons'))).filter((name) => name.endsWith('.mdx')).toSorted()
  return Promise.all(
    names.map(async (name) => {
      const file = `lessons/${name}`
      return { id: lessonIdOf(name), folder: '', file, source: await read(root, file) }
    }),
  )
}

/** What the tools take of course.config.ts; not checked. */
export interface GivenConfig {
  seed?: string
  assignments?: unknown
}

/** course.config.ts as it is. What is wrong with it is said by the build, or when a course is put together. */
export async function configOf(root: string): Promise<GivenConfig> {
  const file = join(root, 'course.config.ts')
  if (!existsSync(file)) return {}
  const { default: config } = (await import(pathToFileURL(file).href)) as { default?: GivenConfig }
  return config ?? {}
}

/** The seed of course.config.ts. */
export const seedOf = async (root: string): Promise<string> =>
  (await configOf(root)).seed ?? defaultCourseSeed

async function folders(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true })
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted()
}
