/** Assignments: the pages of students, and what `npm run worksheets` says and writes. */

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** A day as `2027-02-01`, in words; the same on every machine. */
const dayText = (day: string): string =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-US', {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })

/** Apart, because pages of lessons load nothing else of this. */
export const backToAssignment = 'back to the assignment'

export const assignmentText = {
  eyebrow: 'Assignment',
  lead: (count: number) =>
    `${plural(count, 'exercise', 'exercises')}. Type your name or number, and you see which variant of each is yours.`,
  others: (files: readonly string[]) =>
    `The folder has papers of another list of names, too, which were left alone: ${files.slice(0, 5).join(', ')}${files.length > 5 ? ` and ${files.length - 5} more` : ''}.`,
  due: (day: string) => `Due ${dayText(day)}.`,
  student: 'Your name or number, as your instructor knows you',
  studentAbout:
    'It decides your variants, always in the same way: on this page, on paper, and when your work is graded. Capital letters and spaces do not matter. It stays on this device.',
  exercises: 'Exercises',
  exercise: 'Exercise',
  variant: 'Variant',
  result: 'Result',
  none: '–',
  done: (done: number, total: number) => `${done} of ${total} right.`,
  typeFirst: 'Without a name, the links lead to the exercises as they are for everybody.',
  handIn: 'Hand it in',
  download: 'Download for handing in',
  downloadAbout:
    'One file with your answers to these exercises in your variants, with your name and the name of the assignment.',
  nothingYet:
    'There is a file once you have typed your name and answered one of the exercises in your variant.',
  notKept:
    'This browser does not let the page store anything: what you answer ends with the page of the lesson.',
  fileName: (id: string, student: string) => `assignment-${id}-${student}.json`,
  linkTitle: 'An assignment by link',
  linkLead: 'Exercises that somebody has chosen for you, each in the variant that is yours.',
  reading: 'Reading the link…',
  needsScript: 'This page reads its link with a script, and no script runs here.',
  problems: {
    nothing: () => 'This address names no exercises.',
    'too-many': (most: string) => `This link names more than ${most} exercises.`,
    lessons: (found: string) => `“${found}” cannot be a lesson: write it as neurons/artificial-neuron.`,
    exercises: (found: string) =>
      `“${found}” cannot be an exercise: write it as neurons/artificial-neuron/sum-of-two.`,
    id: (found: string) => `“${found}” cannot be an id: write lower-case words joined by hyphens.`,
    due: (found: string) => `“${found}” is no day: write it as 2027-02-01.`,
  },
  unknown: {
    lessons: (name: string) => `This course has no lesson “${name}” with exercises.`,
    exercises: (name: string) => `This course has no exercise “${name}”.`,
  },
  meant: (name: string) => `Did you mean “${name}”?`,
  misspeltKey: (key: string, meant: string) =>
    `“${key}=” says nothing in this link. Did you mean “${meant}=”?`,
  tellInstructor: 'Whoever has sent you the link should know.',
  tellInstructorOfSome: 'Whoever has sent you the link should know; the rest of it is below.',
} as const

/** The page on which a link is made. */
export const makeLinkText = {
  head: 'Make a link',
  about:
    'For teachers: tick what you want to set. Each student types a name or number, and gets variants that follow from it.',
  whole: 'All exercises of this lesson',
  chosen: (count: number, total: number) => (count === 0 ? `${total}` : `${count} of ${total}`),
  title: 'Title',
  titleAbout: 'Another title draws other variants.',
  due: 'Due',
  note: 'Note',
  link: 'The link',
  chooseFirst: 'It is here as soon as something is ticked.',
  linkAbout: 'Keep it: worksheets, the answer key and grading ask for this very link.',
  copy: 'Copy the link',
  copied: 'Copied.',
  copyYourself: 'The browser does not let the page copy: copy the address of the link yourself.',
} as const

export const worksheetText = {
  usage: `npm run worksheets -- <assignment> <students.txt> [--out worksheets] [--seed <course seed>] [--course <folder>]
  <assignment>    an id of course.config.ts, or a link: "?exercises=…&due=…"
  <students.txt>  one name or number a line`,
  noAssignment: (id: string, known: string) => `There is no assignment “${id}” in course.config.ts.${known}`,
  noneInConfig: ' It has no assignments.',
  inConfig: (found: string, fix: string) => `course.config.ts: ${found} — ${fix}`,
  badConfig: (found: string) => `course.config.ts: assignments: ${found}`,
  noFile: (file: string) => `The file ${file} cannot be read.`,
  noStudents: (file: string) => `${file} names nobody: write one name or number a line.`,
  tooLong: (file: string, line: number, most: number) =>
    `${file}:${line}: a name of more than ${most} characters; write one name a line.`,
  twice: (file: string, line: number, name: string, before: number) =>
    `${file}:${line}: “${name}” is the name of line ${before} too (capital letters and spaces do not count): add a number.`,
  keyIsWrong: (exercise: string, variant: number) =>
    `The page does not accept the key’s own answer to ${exercise}, variant ${variant}: npm run check says why.`,
  wrote: (files: number, folder: string) =>
    `${plural(files, 'worksheet', 'worksheets')} in ${folder}, with all.html to print them at once and answer-key.html.`,
  due: (day: string) => `Due ${dayText(day)}`,
  name: 'Name',
  number: (n: number) => `Exercise ${n}`,
  variant: (n: number) => `variant ${n}`,
  seed: (seed: string) => `seed ${seed}`,
  answer: 'Answer:',
  keyTitle: (title: string) => `Answer key: ${title}`,
  keyLead: (students: number, exercises: number) =>
    `${plural(students, 'student', 'students')}, ${plural(exercises, 'exercise', 'exercises')}. Every answer here has been given to the checker of the page, which accepts it.`,
  keyNotRun:
    'Programs, and exercises that need their figure, are not run here; npm run check has run their solutions.',
  variants: 'Who has which variant',
  student: 'Student',
  answers: 'Answers and solutions',
  hasIt: (names: string) => `For ${names}.`,
  solution: 'Solution',
  rubric: 'A full answer says:',
  leaveOut: (lines: string) => `left out: ${lines}`,
  figureState: 'The goals are reached in the figure, on the page.',
  ownWords: 'In the student’s own words.',
} as const
