import { Session, type TrainingSession } from './session.ts'
import type { TrainingSpec } from './spec.ts'

/**
 * The training of a specification: by a compiled plan, which is fetched for the first session that wants one; eagerly
 * where float64 is asked for, or where the model has no compiled form.
 *
 * @throws RangeError for a specification that makes no sense.
 */
export function createSession(spec: TrainingSpec): TrainingSession | Promise<TrainingSession> {
  if (spec.precision === 'float64') return new Session(spec)
  return import('./planSession.ts').then(({ planSession }) => planSession(spec))
}
