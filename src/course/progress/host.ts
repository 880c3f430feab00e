import type { Work } from '../../exercises/attempts.ts'

/**
 * Who keeps the reader's work besides this device, where the lesson runs inside something that does: a learning management
 * system. It is there before the page's own scripts.
 */
export interface ProgressHost {
  /**
   * Name of the database for this reader on this device, once it is known who reads; undefined where the device is to keep
   * nothing. Never fails.
   */
  readonly ready: Promise<string | undefined>
  /** Whether the reader's work is kept, or the host itself says that it is not. */
  readonly keeps: boolean
  /** What the device has kept, joined with what the host has. */
  join(kept: readonly Work[]): Work[]
  /** Some work has changed. */
  changed(works: readonly Work[]): void
}

declare global {
  var chainruleHost: ProgressHost | undefined
}
