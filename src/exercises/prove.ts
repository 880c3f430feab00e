import { check, judgeRequest } from './check.ts'
import type { Claim, Exercise, Instance } from './define.ts'
import type { Judge } from './judge.ts'
import { predictionFrom } from './kinds/predict-run/author.ts'
import { Ledger, type Finding } from './ledger.ts'
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

function draw(
  exercise: Exercise,
  id: string,
  variant: number,
  courseSeed: string,
  ledger: Ledger,
): [ResolvedVariant, Instance] | undefined {
  try {
    const resolved = resolve(exercise, id, variant, courseSeed)
    return [resolved, exercise.instance(resolved.seed)]
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error)
    ledger.add({ rule: 'throws', found, fix: 'an exercise must evaluate at every draw' }, variant)
    return undefined
  }
}

function proveDraw(resolved: ResolvedVariant, again: Instance, ledger: Ledger): void {
  const { variant, data, texts } = resolved
  const face = (of: { data: unknown; texts: unknown }): string => JSON.stringify([of.data, of.texts])
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
  for (const problem of again.problems()) ledger.add(problem, variant)
  for (const claim of again.claims()) {
    if (claim.isJudged !== true) proveClaim(claim, resolved, claim.report, ledger)
  }
}

function proveClaim(claim: Claim, variant: ResolvedVariant, report: unknown, ledger: Ledger): void {
  const problem = brokenClaim(claim, check(claim.raw, variant, report))
  if (problem !== undefined) ledger.add(problem, variant.variant)
}

/** What only shows over many draws. */
class Observations {
  #draws = 0
  readonly #known = new Set<string>()
  readonly #shown = new Set<string>()
  readonly #leaks = new Map<string, number>()
  readonly #faces = new Set<string>()
  #offered = 0

  add({ texts, data }: ResolvedVariant, isOffered: boolean): void {
    this.#draws++
    for (const key of Object.keys(texts)) {
      if (!key.startsWith('mistake-')) continue
      this.#known.add(key)
      if (leaks(texts[key]!, data)) this.#leaks.set(key, (this.#leaks.get(key) ?? 0) + 1)
    }
    const inner = 'ask' in data ? data.ask.data : data
    if ('mistakes' in inner) for (const { id } of inner.mistakes) this.#shown.add(`mistake-${id}`)
    if (!isOffered) return
    this.#offered++
    this.#faces.add(JSON.stringify([texts['prompt'], data]))
  }

  report(ledger: Ledger): void {
    for (const key of this.#known) {
      const id = key.slice('mistake-'.length)
      if (!this.#shown.has(key)) {
        ledger.add({
          rule: 'mistake-never',
          found: `the mistake ${id} shows at no draw`,
          fix: 'remove it, or widen the parameters',
        })
      }
      // One draw in a few may print the number by chance, as a parameter; a sentence that states it does so every time.
      if ((this.#leaks.get(key) ?? 0) * 2 > this.#draws) {
        ledger.add({
          rule: 'feedback-leak',
          found: `the feedback of ${id} contains the right answer`,
          fix: 'say what the answer would be the answer to, and ask',
        })
      }
    }
    if (this.#faces.size < this.#offered) {
      const found = `${this.#offered} variants offered, ${this.#faces.size} different`
      ledger.add({
        rule: 'variants-alike',
        found,
        fix: 'widen the parameters or offer fewer variants',
        level: 'warning',
      })
    }
  }
}

function leaks(text: string, data: ResolvedVariant['data']): boolean {
  if (!('answer' in data) || typeof data.answer !== 'number' || Number.isInteger(data.answer)) return false
  const { answer } = data
  const numbers = (text.replaceAll('−', '-').match(/-?\d+\.\d+/g) ?? []).map(Number)
  return numbers.some((number) => Math.abs(number - answer) <= 0.005 * Math.abs(answer))
}

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
