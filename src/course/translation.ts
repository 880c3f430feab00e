import { z } from 'astro/zod'
import { isLanguage, LANGUAGES, type Language } from '../strings/languages.ts'
import { languageOfFile, lessonIdOf } from './ids.ts'
import { CourseError } from './outline.ts'
import { knownKeys, lessonSchema, type LessonData } from './schema.ts'

/** The front matter of a translation: only what is text. The rest is that of the lesson. */
export const translationSchema = z.strictObject(
  {
    title: lessonSchema.shape.title,
    summary: lessonSchema.shape.summary,
    objectives: lessonSchema.shape.objectives,
  },
  knownKeys(['title', 'summary', 'objectives']),
)

export interface TranslatedLesson {
  /** The lesson that it translates, as `neurons/activations`. */
  id: string
  language: Language
  /** Its file below lessons/. */
  path: string
  /** The lesson's front matter with the texts of this language. */
  data: LessonData
}

/**
 * A translation beside its lesson.
 *
 * @param path below lessons/ @param lessons front matter of the lessons by their id
 * @throws {CourseError} naming the file, what was found and what is known
 */
export function translationOf(
  path: string,
  frontMatter: unknown,
  lessons: Readonly<Record<string, LessonData>>,
): TranslatedLesson {
  const at = `lessons/${path}`
  const language = languageOfFile(path) ?? ''
  if (!isLanguage(language))
    throw new CourseError(
      `${at}: the language "${language}" is not known; known: ${Object.keys(LANGUAGES).join(', ')} (src/strings/languages.ts)`,
    )
  const id = lessonIdOf(path)
  const lesson = lessons[id]
  if (!lesson) throw new CourseError(`${at}: translates a lesson that is not there: no index.mdx beside it`)
  const result = translationSchema.safeParse(frontMatter)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new CourseError(`${at}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const [found, wanted] = [result.data, lesson].map(({ objectives }) => Object.keys(objectives))
  const missing = wanted!.filter((objective) => !found!.includes(objective))
  const unknown = found!.filter((objective) => !wanted!.includes(objective))
  if (missing.length || unknown.length)
    throw new CourseError(
      `${at}: objectives: those of the lesson are ${wanted!.join(', ')}; found ${found!.join(', ')}`,
    )
  return { id, language, path, data: { ...lesson, ...result.data } }
}
