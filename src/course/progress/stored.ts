import type { Work } from '../../exercises/attempts.ts'

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0

/** Whether a stored value is work that this version can show. Anything else stays where it is, unread. */
export function isWork(value: unknown): value is Work {
  if (typeof value !== 'object' || value === null) return false
  const work = value as Partial<Work>
  return (
    typeof work.id === 'string' &&
    typeof work.seed === 'string' &&
    typeof work.isSolutionSeen === 'boolean' &&
    [work.version, work.variant, work.hints, work.updated].every(isCount) &&
    Array.isArray(work.answers) &&
    work.answers.every(
      (answer) => typeof answer === 'object' && answer !== null && typeof answer.status === 'string',
    )
  )
}
