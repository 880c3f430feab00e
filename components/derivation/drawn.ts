import type { LessonDerivation } from '../../src/math/index.ts'

/** One line of a proof as the page shows it. */
export interface DrawnStep {
  /** The formula as HTML. */
  tex: string
  /** Why the step is allowed, as HTML. */
  by: string
  /** What both sides of the step are at the lesson's numbers; empty where they have no value. */
  checked: string
}

/** What a page fetches when a reader first asks for the numbers of a proof. */
export interface DrawnNumbers {
  /** Every line as HTML, with a number under each symbol. */
  lines: readonly string[]
  /** What was checked, as plain data: for other numbers, evaluated in the page. */
  derivation: LessonDerivation
}
