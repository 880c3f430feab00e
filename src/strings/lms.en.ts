/** A lesson inside a learning management system, and the commands that make packages for one. */

interface Reached {
  done: number
  all: number
  score?: number
}

const reached = ({ done, all, score }: Reached): string =>
  score === undefined ? '' : ` ${done} of ${all} exercises done, score ${Math.round(score)} of 100.`

export const lmsText = {
  searching: 'Looking for your learning platform…',
  absent:
    'No learning platform answers: your work is kept in this browser only, and nothing is reported. Open the lesson from your course to have it recorded.',
  reading:
    'You are reading along: nothing is recorded here. Open this lesson from your course’s own list to have your work recorded.',
  review: 'This attempt is closed: you see your work, and nothing you do now is recorded.',
  recorded: (result: Reached) => `Recorded in your course.${reached(result)}`,
  waiting: (result: Reached) => `About to be recorded in your course.${reached(result)}`,
  failing: (result: Reached) =>
    `Your learning platform does not answer. Your work is kept in this browser and is sent as soon as it answers again.${reached(result)}`,
}

const list = (names: readonly string[]): string => names.join(', ')

export const exportText = {
  usage: `npm run export -- scorm <lesson|unit|course> [--standard 1.2|2004] [--pass 60] [--site https://…]
npm run export -- moodle <lesson|unit|course> [--variants 5]
  <lesson>  as in its address: neurons/artificial-neuron
  <unit>    the first part of it: neurons
  course    everything
options: --out <folder> where to write (export)   --dist <folder> a course that is built already`,
  unknownCommand: (found: string, known: readonly string[]) =>
    `There is no export "${found}"; known: ${list(known)}.`,
  unknownChoice: (found: string, near: string) =>
    `"${found}" is no lesson, no unit, and not the word course.${near}`,
  notBuilt: (folder: string) =>
    `There is no built course in ${folder} (no index.html): run npm run build first, or leave --dist away.`,
  noLessons: (folder: string) => `The course in ${folder} has no lessons that its first page links to.`,
  missing: (page: string, found: string) =>
    `${page} wants ${found}, which the build did not write: run npm run build again.`,
  unmovable: (file: string) =>
    `${file} names an address that only holds at the root of a host; the package would break. Report it with this line.`,
  badPass: (found: string) => `--pass ${found}: a pass mark is a number from 1 to 100, such as --pass 60.`,
  badStandard: (found: string) =>
    `--standard ${found}: known are 1.2 and 2004; without the option both are written.`,
  badSite: (found: string) =>
    `--site ${found}: write the whole address under which the course is published, such as https://example.org/course/.`,
  badVariants: (found: string) =>
    `--variants ${found}: write how many variants of each exercise, such as --variants 5.`,
  noQuestions: (wanted: string) =>
    `${wanted} has no exercise that Moodle can grade: it takes those of the kinds numeric, choice and multi.`,
  wroteQuestions: (file: string, exercises: number, questions: number) =>
    `${file}: ${exercises} ${exercises === 1 ? 'exercise' : 'exercises'}, ${questions} questions`,
  leftOut: (ids: readonly string[]) =>
    `Not for Moodle, which could not grade them as the page does: ${list(ids)}`,
  badManifest: (problems: readonly string[]) =>
    `The manifest would be refused by an LMS; this is an error of Chainrule's: ${problems.join('; ')}`,
  building: 'Building the course first …',
  wrote: (file: string, lessons: number, kilobytes: number) =>
    `${file}: ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'}, ${kilobytes} KB`,
}
