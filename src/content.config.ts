import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { lessonIdOf } from './course/ids.ts'
import { lessonSchema } from './course/schema.ts'

export const collections = {
  lessons: defineCollection({
    loader: glob({
      base: './lessons',
      pattern: '**/index.mdx',
      generateId: ({ entry }) => lessonIdOf(entry),
    }),
    schema: lessonSchema,
  }),
}
