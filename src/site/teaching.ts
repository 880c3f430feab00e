import { resolve, type Exercise } from '../exercises/index.ts'
import { course } from './course-config.ts'
import { renderMarkdown } from './markdown/render.ts'

/** A mistake that an exercise recognizes, in words. */
export interface Misconception {
  /** `without-bias`, as the report of a class counts it. */
  id: string
  /** The option that was chosen, or the test that failed; HTML. */
  at?: string
  /** What the learner is told; HTML. */
  say: string
}

export interface ExerciseMistakes {
  /** The exercise's id, which is its anchor in the lesson. */
  id: string
  title: string
  objectives: readonly string[]
  mistakes: readonly Misconception[]
}

/** What the exercises of a lesson recognize as mistakes, exercise by exercise, with the numbers of the first variant. */
export function mistakesOf(
  lesson: string,
  exercises: Readonly<Record<string, Exercise>>,
  seed: string = course.seed,
): ExerciseMistakes[] {
  return Object.entries(exercises).map(([id, exercise]) => {
    const where = `${lesson}/${id}`
    const { texts, data } = resolve(exercise, where, 1, seed)
    const right = rightOptions(data)
    const mistakes = Object.entries(texts).flatMap(([key, text]): Misconception[] => {
      const [, kind, name = ''] = /^(mistake|say)-(.*)$/.exec(key) ?? []
      const say = (): string => renderMarkdown(text, `${where}, ${key}`)
      if (kind === 'mistake') return [{ id: name, say: say() }]
      // Why an option is right is no mistake; what a test says is said when it fails.
      const at = texts[`option-${name}`] ?? texts[`test-${name}`]
      if (kind !== 'say' || at === undefined || right.has(name)) return []
      return [{ id: name, at: renderMarkdown(at, `${where}, ${name}`), say: say() }]
    })
    return { id, title: exercise.title ?? id, objectives: exercise.objectives, mistakes }
  })
}

/** The options that are right, of a question or of what a prediction asks. */
function rightOptions(data: unknown): ReadonlySet<string> {
  const { ask, answer, right } = data as { ask?: { data: unknown }; answer?: unknown; right?: unknown }
  if (ask !== undefined) return rightOptions(ask.data)
  return new Set([answer, right].flat().filter((one) => typeof one === 'string'))
}
