import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { bestPrediction, costAt, costs, type CostPoint, type LossName } from './losses.ts'

export * from './losses.ts'

/** The axis of predictions and targets. */
export const LOW = -0.5
export const HIGH = 2.5
export const STEP = 0.01

/** One example whose target the reader sets; five measured numbers; five yes-or-no labels. */
export const DATA = ['one', 'numbers', 'labels'] as const
export type DataName = (typeof DATA)[number]

export const NUMBERS = [0.3, 0.45, 0.5, 0.6, 0.9] as const
export const LABELS = [1, 1, 0, 1, 1] as const
export const OUTLIER = 2.4

export interface AxisState {
  data: DataName
  /** The target of the single example. */
  target: number
  /** Whether a sixth number, far from the others, is among the five. */
  hasOutlier: boolean
  /** The prediction. */
  y: number
  /** Squared error with the factor ½. */
  half: boolean
}

export const targetsOf = ({ data, target, hasOutlier }: AxisState): readonly number[] => {
  if (data === 'one') return [target]
  if (data === 'labels') return LABELS
  return hasOutlier ? [...NUMBERS, OUTLIER] : NUMBERS
}

/** What the figure says about one loss in one state. */
export interface LossFacts {
  loss: LossName
  /** undefined where the loss means nothing for this prediction or these targets. */
  at: CostPoint | undefined
  best: { from: number; to: number } | undefined
}

export function factsOf(loss: LossName, state: AxisState): LossFacts {
  const targets = targetsOf(state)
  return { loss, at: costAt(loss, targets, state.y, state.half), best: bestPrediction(loss, targets) }
}

const GRID = Array.from({ length: 301 }, (_, i) => Number((LOW + i * STEP).toFixed(2)))
/** Near its ends the cross-entropy bends more than a grid of 0.01 can show. */
const FINE = [0.0001, 0.001, 0.002, 0.004, 0.007]
const PROBABILITIES = [...FINE, ...GRID.filter((y) => y > 0 && y < 1), ...FINE.map((y) => 1 - y).toReversed()]

/** The cost and its slope along the whole axis. */
export const curve = (loss: LossName, state: AxisState): CostPoint[] =>
  costs(loss, targetsOf(state), loss === 'crossEntropy' ? PROBABILITIES : GRID, state.half)

/** y on the grid of the control, within the axis. */
export const tidy = (y: number): number => {
  const near = Number((Math.round(Math.min(HIGH, Math.max(LOW, y)) / STEP) * STEP).toFixed(2))
  return near === 0 ? 0 : near
}

export const toLink = ({ data, target, hasOutlier, y, half }: AxisState): LinkState => ({
  data,
  t: String(target),
  outlier: hasOutlier ? 'yes' : 'no',
  y: String(y),
  half: half ? 'yes' : 'no',
})

const yesNo = (text: string | undefined, fallback: boolean): boolean =>
  wordFromLink(text, ['yes', 'no'], fallback ? 'yes' : 'no') === 'yes'

export const fromLink = (link: LinkState, initial: AxisState): AxisState => ({
  data: wordFromLink(link['data'], DATA, initial.data),
  target: tidy(numberFromLink(link['t'], initial.target, LOW, HIGH)),
  hasOutlier: yesNo(link['outlier'], initial.hasOutlier),
  y: tidy(numberFromLink(link['y'], initial.y, LOW, HIGH)),
  half: yesNo(link['half'], initial.half),
})
