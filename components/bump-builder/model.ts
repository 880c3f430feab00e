import { linear, relu, sigmoid, tensor } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

export const KINDS = ['sigmoid', 'relu'] as const
export type Kind = (typeof KINDS)[number]
export const GOALS = ['wave', 'hill', 'jump'] as const
export type GoalName = (typeof GOALS)[number]
export const UNITS = [1, 2, 4, 8, 16, 32] as const
/** Up to so many hidden neurons the heights can be taken in hand. */
export const BY_HAND = 8
export const STEEPEST = 300
export const LOWEST = -0.1
export const HIGHEST = 1.1
export const STEP = 0.02

/** A network with one input, one hidden layer and one output, built from the heights that its output should have. */
export interface BuilderState {
  kind: Kind
  units: number
  goal: GoalName
  /** The weight of every sigmoid; a ReLU has 1. */
  steepness: number
  /** One more than there are hidden neurons; null takes them from the goal. */
  heights: readonly number[] | null
}

export const START: BuilderState = {
  kind: 'sigmoid',
  units: 4,
  goal: 'hill',
  steepness: STEEPEST,
  heights: Array.from({ length: 5 }, () => 0.5),
}

/** What the network should become on [0, 1]; the last of them jumps. */
export function goalAt(goal: GoalName, x: number): number {
  if (goal === 'wave') return 0.5 + 0.4 * Math.sin(2 * Math.PI * x)
  if (goal === 'hill') return 0.1 + 0.8 * Math.exp(-(((x - 0.5) / 0.15) ** 2))
  return x < 0.4 ? 0.2 : 0.8
}

/** Where the heights apply: in the middle of each stair of the sigmoids, at the bends of the ReLUs and at 1. */
export const placesOf = ({ kind, units }: Pick<BuilderState, 'kind' | 'units'>): number[] =>
  Array.from({ length: units + 1 }, (_, i) => (kind === 'sigmoid' ? (i + 0.5) / (units + 1) : i / units))

export const heightsOf = (state: BuilderState): readonly number[] =>
  state.heights ?? placesOf(state).map((x) => goalAt(state.goal, x))

/** The network in full: y = Σ v_i f(w_i x + b_i) + c. All lists have one number for each hidden neuron. */
export interface Network {
  w: number[]
  b: number[]
  v: number[]
  c: number
}

/**
 * A stair of sigmoids climbs from each height to the next halfway between their places; a ReLU changes the slope by what
 * the next piece needs.
 */
export function networkOf(state: BuilderState): Network {
  const { kind, units, steepness } = state
  const h = heightsOf(state)
  const index = Array.from({ length: units }, (_, i) => i)
  if (kind === 'sigmoid') {
    return {
      w: index.map(() => steepness),
      b: index.map((i) => (-steepness * (i + 1)) / (units + 1)),
      v: index.map((i) => h[i + 1]! - h[i]!),
      c: h[0]!,
    }
  }
  const slopes = index.map((i) => (h[i + 1]! - h[i]!) * units)
  return {
    w: index.map(() => 1),
    b: index.map((i) => (i === 0 ? 0 : -i / units)),
    v: slopes.map((slope, i) => slope - (slopes[i - 1] ?? 0)),
    c: h[0]!,
  }
}

/** Three numbers for each hidden neuron, and the bias of the output. */
export const parametersOf = ({ units }: Pick<BuilderState, 'units'>): number => 3 * units + 1

/** What the hidden neurons say at each x: (points, units). */
function hiddenAt({ kind }: BuilderState, { w, b }: Network, xs: readonly number[]) {
  const z = linear(tensor(xs.map((x) => [x])), tensor(w.map((weight) => [weight])), tensor(b))
  return (kind === 'sigmoid' ? sigmoid : relu)(z)
}

/** The output of the network at each x. */
export function outputAt(state: BuilderState, xs: readonly number[]): number[] {
  const network = networkOf(state)
  return Array.from(linear(hiddenAt(state, network, xs), tensor([network.v]), tensor([network.c])).data)
}

/** What each hidden neuron adds at each x, output weight included: one list for each neuron. */
export function sharesAt(state: BuilderState, xs: readonly number[]): number[][] {
  const network = networkOf(state)
  const { data } = hiddenAt(state, network, xs)
  return network.v.map((v, i) => xs.map((_, row) => v * data[row * state.units + i]!))
}

const FINE = Array.from({ length: 501 }, (_, i) => i / 500)

/** How far the output is from the goal at 501 points: at most, and in the mean. */
export function errorsOf(state: BuilderState): { largest: number; mean: number } {
  const errors = outputAt(state, FINE).map((y, i) => Math.abs(y - goalAt(state.goal, FINE[i]!)))
  return { largest: Math.max(...errors), mean: errors.reduce((a, b) => a + b, 0) / errors.length }
}

const flat = (units: number): number[] => Array.from({ length: units + 1 }, () => 0.5)

/** Another number or kind of neurons: heights set by hand begin anew, since their places are others. */
export function withPart(state: BuilderState, part: Partial<BuilderState>): BuilderState {
  const next = { ...state, ...part }
  const isNew = next.units !== state.units || next.kind !== state.kind
  return isNew && state.heights !== null && part.heights === undefined
    ? { ...next, heights: flat(next.units) }
    : next
}

export function withHeight(state: BuilderState, index: number, height: number): BuilderState {
  const inside = Math.min(HIGHEST, Math.max(LOWEST, Math.round(height / STEP) * STEP))
  const tidy = Number(inside.toFixed(2))
  return { ...state, heights: heightsOf(state).map((old, i) => (i === index ? tidy : old)) }
}

/** One height up, all others down. */
export const oneBump = (state: BuilderState): BuilderState => ({
  ...state,
  heights: Array.from({ length: state.units + 1 }, (_, i) =>
    i === Math.floor((state.units + 1) / 2) ? 0.9 : 0.1,
  ),
})

export const toLink = ({ kind, units, goal, steepness, heights }: BuilderState): LinkState => ({
  f: kind,
  units: String(units),
  goal,
  k: String(steepness),
  h: heights === null ? 'fit' : heights.map((h) => Number(h.toFixed(2))).join('_'),
})

export function fromLink(link: LinkState, initial: BuilderState): BuilderState {
  const units = Number(wordFromLink(link['units'], UNITS.map(String), String(initial.units)))
  const given = link['h']?.split('_')
  const isList = given?.length === units + 1 && given.every((text) => /^-?\d+(\.\d+)?$/.test(text))
  const fallback = units === initial.units ? initial.heights : flat(units)
  return {
    kind: wordFromLink(link['f'], KINDS, initial.kind),
    units,
    goal: wordFromLink(link['goal'], GOALS, initial.goal),
    steepness: Math.round(numberFromLink(link['k'], initial.steepness, 10, STEEPEST) / 10) * 10,
    heights: isList
      ? given.map((text) => numberFromLink(text, 0.5, LOWEST, HIGHEST))
      : link['h'] === 'fit'
        ? null
        : fallback,
  }
}

/** A state from anywhere; what is missing or nonsense is that of START. */
export function stateFrom(state: Json): BuilderState {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  return fromLink(
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
    START,
  )
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  isSigmoid: (state) => (stateFrom(state).kind === 'sigmoid' ? 1 : 0),
  isHill: (state) => (stateFrom(state).goal === 'hill' ? 1 : 0),
  units: (state) => stateFrom(state).units,
  largest: (state) => errorsOf(stateFrom(state)).largest,
}
