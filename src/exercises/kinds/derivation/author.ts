import {
  mutationTest,
  readDerivation,
  requiredForm,
  toText,
  verifyDerivation,
  type Derivation,
  type Form,
} from '../../../math/index.ts'
import {
  define,
  type Claim,
  type Common,
  type Exercise,
  type NoParams,
  type Parts,
  type Problem,
} from '../../define.ts'
import { provideMath } from '../../math.ts'
import type { Sampled } from '../../params.ts'
import type { DerivationData } from './check.ts'

/** A derivation that the reader writes, or completes. */
export interface DerivationOwn<P> {
  /** The derivation; every step is verified, and its mutants must fail. */
  derivation: Derivation | ((params: P) => Derivation)
  /** `blanks` needs double brackets in the steps. Default `lines`. */
  mode?: 'lines' | 'blanks'
  forms?: readonly Form[]
}

/** An exercise answered by the lines or the blanks of a derivation. */
export function derivation<P = NoParams, D = NoParams>(
  spec: Common<P, D> & DerivationOwn<Sampled<P & D>>,
): Exercise {
  provideMath()
  return define('derivation', spec, (params) => derivationParts(spec, params))
}

function derivationParts<P>(spec: DerivationOwn<P>, params: P): Parts<DerivationData> {
  const given = typeof spec.derivation === 'function' ? spec.derivation(params) : spec.derivation
  const blanks = readDerivation(given).steps.reduce((sum, step) => sum + step.blanks.length, 0)
  const data: DerivationData = {
    derivation: given,
    mode: spec.mode ?? 'lines',
    blanks,
    forms: [...(spec.forms ?? [])],
  }
  const { claims, problems } = proofOf(data)
  return { data, texts: {}, claims: () => claims, problems: () => problems }
}

/** Verified once for all draws that are the same derivation. */
const proofs = new Map<string, { claims: Claim[]; problems: Problem[] }>()

function proofOf(data: DerivationData): { claims: Claim[]; problems: Problem[] } {
  const key = JSON.stringify(data)
  const proof = proofs.get(key) ?? { claims: claimsOf(data), problems: problemsOf(data) }
  proofs.set(key, proof)
  return proof
}

function claimsOf({ derivation: given, mode, blanks }: DerivationData): Claim[] {
  const { steps } = readDerivation(given)
  const isLines = mode === 'lines'
  const right = isLines
    ? given.steps.map(({ expr }) => expr.replaceAll(/\[\[|\]\]/gu, (mark) => (mark === '[[' ? '(' : ')')))
    : steps.flatMap((step) => step.blanks).map(toText)
  if (right.length === 0) return []
  const wrong = right.with(
    right.length - 1,
    isLines ? `= 2 (${toText(steps.at(-1)!.sides.at(-1)!)})` : `2 (${right.at(-1)!})`,
  )
  const garbage = ['<img src=x onerror=alert(1)>', '((', '1/0 +'].map((text) =>
    Array<string>(isLines ? 1 : blanks).fill(text),
  )
  return [
    { raw: right, status: ['correct'], what: 'the derivation itself' },
    { raw: wrong, status: ['partial', 'incorrect'], what: 'the derivation with the last entry doubled' },
    ...[[], [''], 'x', null, ...garbage].map((raw): Claim => ({
      raw,
      status: ['ungraded'],
      what: `garbage ${JSON.stringify(raw)}`,
    })),
  ]
}

function problemsOf(data: DerivationData): Problem[] {
  const { derivation: given, mode, blanks, forms } = data
  const found: Problem[] = verifyDerivation(given).map(({ step, expr, kind, message }) => ({
    rule: `step-${kind}`,
    found: `step ${step + 1}, "${expr}": ${JSON.stringify(message.params)}`,
    fix: 'correct the step, or the declarations',
  }))
  if (found.length > 0) return found
  for (const { step, original, mutant } of mutationTest(given).survived)
    found.push({
      rule: 'mutant',
      found: `step ${step + 1}: "${mutant}" passes for "${original}"`,
      fix: 'widen the domains',
    })
  const { declarations, steps } = readDerivation(given)
  if (mode === 'blanks' && blanks === 0)
    found.push({
      rule: 'blanks',
      found: 'no blank',
      fix: 'put double brackets around what is to be filled in',
    })
  const asked = mode === 'blanks' ? steps.flatMap((step) => step.blanks) : [steps.at(-1)!.sides.at(-1)!]
  for (const node of asked)
    if (requiredForm(node, forms, declarations))
      found.push({
        rule: 'form',
        found: `"${toText(node)}" has not the form that is asked for`,
        fix: 'write it in that form',
      })
  return found
}
