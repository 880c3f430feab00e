import { constants } from '../figure/cells.ts'
import { INITIAL, RATE, START, T, X, type DeltaState } from './model.ts'

/** As its page shows the figure. */
export const example: DeltaState = INITIAL

const BIASES = {
  kept: 'b // the biases never move',
  each: 'b.map((value, i) => value - rate * slopes[i]) // each unit has its own',
  layer: 'b.map((value) => value - rate * (slopes[0] + slopes[1])) // the units of a layer share one',
} as const

const rows = (w: readonly number[]) => [w.slice(0, 2), w.slice(2)]

/** Pass after pass through the 2-2-2 network, with the conventions that the figure is set to. */
export const code = ({ order, biases, error, round }: DeltaState): string =>
  `import { grad, linear, mul, sigmoid, square, sub, sum, tensor } from 'chainrule'

${constants({ x: X, t: T, rate: RATE, updates: round })}
let W1 = ${JSON.stringify(rows(START.w.slice(0, 4)))}
let b1 = ${JSON.stringify(START.b.slice(0, 2))}
let W2 = ${JSON.stringify(rows(START.w.slice(4)))}
let b2 = ${JSON.stringify(START.b.slice(2))}

const moved = (W: number[][], slopes) => W.map((row, k) => row.map((w, i) => w - rate * slopes.data[2 * k + i]))
const movedBias = (b: number[], { data: slopes }) =>
  ${BIASES[biases]}

const pass = () => {
  const [V1, c1, V2, c2] = [W1, b1, W2, b2].map((values) => tensor(values, { requiresGrad: true }))
  const h = sigmoid(linear([x], V1, c1)) // (1, 2)
  const z = linear(h, V2, c2) // (1, 2)
  const error = mul(sum(square(sub(t, sigmoid(z)))), ${error === 'half' ? '0.5' : '1'})
  const [delta, slopes2, slopesOfB2] = grad(error, [z, V2, c2])
  const newW2 = moved(W2, slopes2)
  // The hidden layer hears of the error through W2${order === 'updated' ? ', here after its update: a known mistake' : ''}.
  const again = sigmoid(linear([x], V1, c1))
  const heard = sum(mul(linear(again, tensor(${order === 'updated' ? 'newW2' : 'W2'})), tensor([[...delta.data]])))
  const [slopes1, slopesOfB1] = grad(heard, [V1, c1])
  return {
    error: error.item(),
    gradients: [...slopes1.data, ...slopes2.data],
    after: [moved(W1, slopes1), movedBias(b1, slopesOfB1), newW2, movedBias(b2, slopesOfB2)],
  }
}

for (let update = 0; update < updates; update++) [W1, b1, W2, b2] = pass().after
const { error, gradients, after } = pass()
console.log('E =', error)
table(gradients.map((gradient, i) => {
  const before = [...W1.flat(), ...W2.flat()][i]
  return { weight: 'w' + (i + 1), before, gradient, after: before - rate * gradient }
}))`
