import { check } from './check.ts'
import type { Claim, Exercise, Instance } from './define.ts'
import { Ledger, type Finding } from './ledger.ts'
import { Observations } from './observations.ts'
import { brokenClaim, notJson } from './promises.ts'
import { defaultCourseSeed, resolve } from './resolve.ts'
import type { ResolvedVariant } from './types.ts'

export interface ProofOptions {
  /** Draws beyond the offered variants that must hold, too. Default 200. */
  extraSeeds?: number
  courseSeed?: string
}

const idForm = /^[a-z0-9]+(-[a-z0-9]+)*(\/[a-z0-9]+(-[a-z0-9]+)*)*$/

/**
 * Proves an exercise on every offered variant and `extraSeeds` more: answer and check agree; right answers are
 * accepted as people type them; each known mistake is recognized as itself, is not right, and collides with no other;
 * garbage costs nothing. No findings: it holds. What has to be run is `proveRuns`.
 */
export function prove(exercise: Exercise, id: string, options: ProofOptions = {}): Finding[] {
  const { extraSeeds = 200, courseSeed = defaultCourseSeed } = options
  const ledger = new Ledger(id)
  if (!idForm.test(id))
    ledger.add({ rule: 'id', found: `the id "${id}"`, fix: 'use kebab-case: weighted-sum' })
  if (exercise.objectives.length === 0) {
    ledger.add({
      rule: 'objectives',
      found: 'no objective',
      fix: 'name the objectives of the lesson that it assesses',
    })
  }
  for (const problem of exercise.problems) ledger.add(problem)
  const seen = new Observations()
  for (let variant = 1; variant <= exercise.variants + extraSeeds; variant++) {
    const drawn = draw(exercise, id, variant, courseSeed, ledger)
    if (drawn === undefined) continue
    proveDraw(...drawn, ledger)
    seen.add(drawn[0], variant <= exercise.variants)
  }
  seen.report(ledger)
  return ledger.findings
}

/** One variant, and its authored instance for problems and claims; undefined if evaluating it threw. */
export function draw(
  exercise: Exercise,
  id: string,
  variant: number,
  courseSeed: string,
  ledger: Ledger,
): [ResolvedVariant, Instance] | undefined {
  return attempt(ledger, variant, () => {
    const resolved = resolve(exercise, id, variant, courseSeed)
    return [resolved, exercise.instance(resolved.seed)]
  })
}

const face = (of: { data: unknown; texts: unknown }): string => JSON.stringify([of.data, of.texts])

function proveDraw(resolved: ResolvedVariant, again: Instance, ledger: Ledger): void {
  const { variant, data, texts } = resolved
  if (face(resolved) !== face(again)) {
    ledger.add(
      { rule: 'repeatable', found: 'the same seed gives another exercise', fix: 'draw from `draw` only' },
      variant,
    )
  }
  const lost = notJson(data)
  if (lost !== undefined) {
    ledger.add(
      {
        rule: 'json',
        found: `${lost} is no JSON value`,
        fix: 'exclude such draws, or return a plain finite value',
      },
      variant,
    )
  }
  for (const [key, text] of Object.entries(texts)) {
    if (text.trim() === '' && !key.startsWith('say-'))
      ledger.add({ rule: 'text', found: `${key} is empty`, fix: 'write it' }, variant)
    if (text.includes('[object '))
      ledger.add({ rule: 'text', found: `${key} contains [object …]`, fix: 'write it with md`…`' }, variant)
  }
  attempt(ledger, variant, () => {
    const problems = again.problems()
    for (const problem of problems) ledger.add(problem, variant)
    // With these there is no right answer to try.
    if (problems.some(({ rule }) => rule === 'precision' || rule === 'answer-finite')) return
    for (const claim of again.claims()) {
      if (claim.isJudged !== true) proveClaim(claim, resolved, claim.report, ledger)
    }
  })
}

/** An exception of the author's code is a finding, not the end of the proof. */
function attempt<T>(ledger: Ledger, variant: number, evaluate: () => T): T | undefined {
  try {
    return evaluate()
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    ledger.add({ rule: 'throws', found, fix: 'an exercise must evaluate at every draw' }, variant)
    return undefined
  }
}

/** Grades one claimed answer and records a broken promise. */
export function proveClaim(claim: Claim, variant: ResolvedVariant, report: unknown, ledger: Ledger): void {
  const problem = brokenClaim(claim, check(claim.raw, variant, report))
  if (problem !== undefined) ledger.add(problem, variant.variant)
}
