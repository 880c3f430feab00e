import {
  arctan,
  gelu,
  grad,
  leakyRelu,
  mul,
  relu,
  sigmoid,
  softplus,
  step,
  sum,
  tanh,
  tensor,
  type Tensor,
} from 'chainrule'
import { ACTIVATIONS, type ActivationName } from './names.ts'

export { ACTIVATIONS, type ActivationName }

const FUNCTIONS: Record<ActivationName, (z: Tensor) => Tensor> = {
  step,
  linear: (z) => mul(z, 1),
  sigmoid,
  tanh,
  arctan,
  relu,
  leakyRelu: (z) => leakyRelu(z),
  softplus,
  gelu: (z) => gelu(z),
}

/** f(z), elementwise, by the engine. Shape as z. */
export const activate = (name: ActivationName, z: Tensor): Tensor => FUNCTIONS[name](z)

/** f(z) and f′(z) for many z at once; the slopes are the engine's own gradients, not formulas typed here. */
export function evaluate(name: ActivationName, zs: readonly number[]): { value: number[]; slope: number[] } {
  const z = tensor([...zs], { requiresGrad: true })
  const a = activate(name, z)
  const [slope] = grad(sum(a), [z], { allowUnused: true })
  return { value: Array.from(a.data), slope: Array.from(slope!.data) }
}

export interface ActivationFacts {
  /** Lowest and highest value, and whether each is reached. */
  range: readonly [lo: number, hi: number]
  reached: readonly [lo: boolean, hi: boolean]
  /** Whether f(−z) = −f(z), so that inputs around zero give outputs around zero. */
  isZeroCentered: boolean
  /** Where f has no slope: a jump, or a kink that needs a convention. */
  corner?: 'jump' | 'kink'
}

/** The lowest value of GELU, which dips below zero once: found on a grid of 10⁻³ and good to six decimals. */
const GELU_LOWEST = Math.min(
  ...evaluate(
    'gelu',
    Array.from({ length: 1001 }, (_, i) => -1.5 + i / 1000),
  ).value,
)

export const FACTS: Record<ActivationName, ActivationFacts> = {
  step: { range: [0, 1], reached: [true, true], isZeroCentered: false, corner: 'jump' },
  linear: { range: [-Infinity, Infinity], reached: [false, false], isZeroCentered: true },
  sigmoid: { range: [0, 1], reached: [false, false], isZeroCentered: false },
  tanh: { range: [-1, 1], reached: [false, false], isZeroCentered: true },
  arctan: { range: [-Math.PI / 2, Math.PI / 2], reached: [false, false], isZeroCentered: true },
  relu: { range: [0, Infinity], reached: [true, false], isZeroCentered: false, corner: 'kink' },
  leakyRelu: { range: [-Infinity, Infinity], reached: [false, false], isZeroCentered: false, corner: 'kink' },
  softplus: { range: [0, Infinity], reached: [false, false], isZeroCentered: false },
  gelu: { range: [GELU_LOWEST, Infinity], reached: [true, false], isZeroCentered: false },
}

/** A slope counts as nearly flat below this share of the function's steepest. A choice of this course, said in the figure. */
export const FLAT_SHARE = 1 / 20

const FAR = Array.from({ length: 2401 }, (_, i) => (i - 1200) / 100)
const STEEPEST = Object.fromEntries(
  ACTIVATIONS.map((name) => [name, Math.max(...evaluate(name, FAR).slope.map(Math.abs))]),
) as Record<ActivationName, number>

export const steepest = (name: ActivationName): number => STEEPEST[name]

/** Whether a slope of this function is nearly flat: |f′| ≤ FLAT_SHARE · max |f′|. Every slope of the step is. */
export const isFlat = (name: ActivationName, slope: number): boolean =>
  Math.abs(slope) <= FLAT_SHARE * STEEPEST[name]
