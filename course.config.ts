import { defineCourse } from 'chainrule/course'

/** The course as it is published: every unit and every lesson, in the order of the folders. */
export default defineCourse({
  title: 'Chainrule',
  languages: ['en'],
  solutions: 'on-request',
  seed: 'chainrule',
})
