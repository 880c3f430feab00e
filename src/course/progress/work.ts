import type { Outcome } from '../../exercises/check.ts'

/** What the device keeps of one exercise: enough to show it again as it was left, and to grade it again elsewhere. */
export interface Work {
  /** Format of this record. */
  format: 1
  /** `lesson/exercise`. */
  id: string
  /** Version and variant of the exercise that the answer belongs to, and the seed of that variant. */
  version: number
  variant: number
  seed: string
  /** The answer as it was typed. */
  raw: unknown
  outcome?: Outcome
  /** Graded tries on this variant. */
  graded: number
  hints: number
  solution: boolean
  /** Once true, true: the exercise was answered correctly before its solution was seen. */
  isDone: boolean
  /** How often each recognized mistake was made, over all variants. */
  tags: Record<string, number>
  /** Milliseconds since 1970, by this device's clock. */
  changed: number
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

/** Whether a stored value is a record that this version can show; anything else is left where it is, unread. */
export function isWork(value: unknown): value is Work {
  if (typeof value !== 'object' || value === null) return false
  const work = value as Partial<Work>
  return (
    work.format === 1 &&
    typeof work.id === 'string' &&
    typeof work.seed === 'string' &&
    [work.version, work.variant, work.graded, work.hints, work.changed].every(isCount) &&
    typeof work.solution === 'boolean' &&
    typeof work.isDone === 'boolean' &&
    typeof work.tags === 'object' &&
    work.tags !== null
  )
}
