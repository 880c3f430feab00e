import {
  add,
  grad,
  init,
  linear,
  mul,
  randn,
  relu,
  rng,
  sigmoid,
  sub,
  sum,
  tanh,
  type Rng,
  type Tensor,
} from 'chainrule'
import type { ActivationName, InitName } from './names.ts'
import { spectralNorm } from './spectral.ts'

/** Units of every layer, and inputs of the first. */
export const WIDTH = 32
export const EXAMPLES = 48
/** Networks of the same kind, each with draws of its own. */
export const RUNS = 5

export interface NetworkSettings {
  activation: ActivationName
  init: InitName
  /** Hidden layers. */
  depth: number
  /** h + φ(Wh) in place of φ(Wh). */
  residual: boolean
}

/** The steepest slope of each activation function. */
export const STEEPEST: Record<ActivationName, number> = { sigmoid: 0.25, tanh: 1, relu: 1, linear: 1 }

const APPLY: Record<ActivationName, (z: Tensor) => Tensor> = {
  sigmoid,
  tanh,
  relu,
  linear: (z) => z,
}

/** What one network has, layer by layer from the first; roots of means over the examples. */
export interface Flow {
  /** ‖∂E/∂h_l‖ of an example: how much the error hears of layer l. */
  signal: number[]
  /** ‖∂E/∂W_l‖ of the sum over the examples, divided by their number. */
  weights: number[]
  /** Mean square of the activations of layer l. */
  square: number[]
  /** What the norms allow for `signal`, counted back from the last layer’s own. */
  bound: number[]
  /** Units of the layer whose weights get different gradients; 1 where all are alike. */
  distinct: number
}

/** (WIDTH, WIDTH); biases are zero in all of these. */
export function drawWeights(name: InitName, source: Rng): Tensor {
  const shape = [WIDTH, WIDTH]
  const options = { rng: source, requiresGrad: true } as const
  switch (name) {
    case 'xavier':
      return init.xavierNormal(shape, options)
    case 'kaiming':
      return init.kaimingNormal(shape, options)
    case 'pytorch':
      return init.kaimingUniform(shape, { ...options, slope: Math.sqrt(5) })
    case 'small':
      return init.normal(shape, { ...options, std: 0.01 })
    case 'standard':
      return init.normal(shape, options)
    case 'equal':
      return init.constant(shape, 1 / WIDTH, { requiresGrad: true })
  }
}

/** A network of that kind at its start: forward, backward by the engine, and the norms of every layer. */
export function measure({ activation, init: name, depth, residual }: NetworkSettings, seed: number): Flow {
  const source = rng(seed)
  const x = randn([EXAMPLES, WIDTH], { rng: source.stream('inputs') }) // (N, D)
  const targets = randn([EXAMPLES, 1], { rng: source.stream('targets') }) // (N, 1)
  const output = init.normal([1, WIDTH], { rng: source.stream('output'), std: 1 / Math.sqrt(WIDTH) })
  const weights = Array.from({ length: depth }, (_, l) =>
    drawWeights(name, source.stream(`weights ${l + 1}`)),
  )
  const h: Tensor[] = []
  let before = x
  for (const w of weights) {
    const branch = APPLY[activation](linear(before, w))
    before = residual ? add(before, branch) : branch // (N, D)
    h.push(before)
  }
  const difference = sub(linear(before, output), targets) // (N, 1)
  const error = mul(0.5, sum(mul(difference, difference)))
  const gradients = grad(error, [...weights, ...h])
  const byWeights = gradients.slice(0, depth)
  const signal = gradients.slice(depth).map((g) => lengthOf(g.data) / Math.sqrt(EXAMPLES))
  return {
    signal,
    weights: byWeights.map((g) => lengthOf(g.data) / EXAMPLES),
    square: h.map((a) => lengthOf(a.data) ** 2 / a.data.length),
    bound: boundsOf(weights, activation, residual, signal.at(-1)!),
    distinct: distinctRows(byWeights[Math.floor(depth / 2)]!.data),
  }
}

const lengthOf = (values: ArrayLike<number>): number => {
  let total = 0
  for (let i = 0; i < values.length; i++) total += values[i]! ** 2
  return Math.sqrt(total)
}

/** ‖g_{l−1}‖ ≤ c‖W_l‖ ‖g_l‖ with c the steepest slope; with a shortcut 1 + c‖W_l‖. */
function boundsOf(
  weights: readonly Tensor[],
  activation: ActivationName,
  residual: boolean,
  last: number,
): number[] {
  const bounds = [last]
  for (const w of weights.slice(1).toReversed()) {
    const factor = STEEPEST[activation] * spectralNorm(w.data, WIDTH)
    bounds.unshift(bounds[0]! * (residual ? 1 + factor : factor))
  }
  return bounds
}

/** Rows that differ, up to twelve digits. */
const distinctRows = (data: ArrayLike<number>): number => {
  const size = lengthOf(data) || 1
  const rows = new Set<string>()
  for (let i = 0; i < WIDTH; i++) {
    const row = Array.from({ length: WIDTH }, (_, j) => (data[i * WIDTH + j]! / size).toFixed(12))
    rows.add(row.join())
  }
  return rows.size
}

/** Networks that differ in their draws alone. */
export const measureRuns = (settings: NetworkSettings, seed: number): Flow[] =>
  Array.from({ length: RUNS }, (_, i) => measure(settings, (seed - 1) * RUNS + i + 1))
