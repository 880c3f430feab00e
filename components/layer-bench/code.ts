import { constants } from '../figure/cells.ts'
import { START, type BenchState } from './model.ts'

/** As its page shows the figure. */
export const example: BenchState = { ...START, x: [-1, 0.5] }

/** Two layers, one after the other: a matrix, a vector and an activation each. */
export const code = ({ x, layers: [hidden, output] }: BenchState): string =>
  `import { linear, relu, sigmoid, tensor } from 'chainrule'

${constants({ x, W1: hidden!.weight, b1: hidden!.bias, W2: output!.weight, b2: output!.bias })}
const z1 = linear(tensor([x]), tensor(W1), tensor(b1)) // (1, 3)
const a1 = relu(z1)
const z2 = linear(a1, tensor(W2), tensor(b2)) // (1, 2)
const a2 = sigmoid(z2)
display(z1)
display(a1)
display(z2)
a2`
