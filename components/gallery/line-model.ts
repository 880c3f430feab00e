import { linear, tensor } from 'chainrule'
import type { Json } from '../../src/exercises/check.ts'

/** The state of the gallery's figure: one neuron with a step. */
export interface LineState {
  w1: number
  w2: number
  b: number
}

/** Ten points in the unit square and on which side each belongs; one of them is on the wrong side of any good line. */
export const POINTS: readonly { x: readonly [number, number]; isPositive: boolean }[] = [
  { x: [0.9, 0.8], isPositive: true },
  { x: [0.7, 0.6], isPositive: true },
  { x: [0.4, 0.9], isPositive: true },
  { x: [0.95, 0.3], isPositive: true },
  { x: [0.3, 0.4], isPositive: true },
  { x: [0.1, 0.2], isPositive: false },
  { x: [0.5, 0.2], isPositive: false },
  { x: [0.2, 0.6], isPositive: false },
  { x: [0.35, 0.1], isPositive: false },
  { x: [0.05, 0.8], isPositive: false },
]

export const LIMIT = 3

/** How many points are on their own side. */
export function rightOf({ w1, w2, b }: LineState): number {
  const z = linear(tensor(POINTS.map(({ x }) => [...x])), tensor([[w1, w2]]), tensor([b])) // (10, 1)
  return POINTS.filter(({ isPositive }, i) => z.data[i]! > 0 === isPositive).length
}

/** What exercises can ask of a state. */
export const measures: Record<string, (state: LineState) => number> = {
  accuracy: (state) => rightOf(state) / POINTS.length,
  weightNorm: ({ w1, w2 }) => Math.sqrt(w1 * w1 + w2 * w2),
}

/** A state from anywhere; what is missing or no number is 0. */
export function lineState(state: Json): LineState {
  const part = (key: keyof LineState): number => {
    const value = typeof state === 'object' && state !== null && !Array.isArray(state) ? state[key] : 0
    return typeof value === 'number' && Number.isFinite(value) ? value : 0
  }
  return { w1: part('w1'), w2: part('w2'), b: part('b') }
}
