/** The interface's text around exercises: their forms, the gallery, review, and one's own record. */

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

export const formText = {
  pickAll: 'Choose every one that applies',
  right: 'right',
  wrong: 'not right',
  shapeHint: 'For example (2, 3)',
  shapeFirst: 'Its shape first',
  setShape: 'Make the grid',
  pasteArray: 'The array, as [[1, 2], [3, 4]]',
  gridHint: 'Arrow keys go from cell to cell; an array can be pasted into any of them.',
  text: 'Your words',
  compare: 'Compare with the list',
  rubric: 'Does your answer say this? Check what it says.',
  words: (n: number) => plural(n, 'word', 'words'),
  program: 'The program',
  starter: 'The code to start from',
  tests: 'Tests',
  showTest: 'its code',
  prediction: 'Your prediction',
  outputLabel: 'What it prints, line by line',
  confidence: 'How sure are you?',
  confidences: { 1: 'a guess', 2: 'fairly sure', 3: 'certain' } as Record<1 | 2 | 3, string>,
  commit: 'Commit and run',
  committed: (sure: string | undefined) =>
    sure === undefined ? 'Your prediction is committed.' : `Your prediction is committed, ${sure}.`,
  outcome: 'What happens',
  ranNow: 'Run just now, in this page.',
  ranAtBuild: 'Run when this lesson was checked.',
  running: 'Running…',
  goals: 'Goals',
  toFigure: 'To the figure',
  startFigure: 'Set the figure to the start',
  noFigure: 'The figure of this exercise is not on this page, or not ready yet.',
} as const

export const orderText = {
  list: 'Lines to put in order',
  used: 'Your order',
  unused: 'Not used',
  empty: 'Nothing here yet.',
  keys: 'Up and down arrows choose a line, Space picks it up and puts it down. While it is up, arrows move it; left and right change its indentation; Escape puts it back.',
  keysWithoutIndent:
    'Up and down arrows choose a line, Space picks it up and puts it down. While it is up, arrows move it; Escape puts it back.',
  tools: 'Move the chosen line',
  up: 'Up',
  down: 'Down',
  outdent: 'Less indentation',
  indent: 'More indentation',
  use: 'Use it',
  unuse: 'Do not use it',
  lines: (n: number) => plural(n, 'line', 'lines'),
  grabbed: (line: string, where: string) => `${line}: picked up, ${where}.`,
  dropped: (line: string, where: string) => `${line}: put down, ${where}.`,
  moved: (line: string, where: string) => `${line}: ${where}.`,
  returned: (line: string, where: string) => `${line}: back, ${where}.`,
  place: (at: number, of: number) => `place ${at} of ${of}`,
  placeIndented: (at: number, of: number, levels: number) =>
    `place ${at} of ${of}, indented ${plural(levels, 'level', 'levels')}`,
  placeUnused: 'not used',
  helpOffer: 'Make it easier',
  helpGiven: (steps: number, total: number) => `Made easier, step ${steps} of ${total}.`,
} as const

export const sheetText = {
  choose: 'Mark one.',
  chooseAll: 'Mark every one that applies.',
  order: 'Number the lines in order; cross out what does not belong.',
  shape: 'Shape:',
  because: 'Write here:',
  noInteraction: 'This exercise needs its figure, which runs only on the page.',
} as const

export const mathText = {
  palette: 'Symbols to insert',
  insert: 'Insert',
  line: (n: number) => `Line ${n}`,
  blank: (n: number) => `Blank ${n}`,
  addLine: 'Add a line',
  removeLine: 'Remove the last line',
} as const

export const galleryText = {
  title: 'Every kind of exercise',
  lead: 'Each kind of exercise that a lesson can set, with an answer for every outcome it can have. Press an answer to give it, or give your own. Nothing on this page is kept.',
  answers: 'Answers to try',
  playName: 'A line between ten points',
  playCaption:
    'A figure for the exercise above: filled points are to be on the side where the sum is positive.',
  weight: (index: number) => `weight w${index}`,
  bias: 'bias b',
  playState: (right: number, total: number, length: string) =>
    `${right} of ${total} points on their own side; the weights have length ${length}.`,
} as const

export const reviewText = {
  title: 'Review',
  lead: 'What you have answered comes back when you are about to forget it, with other numbers each time. The schedule stays on this device.',
  unitTitle: (unit: string) => `Review: ${unit}`,
  unitLead: 'Every exercise of the unit once, with numbers that you have not had.',
  units: 'By unit',
  exercises: (n: number) => plural(n, 'exercise', 'exercises'),
  loading: 'Looking up your work…',
  nothingAnswered: 'Nothing to review yet: answer an exercise in a lesson first.',
  invite: (n: number) =>
    `You have answered ${plural(n, 'exercise', 'exercises')}. Shall they come back for review?`,
  start: 'Start reviewing',
  due: (n: number) => `Due today: ${n}`,
  noneDue: (date: string) => `Nothing is due today. The next exercise comes back on ${date}.`,
  caughtUp: 'Nothing is due today.',
  position: (at: number, of: number) => `${at} of ${of}`,
  next: 'Next',
  skip: 'Not now',
  comesBack: (date: string) => `Comes back on ${date}.`,
  recall: { again: 'Again soon.', hard: 'With some effort.', good: 'Known.', easy: 'Known well.' },
  finished: 'That was all. Well done.',
  stop: 'Stop reviewing',
  confirmStop: 'Forget the schedule? Your answers stay.',
  download: 'Schedule as CSV',
  csvName: 'chainrule-review.csv',
  lesson: 'The lesson',
  notKept: 'This browser keeps nothing, so the schedule ends with this page.',
} as const
