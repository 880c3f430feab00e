import { linear, mul, relu, sigmoid, step, tensor, type Tensor } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'
import { answersOf, CORNERS, TABLES, thresholdTables, type Bit, type Neuron } from '../gate-bench/truth.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

export { CORNERS, TABLES, type Bit, type Neuron }

export const HIDDEN_ACTIVATIONS = ['step', 'relu', 'sigmoid', 'linear'] as const
export type HiddenActivation = (typeof HIDDEN_ACTIVATIONS)[number]

const APPLY: Record<HiddenActivation, (z: Tensor) => Tensor> = {
  step,
  relu,
  sigmoid,
  linear: (z) => mul(z, 1),
}

export const LIMIT = 6
export const STEP = 0.5

/** Two inputs, two hidden neurons with one activation, and an output neuron with a step. */
export interface SpaceState {
  activation: HiddenActivation
  first: Neuron
  second: Neuron
  output: Neuron
}

/** The square of the hidden space that is shown: where the activation's values can be. */
export const VIEW: Record<HiddenActivation, readonly [lo: number, hi: number]> = {
  step: [-0.25, 1.25],
  sigmoid: [-0.25, 1.25],
  relu: [-0.5, 3],
  linear: [-3, 3],
}

/** Where inputs go in hidden space: h = f(W x + b) for each. Shape (n, 2) in and out. */
export function hiddenOf(
  { activation, first, second }: SpaceState,
  inputs: readonly (readonly [number, number])[],
): [number, number][] {
  const weight = tensor([
    [first.w1, first.w2],
    [second.w1, second.w2],
  ])
  const h = APPLY[activation](linear(tensor(inputs.map((x) => [...x])), weight, tensor([first.b, second.b]))) // (n, 2)
  return inputs.map((_, i) => [h.data[2 * i]!, h.data[2 * i + 1]!])
}

export interface CornerFate {
  corner: readonly [Bit, Bit]
  wanted: Bit
  h: readonly [number, number]
  /** The sum of the output neuron. */
  z: number
  answer: Bit
}

/** What becomes of the four corners. */
export function fates(state: SpaceState): CornerFate[] {
  const hidden = hiddenOf(state, CORNERS)
  const { w1, w2, b } = state.output
  const z = linear(tensor(hidden.map((h) => [...h])), tensor([[w1, w2]]), tensor([b])) // (4, 1)
  return CORNERS.map((corner, i) => ({
    corner,
    wanted: TABLES.xor[i]!,
    h: hidden[i]!,
    z: z.data[i]!,
    answer: z.data[i]! >= 0 ? 1 : 0,
  }))
}

export const rightOf = (state: SpaceState): number =>
  fates(state).filter(({ wanted, answer }) => wanted === answer).length

/** Lines of a grid over the square of inputs, each as points of hidden space: the square as the hidden layer bends it. */
export function bentGrid(state: SpaceState, lines = 5, points = 33): [number, number][][] {
  const at = (i: number, n: number) => i / (n - 1)
  const along = Array.from({ length: points }, (_, i) => at(i, points))
  return Array.from({ length: lines }, (_, i) => at(i, lines)).flatMap((level) => [
    hiddenOf(
      state,
      along.map((t) => [t, level] as const),
    ),
    hiddenOf(
      state,
      along.map((t) => [level, t] as const),
    ),
  ])
}

/** What the hidden neurons answer when each ends in a step: names a solution, whichever weights it is made of. */
export const pairOf = ({ first, second }: SpaceState): string =>
  [answersOf(first).join(''), answersOf(second).join('')].toSorted().join(' ')

/** Whether one step neuron can give XOR when its inputs are the answers of two step neurons with these tables. */
export function pairSolves(a: string, b: string): boolean {
  const wanted = new Map<string, Bit>()
  for (const [i, bit] of TABLES.xor.entries()) {
    const place = `${a[i]}${b[i]}`
    if ((wanted.get(place) ?? bit) !== bit) return false
    wanted.set(place, bit)
  }
  // Corners of hidden space that nothing reaches may answer either way.
  return [...ONE_NEURON].some((table) =>
    CORNERS.every(([h1, h2], i) => (wanted.get(`${h1}${h2}`) ?? Number(table[i])) === Number(table[i])),
  )
}

const ONE_NEURON = thresholdTables(2, 1)

/** Every unordered pair of tables of hidden step neurons that leads to XOR. */
export function allPairs(): string[] {
  const tables = [...ONE_NEURON].toSorted()
  return tables.flatMap((a, i) => tables.slice(i).flatMap((b) => (pairSolves(a, b) ? [`${a} ${b}`] : [])))
}

/** Solutions that can be worked out by hand, one for each activation that has one. */
export const BY_HAND: Partial<Record<HiddenActivation, Omit<SpaceState, 'activation'>>> = {
  // OR and NAND, joined by AND.
  step: { first: { w1: 1, w2: 1, b: -1 }, second: { w1: -1, w2: -1, b: 1 }, output: { w1: 1, w2: 1, b: -2 } },
  // The count of ones, and what exceeds one of it.
  relu: {
    first: { w1: 1, w2: 1, b: 0 },
    second: { w1: 1, w2: 1, b: -1 },
    output: { w1: 1, w2: -2, b: -0.5 },
  },
  sigmoid: {
    first: { w1: 6, w2: 6, b: -3 },
    second: { w1: -6, w2: -6, b: 6 },
    output: { w1: 5, w2: 5, b: -6 },
  },
}

/** Where the reader begins: the hidden layer changes nothing yet, so the square is still a square. */
export const START: SpaceState = {
  activation: 'relu',
  first: { w1: 1, w2: 0, b: 0 },
  second: { w1: 0, w2: 1, b: 0 },
  output: { w1: 1, w2: 1, b: -0.5 },
}

const KEYS = ['first', 'second', 'output'] as const

/** A state from anywhere; what is missing or no number is that of START. */
export function stateFrom(state: Json): SpaceState {
  const given = typeof state === 'object' && state !== null && !Array.isArray(state) ? state : {}
  return fromLink(
    Object.fromEntries(Object.entries(given).map(([key, value]) => [key, String(value)])),
    START,
  )
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: Json) => number> = {
  right: (state) => rightOf(stateFrom(state)),
  isRelu: (state) => (stateFrom(state).activation === 'relu' ? 1 : 0),
  /** The sum that is nearest to zero: how far the output neuron is from changing its mind. */
  margin: (state) => Math.min(...fates(stateFrom(state)).map(({ z }) => Math.abs(z))),
}

/** One word for each neuron: `1,0,-0.5`. */
export const toLink = ({ activation, ...neurons }: SpaceState): LinkState => ({
  f: activation,
  ...Object.fromEntries(KEYS.map((key) => [key, [neurons[key].w1, neurons[key].w2, neurons[key].b].join()])),
})

export function fromLink(link: LinkState, initial: SpaceState): SpaceState {
  const read = (key: (typeof KEYS)[number]): Neuron => {
    const [w1, w2, b] = (link[key] ?? '').split(',')
    const one = (text: string | undefined, fallback: number) =>
      Math.round(numberFromLink(text, fallback, -LIMIT, LIMIT) / STEP) * STEP
    return { w1: one(w1, initial[key].w1), w2: one(w2, initial[key].w2), b: one(b, initial[key].b) }
  }
  return {
    activation: wordFromLink(link['f'], HIDDEN_ACTIVATIONS, initial.activation),
    first: read('first'),
    second: read('second'),
    output: read('output'),
  }
}
