/** A figure's code held against its own model. */
export interface CodeCase {
  /** States besides the figure's example: what a reader may have made of it. */
  states: readonly unknown[]
  /** An expression over the names of the code: the numbers that are compared. */
  shows: string
  /** The same numbers, as the figure computes them. */
  model: (state: never) => unknown
  /** The largest difference, relative to numbers above 1. */
  tolerance: number
  /** Seconds that the code may take. */
  seconds: number
}

export const held = <State>(
  states: readonly NoInfer<State>[],
  shows: string,
  model: (state: State) => unknown,
  { tolerance = 1e-9, seconds = 20 }: Partial<Pick<CodeCase, 'tolerance' | 'seconds'>> = {},
): CodeCase => ({ states, shows, model: model as CodeCase['model'], tolerance, seconds })
