import { elementary } from 'chainrule'

/** XOR: the output should be 1 where exactly one input is 1. */
export const EXAMPLES = [
  { x: [0, 0], target: 0 },
  { x: [0, 1], target: 1 },
  { x: [1, 0], target: 1 },
  { x: [1, 1], target: 0 },
] as const

/** Weights and biases of a network 2–H–1: four for each hidden neuron, and the output's bias. */
export const parameterCount = (hidden: number): number => 4 * hidden + 1

/**
 * The logit of a network with H tanh neurons. Neuron k owns the four numbers from 4k on: its two weights, its bias and
 * its weight to the output; the output's bias is last. (Kept apart neuron by neuron, so that swapping two neurons is
 * swapping two blocks.)
 */
export function logit(p: Float64Array, x: readonly [number, number], activations?: Float64Array): number {
  const hidden = (p.length - 1) / 4
  let z = p[p.length - 1]!
  for (let k = 0; k < hidden; k++) {
    const a = elementary.tanh(p[4 * k]! * x[0] + p[4 * k + 1]! * x[1] + p[4 * k + 2]!)
    if (activations) activations[k] = a
    z += p[4 * k + 3]! * a
  }
  return z
}

/** Mean binary cross-entropy of the four examples, from the logits: four forward passes. */
export function lossOf(p: Float64Array): number {
  let total = 0
  for (const { x, target } of EXAMPLES) {
    const z = logit(p, x)
    total += elementary.softplus(target === 1 ? -z : z)
  }
  return total / EXAMPLES.length
}

/** Adds `factor` times the gradient of one example's loss: one forward pass and one backward pass. */
export function addGradient(p: Float64Array, example: number, factor: number): void {
  const { x, target } = EXAMPLES[example]!
  const hidden = (p.length - 1) / 4
  const a = new Float64Array(hidden)
  const delta = factor * (elementary.sigmoid(logit(p, x, a)) - target)
  for (let k = 0; k < hidden; k++) {
    const back = delta * p[4 * k + 3]! * (1 - a[k]! * a[k]!)
    p[4 * k]! += back * x[0]
    p[4 * k + 1]! += back * x[1]
    p[4 * k + 2]! += back
    p[4 * k + 3]! += delta * a[k]!
  }
  p[p.length - 1]! += delta
}

/** The same network with its hidden neurons i and j in each other's place: it computes the same. */
export function swapped(p: Float64Array, i: number, j: number): Float64Array {
  const copy = p.slice()
  copy.set(p.subarray(4 * i, 4 * i + 4), 4 * j)
  copy.set(p.subarray(4 * j, 4 * j + 4), 4 * i)
  return copy
}

/** How many of the four answers are on the right side of one half. */
export const rightAnswers = (p: Float64Array): number =>
  EXAMPLES.filter(({ x, target }) => logit(p, x) > 0 === (target === 1)).length
