import { z } from 'astro/zod'
import type { TagSpec } from './vocabulary-spec.ts'

const none = z.strictObject({})

/** The part of the authors' vocabulary that is no figure: exercises, proofs, and what stands around them. */
export const NOTES: Record<string, TagSpec> = {
  Aside: { props: none, about: 'A side note: in the margin where there is one.' },
  Convention: { props: none, about: 'What is agreed on rather than true, and who does it otherwise.' },
  DeepDive: {
    props: z.strictObject({ title: z.string() }),
    about: 'Folded material for those who want more.',
  },
  Derivation: {
    props: z.strictObject({ id: z.string().describe('An id from derivations.ts beside the lesson.') }),
    gets: ['lesson'],
    about: 'A proof step by step, every step checked at build.',
  },
  Exercise: {
    props: z.strictObject({ id: z.string().describe('An id from exercises.ts beside the lesson.') }),
    gets: ['lesson', 'number'],
    about: 'An exercise of this lesson, by its id.',
  },
  Frameworks: {
    props: none,
    gets: ['number'],
    about: 'Tabs "In Keras" and "In PyTorch"; holds one <Keras> and one <PyTorch>.',
  },
  Keras: { props: none, about: 'How the same thing is written in Keras; inside <Frameworks>.' },
  Pitfall: { props: none, about: 'What people commonly get wrong.' },
  Predict: {
    props: z.strictObject({ question: z.string() }),
    about: 'A question to answer before reading on; its content is the answer, folded.',
  },
  PyTorch: { props: none, about: 'How the same thing is written in PyTorch; inside <Frameworks>.' },
  Recap: { props: none, about: 'What to take away; one list.' },
  Sources: { props: none, about: 'Where to go deeper, and where facts come from.' },
}
