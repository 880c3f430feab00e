import { z } from 'astro/zod'
import { figureId, type TagSpec } from '../vocabulary-spec.ts'

export const spec: TagSpec = {
  props: z.strictObject({
    id: figureId.optional(),
    bias: z.number().optional().describe('The bias at first.'),
  }),
  about: 'How far a pulse may stray before a neuron calls, by its bias.',
}

/** The attributes with which its page shows it. */
export const example = { id: 'bias-by-night', bias: -0.5 }
