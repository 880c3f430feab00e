import type { Exercise } from './define.ts'
import { variantSeed } from './params.ts'
import type { ResolvedVariant } from './types.ts'

/** The seed of the course as published; an instructor's own course has its own. */
export const defaultCourseSeed = 'chainrule'

/**
 * Evaluates an exercise at one variant into plain JSON.
 * @param id `lesson/exercise`
 * @param variant from 1; everybody starts with 1, so that a class talks about the same numbers
 */
export function resolve(
  exercise: Exercise,
  id: string,
  variant = 1,
  courseSeed: string = defaultCourseSeed,
): ResolvedVariant {
  if (!Number.isSafeInteger(variant) || variant < 1)
    throw new RangeError(`${id}: variant ${variant} is not a count from 1`)
  const seed = variantSeed(courseSeed, id, exercise.version, variant)
  const { data, texts, hints } = exercise.instance(seed)
  const { kind, version, objectives } = exercise
  const title = exercise.title === undefined ? {} : { title: exercise.title }
  return {
    kind,
    id,
    ...title,
    version,
    variant,
    seed,
    objectives: [...objectives],
    texts,
    hints,
    data,
  } as ResolvedVariant
}
