import { judgeRequest } from './check.ts'
import type { Claim, Exercise } from './define.ts'
import type { Judge } from './judge.ts'
import { predictionFrom } from './kinds/predict-run/author.ts'
import { Ledger, type Finding } from './ledger.ts'
import { draw, proveClaim, type ProofOptions } from './prove.ts'
import { defaultCourseSeed } from './resolve.ts'
import type { ResolvedVariant } from './types.ts'

/**
 * Proves what has to be run, on the offered variants: starters fail, solutions pass, each known wrong program fails
 * the test that names it; goals can be reached and are not reached at the start; what a program was said to give is
 * what it gives.
 */
export async function proveRuns(
  exercise: Exercise,
  id: string,
  judge: Judge,
  { courseSeed = defaultCourseSeed }: Pick<ProofOptions, 'courseSeed'> = {},
): Promise<Finding[]> {
  const ledger = new Ledger(id)
  for (let variant = 1; variant <= exercise.variants; variant++) {
    const drawn = draw(exercise, id, variant, courseSeed, ledger)
    const claims = drawn?.[1].claims().filter((claim) => claim.isJudged === true) ?? []
    for (const claim of claims) {
      try {
        await proveRun(claim, drawn![0], judge, ledger)
      } catch (error) {
        const found = `${claim.what}: ${error instanceof Error ? error.message : String(error)}`
        ledger.add({ rule: 'judge', found, fix: 'the judge must report, not fail' }, variant)
      }
    }
  }
  return ledger.findings
}

async function proveRun(claim: Claim, variant: ResolvedVariant, judge: Judge, ledger: Ledger): Promise<void> {
  if (variant.kind === 'predict-run') {
    const report = await judge({ kind: 'run', run: variant.data.run })
    const prediction = predictionFrom(report, variant.data.ask)
    const what = `what the run gives (${JSON.stringify(prediction)})`
    proveClaim({ ...claim, raw: { prediction }, what }, variant, undefined, ledger)
    return
  }
  const request = judgeRequest(claim.raw, variant)
  proveClaim(claim, variant, request === undefined ? undefined : await judge(request), ledger)
}
