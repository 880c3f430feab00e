/** What page and service worker agree on. */

/** How the names of a course's caches begin: several courses may stand on one host. */
export const cachesOf = (base: string): string => `chainrule:${base}:`

/** One file of a release: its address below the site's base, and what tells its text from that of another release. */
export type Kept = readonly [path: string, revision: string | null]

/** What a service worker says of itself. */
export interface About {
  release: string
  /** What the release takes on the device, in bytes. */
  bytes: number
  /** Every file is there. */
  isWhole: boolean
}

export type ToServiceWorker =
  /** Answered through the port that comes along. */
  | { type: 'about' }
  /** The reader wants this release: it need not wait until the last page of the old one is closed. */
  | { type: 'take over' }
  /** What the release has lost is to be fetched again. Answered, when that is done, as `about` is. */
  | { type: 'fill' }

/** `offline.json`: what keeping the course costs, for readers who pay for data. */
export interface Cost {
  files: number
  /** To fetch, compressed as most hosts do. */
  transfer: number
  /** On the device. */
  bytes: number
}
