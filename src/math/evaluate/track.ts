import type { Span } from '../grammar/ast.ts'
import { message, type Message } from '../message.ts'

/** Why an expression has no value of its own: shapes that do not fit, an index out of place. Caught by the callers. */
export class NotEvaluable extends Error {
  readonly what: Message
  readonly at: Span | undefined
  constructor(id: string, params: Message['params'] = {}, at?: Span) {
    super(`math.${id}`)
    this.what = message(id, params)
    this.at = at
  }
}

/** More node visits than any expression of a lesson needs; nested sums could otherwise run for hours. */
const MOST_STEPS = 1_000_000

/** What one evaluation says about its own accuracy. */
export class Track {
  /** Greatest term that was added or subtracted: rounding is about 2⁻⁵³ times this. */
  terms = 0
  /** Greatest factor: errors of derivatives may have been multiplied by this. */
  gain = 1
  /** Estimated absolute error of numerical derivatives. */
  noise = 0
  hasDerivative = false
  hasOverflow = false
  steps = 0

  step(): void {
    if (++this.steps > MOST_STEPS) throw new NotEvaluable('tooMuchWork')
  }

  /** Absolute uncertainty of the result. */
  get floor(): number {
    return 2 ** -46 * this.terms + 100 * this.gain * this.noise
  }
}

export const greatest = (data: Float64Array): number =>
  data.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
