import { readdirSync, readFileSync } from 'node:fs'
import { lessonIdOf } from '../../src/course/ids.ts'
import type { Exercise } from '../../src/exercises/index.ts'

const root = new URL('../../lessons/', import.meta.url).pathname

export interface LessonFiles {
  id: string
  /** `lessons/01-neurons/01-artificial-neuron`. */
  folder: string
  source: string
  /** Ids of the objectives of its front matter. */
  objectives: string[]
  /** Ids of its <Exercise> tags, in order. */
  tags: string[]
  exercises: Record<string, Exercise>
}

/** Every written lesson with its exercises. */
export async function allLessons(): Promise<LessonFiles[]> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
  const lessons = files.filter((file) => file.endsWith('/index.mdx'))
  return Promise.all(
    lessons.map(async (file) => {
      const source = readFileSync(root + file, 'utf8')
      const folder = file.replace(/\/index\.mdx$/, '')
      const hasExercises = files.includes(`${folder}/exercises.ts`)
      const module = hasExercises
        ? ((await import(`${root}${folder}/exercises.ts`)) as { default: Record<string, Exercise> })
        : undefined
      const objectives = /^objectives:\n((?: {2}.*\n)+)/m.exec(source)?.[1] ?? ''
      return {
        id: lessonIdOf(file),
        folder: `lessons/${folder}`,
        source,
        objectives: [...objectives.matchAll(/^ {2}([a-z0-9-]+):/gm)].map((match) => match[1]!),
        tags: [...source.matchAll(/<Exercise\s+id="([^"]*)"/g)].map((match) => match[1]!),
        exercises: module?.default ?? {},
      }
    }),
  )
}
