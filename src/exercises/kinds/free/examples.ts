import type { Example } from '../../example.ts'
import { free } from './author.ts'

const overfitting = free({
  title: 'Explain overfitting',
  objectives: ['overfitting'],
  prompt:
    'A classmate’s network has 99 % accuracy on its training data and 60 % on new data. What has happened, and what would you try first?',
  rubric: [
    { id: 'names-it', text: 'names overfitting, or says that the network learned the examples by heart' },
    { id: 'gap', text: 'uses the gap between the two numbers as evidence' },
    { id: 'remedy', text: 'gives a remedy: more data, regularization, a smaller model, early stopping' },
  ],
  hints: ['Compare the two numbers before you name a cause.'],
  solution:
    'The network fits the training data far better than new data: it overfits. More data, or weight decay, would be a first step.',
})

const text = 'It has learned the examples by heart.'

export const freeExample: Example<'free'> = {
  kind: 'free',
  id: 'free',
  exercise: overfitting,
  answers: [
    {
      label: 'every point checked',
      raw: ({ rubric }) => ({ text, checked: rubric }),
      status: 'correct',
      tag: 'self-marked',
    },
    {
      label: 'some points checked',
      raw: () => ({ text, checked: ['names-it'] }),
      status: 'partial',
      tag: 'self-marked',
    },
    {
      label: 'no point checked',
      raw: () => ({ text, checked: [] }),
      status: 'incorrect',
      tag: 'self-marked',
    },
    { label: 'too short', raw: () => ({ text: 'Overfitting.', checked: [] }), status: 'ungraded' },
    { label: 'nothing', raw: () => ({ text: '', checked: [] }), status: 'ungraded' },
  ],
}
