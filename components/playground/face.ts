import type { Shown } from './Results.tsx'

/** What the build computed of the first state: all that the figure shows before the worker has spoken. */
export interface Face extends Shown {
  parameters: number[]
  /** Where each neuron's map is positive, hidden ones first. */
  nodes: string[]
  /** The same of the output, finer. */
  output: string
}
