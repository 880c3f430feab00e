import { linear, step, tensor } from 'chainrule'

export type Bit = 0 | 1

/** The four corners of the square of two bits, in the order of a truth table: 00, 01, 10, 11 (x₁ first). */
export const CORNERS: readonly (readonly [Bit, Bit])[] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]

export const GATES = ['and', 'or', 'nand', 'xor'] as const
export type GateName = (typeof GATES)[number]

/** What each gate answers at the four corners. */
export const TABLES: Record<GateName, readonly Bit[]> = {
  and: [0, 0, 0, 1],
  or: [0, 1, 1, 1],
  nand: [1, 1, 1, 0],
  xor: [0, 1, 1, 0],
}

/** The name of a truth table, if it is one of the gates. */
export const gateOf = (table: readonly Bit[]): GateName | undefined =>
  GATES.find((name) => TABLES[name].join('') === table.join(''))

export interface Neuron {
  w1: number
  w2: number
  b: number
}

/** The sums at the four corners, by the engine's layer. */
export const sumsOf = ({ w1, w2, b }: Neuron): number[] =>
  Array.from(linear(tensor(CORNERS.map((corner) => [...corner])), tensor([[w1, w2]]), tensor([b])).data)

/** What a step neuron answers at the four corners: 1 from z = 0 up. */
export const answersOf = (neuron: Neuron): Bit[] =>
  Array.from(step(tensor(sumsOf(neuron))).data, (a) => (a === 1 ? 1 : 0))

/** Every truth table of `inputs` bits that one step neuron computes with integer weights up to `reach` and any bias, as text. */
export function thresholdTables(inputs: number, reach: number): Set<string> {
  const rows = Array.from({ length: 2 ** inputs }, (_, row) =>
    Array.from({ length: inputs }, (_, i) => (row >> (inputs - 1 - i)) & 1),
  )
  const tables = new Set<string>()
  const weights = Array.from({ length: inputs }, () => -reach)
  for (;;) {
    const sums = rows.map((row) => row.reduce((sum, bit, i) => sum + bit * weights[i]!, 0))
    // A threshold at each sum that occurs, and one above them all: other thresholds change nothing.
    for (const threshold of new Set([...sums, Math.max(...sums) + 1]))
      tables.add(sums.map((sum) => (sum >= threshold ? 1 : 0)).join(''))
    let i = 0
    while (i < inputs && weights[i] === reach) weights[i++] = -reach
    if (i === inputs) return tables
    weights[i]!++
  }
}
