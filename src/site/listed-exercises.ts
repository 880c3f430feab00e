import type { ListedExercise } from '../../components/review/exercise-index.ts'
import { unitIdOf } from '../course/ids.ts'
import { allExercises } from './exercises.ts'
import { courseOutline } from './course.ts'
import { href, lessonHref } from './links.ts'

/** Every exercise of the course, in the order of its lessons. */
export async function listedExercises(): Promise<ListedExercise[]> {
  const lessons = (await courseOutline()).flatMap((unit) => unit.lessons.map(({ id }) => id))
  return (await allExercises())
    .toSorted((a, b) => lessons.indexOf(a.lesson) - lessons.indexOf(b.lesson))
    .map(({ lesson, id, exercise }) => ({
      id: `${lesson}/${id}`,
      title: exercise.title ?? id,
      kind: exercise.kind,
      unit: unitIdOf(lesson),
      variants: exercise.variants,
      source: href(`exercises/${lesson}/${id}.json`),
      place: `${lessonHref(lesson)}#${id}`,
    }))
}
