import { z } from 'astro/zod'
import { isDay } from '../exercises/assignment.ts'
import { FIRST, isLanguage, LANGUAGES } from '../strings/languages.ts'
import { knownKeys, slug } from './schema.ts'

const known = Object.keys(LANGUAGES).filter(isLanguage)

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2027-02-01')
  .refine(isDay, 'is no day of the calendar')

const unitConfig = z.strictObject(
  {
    id: slug.describe('The unit: its folder without the number, and its place in the address.'),
    title: z.string().min(3).optional().describe('Default: the title of the unit. A new unit needs one.'),
    summary: z
      .string()
      .min(20)
      .optional()
      .describe('Default: the summary of the unit. A new unit needs one.'),
    lessons: z
      .array(slug)
      .min(1)
      .optional()
      .describe('Its lessons in their order, by their names in the address. Default: all there are.'),
  },
  knownKeys(['id', 'title', 'summary', 'lessons']),
)

const assignment = z.strictObject(
  {
    id: slug.describe('Its place in the address, `assignments/<id>/`; it also draws the variants.'),
    title: z.string().min(3).describe('Above the page and on paper.'),
    lessons: z.array(z.string()).min(1).optional().describe('Lessons of which every exercise is set.'),
    exercises: z
      .array(z.string())
      .min(1)
      .optional()
      .describe('Further exercises, as `neurons/artificial-neuron/sum-of-two`.'),
    due: day.optional().describe('The last day: it is said, and answers after it are marked.'),
    note: z.string().min(2).max(500).optional().describe('What you want to say about it.'),
  },
  knownKeys(['id', 'title', 'lessons', 'exercises', 'due', 'note']),
)

/** The assignments of a course. What they name is checked where the exercises are known. */
export const assignmentsSchema = z.array(assignment).default([])

export type AssignmentEntry = z.infer<typeof assignment>

/** Everything that `course.config.ts` may say. */
export const configSchema = z.strictObject(
  {
    title: z.string().min(3).describe('The name of the course, at the top of every page.'),
    languages: z
      .array(z.enum(known))
      .refine(([first]) => first === FIRST, `must begin with '${FIRST}', in which every lesson is there`)
      .default(known)
      .describe(
        'Languages in which lessons are published, where a translation is there. The first is that of the course, and ' +
          'of what is not translated. Default: all that the lessons have.',
      ),
    units: z
      .array(z.union([slug, unitConfig]))
      .min(1)
      .optional()
      .describe('Units and lessons, chosen and in order. A name alone is a whole unit. Default: everything.'),
    solutions: z
      .union([
        z.enum(['always', 'on-request', 'never']),
        z.strictObject({ afterTries: z.int().min(1).max(20) }),
        z.strictObject({ from: day }),
      ])
      .default('on-request')
      .describe(
        'When readers see worked solutions: at once; offered after two tries and before that on request; after so ' +
          'many tries; from a day on; never. Before the day, and with never, they are not in the built files.',
      ),
    seed: z
      .string()
      .min(1)
      .max(100)
      .default('chainrule')
      .describe('Draws the numbers of all exercises. Another seed gives a class numbers of its own.'),
    repository: z
      .string()
      .regex(/^https:\/\//, 'must begin with https://')
      .optional()
      .describe('Where the sources of the course are: for the links that report an error or edit a page.'),
    links: z
      .array(
        z.strictObject({
          text: z.string().min(2),
          url: z
            .string()
            .regex(
              /^(?:https:\/\/|mailto:|[a-z0-9-]+\/)/,
              'must begin with https://, or be a path such as neurons/layers/',
            ),
        }),
      )
      .default([])
      .describe('Links at the foot of every page.'),
    assignments: assignmentsSchema.describe(
      'Exercises that a class is given: a page for each, where every student finds the variants that are theirs.',
    ),
  },
  knownKeys(['title', 'languages', 'units', 'solutions', 'seed', 'repository', 'links', 'assignments']),
)

export type ReadConfig = z.infer<typeof configSchema>

/** A checked config with its defaults. Throws a sentence with every problem. */
export function readConfig(given: unknown): ReadConfig {
  const result = configSchema.safeParse(given)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim())
  throw new Error(`course.config.ts: ${problems.join('; ')}`)
}
