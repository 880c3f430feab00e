import { Session, type SavedSession, type TrainingSession } from './session.ts'
import type { TrainingSpec } from './spec.ts'

/**
 * The training of a specification: by a compiled plan, which is fetched for the first session that wants one; eagerly
 * where float64 is asked for, or where the model has no compiled form.
 *
 * @param saved goes on from there; only a session of float64 is ever saved
 * @throws RangeError for a specification that makes no sense.
 */
export function createSession(
  spec: TrainingSpec,
  saved?: SavedSession,
): TrainingSession | Promise<TrainingSession> {
  if (spec.precision === 'float64') return saved ? new Session(spec).restore(saved) : new Session(spec)
  return import('./planSession.ts').then(({ planSession }) => planSession(spec))
}
