import { FULL, PIXELS } from './network.ts'
import type { Shot } from './session.ts'

/** Numbers of a shot: arrays in a page's HTML, typed arrays from the worker. */
type Loose<T> = { [K in keyof T]: T[K] extends Float32Array | Uint8Array ? ArrayLike<number> : T[K] }
export type ShownShot = Omit<Loose<Shot>, 'insight'> & { insight: Loose<Shot['insight']> }

/** What the build computed: the network before its first update, and the digits that the first face shows. */
export interface Face {
  shot: ShownShot
  /** A character a pixel, in base 36, by the row of the data set. */
  images: Readonly<Record<number, string>>
  /** A character for each digit held out. */
  labels: string
}

/** Digits that a gallery shows at once. */
export const SHOWN = 24

export const imageToText = (features: ArrayLike<number>, row: number): string =>
  Array.from({ length: PIXELS }, (_, i) => features[row * PIXELS + i]!.toString(36)).join('')

/** Counts, 0 … 16. */
export const imageFromText = (text: string): number[] =>
  Array.from(text, (digit) => Math.min(FULL, Number.parseInt(digit, 36)))
