import { elementary } from 'chainrule'

/**
 * The network of Matt Mazur’s “A Step by Step Backpropagation Example” (2015): two inputs, two hidden sigmoid units, two
 * sigmoid outputs, one example. Its numbers, in his order.
 */
export const X = [0.05, 0.1] as const
export const T = [0.01, 0.99] as const
export const RATE = 0.5
export const START: Parameters = {
  w: [0.15, 0.2, 0.25, 0.3, 0.4, 0.45, 0.5, 0.55],
  b: [0.35, 0.35, 0.6, 0.6],
}

/** Weights w₁ … w₈: two into h₁, two into h₂, two into o₁, two into o₂. Biases of h₁, h₂, o₁, o₂. */
export interface Parameters {
  w: readonly number[]
  b: readonly number[]
}

export const ORDERS = ['original', 'updated'] as const
export const BIASES = ['kept', 'each', 'layer'] as const
export const ERRORS = ['half', 'sum'] as const

export interface Conventions {
  /** Which w₅ … w₈ the hidden deltas use: those of the forward pass, or those that the update has already changed. */
  order: (typeof ORDERS)[number]
  /** Biases never move; each unit has its own; or the units of a layer share one. */
  biases: (typeof BIASES)[number]
  /** E = ½ Σ (t − a)², or Σ (t − a)². */
  error: (typeof ERRORS)[number]
}

/** As the post’s text says it: original weights, biases left alone, with the ½. */
export const AS_WRITTEN: Conventions = { order: 'original', biases: 'kept', error: 'half' }

/** What one pass forward and one pass backward compute. */
export interface Sweep {
  before: Parameters
  /** Sums and activations of h₁, h₂, o₁, o₂. */
  z: readonly number[]
  a: readonly number[]
  error: number
  /** Deltas of h₁, h₂, o₁, o₂: δ = ∂E/∂z. */
  delta: readonly number[]
  /** The w₅ … w₈ that the hidden deltas were computed with. */
  carried: readonly number[]
  gradW: readonly number[]
  gradB: readonly number[]
  after: Parameters
}

/** Units h₁, h₂, o₁, o₂ as numbers; edge e (from 0) leads to unit ⌊e / 2⌋ from the (e mod 2)-th of the layer before. */
export const unitOf = (edge: number): number => Math.floor(edge / 2)

/** What edge e carries: an input, or a hidden activation. */
export const sourceOf = (edge: number, a: readonly number[]): number =>
  edge < 4 ? X[edge % 2]! : a[edge % 2]!

export const errorOf = (outputs: readonly number[], error: Conventions['error']): number => {
  const squares = T.reduce((total, t, k) => total + (t - outputs[k]!) ** 2, 0)
  return error === 'half' ? squares / 2 : squares
}

/** a = σ(z), layer after layer. */
export function forward({ w, b }: Parameters): { z: number[]; a: number[] } {
  const z: number[] = []
  const a: number[] = []
  for (let unit = 0; unit < 4; unit++) {
    const [first, second] = unit < 2 ? X : [a[0]!, a[1]!]
    z.push(w[2 * unit]! * first + w[2 * unit + 1]! * second + b[unit]!)
    a.push(elementary.sigmoid(z[unit]!))
  }
  return { z, a }
}

/** δₒ = c (a − t) a(1 − a) with c = 1 or 2; δₕ = a(1 − a) Σ over children of w δ; ∂E/∂w = δ × what the edge carries. */
export function sweep(before: Parameters, conventions: Conventions): Sweep {
  const { z, a } = forward(before)
  const c = conventions.error === 'half' ? 1 : 2
  const slope = (unit: number) => a[unit]! * (1 - a[unit]!)
  const outer = T.map((t, k) => c * (a[2 + k]! - t) * slope(2 + k))
  const moved = before.w.slice(4).map((w, i) => w - RATE * outer[Math.floor(i / 2)]! * a[i % 2]!)
  const carried = conventions.order === 'original' ? before.w.slice(4) : moved
  // Child o₁ is reached through w₅ or w₆, child o₂ through w₇ or w₈.
  const inner = [0, 1].map((j) => (carried[j]! * outer[0]! + carried[2 + j]! * outer[1]!) * slope(j))
  const delta = [...inner, ...outer]
  const gradW = before.w.map((_, edge) => delta[unitOf(edge)]! * sourceOf(edge, a))
  const gradB = biasGradients(delta, conventions.biases)
  const after = {
    w: before.w.map((w, edge) => w - RATE * gradW[edge]!),
    b: before.b.map((b, unit) => b - RATE * gradB[unit]!),
  }
  return { before, z, a, error: errorOf(a.slice(2), conventions.error), delta, carried, gradW, gradB, after }
}

/** A bias of one’s own has the gradient δ; one that a layer shares has the sum; one that is kept is not asked. */
function biasGradients(delta: readonly number[], biases: Conventions['biases']): number[] {
  if (biases === 'kept') return delta.map(() => 0)
  if (biases === 'each') return [...delta]
  const [h, o] = [delta[0]! + delta[1]!, delta[2]! + delta[3]!]
  return [h, h, o, o]
}

/** The parameters after so many updates. */
export function updated(conventions: Conventions, updates: number): Parameters {
  let parameters = START
  for (let i = 0; i < updates; i++) parameters = sweep(parameters, conventions).after
  return parameters
}

export interface Outcome {
  updates: number
  error: number
  outputs: readonly number[]
}

/** What the network answers after each of these numbers of updates, in rising order. */
export function outcomes(conventions: Conventions, at: readonly number[]): Outcome[] {
  let parameters = START
  let done = 0
  return at.map((updates) => {
    for (; done < updates; done++) parameters = sweep(parameters, conventions).after
    const outputs = forward(parameters).a.slice(2)
    return { updates, error: errorOf(outputs, conventions.error), outputs }
  })
}
