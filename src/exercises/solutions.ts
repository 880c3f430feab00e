import { isSolutionOffered, type Work } from './attempts.ts'

/**
 * When readers see worked solutions: at once; offered after two tries and before that on request; after so many tries;
 * from a day on (`2027-02-01`); never.
 */
export type SolutionsPolicy = 'always' | 'on-request' | 'never' | { afterTries: number } | { from: string }

/** What the policy means for one exercise of one build; without a rule it is `on-request`. */
export type SolutionRule = 'never' | { after: number } | { from: string }

/**
 * The rule of a build. Before the day, as with `never`, the build leaves solutions out: what is in a file can be read.
 * @param today such as `2027-01-31`
 */
export function solutionRule(policy: SolutionsPolicy, today: string): SolutionRule | undefined {
  if (policy === 'always') return { after: 0 }
  if (policy === 'on-request') return undefined
  if (policy === 'never') return 'never'
  if ('afterTries' in policy) return { after: policy.afterTries }
  return today < policy.from ? policy : undefined
}

/** Whether a build with this rule has no solutions in it. */
export const isLeftOut = (rule: SolutionRule | undefined): boolean =>
  rule === 'never' || (typeof rule === 'object' && 'from' in rule)

/** The day from which there are solutions, where the build is older. */
export const solutionsFrom = (rule: SolutionRule | undefined): string | undefined =>
  typeof rule === 'object' && 'from' in rule ? rule.from : undefined

/** Whether a page may hold a solution that needs no press of a button: for print, and where no scripts run. */
export const isPrintable = (rule: SolutionRule | undefined): boolean =>
  rule === undefined || (typeof rule === 'object' && 'after' in rule && rule.after === 0)

/** What a reader may do now: see the solution at once, see it after a question whether they mean it, or not see it. */
export function solutionAccess(work: Work, rule?: SolutionRule): 'offered' | 'on-request' | 'closed' {
  if (rule === undefined) return isSolutionOffered(work) ? 'offered' : 'on-request'
  if (isLeftOut(rule) || typeof rule === 'string' || !('after' in rule)) return 'closed'
  const isDone = work.answers.some(({ status }) => status === 'correct')
  return isDone || work.answers.length >= rule.after ? 'offered' : 'closed'
}
