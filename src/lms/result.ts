import { progressOf, type Work } from '../exercises/attempts.ts'
import type { LmsConfig } from './config.ts'

/** What has been reached in a lesson. */
export interface Result {
  done: number
  all: number
  /** 0 … 100; absent where the lesson has no exercises. */
  score?: number
}

/**
 * An exercise is done when it was answered rightly, with help or without. It scores the best answer that was given before
 * the solution was seen. Answers to an older version of an exercise do not count.
 */
export function resultOf({ lesson, exercises }: LmsConfig, works: readonly Work[]): Result {
  const all = exercises.length
  if (all === 0) return { done: 0, all }
  let [done, score] = [0, 0]
  for (const { id, version } of exercises) {
    const own = works.filter((work) => work.id === `${lesson}/${id}` && work.version === version)
    if (own.some((work) => ['correct', 'correct-with-solution'].includes(progressOf(work)))) done++
    score += Math.max(0, ...own.flatMap(({ answers }) => answers.filter(isOwn).map((answer) => answer.score)))
  }
  return { done, all, score: (100 * score) / all }
}

const isOwn = ({ isSolutionSeen }: { isSolutionSeen: boolean }): boolean => !isSolutionSeen
