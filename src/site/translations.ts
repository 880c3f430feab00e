import type { MDXInstance } from 'astro'
import { getCollection } from 'astro:content'
import { translationOf, type TranslatedLesson } from '../course/translation.ts'
import { FIRST, type Language } from '../strings/languages.ts'
import { course } from './course-config.ts'
import { lessonHref } from './links.ts'

type LessonModule = MDXInstance<Record<string, unknown>>

const files = import.meta.glob<LessonModule>('/lessons/*/*/index.*.mdx')

export interface LessonTranslation extends TranslatedLesson {
  module: LessonModule
}

/** Every lesson that somebody has written in another language of the course too. */
export async function translations(): Promise<LessonTranslation[]> {
  const lessons = Object.fromEntries((await getCollection('lessons')).map(({ id, data }) => [id, data]))
  const all = await Promise.all(
    Object.entries(files).map(async ([file, load]) => {
      const module = await load()
      return { ...translationOf(file.replace(/^\/lessons\//, ''), module.frontmatter, lessons), module }
    }),
  )
  return all.filter(({ language }) => course.languages.includes(language))
}

/** Where a lesson stands in each of its languages, the one of the course first. */
export async function versionsOf(id: string): Promise<{ language: Language; address: string }[]> {
  const others = (await translations()).filter((translation) => translation.id === id)
  return [FIRST, ...others.map(({ language }) => language).toSorted()].map((language) => ({
    language,
    address: lessonHref(id, language),
  }))
}

/** A lesson as a page in this language leads to it: in the same language where it exists, else in that of the course. */
export async function bestVersion(
  id: string,
  wanted: Language,
): Promise<{ language: Language; address: string; title: string | undefined }> {
  const same = (await translations()).find(
    (translation) => translation.id === id && translation.language === wanted,
  )
  const language = same ? wanted : FIRST
  return { language, address: lessonHref(id, language), title: same?.data.title }
}
