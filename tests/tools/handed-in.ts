import { newWork, reduceWork, type Work } from '../../src/exercises/attempts.ts'
import { grade, type Judge } from '../../src/exercises/check.ts'
import { resolve, type Exercise } from '../../src/exercises/index.ts'
import { exportRecord } from '../../src/exercises/record.ts'

/** What a student gave to one exercise, and what of its help they took first. */
export interface Given {
  exercise: Exercise
  /** `lesson/exercise`. */
  id: string
  variant?: number
  raws: readonly unknown[]
  hints?: number
}

/** A student's work as the page would have kept it: the same reducer, the same checker. @param start milliseconds since 1970 */
export async function workOf(
  given: readonly Given[],
  judge: Judge,
  start: number,
  courseSeed?: string,
): Promise<Work[]> {
  const works: Work[] = []
  let at = start
  for (const { exercise, id, variant = 1, raws, hints = 0 } of given) {
    const question = resolve(exercise, id, variant, courseSeed)
    let work = newWork(question)
    for (let i = 0; i < hints; i++) work = reduceWork(work, { type: 'hint' }, question, (at += 1009))
    for (const raw of raws) {
      const outcome = await grade(raw, question, judge)
      work = reduceWork(work, { type: 'graded', raw, outcome }, question, (at += 30_011))
    }
    works.push(work)
  }
  return works
}

/** The file that the page would save. */
export const handedIn = (
  works: readonly Work[],
  student: string,
  exported = '2026-11-20T10:00:00Z',
  course = 'Chainrule',
): string => exportRecord(works, course, exported, student)
