import { constants } from '../figure/cells.ts'
import { TABLES, type GateState } from './model.ts'

/** As its page shows the figure. */
export const example: GateState = { table: TABLES.or, w1: 1, w2: -1, b: -0.5 }

/** A step neuron at the four corners of two bits, beside what a gate answers there. */
export const code = ({
  w1,
  w2,
  b,
  table,
}: GateState): string => `import { linear, step, tensor } from 'chainrule'

${constants({ weight: [w1, w2], bias: b, wanted: table })}
const corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
const z = linear(tensor(corners), tensor([weight]), tensor([bias])) // (4, 1)
const answers = Array.from(step(z).data)
const right = answers.filter((answer, i) => answer === wanted[i]).length
console.log(right, 'of 4 corners are right')
table(corners.map(([x1, x2], i) => ({ x1, x2, z: z.data[i], answer: answers[i], wanted: wanted[i] })))`
