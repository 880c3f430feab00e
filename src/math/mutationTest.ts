import { readDerivation, type Derivation } from './derivation.ts'
import { compareAt, Points } from './equivalent.ts'
import type { Node } from './grammar/ast.ts'
import { mutate, type Mutant, type Slip } from './mutate.ts'
import { toText } from './print/toText.ts'

export interface MutantReport {
  /** Counted from 0. */
  readonly step: number
  readonly slip: Slip
  readonly original: string
  readonly mutant: string
}

export interface MutationReport {
  readonly total: number
  /** The check saw that the mutant is wrong. */
  readonly killed: number
  /** Equal to the original at other points too: no mistake at all. */
  readonly equivalent: readonly MutantReport[]
  /** Wrong, and the check did not see it. Must be empty. */
  readonly survived: readonly MutantReport[]
  /** How many mutants of each kind were killed. */
  readonly bySlip: Readonly<Partial<Record<Slip, number>>>
}

/** Another seed and more points than the check uses. */
const OTHER_SEED = 7919
const OTHER_POINTS = 32

/**
 * Whether the check of a derivation would see a mistake: each side of each step is changed by every known mistake, and
 * the step must then fail. A mutant that passes is compared with the original at other points by itself; if it is the
 * same function it is reported as equivalent, otherwise as survived.
 */
export const mutationTest = (derivation: Derivation): MutationReport => {
  const { declarations, steps } = readDerivation(derivation)
  const seed = derivation.seed ?? 1
  const points = new Points(declarations, seed)
  const others = new Points(declarations, seed + OTHER_SEED)
  const equivalent: MutantReport[] = []
  const survived: MutantReport[] = []
  const bySlip: Partial<Record<Slip, number>> = {}
  let total = 0
  const test = (step: number, side: Node, against: Node, mutant: Mutant): void => {
    total++
    if (compareAt(against, mutant.node, points, derivation.points).kind !== 'equal') {
      bySlip[mutant.slip] = (bySlip[mutant.slip] ?? 0) + 1
      return
    }
    const report = { step, slip: mutant.slip, original: toText(side), mutant: toText(mutant.node) }
    const isSame = compareAt(side, mutant.node, others, OTHER_POINTS).kind === 'equal'
    if (isSame) equivalent.push(report)
    else survived.push(report)
  }
  for (const [step, { pairs, sides }] of steps.entries())
    for (const [left, right] of pairs) {
      for (const mutant of mutate(right, declarations)) test(step, right, left, mutant)
      if (sides.includes(left))
        for (const mutant of mutate(left, declarations)) test(step, left, right, mutant)
    }
  return { total, killed: total - equivalent.length - survived.length, equivalent, survived, bySlip }
}
