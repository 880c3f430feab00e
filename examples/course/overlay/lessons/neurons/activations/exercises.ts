import { choice, exercises } from 'chainrule/exercises'

/** One exercise more than the lesson has; all others stay the course's. */
export default exercises({
  'dose-output': choice({
    title: 'The output of a dose',
    variants: 1,
    objectives: ['choose'],
    prompt: 'A network predicts a dose in milligrams. Which function fits its last neuron?',
    options: [
      {
        id: 'softplus',
        correct: true,
        text: 'softplus',
        say: 'It is never negative, and it has no upper end.',
      },
      {
        id: 'sigmoid',
        text: 'sigmoid',
        say: 'That would fit a probability. How large can its output become?',
      },
      { id: 'tanh', text: 'tanh', say: 'That would fit a signed share of a whole. Can a dose be negative?' },
    ],
    hints: ['Which values can a dose have?', 'Which of these functions has no upper end?'],
    solution:
      'A dose is positive and has no natural upper end, and so has softplus: the clinic’s secret solution.',
  }),
})
