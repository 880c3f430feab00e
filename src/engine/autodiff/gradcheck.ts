import { checkKnownOptions } from '../errors.ts'
import { mul } from '../ops/elementwise/arithmetic.ts'
import { sum } from '../ops/reduce/sum.ts'
import { rng } from '../random/rng.ts'
import { tensor } from '../tensor/create.ts'
import { rand } from '../tensor/random.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { grad } from './grad.ts'
import type { TensorFunction } from './jacobian.ts'
import { withGrad } from './record.ts'

export interface GradcheckOptions {
  /** Half the distance between the two points of the central difference. Default 1e-6. */
  readonly eps?: number
  /** Largest accepted |analytic − numeric| / max(1, |analytic|, |numeric|). Default 1e-6. */
  readonly tolerance?: number
  /** Seed of the random weights with which the outputs are summed. Default 0. */
  readonly seed?: number
}

export interface GradcheckResult {
  readonly ok: boolean
  /** The largest relative error over all elements of all inputs. */
  readonly maxError: number
  /** One line per input, and the worst element of each. */
  readonly report: string
}

/**
 * Compares the gradient of `fn` with central differences (f(x + ε) − f(x − ε)) / 2ε, element by element. Several
 * outputs are checked at once, summed with random weights. The inputs must be float64: in float32 the differences
 * are mostly rounding. Kinks (relu at 0) have no derivative to compare with: keep inputs away from them.
 *
 * @throws TypeError when an input is not float64.
 *
 * @example
 * gradcheck((x) => tanh(x), [tensor([0.1, -0.7])]).ok
 * // → true
 */
export function gradcheck(
  fn: TensorFunction,
  inputs: readonly Tensor[],
  options: GradcheckOptions = {},
): GradcheckResult {
  checkKnownOptions('gradcheck', options, ['eps', 'tolerance', 'seed'])
  const { eps = 1e-6, tolerance = 1e-6, seed = 0 } = options
  for (const { dtype } of inputs) {
    if (dtype !== 'float64') throw new TypeError(`gradcheck: needs float64 inputs, got ${dtype}.`)
  }
  const xs = inputs.map((input) => tensor(input, { requiresGrad: true }))
  const output = withGrad(true, () => fn(...xs))
  const weights = rand(output.shape, { rng: rng(seed) }) // (…output)
  for (let i = 0; i < weights.numel; i++) weights.data[i] = weights.data[i]! + 0.5
  const value = (): number => withGrad(true, () => sum(mul(fn(...xs), weights)).item())
  const gradients = grad([output], xs, { gradOutputs: [weights], allowUnused: true })

  let maxError = 0
  const lines = xs.map((x, index) => {
    let worst = { error: -1, at: 0, analytic: 0, numeric: 0 }
    for (let at = 0; at < x.numel; at++) {
      const kept = x.data[at]!
      x.data[at] = kept + eps
      const above = value()
      x.data[at] = kept - eps
      const below = value()
      x.data[at] = kept
      const numeric = (above - below) / (2 * eps)
      const analytic = gradients[index]!.data[at]!
      const size = Math.max(1, Math.abs(analytic), Math.abs(numeric))
      const difference = Math.abs(analytic - numeric) / size
      const error = Number.isNaN(difference) ? Infinity : difference
      if (error > worst.error) worst = { error, at, analytic, numeric }
    }
    maxError = Math.max(maxError, worst.error)
    const { error, at, analytic, numeric } = worst
    const verdict = error <= tolerance ? 'ok' : 'DIFFERS'
    return `input ${index} (${x.shape.join(', ')}): ${verdict}, worst at element ${at}: backward ${analytic}, differences ${numeric}`
  })
  return { ok: maxError <= tolerance, maxError, report: lines.join('\n') }
}
