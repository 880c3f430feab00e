/** Words of the search over lessons, exercises and reference. */
export const searchText = {
  open: 'Search',
  title: 'Search the course',
  label: 'What are you looking for?',
  placeholder: 'a word, a formula’s name, a function',
  close: 'Close',
  kinds: 'Where to look',
  all: 'Everything',
  kind: {
    lesson: 'Lessons',
    exercise: 'Exercises',
    api: 'Reference',
    figure: 'Figures',
    page: 'Other pages',
  },
  one: {
    lesson: 'Lesson',
    exercise: 'Exercise',
    api: 'Reference',
    figure: 'Figure',
    page: 'Page',
  },
  found: (count: number, query: string) =>
    `${count === 0 ? 'No results' : count === 1 ? '1 result' : `${count} results`} for “${query}”`,
  none: 'Try fewer or other words; formulas are not searched, their words are.',
  more: (count: number) => (count === 1 ? 'Show 1 more' : `Show ${count} more`),
  searching: 'Searching …',
  help: 'Arrow keys move through the results, Enter opens one, Escape closes.',
  unavailable: 'The search cannot be loaded just now. The contents of the course list every lesson.',
} as const
