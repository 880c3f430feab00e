import { add, grad, mul, sigmoid, square, sub, tensor, type Tensor } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

/** What can be learned, from the result back. */
export const PARAMETERS = ['w_2', 'b_2', 'w_1', 'b_1'] as const
export type Parameter = (typeof PARAMETERS)[number]

/** Two sigmoid neurons in a row, an input, and what the second should answer. */
export type Chain = Readonly<Record<Parameter | 'x' | 'T', number>>

/** What is computed on the way, in order. */
export const STEPS = ['z_1', 'a_1', 'z_2', 'a_2', 'E'] as const
export type StepName = (typeof STEPS)[number]
export type Computed = Readonly<Record<StepName, number>>

export const EXAMPLE: Chain = { x: 0.5, T: 0.9, w_1: 0.8, b_1: -0.2, w_2: -1.2, b_2: 0.4 }
export const RATE = 0.5
export const NUDGE = 0.01

/** E = ½ (T − σ(w₂ σ(w₁ x + b₁) + b₂))², step by step, on the engine's tensors. */
function run(chain: Readonly<Record<keyof Chain, Tensor>>): Record<StepName, Tensor> {
  const z_1 = add(mul(chain.w_1, chain.x), chain.b_1)
  const a_1 = sigmoid(z_1)
  const z_2 = add(mul(chain.w_2, a_1), chain.b_2)
  const a_2 = sigmoid(z_2)
  return { z_1, a_1, z_2, a_2, E: mul(square(sub(chain.T, a_2)), 0.5) }
}

const tensorsOf = (chain: Chain, requiresGrad: boolean): Record<keyof Chain, Tensor> => ({
  x: tensor(chain.x),
  T: tensor(chain.T),
  w_1: tensor(chain.w_1, { requiresGrad }),
  b_1: tensor(chain.b_1, { requiresGrad }),
  w_2: tensor(chain.w_2, { requiresGrad }),
  b_2: tensor(chain.b_2, { requiresGrad }),
})

const numbers = <K extends string>(tensors: Readonly<Record<K, Tensor>>): Record<K, number> =>
  Object.fromEntries(Object.entries<Tensor>(tensors).map(([name, value]) => [name, value.item()])) as Record<
    K,
    number
  >

/** The forward pass. */
export const forward = (chain: Chain): Computed => numbers(run(tensorsOf(chain, false)))

/** ∂E by each parameter and each step, by the engine's backward pass: no formula of the lesson is in it. */
export function gradients(chain: Chain): Readonly<Record<Parameter | StepName, number>> {
  const leaves = tensorsOf(chain, true)
  const steps = run(leaves)
  const wanted = { ...steps, w_1: leaves.w_1, b_1: leaves.b_1, w_2: leaves.w_2, b_2: leaves.b_2 }
  const found = grad(steps.E, Object.values(wanted))
  return Object.fromEntries(Object.keys(wanted).map((name, i) => [name, found[i]!.item()])) as Record<
    Parameter | StepName,
    number
  >
}

/** The local slopes of the chain, named by what moves and by what moves it. */
export const SLOPES = [
  'E/a_2',
  'a_2/z_2',
  'z_2/w_2',
  'z_2/b_2',
  'z_2/a_1',
  'a_1/z_1',
  'z_1/w_1',
  'z_1/b_1',
] as const
export type SlopeName = (typeof SLOPES)[number]

/** Each local slope by its formula. */
export function localSlopes(chain: Chain): Readonly<Record<SlopeName, number>> {
  const { a_1, a_2 } = forward(chain)
  return {
    'E/a_2': -(chain.T - a_2),
    'a_2/z_2': a_2 * (1 - a_2),
    'z_2/w_2': a_1,
    'z_2/b_2': 1,
    'z_2/a_1': chain.w_2,
    'a_1/z_1': a_1 * (1 - a_1),
    'z_1/w_1': chain.x,
    'z_1/b_1': 1,
  }
}

/** The way from the error back to each parameter: one local slope for each step. */
export const WAYS: Readonly<Record<Parameter, readonly SlopeName[]>> = {
  w_2: ['E/a_2', 'a_2/z_2', 'z_2/w_2'],
  b_2: ['E/a_2', 'a_2/z_2', 'z_2/b_2'],
  w_1: ['E/a_2', 'a_2/z_2', 'z_2/a_1', 'a_1/z_1', 'z_1/w_1'],
  b_1: ['E/a_2', 'a_2/z_2', 'z_2/a_1', 'a_1/z_1', 'z_1/b_1'],
}

/** The central difference (E(p + h) − E(p − h))/2h: no calculus in it. */
export function differenceOf(chain: Chain, parameter: Parameter, h = 1e-5): number {
  const at = (shift: number): number => forward({ ...chain, [parameter]: chain[parameter] + shift }).E
  return (at(h) - at(-h)) / (2 * h)
}

/** One step of a nudge on its way: how far it moved, and by how much more than the step before. */
export interface Moved {
  readonly name: Parameter | StepName
  readonly before: number
  readonly after: number
  readonly change: number
  /** This change over the one before it; nothing for the parameter itself. */
  readonly ratio?: number
  /** What the ratio tends to as the nudge shrinks. */
  readonly slope?: SlopeName
}

/** What a nudge of one parameter does, step by step to the error. The ratios multiply to ΔE/Δp exactly. */
export function follow(chain: Chain, parameter: Parameter, nudge: number): readonly Moved[] {
  const before = forward(chain)
  const after = forward({ ...chain, [parameter]: chain[parameter] + nudge })
  const way = WAYS[parameter].toReversed()
  const names = way.map((slope) => slope.split('/')[0] as StepName)
  const moved: Moved[] = [
    {
      name: parameter,
      before: chain[parameter],
      after: chain[parameter] + nudge,
      change: nudge,
    },
  ]
  names.forEach((name, i) => {
    const change = after[name] - before[name]
    moved.push({
      name,
      before: before[name],
      after: after[name],
      change,
      ratio: change / moved.at(-1)!.change,
      slope: way[i]!,
    })
  })
  return moved
}

/** One update: all four gradients at the old parameters, then all four move. */
export function update(chain: Chain, rate: number): Chain {
  const slopes = gradients(chain)
  const next = { ...chain }
  for (const parameter of PARAMETERS) next[parameter] = chain[parameter] - rate * slopes[parameter]
  return next
}

export interface ChainState {
  chain: Chain
  /** The parameter that is nudged, and by how much. */
  parameter: Parameter
  nudge: number
  rate: number
  /** Updates made since the parameters were set. */
  updates: number
}

export const INITIAL: ChainState = { chain: EXAMPLE, parameter: 'w_1', nudge: NUDGE, rate: RATE, updates: 0 }

/** The range of each number of the chain. */
export const RANGES: Readonly<Record<keyof Chain, readonly [low: number, high: number]>> = {
  x: [-2, 2],
  T: [0, 1],
  w_1: [-3, 3],
  b_1: [-3, 3],
  w_2: [-3, 3],
  b_2: [-3, 3],
}
export const NUDGE_REACH = 0.5
const LEAST_NUDGE = 1e-4

export const withValue = (state: ChainState, name: keyof Chain, value: number): ChainState => ({
  ...state,
  chain: { ...state.chain, [name]: value },
  updates: 0,
})

export const halved = (state: ChainState): ChainState =>
  Math.abs(state.nudge) / 2 < LEAST_NUDGE ? state : { ...state, nudge: state.nudge / 2 }

export const updated = (state: ChainState): ChainState => ({
  ...state,
  chain: update(state.chain, state.rate),
  updates: state.updates + 1,
})

const isObject = (json: Json | undefined): json is Record<string, Json> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

/** A chain from anywhere; what is missing or no number is the example's. */
export function stateFrom(json: Json): ChainState {
  const given = isObject(json) ? json : {}
  const chain = Object.fromEntries(
    Object.entries(EXAMPLE).map(([name, value]) => [
      name,
      typeof given[name] === 'number' && Number.isFinite(given[name]) ? given[name] : value,
    ]),
  ) as Record<keyof Chain, number>
  return { ...INITIAL, chain }
}

export const toJson = ({ chain }: ChainState): Record<keyof Chain, number> => ({ ...chain })

/** What exercises can ask of a state: the error, and the size of each gradient. */
export const measures: Record<string, (state: Json) => number> = {
  error: (json) => forward(stateFrom(json).chain).E,
  ...Object.fromEntries(
    PARAMETERS.map((parameter) => [
      `size-${parameter.replace('_', '')}`,
      (json: Json) => Math.abs(gradients(stateFrom(json).chain)[parameter]),
    ]),
  ),
}

export const toLink = ({ chain, parameter, nudge, rate }: ChainState): LinkState => ({
  ...Object.fromEntries(Object.entries(chain).map(([name, value]) => [name, String(value)])),
  p: parameter,
  nudge: String(nudge),
  rate: String(rate),
})

export function fromLink(link: LinkState, initial: ChainState): ChainState {
  const chain = Object.fromEntries(
    Object.entries(initial.chain).map(([name, value]) => [
      name,
      numberFromLink(link[name], value, ...RANGES[name as keyof Chain]),
    ]),
  ) as Record<keyof Chain, number>
  const nudge = numberFromLink(link['nudge'], initial.nudge, -NUDGE_REACH, NUDGE_REACH)
  return {
    chain,
    parameter: wordFromLink(link['p'], PARAMETERS, initial.parameter),
    nudge: nudge === 0 ? initial.nudge : nudge,
    rate: numberFromLink(link['rate'], initial.rate, 0, 10),
    updates: 0,
  }
}
