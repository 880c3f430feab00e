import { linear, sigmoid, tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

export const ACTIVATIONS = ['sigmoid', 'step'] as const
export type Activation = (typeof ACTIVATIONS)[number]
export type Pair = readonly [number, number]

/** The bench: one neuron with two inputs. */
export interface BenchState {
  x: Pair
  weight: Pair
  bias: number
  hasBias: boolean
  activation: Activation
}

/** Inputs and bias range over [−1, 1], weights over [−2, 2]: beyond 1 a weight amplifies. */
export const LIMIT = { x: 1, weight: 2, bias: 1 } as const
export const STEP = 0.05

export interface BenchResult {
  products: Pair
  bias: number
  z: number
  a: number
}

/** z = w₁x₁ + w₂x₂ + b and a = f(z), by the engine; the step answers 1 from z = 0 up. */
export function forward({ x, weight, bias, hasBias, activation }: BenchState): BenchResult {
  const used = hasBias ? bias : 0
  const z = linear(tensor([[...x]]), tensor([[...weight]]), tensor([used])) // (1, 1)
  return {
    products: [x[0] * weight[0], x[1] * weight[1]],
    bias: used,
    z: z.item(),
    a: activation === 'sigmoid' ? sigmoid(z).item() : z.item() >= 0 ? 1 : 0,
  }
}

/** Where the terms of the sum stand when each begins where the one before it ended. */
export function stackedTerms({ products, bias, z }: BenchResult): { from: number; to: number }[] {
  const [first, second] = products
  return [
    { from: 0, to: first },
    { from: first, to: first + second },
    { from: first + second, to: first + second + bias },
    { from: 0, to: z },
  ]
}

/** The part of the line w·x = level − b inside the square of all inputs; undefined when no line crosses it. */
export function levelLine(
  weight: Pair,
  bias: number,
  level: number,
  size: number,
): readonly [Pair, Pair] | undefined {
  const [w1, w2] = weight
  const c = level - bias
  const points: Pair[] = []
  const add = (p: Pair) => {
    if (!points.some((q) => Math.abs(q[0] - p[0]) + Math.abs(q[1] - p[1]) < 1e-9)) points.push(p)
  }
  for (const edge of [-size, size]) {
    if (w2 !== 0) {
      const y = (c - w1 * edge) / w2
      if (Math.abs(y) <= size) add([edge, y])
    }
    if (w1 !== 0) {
      const x = (c - w2 * edge) / w1
      if (Math.abs(x) <= size) add([x, edge])
    }
  }
  return points.length >= 2 ? [points[0]!, points[1]!] : undefined
}

/** The corners of the square's part where w·x + b > 0, in order around it; empty when there is none. */
export function positiveSide(weight: Pair, bias: number, size: number): Pair[] {
  const corners: Pair[] = [
    [-size, -size],
    [size, -size],
    [size, size],
    [-size, size],
  ]
  const height = ([x, y]: Pair) => weight[0] * x + weight[1] * y + bias
  return corners.flatMap((corner, i) => {
    const next = corners[(i + 1) % 4]!
    const [here, there] = [height(corner), height(next)]
    const kept: Pair[] = here > 0 ? [corner] : []
    if (here > 0 !== there > 0) {
      const t = here / (here - there)
      kept.push([corner[0] + t * (next[0] - corner[0]), corner[1] + t * (next[1] - corner[1])])
    }
    return kept
  })
}

const number = (value: number): string => String(Number(value.toFixed(4)))

export const toLink = (state: BenchState): LinkState => ({
  x1: number(state.x[0]),
  x2: number(state.x[1]),
  w1: number(state.weight[0]),
  w2: number(state.weight[1]),
  b: number(state.bias),
  bias: state.hasBias ? 'yes' : 'no',
  f: state.activation,
})

/** The state that a link describes, starting from the lesson's own. */
export function fromLink(link: LinkState, initial: BenchState): BenchState {
  const read = (key: string, fallback: number, limit: number) =>
    numberFromLink(link[key], fallback, -limit, limit)
  return {
    x: [read('x1', initial.x[0], LIMIT.x), read('x2', initial.x[1], LIMIT.x)],
    weight: [read('w1', initial.weight[0], LIMIT.weight), read('w2', initial.weight[1], LIMIT.weight)],
    bias: read('b', initial.bias, LIMIT.bias),
    hasBias: wordFromLink(link['bias'], ['yes', 'no'], initial.hasBias ? 'yes' : 'no') === 'yes',
    activation: wordFromLink(link['f'], ACTIVATIONS, initial.activation),
  }
}
