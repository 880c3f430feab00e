import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { multi } from './author.ts'

const parameters = multi({
  title: 'What is learned',
  objectives: ['parameters'],
  prompt: 'Which of these does gradient descent change?',
  options: [
    { id: 'weights', text: 'the weights', correct: true, say: 'Yes, each by its own partial derivative.' },
    { id: 'biases', text: 'the biases', correct: true, say: 'Yes: a bias is a parameter like the weights.' },
    { id: 'learning-rate', text: 'the learning rate', say: 'It sets the size of the step. Who chooses it?' },
    { id: 'inputs', text: 'the inputs', say: 'They are data. What would training mean if they changed?' },
    { id: 'none', text: 'none of these', say: 'Something must change, or nothing is learned.', lock: true },
  ],
  hints: ['Parameters are what the model may change; hyperparameters are what you choose.'],
  solution: md`
Weights and biases are the parameters $\theta$.
  `,
})

export const multiExample: Example<'multi'> = {
  kind: 'multi',
  id: 'multi',
  exercise: parameters,
  answers: [
    { label: 'all that apply', raw: () => ['biases', 'weights'], status: 'correct' },
    { label: 'one missing', raw: () => ['weights'], status: 'partial', tag: 'options-missed' },
    {
      label: 'one too many',
      raw: () => ['weights', 'biases', 'learning-rate'],
      status: 'partial',
      tag: 'learning-rate',
    },
    {
      label: 'one right and one wrong',
      raw: () => ['weights', 'inputs'],
      status: 'incorrect',
      tag: 'inputs',
    },
    { label: 'only wrong ones', raw: () => ['inputs'], status: 'incorrect', tag: 'inputs' },
    { label: 'nothing', raw: () => [], status: 'ungraded' },
    { label: 'an option that is gone', raw: () => ['removed'], status: 'ungraded' },
  ],
}
