import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { target } from './author.ts'

const threshold = target({
  title: 'Separate the classes',
  objectives: ['decision-boundary'],
  prompt:
    'Move the line until at least nine of ten points lie on their own side, with weights of length at most 2.',
  figure: 'neuron-bench',
  start: () => ({ w1: 0, w2: 0, b: 0 }),
  goals: () => [
    {
      id: 'accuracy',
      measure: 'accuracy',
      atLeast: 0.9,
      text: 'accuracy at least 90 %',
      say: 'Some points are still on the wrong side. Which weight turns the line towards them?',
    },
    {
      id: 'small-weights',
      measure: 'weightNorm',
      atMost: 2,
      text: md`
$\lVert w \rVert \le 2$
      `,
    },
  ],
  reached: () => ({ w1: 1, w2: 1, b: -1 }),
  missed: [{ id: 'too-long', state: () => ({ w1: 9, w2: 9, b: -9 }), misses: 'small-weights' }],
  hints: ['Turn the line first, then move it.'],
  solution: 'Equal weights put the line across the diagonal; a negative bias moves it away from the origin.',
})

const measured = (accuracy: number, weightNorm: number) => () => ({ measures: { accuracy, weightNorm } })

export const targetExample: Example<'target'> = {
  kind: 'target',
  id: 'target',
  exercise: threshold,
  answers: [
    {
      label: 'both goals reached',
      raw: () => ({ w1: 1, w2: 1, b: -1 }),
      report: measured(0.95, 1.41),
      status: 'correct',
    },
    {
      label: 'one goal reached',
      raw: () => ({ w1: 9, w2: 9, b: -9 }),
      report: measured(0.95, 12.7),
      status: 'partial',
      tag: 'small-weights',
    },
    {
      label: 'no goal reached',
      raw: () => ({ w1: 9, w2: 0, b: 0 }),
      report: measured(0.5, 9),
      status: 'incorrect',
      tag: 'accuracy',
    },
    {
      label: 'a measure that is no number',
      raw: () => ({ w1: 0, w2: 0, b: 0 }),
      report: measured(NaN, NaN),
      status: 'incorrect',
      tag: 'accuracy',
    },
    { label: 'not judged yet', raw: () => ({ w1: 1, w2: 1, b: -1 }), status: 'ungraded' },
    { label: 'no state', raw: () => 'w1=1', status: 'ungraded' },
  ],
}
