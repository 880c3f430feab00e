import { z } from 'astro/zod'

/**
 * What a tag accepts. `props` are the attributes that an author may write; `gets` names what the site supplies besides:
 * the lesson's id, and the tag's number among its kind in the lesson.
 */
export interface TagSpec {
  props: z.ZodObject
  gets?: readonly ('lesson' | 'number')[]
  about: string
}

/** The attribute that most figures have. */
export const figureId = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .describe('Names this figure in links; kebab-case.')

/** A figure of which an author chooses the id only. */
export const named = (about: string): TagSpec => ({
  props: z.strictObject({ id: figureId.optional() }),
  about,
})
