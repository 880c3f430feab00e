import { useEffect, useState } from 'preact/hooks'
import type { Work } from '../../src/exercises/attempts.ts'
import type { ListedExercise } from '../review/exercise-index.ts'
import { fetchWords, isAnsweredById, type Words } from './words.ts'

/** The words behind the ids of answered questions, by exercise; until they are there, and where they cannot be had, none. */
export function useWords(works: readonly Work[] | undefined, exercises: readonly ListedExercise[]) {
  const [words, setWords] = useState<Readonly<Record<string, readonly Words[]>>>({})
  useEffect(() => {
    const wanted = exercises.filter(
      ({ id, kind }) => isAnsweredById(kind) && !(id in words) && works?.some((work) => work.id === id),
    )
    void Promise.all(
      wanted.map(async ({ id, source }) => [id, await fetchWords(source).catch(() => [])] as const),
    ).then((found) => found.length > 0 && setWords((before) => ({ ...before, ...Object.fromEntries(found) })))
  }, [works])
  return words
}
