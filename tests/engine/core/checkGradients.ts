import { expect } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const { grad, gradcheck, mul, square, sum } = engine

/** First and, unless switched off, second derivatives of `fn` against central differences in float64. */
export function checkGradients(
  fn: engine.TensorFunction,
  inputs: readonly engine.Tensor[],
  { second = true, tolerance = 2e-6 } = {},
): void {
  const first = gradcheck(fn, inputs, { tolerance })
  expect(first.ok, first.report).toBe(true)
  if (!second) return
  // The gradient of Σ fn², so that functions with a constant slope have a second derivative too.
  inputs.forEach((_, index) => {
    const slope: engine.TensorFunction = (...xs) => {
      const [gradient] = grad(sum(square(fn(...xs))), [xs[index]!], { createGraph: true, allowUnused: true })
      return mul(gradient!, 1)
    }
    const found = gradcheck(slope, inputs, { tolerance: tolerance * 10 })
    expect(found.ok, `second derivative by input ${index}\n${found.report}`).toBe(true)
  })
}
