import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { lessonIdOf } from './course/ids.ts'
import { lessonSchema, pageSchema } from './course/schema.ts'

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
}
