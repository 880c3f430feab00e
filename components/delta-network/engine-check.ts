import { add, grad, linear, mul, sigmoid, sub, sum, tensor } from 'chainrule'
import { nudged } from './model.ts'
import { errorOf, forward, T, X, type Conventions, type Parameters } from './network.ts'

/** ∂E/∂w₁ … ∂E/∂w₈ by the engine’s automatic differentiation: no delta is written down for it. */
export function gradientsByEngine({ w, b }: Parameters, error: Conventions['error']): number[] {
  const layers = [0, 1].map((l) => ({
    weight: tensor([w.slice(4 * l, 4 * l + 2), w.slice(4 * l + 2, 4 * l + 4)], {
      dtype: 'float64',
      requiresGrad: true,
    }),
    bias: tensor(b.slice(2 * l, 2 * l + 2), { dtype: 'float64' }),
  }))
  let a = tensor([...X], { dtype: 'float64' }) // (2)
  for (const { weight, bias } of layers) a = sigmoid(add(linear(a, weight), bias))
  const difference = sub(a, tensor([...T], { dtype: 'float64' }))
  const loss = mul(sum(mul(difference, difference)), error === 'half' ? 0.5 : 1)
  return grad(
    loss,
    layers.map(({ weight }) => weight),
  ).flatMap((gradient) => Array.from(gradient.data))
}

/** Half the distance of the two forward passes of a central difference: third root of the precision of a double. */
const NUDGE = 1e-5

/** (E(w + h) − E(w − h)) / 2h for weight `edge`, counted from 0: two forward passes and nothing else. */
export function finiteDifference(parameters: Parameters, edge: number, error: Conventions['error']): number {
  const at = (by: number) => errorOf(forward(nudged(parameters, edge, by)).a.slice(2), error)
  return (at(NUDGE) - at(-NUDGE)) / (2 * NUDGE)
}
