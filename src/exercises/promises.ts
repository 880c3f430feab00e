import type { Claim, Problem } from './define.ts'
import type { Outcome } from './outcome.ts'

const named = (status: string, tag: string | undefined): string =>
  tag === undefined ? status : `${status} as ${tag}`

/** What is wrong with the outcome of a claimed answer; undefined if it is as promised. */
export function brokenClaim(claim: Claim, outcome: Outcome): Problem | undefined {
  const isStatus = claim.status.includes(outcome.status)
  if (isStatus && (claim.tag === undefined || claim.tag === outcome.tag)) return undefined
  const promised = named(claim.status.join(' or '), claim.tag)
  return {
    rule: ruleOf(claim),
    found: `${claim.what} is ${named(outcome.status, outcome.tag)}, promised: ${promised}`,
    fix: claim.status.includes('correct')
      ? 'a right answer must be accepted: check precision, answer and mistakes'
      : 'make it tell apart: where, another id, or other mistakes',
  }
}

function ruleOf({ status, tag, isJudged }: Claim): string {
  if (isJudged === true) return tag === undefined ? 'run' : `run/${tag}`
  if (status.includes('ungraded')) return 'garbage'
  return tag === undefined ? 'accepted' : `recognized/${tag}`
}

/** Path of the first value that JSON would lose or change (undefined, NaN, ∞, a function …). */
export function notJson(value: unknown, path = 'data'): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : path
  if (typeof value !== 'object') return path
  const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
  if (!isPlain) return path
  for (const [key, item] of Object.entries(value)) {
    const found = notJson(item, `${path}.${key}`)
    if (found !== undefined) return found
  }
  return undefined
}
