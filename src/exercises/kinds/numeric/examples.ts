import type { Example } from '../../example.ts'
import { fixed, sigText, sum } from '../../format.ts'
import { md } from '../../md.ts'
import { numeric } from './author.ts'
import type { NumericData } from './check.ts'

const products = (x: readonly number[], w: readonly number[]): number[] => x.map((value, i) => value * w[i]!)
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

const weightedSum = numeric({
  title: 'Weighted sum',
  objectives: ['weighted-sum'],
  params: (draw) => ({
    x: draw.vector(2, [-2, 2], 0.25),
    w: draw.vector(2, [-1, 1], 0.05),
    b: draw.grid(-1, 1, 0.05),
  }),
  where: ({ x, w, b }) => {
    const terms = total(products(x, w))
    const z = terms + b
    const answers = [z, terms, total(x) + total(w) + b, -z, z / 2, 2 * z, 0]
    return answers.every((one, i) => answers.every((other, k) => i === k || Math.abs(one - other) > 0.1))
  },
  prompt: ({ x, w, b }) =>
    md`A neuron has inputs $x = ${x}$, weights $w = ${w}$ and bias $b = ${b}$. What is its weighted sum $z$?`,
  answer: ({ x, w, b }) => total(products(x, w)) + b,
  check: ({ x, w, b }) => {
    let z = b
    for (const [i, weight] of w.entries()) z += weight * x[i]!
    return z
  },
  precision: { sigfig: 3 },
  mistakes: [
    {
      id: 'no-bias',
      is: ({ x, w }) => total(products(x, w)),
      say: 'That is the sum before one more term is added. Which one?',
    },
    {
      id: 'added',
      is: ({ x, w, b }) => total(x) + total(w) + b,
      say: 'That adds inputs and weights. How do they act on each other?',
    },
  ],
  hints: [
    'Multiply each input by its own weight.',
    md`
Then add everything: $z = w_1 x_1 + w_2 x_2 + b$.
    `,
  ],
  solution: ({ x, w, b }) =>
    md`$z = ${sum([...products(x, w), b], (term) => fixed(term, 4))} = ${fixed(total(products(x, w)) + b, 4)}$.`,
})

const typed = ({ answer }: NumericData, figures: number): string => sigText(answer, figures)
const mistakeOf = ({ mistakes }: NumericData, at: number): string => {
  const mistake = mistakes[at]!
  return String('values' in mistake ? mistake.values[0] : mistake.range[0])
}

export const numericExample: Example<'numeric'> = {
  kind: 'numeric',
  id: 'numeric',
  exercise: weightedSum,
  answers: [
    { label: 'rounded as asked', raw: (data) => typed(data, 3), status: 'correct' },
    {
      label: 'in full, with a typographic minus',
      raw: (data) => String(data.answer).replace('-', '−'),
      status: 'correct',
    },
    { label: 'without the bias', raw: (data) => mistakeOf(data, 0), status: 'incorrect', tag: 'no-bias' },
    {
      label: 'sums instead of products',
      raw: (data) => mistakeOf(data, 1),
      status: 'incorrect',
      tag: 'added',
    },
    {
      label: 'with the opposite sign',
      raw: (data) => String(-data.answer),
      status: 'incorrect',
      tag: 'opposite-sign',
    },
    {
      label: 'twice the result',
      raw: (data) => String(2 * data.answer),
      status: 'incorrect',
      tag: 'factor-two',
    },
    {
      label: 'rounded on the way',
      raw: (data) => sigText(data.answer + 3 * 10 ** (Math.floor(Math.log10(Math.abs(data.answer))) - 2), 3),
      status: 'incorrect',
      tag: 'early-rounding',
    },
    { label: 'any other number', raw: () => '1000', status: 'incorrect' },
    { label: 'too few figures', raw: (data) => typed(data, 1), status: 'ungraded' },
    { label: 'a comma that may mean two things', raw: () => '1,234', status: 'ungraded' },
    { label: 'no number', raw: () => '<b>one</b>', status: 'ungraded' },
    { label: 'nothing', raw: () => '', status: 'ungraded' },
  ],
}
