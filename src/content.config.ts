import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { lessonIdOf, notedLessonOf } from './course/ids.ts'
import { lessonSchema, pageSchema, teachingSchema } from './course/schema.ts'

export const collections = {
  lessons: defineCollection({
    loader: glob({
      base: './lessons',
      pattern: '**/index.mdx',
      generateId: ({ entry }) => lessonIdOf(entry),
    }),
    schema: lessonSchema,
  }),
  /** Prose that is no lesson: a file beside the units is a page that the footer leads to. */
  pages: defineCollection({
    loader: glob({ base: './lessons', pattern: '*.mdx', generateId: ({ entry }) => lessonIdOf(entry) }),
    schema: pageSchema,
  }),
  /** Notes for those who teach a lesson, beside it. */
  teaching: defineCollection({
    loader: glob({
      base: './lessons',
      pattern: '*/*/teaching.mdx',
      generateId: ({ entry }) => notedLessonOf(entry),
    }),
    schema: teachingSchema,
  }),
}
