import { defineCourse } from 'chainrule/course'

/** The course as it is published: every unit and every lesson, in the order of the folders. */
export default defineCourse({
  title: 'Chainrule',
  languages: ['en', 'de'],
  solutions: 'on-request',
  seed: 'chainrule',
  assignments: [
    {
      id: 'sample',
      title: 'A sample assignment',
      exercises: [
        'neurons/artificial-neuron/sum-of-two',
        'neurons/artificial-neuron/other-unit',
        'neurons/activations/chain-of-sigmoids',
      ],
      due: '2027-02-05',
      note: 'For teachers who want to see what their students will see: type any name.',
    },
  ],
})
