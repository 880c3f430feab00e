import { constants } from '../figure/cells.ts'
import { START, TABLES, type SpaceState } from './model.ts'

/** As its page shows the figure. */
export const example: SpaceState = { ...START, activation: 'relu' }

/** Two hidden neurons, an output with a step, and what becomes of the four corners. */
export function code({ activation, first, second, output }: SpaceState): string {
  const named = activation === 'linear' ? '' : activation === 'step' ? '' : `${activation}, `
  return `import { linear, ${named}step, tensor } from 'chainrule'

${constants({
  hidden: [
    [first.w1, first.w2],
    [second.w1, second.w2],
  ],
  hiddenBias: [first.b, second.b],
  output: [[output.w1, output.w2]],
  outputBias: [output.b],
  wanted: TABLES.xor,
})}
const corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
const sums = linear(tensor(corners), tensor(hidden), tensor(hiddenBias)) // (4, 2)
const h = ${activation === 'linear' ? 'sums' : `${activation}(sums)`}
const z = linear(h, tensor(output), tensor(outputBias)) // (4, 1)
const answers = Array.from(step(z).data)
const right = answers.filter((answer, i) => answer === wanted[i]).length
console.log(right, 'of 4 corners are right')
table(corners.map(([x1, x2], i) => {
  return { x1, x2, h1: h.data[2 * i], h2: h.data[2 * i + 1], z: z.data[i], answer: answers[i] }
}))`
}
