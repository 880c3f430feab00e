import type { KindName } from '../../../src/exercises/check.ts'

let provided: Promise<void> | undefined

/** Kinds whose checker is a file of its own: grammar and evaluator are larger than all other kinds together. */
const needsMath = (kind: KindName): boolean => kind === 'expression' || kind === 'derivation'

/** Resolves when answers of this kind can be checked. */
export function readyFor(kind: KindName): Promise<void> {
  if (!needsMath(kind)) return Promise.resolve()
  provided ??= import('../../../src/exercises/math.ts').then(
    ({ provideMath }) => provideMath(),
    (error: unknown) => {
      provided = undefined
      throw error
    },
  )
  return provided
}
