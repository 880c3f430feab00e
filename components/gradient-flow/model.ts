import type { Json } from '../../src/exercises/check.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { ACTIVATIONS, INITS } from './names.ts'
import { measureRuns, RUNS, STEEPEST, type Flow, type NetworkSettings } from './network.ts'

export { EXAMPLES, measureRuns, RUNS, WIDTH, type Flow } from './network.ts'

export const QUANTITIES = ['signal', 'weights', 'square'] as const
export type Quantity = (typeof QUANTITIES)[number]

export const DEPTH = { min: 2, max: 30 } as const

export interface Settings extends NetworkSettings {
  seed: number
}

export interface FlowState extends Settings {
  /** What is drawn. */
  shown: Quantity
}

export const INITIAL: FlowState = {
  activation: 'sigmoid',
  init: 'xavier',
  depth: 10,
  residual: false,
  seed: 1,
  shown: 'signal',
}

export const flows = (settings: Settings): Flow[] => measureRuns(settings, settings.seed)

/** Below this (or above its reciprocal) from one end of the network to the other, the figure says so. A convention. */
export const VANISHED = 1e-3

export type Fate = 'vanishes' | 'holds' | 'explodes'

/** One quantity over all runs. */
export interface Summary {
  /** By run, then by layer. */
  runs: number[][]
  /** By layer: the geometric mean of the runs, the middle on a logarithmic axis. */
  middle: number[]
  /** By layer, where there is one: the geometric mean of the runs’ bounds. */
  bound?: number[]
  /** By layer, for the sigmoid without shortcuts: ¼ for each layer that is passed. */
  quarters?: number[]
  /** How much is left at the far end: the first layer for gradients, the last for activations. */
  left: number
  /** The same for one layer, on (geometric) average. */
  perLayer: number
  fate: Fate
  /** The smallest and largest of the runs at the far end, as multiples of the middle. */
  spread: readonly [number, number]
}

const geometric = (values: readonly number[]): number =>
  values.some((value) => value === 0)
    ? 0
    : Math.exp(values.reduce((total, value) => total + Math.log(value), 0) / values.length)

const acrossRuns = (runs: readonly (readonly number[])[]): number[] =>
  runs[0]!.map((_, layer) => geometric(runs.map((run) => run[layer]!)))

export function summarize(networks: readonly Flow[], settings: NetworkSettings, shown: Quantity): Summary {
  const runs = networks.map((flow) => flow[shown])
  const middle = acrossRuns(runs)
  const isForward = shown === 'square'
  const [near, far] = isForward ? [0, middle.length - 1] : [middle.length - 1, 0]
  const left = middle[far]! / middle[near]!
  const ends = runs.map((run) => run[far]! / run[near]! / left)
  const summary: Summary = {
    runs,
    middle,
    left,
    perLayer: left ** (1 / (middle.length - 1)),
    fate: left < VANISHED ? 'vanishes' : left > 1 / VANISHED ? 'explodes' : 'holds',
    spread: [Math.min(...ends), Math.max(...ends)],
  }
  if (shown !== 'signal') return summary
  summary.bound = acrossRuns(networks.map(({ bound }) => bound))
  if (settings.activation === 'sigmoid' && !settings.residual)
    summary.quarters = middle.map(
      (_, layer) => middle.at(-1)! * STEEPEST.sigmoid ** (middle.length - 1 - layer),
    )
  return summary
}

/** Whole powers of ten around what is drawn. At most forty of them: a zero would have none. */
export function decadesOf({ runs, bound = [], quarters = [] }: Summary): [low: number, high: number] {
  const values = [...runs.flat(), ...bound, ...quarters].filter(
    (value) => value > 0 && Number.isFinite(value),
  )
  if (values.length === 0) return [-1, 1]
  const high = Math.ceil(Math.log10(Math.max(...values)))
  const low = Math.floor(Math.log10(Math.min(...values)))
  return [Math.max(low, high - 40), high > low ? high : low + 1]
}

const perLayerOf = (state: Json): number => {
  const settings = stateFrom(state)
  return summarize(flows(settings), settings, 'signal').perLayer
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  isRelu: (state) => (stateFrom(state).activation === 'relu' ? 1 : 0),
  depth: (state) => stateFrom(state).depth,
  isPlain: (state) => (stateFrom(state).residual ? 0 : 1),
  /** By how much each layer multiplies the gradient on its way back. */
  perLayer: perLayerOf,
}

const fromWords = (given: LinkState, initial: FlowState): FlowState => ({
  activation: wordFromLink(given['f'], ACTIVATIONS, initial.activation),
  init: wordFromLink(given['init'], INITS, initial.init),
  depth: Math.round(numberFromLink(given['depth'], initial.depth, DEPTH.min, DEPTH.max)),
  residual: wordFromLink(given['residual'], ['true', 'false'], String(initial.residual)) === 'true',
  seed: Math.round(numberFromLink(given['seed'], initial.seed, 1, Math.floor(999_999 / RUNS))),
  shown: wordFromLink(given['shown'], QUANTITIES, initial.shown),
})

/** A state from anywhere; what is missing or makes no sense is as at first. */
export function stateFrom(state: Json): FlowState {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  const { activation, ...rest } = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [key, String(value)]),
  )
  return fromWords(activation === undefined ? rest : { ...rest, f: activation }, INITIAL)
}

export const toLink = ({ activation, ...rest }: FlowState): LinkState => ({
  f: activation,
  ...Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, String(value)])),
})

export const fromLink = (link: LinkState, initial: FlowState): FlowState => fromWords(link, initial)
