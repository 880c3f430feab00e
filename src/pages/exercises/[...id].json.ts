import type { APIRoute } from 'astro'
import type { Exercise } from '../../exercises/index.ts'
import { allExercises, ship } from '../../site/exercises.ts'

export async function getStaticPaths() {
  return (await allExercises()).map(({ lesson, id, exercise }) => ({
    params: { id: `${lesson}/${id}` },
    props: { lesson, id, exercise },
  }))
}

/** All offered variants of one exercise, rendered: what the page fetches when the exercise comes near. */
export const GET: APIRoute = ({ props }) => {
  const { lesson, id, exercise } = props as { lesson: string; id: string; exercise: Exercise }
  const variants = Array.from({ length: exercise.variants }, (_, i) => ship(exercise, lesson, id, i + 1))
  return new Response(JSON.stringify({ variants }), { headers: { 'content-type': 'application/json' } })
}
