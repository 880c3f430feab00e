import type { Json } from '../../src/exercises/check.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import {
  AS_WRITTEN,
  BIASES,
  ERRORS,
  ORDERS,
  outcomes,
  sweep,
  updated,
  type Conventions,
  type Outcome,
  type Parameters,
  type Sweep,
} from './network.ts'

export { AS_WRITTEN, outcomes, RATE, START, sweep, T, X } from './network.ts'

/** The passes in the order of their happening: one forward, then backward layer by layer, then the update. */
export const STAGES = [
  'forward',
  'outputDeltas',
  'outputGradients',
  'hiddenDeltas',
  'hiddenGradients',
  'update',
] as const
export type Stage = (typeof STAGES)[number]

/** Updates that can be walked through one by one. */
export const MOST_ROUNDS = 99

export interface DeltaState extends Conventions {
  /** Updates made before this pass. */
  round: number
  stage: Stage
  /** The weight whose ledger is shown, 1 to 8. */
  edge: number
}

export const INITIAL: DeltaState = { ...AS_WRITTEN, round: 0, stage: 'forward', edge: 5 }

/** Whether the present stage has come this far. */
export const hasReached = ({ stage }: Pick<DeltaState, 'stage'>, wanted: Stage): boolean =>
  STAGES.indexOf(stage) >= STAGES.indexOf(wanted)

export const sweepOf = (state: DeltaState): Sweep => sweep(updated(state, state.round), state)

/** One stage on; after the update, forward again with the new parameters. */
export function onward(state: DeltaState): DeltaState {
  const next = STAGES[STAGES.indexOf(state.stage) + 1]
  if (next) return { ...state, stage: next }
  return state.round === MOST_ROUNDS ? state : { ...state, stage: 'forward', round: state.round + 1 }
}

export function backward(state: DeltaState): DeltaState {
  const before = STAGES[STAGES.indexOf(state.stage) - 1]
  if (before) return { ...state, stage: before }
  return state.round === 0 ? state : { ...state, stage: 'update', round: state.round - 1 }
}

/** The stage in which the gradient of this weight, counted from 1, becomes known. */
export const stageOf = (edge: number): Stage => (edge > 4 ? 'outputGradients' : 'hiddenGradients')

/** The updates after which the figure tells what has become of the network. */
export const REPORTED = [0, 1, 10_000] as const

export const keyOf = ({ order, biases, error }: Conventions): string => `${order} ${biases} ${error}`

export const ALL_CONVENTIONS: readonly Conventions[] = ORDERS.flatMap((order) =>
  BIASES.flatMap((biases) => ERRORS.map((error) => ({ order, biases, error }))),
)

/** What becomes of the network under every combination of conventions: ten thousand updates each, run at build. */
export const allOutcomes = (): Record<string, Outcome[]> =>
  Object.fromEntries(
    ALL_CONVENTIONS.map((conventions) => [keyOf(conventions), outcomes(conventions, REPORTED)]),
  )

/** The error as a function of the parameters alone, by a forward pass: what finite differences ask. */
export function nudged(parameters: Parameters, edge: number, by: number): Parameters {
  return { ...parameters, w: parameters.w.map((w, i) => (i === edge ? w + by : w)) }
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  /** The error after the first update, under the conventions of the state. */
  errorAfterOne: (state) => outcomes(stateFrom(state), [1])[0]!.error,
}

const fromWords = (given: LinkState, initial: DeltaState): DeltaState => ({
  order: wordFromLink(given['order'], ORDERS, initial.order),
  biases: wordFromLink(given['biases'], BIASES, initial.biases),
  error: wordFromLink(given['error'], ERRORS, initial.error),
  stage: wordFromLink(given['stage'], STAGES, initial.stage),
  round: Math.round(numberFromLink(given['round'], initial.round, 0, MOST_ROUNDS)),
  edge: Math.round(numberFromLink(given['edge'], initial.edge, 1, 8)),
})

/** A state from anywhere; what is missing or makes no sense is as at first. */
export function stateFrom(state: Json): DeltaState {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  return fromWords(
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
    INITIAL,
  )
}

export const toLink = ({ order, biases, error, stage, round, edge }: DeltaState): LinkState => ({
  order,
  biases,
  error,
  stage,
  round: String(round),
  edge: String(edge),
})

export const fromLink = (link: LinkState, initial: DeltaState): DeltaState => fromWords(link, initial)
