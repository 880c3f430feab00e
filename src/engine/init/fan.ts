import { shapeError } from '../errors.ts'
import type { Shape } from '../tensor/shape.ts'
import { numelOf } from '../tensor/shape.ts'

/**
 * How many inputs an output of this weight sums (`fanIn`) and how many outputs an input reaches (`fanOut`): for a
 * weight (out, in, …window) they are in·window and out·window.
 *
 * @throws ShapeError for fewer than two axes.
 *
 * @example
 * calculateFan([8, 3, 5, 5])
 * // → { fanIn: 75, fanOut: 200 }
 */
export function calculateFan(shape: Shape): { fanIn: number; fanOut: number } {
  const [out, into, ...window] = shape
  if (out === undefined || into === undefined) {
    throw shapeError('calculateFan', 'fans need two axes or more', { weight: shape }, 'A bias has no fans.')
  }
  return { fanIn: into * numelOf(window), fanOut: out * numelOf(window) }
}

/** The activations with a known gain. */
export type Nonlinearity = 'linear' | 'conv2d' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu'

/**
 * The factor that makes up for what an activation does to the standard deviation: 1 (linear, sigmoid), 5/3 (tanh),
 * √2 (relu), √(2 / (1 + slope²)) (leakyRelu), 3/4 (selu).
 *
 * @param slope the negative slope of leakyRelu. Default 0.01.
 * @throws RangeError for an activation without a known gain.
 * @see https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.calculate_gain
 *
 * @example
 * calculateGain('leakyRelu', 1)
 * // → 1
 */
export function calculateGain(nonlinearity: Nonlinearity, slope = 0.01): number {
  switch (nonlinearity) {
    case 'linear':
    case 'conv2d':
    case 'sigmoid':
      return 1
    case 'tanh':
      return 5 / 3
    case 'relu':
      return Math.SQRT2
    case 'leakyRelu':
      return Math.sqrt(2 / (1 + slope * slope))
    case 'selu':
      return 0.75
    default:
      throw new RangeError(
        `calculateGain: no gain is known for '${String(nonlinearity)}'. ` +
          "Known: 'linear', 'conv2d', 'sigmoid', 'tanh', 'relu', 'leakyRelu', 'selu'.",
      )
  }
}
