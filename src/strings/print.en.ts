/** Words of the page that puts the course on paper. */
export const printText = {
  title: 'The course on paper',
  lead: 'Lessons as worksheets: the text, the figures as they begin, room for every answer. A figure in another state is printed from its own lesson, as it stands there.',
  what: 'Which part',
  whole: 'The whole course',
  unit: (number: number, title: string) => `Unit ${number}: ${title}`,
  solutions: 'With solutions',
  /** Where the course shows no solutions on paper. */
  predictions: 'With the answers of predictions',
  prepare: 'Put together',
  preparing: (done: number, total: number) => `${done} of ${total} lessons are here.`,
  ready: (lessons: number) => `${lessons === 1 ? 'One lesson is' : `${lessons} lessons are`} ready to print.`,
  failed: (title: string) =>
    `“${title}” could not be fetched, so nothing was put together. Check your connection and try again.`,
  print: 'Print',
  contents: 'Lessons',
  solution: 'Solution',
  withoutScript:
    'Without scripts the lessons cannot be put together here. Each of these prints by itself, as a worksheet.',
  frontLink: 'Print the course',
  footLink: 'Print',
}
