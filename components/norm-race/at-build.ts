import recorded from './recorded.json' with { type: 'json' }
import type { Results } from './model.ts'

/** What the worker finds with the first eight seeds, kept so that the page has a first face without a minute of training. */
export const RECORDED: {
  readonly initial: Results
  /** Two hidden layers. */
  readonly shallow: Results
  /** Small first weights. */
  readonly small: Results
  /** Large first weights. */
  readonly large: Results
  /** A learning rate of one half. */
  readonly fast: Results
  /** Batches of five, and a smaller learning rate. */
  readonly fiveSlow: Results
} = recorded
