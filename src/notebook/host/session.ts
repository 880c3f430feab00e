import type { FromWorker, ToWorker } from '../protocol/messages.ts'

/** One worker with its readers' code, however it is reached: through the frame in a page, directly in Node. */
export interface Session {
  send(message: ToWorker): void
  /** Ends the worker at once, whatever it is doing. */
  end(): void
  /**
   * Milliseconds that the worker has computed, or waited by its own will, so far; where that can be known. Rejects where
   * there is no worker yet, or none any more.
   */
  ownTime?(): Promise<number>
}

/** Why a worker has ended without being told to. */
export type Loss = 'crashed' | 'flood' | 'unreachable' | 'unloaded'

export interface SessionEvents {
  onMessage(message: FromWorker): void
  onLost(loss: Loss): void
}

/** Gives a fresh worker. */
export type OpenSession = (events: SessionEvents) => Session
