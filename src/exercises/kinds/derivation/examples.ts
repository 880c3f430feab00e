import type { Example } from '../../example.ts'
import { derivation } from './author.ts'

const firstWeight = derivation({
  title: 'Back to the first weight',
  objectives: ['two-neuron-gradients'],
  prompt: String.raw`Derive $\partial E / \partial w_1$ line by line, for $E = \tfrac12 (T - a_2)^2$, $a_i = \sigma(z_i)$, $z_1 = w_1 x + b_1$ and $z_2 = w_2 a_1 + b_2$.`,
  derivation: {
    symbols: {
      'x, w_1, b_1, w_2, b_2, T': 'real',
      z_1: { is: 'w_1 x + b_1' },
      a_1: { is: 'σ(z_1)' },
      z_2: { is: 'w_2 a_1 + b_2' },
      a_2: { is: 'σ(z_2)' },
      E: { is: '½(T − a_2)²' },
    },
    steps: [
      { expr: '∂E/∂w_1 = ∂E/∂a_2 ∂a_2/∂z_2 ∂z_2/∂a_1 ∂a_1/∂z_1 ∂z_1/∂w_1', by: 'chain rule' },
      { expr: "= -(T - a_2) σ'(z_2) w_2 σ'(z_1) x", by: 'the five factors' },
      { expr: '= -(T - a_2) a_2 (1 - a_2) w_2 a_1 (1 - a_1) x', by: 'the derivative of the sigmoid' },
    ],
  },
  forms: ['noDerivative', 'noPrime'],
  hints: ['One factor for every step on the way from $E$ back to $w_1$.'],
  solution: String.raw`$-(T - a_2)\, a_2 (1 - a_2)\, w_2\, a_1 (1 - a_1)\, x$`,
})

export const derivationExample: Example<'derivation'> = {
  kind: 'derivation',
  id: 'derivation',
  exercise: firstWeight,
  answers: [
    {
      label: 'as in the solution',
      raw: (data) => data.derivation.steps.map(({ expr }) => expr),
      status: 'correct',
    },
    { label: 'in one line', raw: () => ['(a2-T) a2(1-a2) w2 a1(1-a1) x'], status: 'correct' },
    {
      label: 'a sign lost in the second line',
      raw: () => ["dE/dw_1 = dE/da_2 σ'(z_2) w_2 σ'(z_1) x", "= (T - a_2) σ'(z_2) w_2 σ'(z_1) x"],
      status: 'partial',
      tag: 'slip-sign',
    },
    {
      label: 'an inner derivative forgotten',
      raw: () => ['-(T-a2) a2(1-a2) w2 x'],
      status: 'incorrect',
      tag: 'slip-innerDerivative',
    },
    {
      label: 'the weight of the other neuron',
      raw: () => ['-(T-a2) a2(1-a2) w1 a1(1-a1) x'],
      status: 'incorrect',
      tag: 'slip-index',
    },
    { label: 'right so far, not finished', raw: () => ['= dE/da_2 da_2/dw_1'], status: 'ungraded' },
    { label: 'a line that cannot be read', raw: () => ['= dE/da_2 ('], status: 'ungraded' },
    { label: 'nothing', raw: () => [''], status: 'ungraded' },
  ],
}
