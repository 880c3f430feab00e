import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { predictRun } from './author.ts'

const steps = predictRun({
  title: 'Two steps of gradient descent',
  objectives: ['gradient-step'],
  params: (draw) => ({ start: draw.integer(2, 400), learningRate: draw.choice([0.25, 0.5]) }),
  prompt: 'What does this program print?',
  run: ({ start, learningRate }) => ({
    kind: 'cell',
    code: `let w = ${start}\nfor (let i = 0; i < 2; i++) {\n  w -= ${learningRate} * w\n  console.log(w)\n}`,
  }),
  ask: {
    kind: 'output',
    answer: ({ start, learningRate }) => [1, 2].map((i) => start * (1 - learningRate) ** i).join('\n'),
    mistakes: [
      {
        id: 'constant-step',
        is: ({ start, learningRate }) =>
          `${start - learningRate * start}\n${start - 2 * learningRate * start}`,
        say: md`
That takes the first step twice. At which $w$ is the second one computed?
        `,
      },
      {
        id: 'uphill',
        is: ({ start, learningRate }) => [1, 2].map((i) => start * (1 + learningRate) ** i).join('\n'),
        say: 'That climbs. What does the minus sign do?',
      },
    ],
  },
  hints: ['Write down $w$ after each pass.'],
  solution: ({ learningRate }) => md`Each pass multiplies $w$ by $1 - ${learningRate}$.`,
})

export const predictRunExample: Example<'predict-run'> = {
  kind: 'predict-run',
  id: 'predict-run',
  exercise: steps,
  answers: [
    {
      label: 'the output',
      raw: ({ ask }) => ({
        prediction: ask.kind === 'output' ? ask.data.lines.join('\n') : '',
        confidence: 3,
      }),
      status: 'correct',
    },
    {
      label: 'the first line only right',
      raw: ({ ask }) => ({ prediction: ask.kind === 'output' ? `${ask.data.lines[0]}\n77` : '' }),
      status: 'partial',
      tag: 'output-mismatch',
    },
    {
      label: 'one line too few',
      raw: ({ ask }) => ({ prediction: ask.kind === 'output' ? ask.data.lines[0] : '' }),
      status: 'partial',
      tag: 'output-lines',
    },
    {
      label: 'the same step twice',
      raw: ({ ask }) => ({ prediction: ask.kind === 'output' ? ask.data.mistakes[0]!.lines.join('\n') : '' }),
      status: 'incorrect',
      tag: 'constant-step',
    },
    {
      label: 'uphill',
      raw: ({ ask }) => ({ prediction: ask.kind === 'output' ? ask.data.mistakes[1]!.lines.join('\n') : '' }),
      status: 'incorrect',
      tag: 'uphill',
    },
    { label: 'nothing', raw: () => ({ prediction: '', confidence: 1 }), status: 'ungraded' },
  ],
}
