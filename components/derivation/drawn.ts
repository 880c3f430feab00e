/** One line of a proof as the page shows it. */
export interface DrawnStep {
  /** The formula as HTML, and the same with its numbers under the symbols. */
  tex: string
  numbersTex: string
  /** Why the step is allowed, as HTML. */
  by: string
  /** What both sides of the step are at the numbers shown. */
  checked: string
}
