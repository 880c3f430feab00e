import { z } from 'astro/zod'

/** A name in an address: kebab-case. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case: lower-case words joined by hyphens')

/** Names the keys that exist when one is found that does not. */
export const knownKeys = (keys: string[]) => ({
  error: (issue: { code?: string | undefined; keys?: string[] }) =>
    issue.code === 'unrecognized_keys'
      ? `unknown key ${issue.keys?.map((key) => `"${key}"`).join(', ')}; known keys: ${keys.join(', ')}`
      : undefined,
})

/** The front matter of a lesson. Every key is here; any other is an error. */
export const lessonSchema = z.strictObject(
  {
    title: z.string().min(3).describe('The heading of the page, in sentence case.'),
    summary: z
      .string()
      .min(20)
      .describe('One or two sentences under the title, and the description for search engines.'),
    minutes: z.int().min(5).max(90).describe('How long a first reading with its exercises takes.'),
    objectives: z
      .record(slug, z.string().min(10))
      .describe(
        'What the reader can do afterwards, by a short id that exercises name: `weighted-sum: compute …`.',
      ),
    prerequisites: z
      .array(z.string())
      .default([])
      .describe('Ids of lessons to know first, as `neurons/activations`. They come earlier in the course.'),
  },
  knownKeys(['title', 'summary', 'minutes', 'objectives', 'prerequisites']),
)

/** The front matter of a page beside the units. */
export const pageSchema = z.strictObject(
  { title: lessonSchema.shape.title, summary: lessonSchema.shape.summary },
  knownKeys(['title', 'summary']),
)

/** The front matter of `teaching.mdx`, the notes of a lesson for those who teach it. */
export const teachingSchema = z.strictObject(
  {
    timing: z
      .array(
        z.strictObject({
          section: z.string().min(1).describe('A heading of the lesson, as links name it.'),
          minutes: z.int().min(1).max(60).describe('In class, exercises included.'),
          do: z.string().min(10).describe('What happens in the room.'),
        }),
      )
      .min(1)
      .describe(
        'A plan of the hour: `{ section: what-a-weight-says, minutes: 8, do: … }`, in the lesson’s order.',
      ),
    show: z
      .array(
        z.strictObject({
          item: slug.describe('The id of a figure or a derivation of the lesson.'),
          do: z.string().min(10).describe('What to set, what to ask, what to point at.'),
        }),
      )
      .default([])
      .describe('What to put on the projector, figure by figure.'),
    discuss: z
      .array(
        z.strictObject({
          ask: z.string().min(10).describe('A question without a number for its answer.'),
          hope: z.string().min(10).describe('What a good answer comes to.'),
        }),
      )
      .min(1)
      .describe('Questions for the class, each with what a good answer comes to.'),
  },
  knownKeys(['timing', 'show', 'discuss']),
)

/** `unit.json` of a unit's folder. */
export const unitSchema = z.strictObject(
  {
    title: z.string().min(3).describe('The name of the unit, on the front page and above its lessons.'),
    summary: z.string().min(20).describe('One or two sentences under it on the front page.'),
    preparation: z
      .array(z.strictObject({ id: slug, title: z.string().min(3), order: z.int().positive() }))
      .default([])
      .describe('Lessons that are not written yet: listed without a link; a prerequisite may name one.'),
  },
  knownKeys(['title', 'summary', 'preparation']),
)

export type LessonData = z.infer<typeof lessonSchema>
export type TeachingData = z.infer<typeof teachingSchema>
export type UnitData = z.infer<typeof unitSchema>
