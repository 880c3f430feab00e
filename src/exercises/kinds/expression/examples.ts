import type { Example } from '../../example.ts'
import { expression } from './author.ts'

const outputWeight = expression({
  title: 'The gradient of the output weight',
  objectives: ['two-neuron-gradients'],
  prompt: String.raw`With $E = \tfrac12 (T - a_2)^2$, $a_2 = \sigma(z_2)$ and $z_2 = w_2 a_1 + b_2$: what is $\partial E / \partial w_2$, in $T$, $a_1$ and $a_2$?`,
  symbols: {
    'T, w_2, b_2': 'real',
    a_1: 'unit',
    z_2: { is: 'w_2 a_1 + b_2' },
    a_2: { is: 'σ(z_2)' },
    E: { is: '½(T − a_2)²' },
  },
  answer: () => '-(T - a_2) a_2 (1 - a_2) a_1',
  check: () => '∂E/∂w_2',
  also: () => ['(a_2 - T) a_2 (1 - a_2) a_1'],
  forms: ['noDerivative', 'noPrime', { only: ['T', 'a_1', 'a_2'] }],
  mistakes: [
    {
      id: 'bias',
      is: () => '-(T - a_2) a_2 (1 - a_2)',
      say: 'That is the gradient of another parameter of this neuron. Which one?',
    },
    {
      id: 'output',
      is: () => '-(T - a_2)',
      say: 'That is how the error changes with the output. How does the output change with the weight?',
    },
  ],
  hints: [
    'Three factors: error by output, output by sum, sum by weight.',
    'The derivative of the sigmoid is $a_2 (1 - a_2)$.',
  ],
  solution: String.raw`The chain rule gives $\frac{\partial E}{\partial a_2} \cdot \frac{\partial a_2}{\partial z_2} \cdot \frac{\partial z_2}{\partial w_2} = -(T - a_2)\, a_2 (1 - a_2)\, a_1$.`,
})

export const expressionExample: Example<'expression'> = {
  kind: 'expression',
  id: 'expression',
  exercise: outputWeight,
  answers: [
    { label: 'as in the solution', raw: (data) => data.answer, status: 'correct' },
    {
      label: 'without stars and underscores, with a true minus',
      raw: () => '(a2−T)a2(1−a2)a1',
      status: 'correct',
    },
    { label: 'expanded', raw: () => 'a_1 a_2² − a_1 a_2³ − T a_1 a_2 + T a_1 a_2²', status: 'correct' },
    {
      label: 'with a primed function left',
      raw: () => "(a_2 − T) σ'(z_2) a_1",
      status: 'partial',
      tag: 'form',
    },
    { label: 'without the last factor', raw: () => '-(T-a2) a2 (1-a2)', status: 'incorrect', tag: 'bias' },
    {
      label: 'with the opposite sign',
      raw: () => '(T-a2) a2 (1-a2) a1',
      status: 'incorrect',
      tag: 'slip-sign',
    },
    {
      label: 'without the slope of the sigmoid',
      raw: () => '(a2-T) a1',
      status: 'incorrect',
      tag: 'slip-innerDerivative',
    },
    { label: 'twice as much', raw: () => '2(a2-T) a2(1-a2) a1', status: 'incorrect', tag: 'slip-half' },
    {
      label: 'with the sum for the activation',
      raw: () => '(a2-T) z2(1-z2) a1',
      status: 'incorrect',
      tag: 'slip-zForA',
    },
    { label: 'something else', raw: () => 'a_1 + T', status: 'incorrect' },
    { label: 'the question itself', raw: () => 'dE/dw_2', status: 'ungraded' },
    { label: 'a bracket not closed', raw: () => '(a2 - T', status: 'ungraded' },
    { label: 'a misspelled function', raw: () => 'sgima(z_2)', status: 'ungraded' },
    { label: 'nothing', raw: () => '', status: 'ungraded' },
  ],
}
