import { constants } from '../figure/cells.ts'
import type { BenchState } from './model.ts'

/** As its page shows the figure. */
export const example: BenchState = {
  x: [1, 0],
  weight: [0.8, -0.6],
  bias: 0.1,
  hasBias: true,
  activation: 'sigmoid',
}

/** One neuron with two inputs. */
export const code = ({ x, weight, bias, hasBias, activation }: BenchState): string =>
  `import { linear, ${activation}, tensor } from 'chainrule'

${constants({ x, weight, bias: hasBias ? bias : 0 })}
const z = linear(tensor([x]), tensor([weight]), tensor([bias])) // (1, 1)
const a = ${activation}(z)
table([{ z: z.item(), a: a.item() }])`
