import type { RecordProblem } from '../exercises/record.ts'

/** The page “Your work”, and why a file of work was refused. */

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
const cells = (n: number): string => plural(n, 'cell', 'cells')

export const recordText = {
  title: 'Your work',
  lead: 'Your answers and your own code in cells are kept in this browser and nowhere else (a private window forgets them when it is closed). Here you can take them with you, bring them back, or erase them.',
  loading: 'Looking up your work…',
  empty: 'No answers yet.',
  summary: (done: number, tried: number) =>
    `${plural(done, 'exercise', 'exercises')} done, ${tried} more tried.`,
  lesson: 'Lesson',
  done: 'Done',
  tried: 'Tried',
  of: (done: number, total: number) => `${done} of ${total}`,
  goOn: (lesson: string) => `Continue with ${lesson.charAt(0).toLowerCase()}${lesson.slice(1)}`,
  due: (n: number) => (n === 0 ? 'Nothing to review today' : `To review today: ${n}`),
  toReview: 'Review what you have answered',
  answers: 'Your answers',
  print: 'Print',
  printAbout: 'Every question you have answered, as a table to keep or to hand in.',
  name: (student: string) => `Name: ${student || '………………………………………………'}   Date: ………………………`,
  answer: 'Answer',
  result: 'Result',
  tries: 'Tries',
  date: 'Last',
  results: {
    untried: 'not answered',
    tried: 'not right yet',
    partial: 'partly right',
    correct: 'right',
    'correct-with-solution': 'right, with the solution seen',
  },
  mistakes: 'What went wrong, and how often',
  exercise: 'Exercise',
  mistake: 'Mistake',
  times: 'Times',
  takeAlong: 'Take it along',
  download: 'Download as a file',
  downloadAbout:
    'One JSON file that people can read: every answer with its exercise, version, variant and date.',
  withCells: (count: number, pages: number) =>
    `With my own code in ${cells(count)} on ${plural(pages, 'page', 'pages')}`,
  withCellsAbout:
    'Whoever gets the file can read this code. Nobody grades it: untick it to hand in your answers alone.',
  leftOut: (names: string) => `Too long for the file, and not in it: your code in ${names}. Copy it by hand.`,
  student:
    'If you hand it in: your name or number, as your instructor asks (it is written into the file and onto the print only)',
  /** With the name in it: thirty files go into one folder. */
  fileName: (student: string, date: string) =>
    `chainrule-work-${student === '' ? '' : `${student}-`}${date}.json`,
  upload: 'Read a file',
  uploadAbout:
    'Adds the work of a file to what is here. What is newer stays, and no answer is lost. Code in cells is not run; where yours differs, yours stays until you choose the other.',
  merged: (added: number, updated: number, kept: number) =>
    `Read: ${added} new, ${updated} brought up to date, ${kept} unchanged.`,
  cellsRead: (added: number, same: number, differing: number) =>
    [
      `Code in cells: ${added} new, ${same} unchanged, ${differing} different.`,
      ...(differing > 0 ? ['Where it differs, yours stays: see below.'] : []),
    ].join(' '),
  unknownPages: (names: string) =>
    `This course has no page ${names}: the code of its cells was left in the file.`,
  cellsNotKept: 'The code of cells could not be stored in this browser. It is still in the file.',
  differing: 'Different in the file',
  differingAbout:
    'These cells hold your code on this device, and other code in the file. Yours stays unless you choose. What you do not choose is still in the file.',
  cellOf: (page: string, cell: string) => `${page}, cell “${cell}”`,
  codeHere: (date: string) => (date === '' ? 'On this device' : `On this device, of ${date}`),
  codeInFile: (date: string) => (date === '' ? 'In the file' : `In the file, of ${date}`),
  publishedHere: 'The cell as published.',
  takeTheirs: 'Use the code of the file',
  takeMine: 'Back to mine',
  tookTheirs: 'The cell now has the code of the file. It has not run.',
  tookMine: 'The cell has your code again.',
  changedMeanwhile: 'This cell has changed meanwhile. Read the file again to compare.',
  unreadable: 'This file cannot be read.',
  erase: 'Erase everything',
  eraseAbout:
    'All answers, the review schedule, your own code in cells, and your name for assignments, on this device.',
  confirmErase:
    'Erase all your answers, your review schedule and your own code in cells on this device? This cannot be undone.',
  erased: 'Erased.',
  notKept:
    'This browser does not let the page store anything: there is nothing to export, and what you read in ends with this page.',
} as const

/** Why a file of work was refused. */
export const recordProblems: { [R in RecordProblem['reason']]: (path: string) => string } = {
  'code-too-long': (path) => `The code at “${path}” is too long to be that of a cell. Nothing was imported.`,
  'too-many-cells': () => 'This file has more cells than a course. Nothing was imported.',
  'too-large': () => 'This file is too large to be a record of work.',
  'not-json': () => 'This file is not JSON; it may be cut off.',
  'not-a-record': () => 'This file is not a record of work of this course.',
  'newer-format': () =>
    'This file comes from a newer version of the course. Update this page, then try again.',
  'hostile-key': (path) =>
    `This file contains the name “${path}”, which no record of work has. It was not imported.`,
  'too-deep': (path) => `This file is nested too deeply at “${path}”.`,
  invalid: (path) => `This file is damaged at “${path}”. Nothing was imported.`,
  'from-the-future': (path) => `The date at “${path}” lies in the future. Nothing was imported.`,
}
