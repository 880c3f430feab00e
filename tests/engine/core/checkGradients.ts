import * as engine from '../../../src/engine/index.ts'

const { grad, gradcheck, mul, square, sum } = engine

/**
 * What is wrong with the first and second derivatives of `fn`, compared with central differences in float64; '' when
 * nothing is. The second derivatives are those of Σ fn², so that functions with a constant slope have some too.
 */
export function gradientErrors(
  fn: engine.TensorFunction,
  inputs: readonly engine.Tensor[],
  tolerance = 2e-6,
): string {
  const first = gradcheck(fn, inputs, { tolerance })
  if (!first.ok) return first.report
  for (const index of inputs.keys()) {
    const slope: engine.TensorFunction = (...xs) => {
      const [gradient] = grad(sum(square(fn(...xs))), [xs[index]!], { createGraph: true, allowUnused: true })
      return mul(gradient!, 1)
    }
    const second = gradcheck(slope, inputs, { tolerance: tolerance * 10 })
    if (!second.ok) return `second derivative by input ${index}\n${second.report}`
  }
  return ''
}
