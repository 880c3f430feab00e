import type { SavedSession } from './session.ts'
import type { HyperParameters, TrainingSpec } from './spec.ts'

/** Page → worker. `session` is a number that the page chose. */
export type Command =
  | { do: 'create'; session: number; spec: TrainingSpec; saved?: SavedSession }
  /** Trains until paused: `steps` for every frame that the page is ready to draw, or as many as fit before it is. */
  | { do: 'run'; session: number; steps: number | 'many' }
  | { do: 'pause'; session: number }
  | { do: 'step'; session: number; steps: number }
  | { do: 'set'; session: number; hyper: HyperParameters }
  /** The page is ready to draw one snapshot, and gives back the buffer of the one it drew before. */
  | { do: 'frame'; session: number; buffer?: ArrayBuffer }
  /** Asks for everything that the session needs to go on elsewhere. */
  | { do: 'save'; session: number }
  | { do: 'dispose'; session: number }

/** The state of a session after a step. */
export interface Snapshot {
  session: number
  /** Updates made so far. */
  step: number
  /** Passes over the data so far, the unfinished one included as a fraction. */
  epoch: number
  /** Loss over all examples after the latest step. */
  loss: number
  /** Share of examples whose class the model gets right, 0 … 1; NaN for a regression. */
  accuracy: number
  /** All parameters one after the other, in the model's order: float64 in a buffer that the page gives back. */
  parameters: ArrayBuffer
}

/** Worker → page. */
export type Report =
  /** The session is there. What could not be compiled trains eagerly: `reason` names the layer and says why. */
  | { tell: 'created'; session: number; isCompiled: boolean; reason: string }
  | ({ tell: 'snapshot' } & Snapshot)
  /** Null where the session trains, or cannot be kept to the last bit. */
  | { tell: 'saved'; session: number; saved: SavedSession | null }
  /** Training stopped by itself; the session stays as it was before the step that failed. */
  | { tell: 'stopped'; session: number; step: number; reason: 'non-finite'; where: string }
  /** The worker could not do what it was told. */
  | { tell: 'failed'; session: number; message: string }
