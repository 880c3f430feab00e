import {
  ACTIVATIONS,
  DROPOUTS,
  INITS,
  lossesFor,
  OPTIMIZERS,
  PENALTY_RATES,
  RATES,
  SCHEDULES,
  type ActivationName,
  type PlayState,
} from './state.ts'

/** What two runs can differ in, and what a sweep runs through. */
export const COMPARED = [
  'learningRate',
  'optimizer',
  'activation',
  'units',
  'batchSize',
  'loss',
  'init',
  'schedule',
  'penaltyRate',
  'dropout',
  'batchNorm',
] as const
export type ComparedName = (typeof COMPARED)[number]

/** One thing changed: `learningRate:0.3`; '' for none. As a link carries it. */
export type Comparison = string

const BATCHES = [1, 5, 10, 30, 100, 0] as const
const UNITS = [1, 2, 3, 4, 6, 8] as const

/** The values to choose from. */
export function valuesOf(name: ComparedName, classes: number): readonly string[] {
  const lists: Readonly<Record<ComparedName, readonly (string | number | boolean)[]>> = {
    learningRate: RATES.slice(2),
    optimizer: OPTIMIZERS,
    activation: ACTIVATIONS,
    units: UNITS,
    batchSize: BATCHES,
    loss: lossesFor(classes),
    init: INITS,
    schedule: SCHEDULES,
    penaltyRate: PENALTY_RATES,
    dropout: DROPOUTS,
    batchNorm: ['no', 'yes'],
  }
  return lists[name].map(String)
}

/** Name and value of a comparison, or undefined for none or nonsense. */
export function readComparison(comparison: Comparison): { name: ComparedName; value: string } | undefined {
  const [given, value = ''] = comparison.split(':')
  const name = COMPARED.find((known) => known === given)
  if (name === undefined) return undefined
  const all = name === 'loss' ? [0, 2, 3].flatMap((classes) => valuesOf(name, classes)) : valuesOf(name, 2)
  return all.includes(value) ? { name, value } : undefined
}

/** The same state with that one thing changed; of the activation and the size, in every or in the first hidden layer. */
export function changedBy(
  state: PlayState,
  { name, value }: { name: ComparedName; value: string },
): PlayState {
  if (name === 'activation')
    return {
      ...state,
      layers: state.layers.map((layer) => ({ ...layer, activation: value as ActivationName })),
    }
  if (name === 'units')
    return {
      ...state,
      layers: state.layers.map((layer, i) => (i === 0 ? { ...layer, units: Number(value) } : layer)),
    }
  if (name === 'batchNorm') return { ...state, batchNorm: value === 'yes' }
  if (name === 'penaltyRate')
    return { ...state, penaltyRate: Number(value), penalty: state.penalty === 'none' ? 'l2' : state.penalty }
  const isNumber = name === 'learningRate' || name === 'batchSize' || name === 'dropout'
  return { ...state, [name]: isNumber ? Number(value) : value }
}
