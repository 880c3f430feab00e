/** Results of a class: what `npm run regrade` says and writes. */

const plural = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`
/** A name as typed by somebody else, cut to a readable length. */
const quoted = (name: string): string => `“${name.slice(0, 100)}”`

export const resultText = {
  usage: `npm run regrade -- <folder> [--assignment <id or link>] [--out <folder>] [--seed <course seed>] [--course <folder>] [--processes 2]
  <folder>  work records (.json) of one class, or a folder for each class`,
  noFolder: (folder: string) => `There is no folder ${folder}.`,
  noRecords: (folder: string) => `There is no .json file in ${folder} or in its folders.`,
  wroteClass: (name: string, counted: number, files: number) =>
    `${name}: ${counted} of ${plural(files, 'file', 'files')} counted.`,
  wroteFiles: (files: readonly string[]) => `Written: ${files.join(' and ')}.`,

  unreadable: 'The file cannot be read.',
  /** For a teacher at a terminal; the page says the rest in the same words. */
  reading: {
    'newer-format': () =>
      'The file comes from a newer version of Chainrule than this one. Take the newer version (“Keep up” in the guide), then run again.',
    'hostile-key': (path: string) => `The file contains the name “${path}”, which no record of work has.`,
    invalid: (path: string) => `The file is damaged at “${path}”.`,
    'from-the-future': (path: string) => `The date at “${path}” lies in the future.`,
  },
  otherCourse: (course: string) => `The record is of another course, ${quoted(course)}.`,
  unknownAssignment: (id: string) =>
    `The record was handed in for the assignment ${quoted(id)}, which course.config.ts does not have.`,
  otherAssignment: (id: string) => `The record was handed in for another assignment, ${quoted(id)}.`,
  otherLink: (id: string) =>
    `The record was handed in for an assignment ${quoted(id)} that sets other exercises than this one.`,
  byRecord: (id: string) =>
    `The record was handed in for an assignment by link (${quoted(id)}): what was set is what the file says. --assignment with the link holds it against yours.`,
  late: (count: number, due: string, exercises: string) =>
    `${plural(count, 'answer was', 'answers were')} given after ${due} by the student’s clock: ${exercises}.`,
  failed: (why: string) => `The record could not be graded: ${why}`,
  crashed: 'Grading this record did not end, or ended the grading process. It is not counted.',
  noGrader: 'The grading process did not start: run npm run check to see what is wrong with the course.',
  notARecord: 'The file is not named .json; it was left alone.',
  empty: 'The record holds no answers.',
  unnamed: 'The record names no student; the file’s name stands for it.',
  sameStudent: (student: string, other: string) =>
    `${quoted(student)} handed in more than one file. ${other}, saved later, is counted; this one is not.`,
  copied: (shared: number, all: number, other: string, student: string) =>
    `${shared} of ${plural(all, 'answer', 'answers')} are also in ${other} (${quoted(student)}), the same to the millisecond. Neither is counted: ask both, remove one file, and run again.`,
  tampered: (count: number, exercises: string) =>
    `The file claims another result than grading gives for ${plural(count, 'answer', 'answers')}: ${exercises}. What grading gives is counted.`,
  tamperedAt: (exercise: string, claimed: string, now: string) =>
    `${exercise} (claimed ${claimed}, is ${now})`,
  refused: (count: number, why: string, exercises: string) =>
    `${plural(count, 'answer was', 'answers were')} not counted, because ${why}: ${exercises}.`,
  refusals: {
    'unknown-exercise': 'this course has no such exercise',
    'older-version': 'the exercise has changed since',
    'newer-version': 'the exercise is older in this course',
    'unknown-variant': 'this course offers no such variant',
    'other-variant': 'the variant is not the one that this student was given',
    'other-seed': 'the numbers are of another course seed',
    'not-judged': 'the program could not be run',
  },
  more: (n: number) => `and ${n} more`,

  status: { correct: 'right', partial: 'partly right', incorrect: 'wrong', ungraded: 'not gradable' },
  reached: {
    correct: 'right',
    'correct-with-solution': 'right after the solution',
    partial: 'partly right',
    tried: 'wrong',
    untried: 'not tried',
  },
  uncounted: 'answered, not counted',
  csv: [
    'class',
    'student',
    'file',
    'exercise',
    'variants',
    'result',
    'score',
    'tries',
    'hints',
    'solution seen',
    'first answer (UTC)',
    'last answer (UTC)',
    'mistakes',
    'claims that differ',
    'answers not counted',
  ],
  csvAssignment: 'assignment',
  title: (name: string) => `Results: ${name}`,
  lead: (students: number, tries: number, date: string) =>
    `${plural(students, 'student', 'students')}, ${plural(tries, 'try', 'tries')}, graded again on ${date}.`,
  problems: 'What to look at first',
  noProblems: 'Every file could be read, and every claim agrees with what grading gives.',
  problemKinds: {
    malformed: 'Damaged',
    foreign: 'Of another course or version',
    'same-student': 'Handed in twice',
    copied: 'Same answers as another',
    tampered: 'Claims differ',
    'not-counted': 'Answers not counted',
    empty: 'Empty',
    unnamed: 'No name',
    'by-record': 'Assignment by link',
    late: 'After the due day',
  },
  file: 'File',
  problem: 'What it is',
  about: 'Details',
  isCounted: 'Counted',
  yes: 'yes',
  no: 'no',
  legend:
    'In the tables, ✓ is right, ◐ partly right, ✗ wrong, ? answered but not counted (the list above says why), a dot not tried; the number counts tries. “h2” is two hints; “s” means that the solution had been seen.',
  totals: 'Students',
  totalsLegend:
    'An exercise is worth one point, and the best answer that counts decides what part of it is reached. Right answers after the solution had been seen are points, too, and are counted in a column of their own. How points become a mark is yours to decide.',
  points: 'Points',
  rightOf: (right: number, set: number) => `${right} of ${set}`,
  afterSolution: 'Of these after the solution',
  honesty:
    'Answers, and results, are graded again. Hints, dates and whether the solution was seen are what the file says: whoever can write the file can change them. No record proves who wrote it.',
  byLesson: 'Students by lesson',
  exercises: 'Exercises',
  student: 'Student',
  exercise: 'Exercise',
  right: 'Right',
  partly: 'Partly',
  wrong: 'Wrong',
  untried: 'Not tried',
  notCounted: 'Not counted',
  tries: 'Tries, median',
  hints: 'Hints, mean',
  mistakes: 'Mistakes',
  mistake: 'Mistake',
  times: 'Times',
  students: 'Students',
  noMistakes: 'No mistake was recognized.',
  cell: (reached: string, tries: number, hints: number, isSolutionSeen: boolean) =>
    [reached, plural(tries, 'try', 'tries'), ...(hints > 0 ? [plural(hints, 'hint', 'hints')] : [])]
      .concat(isSolutionSeen ? ['solution seen'] : [])
      .join(', '),
} as const
