import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { choice } from './author.ts'

const bias = choice({
  title: 'What the bias does',
  objectives: ['bias'],
  prompt: md`
What does a larger bias $b$ do to the line where $w_1 x_1 + w_2 x_2 + b = 0$?
  `,
  options: [
    {
      id: 'moves',
      text: 'It moves the line and keeps its direction.',
      correct: true,
      say: 'Yes: only the distance from the origin changes.',
    },
    {
      id: 'turns',
      text: 'It turns the line.',
      say: 'The direction is given by the weights alone. Which term of the equation has no input in it?',
    },
    { id: 'nothing', text: 'Nothing.', say: 'Set the inputs to zero: what is left of the equation?' },
    {
      id: 'none',
      text: 'None of these.',
      say: 'One of them is right. Try two values of the bias.',
      lock: true,
    },
  ],
  hints: ['Draw the line for two values of the bias.'],
  solution: md`
The normal of the line is $w$; the bias only shifts it.
  `,
})

export const choiceExample: Example<'choice'> = {
  kind: 'choice',
  id: 'choice',
  exercise: bias,
  answers: [
    { label: 'the right option', raw: () => 'moves', status: 'correct' },
    { label: 'another option', raw: () => 'turns', status: 'incorrect', tag: 'turns' },
    { label: 'a third option', raw: () => 'nothing', status: 'incorrect', tag: 'nothing' },
    { label: 'the locked last option', raw: () => 'none', status: 'incorrect', tag: 'none' },
    { label: 'nothing', raw: () => '', status: 'ungraded' },
    { label: 'an option that is gone', raw: () => 'removed', status: 'ungraded' },
  ],
}
