import type { ResolvedVariant } from '../../../src/exercises/check.ts'
import { resolve, type Exercise } from '../../../src/exercises/index.ts'
import { moodleAnswers } from './moodle-tolerance.ts'

/**
 * What Moodle takes, as its sources say it: question/format/xml/format.php and question/format.php (the import),
 * question/engine/bank.php (the fractions), question/type/numerical/question.php (the tolerance).
 */

/** Kinds that Moodle can grade as the page does. */
export const isForMoodle = ({ kind }: { kind: string }): boolean =>
  ['numeric', 'choice', 'multi'].includes(kind)

/** How many equal parts a mark can have: other fractions than those of its list, Moodle refuses. */
const PARTS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20])

/** What Moodle adds to every tolerance, for answers up to 1; above, as much of the answer. */
const SLACK = 1e-14

/** Whether Moodle would give this variant the page's verdicts. */
export function gradesAlike(variant: ResolvedVariant): boolean {
  if (variant.kind === 'multi') return PARTS.has(variant.data.right.length)
  if (variant.kind !== 'numeric') return true
  return moodleAnswers(variant.data.answer, variant.data.precision).every(({ value, tolerance }) => {
    const slack = SLACK * Math.max(1, Math.abs(value))
    // Too small a number, and Moodle takes a zero for it.
    return tolerance === 0 ? value === 0 || Math.abs(value) > 100 * slack : tolerance > 100 * slack
  })
}

/** Draws in which an option that is shuffled does not stay where it is. */
const DRAWS = 12

/** Whether every option may stand anywhere: none stays last, and their order says nothing. */
export function isShuffled(exercise: Exercise, id: string, courseSeed?: string): boolean {
  const orders = Array.from({ length: DRAWS }, (_, i) => {
    const variant = resolve(exercise, id, i + 1, courseSeed)
    return variant.kind === 'choice' || variant.kind === 'multi' ? variant.data.options : []
  })
  return orders[0]!.every((option, place) => orders.some((order) => order[place] !== option))
}
