import { defineCourse } from 'chainrule/course'

export default defineCourse({
  title: 'Networks at the clinic',
  units: [
    {
      id: 'clinic',
      title: 'At the clinic',
      summary: 'What a neuron decides when somebody’s treatment depends on it.',
      lessons: ['night-shift'],
    },
    { id: 'neurons', lessons: ['artificial-neuron', 'activations'] },
  ],
  solutions: 'never',
  seed: 'clinic-2027',
  repository: 'https://example.org/clinic/course',
  assignments: [
    {
      id: 'first-week',
      title: 'The first week',
      lessons: ['clinic/night-shift'],
      exercises: ['neurons/activations/dose-output'],
      due: '2027-02-12',
    },
  ],
  links: [{ text: 'Forum of the class', url: 'https://example.org/clinic/forum' }],
})
