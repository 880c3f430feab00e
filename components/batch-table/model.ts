import { batchNorm, rng, tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

export const EXAMPLES = 6
export const FEATURES = 4

/** Where batches come from: each feature is normal with this mean and standard deviation. */
export const POPULATION = [
  { mean: 3, std: 1 },
  { mean: -20, std: 8 },
  { mean: 0.5, std: 0.2 },
  { mean: 40, std: 25 },
] as const

/** A first batch with a bit of everything: like its population, far from zero, small, and with one outlier. */
const FIRST = [
  [2, -14, 0.4, 30],
  [4, -30, 0.7, 25],
  [3, -22, 0.5, 40],
  [5, -10, 0.3, 35],
  [1, -26, 0.8, 20],
  [3, -18, 0.3, 150],
] as const

export const LIBRARIES = ['pytorch', 'keras'] as const
export type Library = (typeof LIBRARIES)[number]
export const MODES = ['train', 'eval'] as const
export const MOMENTA = [0.01, 0.1, 0.5, 0.9, 0.99] as const

/** What a library does when nobody says otherwise. */
export const DEFAULTS = {
  pytorch: { momentum: 0.1, eps: 1e-5 },
  keras: { momentum: 0.99, eps: 1e-3 },
} as const

/** Numbers of a cell are kept within this size, and to three decimals. */
export const LARGEST = 999

export interface TableState {
  /** All six rows, (6, 4); only the first `count` belong to the batch. */
  x: readonly (readonly number[])[]
  count: number
  gamma: readonly number[]
  beta: readonly number[]
  library: Library
  momentum: number
  mode: (typeof MODES)[number]
  runningMean: readonly number[]
  runningVar: readonly number[]
  /** Training passes so far. */
  passes: number
  seed: number
  /** The cell that was edited last, with what stood there: which outputs did it change? */
  edit: { row: number; column: number; from: number } | null
}

const filled = (value: number): number[] => Array.from({ length: FEATURES }, () => value)

export const INITIAL: TableState = {
  x: FIRST,
  count: EXAMPLES,
  gamma: filled(1),
  beta: filled(0),
  library: 'pytorch',
  momentum: 0.1,
  mode: 'train',
  runningMean: filled(0),
  runningVar: filled(1),
  passes: 0,
  seed: 1,
  edit: null,
}

const batchOf = ({ x, count }: TableState): number[][] => x.slice(0, count).map((row) => [...row])

/** How a library keeps its running statistics, as the engine is told. */
const optionsOf = ({ library, momentum }: TableState) => ({
  momentum,
  momentumConvention: library,
  runningVariance: library === 'keras' ? ('biased' as const) : ('unbiased' as const),
  eps: DEFAULTS[library].eps,
})

export interface Statistics {
  mean: number[]
  /** Divided by the count. */
  variance: number[]
}

/** Mean and variance of each column. */
export function statisticsOf(rows: readonly (readonly number[])[]): Statistics {
  const mean = filled(0).map((_, k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length)
  const variance = mean.map((m, k) => rows.reduce((sum, row) => sum + (row[k]! - m) ** 2, 0) / rows.length)
  return { mean, variance }
}

/** The weight of a batch in the new running statistics. */
export const shareOf = ({ library, momentum }: TableState): number =>
  library === 'keras' ? Number((1 - momentum).toFixed(10)) : momentum

/**
 * The outputs (count, 4) by the engine's own batch normalization; null where PyTorch refuses: training with one example.
 * Keras accepts it, and as nothing differs from its own mean the output is β.
 */
export function outputsOf(state: TableState): number[][] | null {
  const { count, mode, library, gamma, beta, runningMean, runningVar } = state
  if (mode === 'train' && count === 1) return library === 'keras' ? [[...beta]] : null
  const running = [runningMean, runningVar].map((values) => tensor([...values]))
  const y = batchNorm(batchOf(state), running[0]!, running[1]!, [...gamma], [...beta], {
    ...optionsOf(state),
    training: mode === 'train',
  })
  return y.toArray() as number[][]
}

/** What the engine says to one example in training: the refusal itself, word by word. */
export function refusal(): string {
  try {
    batchNorm([filled(0)], null, null, null, null, { training: true })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

export interface Shown {
  batch: Statistics
  y: number[][] | null
  out: Statistics | null
  /** Outputs that the last edit changed, cell by cell; null without an edit. */
  changed: boolean[][] | null
}

export function shownAt(state: TableState): Shown {
  const y = outputsOf(state)
  return {
    batch: statisticsOf(batchOf(state)),
    y,
    out: y && statisticsOf(y),
    changed: y && changedBy(state, y),
  }
}

function changedBy(state: TableState, y: number[][]): boolean[][] | null {
  if (state.edit === null) return null
  const { row, column, from } = state.edit
  const before = outputsOf({ ...state, x: withCell(state.x, row, column, from) })!
  return y.map((values, i) => values.map((value, k) => Math.abs(value - before[i]![k]!) > 1e-12))
}

const withCell = (x: TableState['x'], row: number, column: number, value: number): number[][] =>
  x.map((values, i) => values.map((old, k) => (i === row && k === column ? value : old)))

/** What a cell keeps of a number. */
export const tamed = (value: number): number =>
  Number(Math.min(LARGEST, Math.max(-LARGEST, value)).toFixed(3)) + 0

export function setCell(state: TableState, row: number, column: number, value: number): TableState {
  const from = state.x[row]![column]!
  return { ...state, x: withCell(state.x, row, column, tamed(value)), edit: { row, column, from } }
}

export type Affine = 'gamma' | 'beta'

export const setAffine = (state: TableState, which: Affine, column: number, value: number): TableState => ({
  ...state,
  [which]: state[which].map((old, k) => (k === column ? tamed(value) : old)),
  edit: null,
})

/** γ and β with which the layer gives back what it was given: the root of the variance (with ε), and the mean. */
export function undo(state: TableState): TableState {
  const { mean, variance } =
    state.mode === 'train'
      ? statisticsOf(batchOf(state))
      : { mean: state.runningMean, variance: state.runningVar }
  const { eps } = DEFAULTS[state.library]
  return { ...state, gamma: variance.map((v) => Math.sqrt(v + eps)), beta: [...mean], edit: null }
}

/** One training pass over the batch in the table: the running statistics move, by the engine. */
export function pass(state: TableState): TableState {
  const trained: TableState = { ...state, mode: 'train', passes: state.passes + 1, edit: null }
  const share = shareOf(state)
  if (state.count === 1) {
    if (state.library === 'pytorch') return state
    const blend = (old: readonly number[], now: readonly number[]) =>
      old.map((value, k) => (1 - share) * value + share * now[k]!)
    const { mean, variance } = statisticsOf(batchOf(state))
    return {
      ...trained,
      runningMean: blend(state.runningMean, mean),
      runningVar: blend(state.runningVar, variance),
    }
  }
  const [mean, variance] = [state.runningMean, state.runningVar].map((values) => tensor([...values]))
  batchNorm(batchOf(state), mean!, variance!, null, null, { ...optionsOf(state), training: true })
  return { ...trained, runningMean: Array.from(mean!.data), runningVar: Array.from(variance!.data) }
}

/** Batch number `passes` of a seed: six examples out of the population, with as many decimals as the column has. */
export function drawBatch(seed: number, number: number): number[][] {
  const stream = rng(seed).stream(`batch ${number}`)
  return Array.from({ length: EXAMPLES }, () =>
    POPULATION.map(({ mean, std }) => Number(stream.normal(mean, std).toFixed(std < 1 ? 2 : 1)) + 0),
  )
}

export const MOST_PASSES = 2000

/** New batches out of the population, each drawn and trained on. */
export function passes(state: TableState, count: number): TableState {
  let next = state
  for (let i = 0; i < count && next.passes < MOST_PASSES; i++)
    next = pass({ ...next, x: drawBatch(next.seed, next.passes + 1) })
  return next
}

const listed = (values: readonly number[]): string => values.map((value) => String(value)).join(' ')

export const toLink = (state: TableState): LinkState => ({
  x: state.x.map(listed).join(' '),
  count: String(state.count),
  gamma: listed(state.gamma),
  beta: listed(state.beta),
  library: state.library,
  momentum: String(state.momentum),
  mode: state.mode,
  mean: listed(state.runningMean),
  var: listed(state.runningVar),
  passes: String(state.passes),
  seed: String(state.seed),
})

/** As many numbers as are wanted, each within its range; otherwise the fallback. */
function listFromLink(
  text: string | undefined,
  fallback: readonly number[],
  [min, max]: readonly [number, number],
): readonly number[] {
  const parts = (text ?? '').split(' ')
  if (parts.length !== fallback.length) return fallback
  const values = parts.map((part) => numberFromLink(part, Number.NaN, min, max))
  return values.some(Number.isNaN) ? fallback : values
}

export function fromLink(link: LinkState, initial: TableState): TableState {
  const range = [-LARGEST, LARGEST] as const
  const cells = listFromLink(link['x'], initial.x.flat(), range).map(tamed)
  return {
    x: initial.x.map((row, i) => cells.slice(i * row.length, (i + 1) * row.length)),
    count: Math.round(numberFromLink(link['count'], initial.count, 1, EXAMPLES)),
    gamma: listFromLink(link['gamma'], initial.gamma, range),
    beta: listFromLink(link['beta'], initial.beta, range),
    library: wordFromLink(link['library'], LIBRARIES, initial.library),
    momentum: MOMENTA.find((value) => String(value) === link['momentum']) ?? initial.momentum,
    mode: wordFromLink(link['mode'], MODES, initial.mode),
    runningMean: listFromLink(link['mean'], initial.runningMean, range),
    runningVar: listFromLink(link['var'], initial.runningVar, [0, LARGEST ** 2 * 2]),
    passes: Math.round(numberFromLink(link['passes'], initial.passes, 0, MOST_PASSES)),
    seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
    edit: null,
  }
}
