import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { resolve, type Exercise } from '../../../src/exercises/index.ts'
import { exportText } from '../../../src/strings/lms.en.ts'
import { readCourse, type LessonFiles } from '../check/course.ts'
import { chosenOf } from './choose.ts'
import { moodleXml, type MoodleExercise } from './moodle.ts'
import { gradesAlike, isForMoodle, isShuffled } from './moodle-limits.ts'
import { ExportRefusal } from './refusal.ts'

export interface MoodleArguments {
  /** The course's folder. */
  root: string
  wanted: string
  out: string
  courseTitle: string
  /** How many variants of each exercise; all that it offers unless given. */
  variants?: string | undefined
}

export interface WrittenQuestions {
  file: string
  exercises: number
  questions: number
  /** Exercises that Moodle cannot grade, or single variants of them. */
  left: string[]
}

/** Writes the questions of a lesson, a unit, or the course. */
export async function exportMoodle(given: MoodleArguments): Promise<WrittenQuestions> {
  const { root, wanted, out, courseTitle } = given
  const most = given.variants === undefined ? Infinity : Number(given.variants)
  if (!(most >= 1) || (most !== Infinity && !Number.isInteger(most)))
    throw new ExportRefusal(exportText.badVariants(given.variants!))
  const course = await readCourse(root)
  const lessons = chosenOf(course.lessons, wanted)
  const exercises: MoodleExercise[] = []
  const left: string[] = []
  for (const lesson of lessons) {
    if (!lesson.exercises) continue
    const url = pathToFileURL(join(root, lesson.exercises.file)).href
    const module = (await import(url)) as { default: Record<string, Exercise> }
    for (const [name, exercise] of Object.entries(module.default)) {
      const id = `${lesson.id}/${name}`
      if (!isForMoodle(exercise)) {
        left.push(id)
        continue
      }
      const count = Math.min(most, exercise.variants)
      const all = Array.from({ length: count }, (_, i) => resolve(exercise, id, i + 1, course.seed))
      const variants = all.filter(gradesAlike)
      if (variants.length === 0) left.push(id)
      else {
        left.push(...all.filter((one) => !gradesAlike(one)).map(({ variant }) => `${id} (${variant})`))
        exercises.push({
          lesson: titleOf(lesson),
          title: exercise.title ?? name,
          isShuffled: isShuffled(exercise, id, course.seed),
          variants,
        })
      }
    }
  }
  if (exercises.length === 0) throw new ExportRefusal(exportText.noQuestions(wanted))
  const file = join(out, `${wanted.replaceAll(/^\/+|\/+$/g, '').replaceAll('/', '-')}-moodle.xml`)
  await mkdir(out, { recursive: true })
  await writeFile(file, moodleXml(courseTitle, exercises))
  const questions = exercises.reduce((sum, { variants }) => sum + variants.length, 0)
  return { file, exercises: exercises.length, questions, left }
}

const titleOf = ({ source, id }: LessonFiles): string => /^title: *(['"]?)(.+?)\1 *$/m.exec(source)?.[2] ?? id
