import type { Problem } from './define.ts'

/** What the proof of an exercise found. */
export interface Finding {
  level: 'error' | 'warning'
  /** `lesson/exercise`. */
  exercise: string
  rule: string
  found: string
  fix: string
  /** The first variant that shows it; absent if none in particular does. */
  variant?: number
  /** How many variants show it. */
  count?: number
}

/** Collects findings; the same rule broken at many draws is one finding. */
export class Ledger {
  readonly #exercise: string
  readonly #byRule = new Map<string, Finding>()

  constructor(exercise: string) {
    this.#exercise = exercise
  }

  add(
    {
      rule,
      found,
      fix,
      level = 'error' as const,
    }: Omit<Problem, 'level'> & { level?: Finding['level'] | undefined },
    variant?: number,
  ): void {
    const key = variant === undefined ? `${rule}: ${found}` : rule
    const known = this.#byRule.get(key)
    if (known !== undefined) {
      known.count = (known.count ?? 1) + 1
      return
    }
    const at = variant === undefined ? {} : { variant, count: 1 }
    this.#byRule.set(key, { level, exercise: this.#exercise, rule, found, fix, ...at })
  }

  get findings(): Finding[] {
    return [...this.#byRule.values()]
  }
}
