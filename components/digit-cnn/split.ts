import { rng } from 'chainrule'

/**
 * Where each form begins. The labels of the file are one sequence of 130 digits, written down 14 times, with up to eight
 * digits missing; nobody says so, but it is what a form with preprinted boxes leaves. A test holds these against the file.
 */
export const FORMS = [0, 130, 256, 386, 516, 646, 776, 906, 1029, 1157, 1287, 1415, 1545, 1667] as const
export const EXAMPLES = 1797
/** Forms held out, and digits held out by a random split: about as many. */
export const HELD_FORMS = 4
export const HELD_DIGITS = 510

export const SPLITS = ['random', 'forms'] as const
/** `random`: any digit may be held out. `forms`: whole forms are, so that no form is on both sides. */
export type SplitName = (typeof SPLITS)[number]

export interface Split {
  /** Rows of the data set, in the order in which they stand there. */
  training: number[]
  heldOut: number[]
}

/** Which form a row of the data set stands on, counted from 0. */
export const formOf = (row: number): number => FORMS.findLastIndex((start) => start <= row)

/** The same split for a seed on every machine. */
export function splitOf(kind: SplitName, seed: number): Split {
  const chance = rng(seed).stream('split')
  const isHeld = new Uint8Array(EXAMPLES)
  if (kind === 'random') for (const row of chance.permutation(EXAMPLES).slice(0, HELD_DIGITS)) isHeld[row] = 1
  else {
    const held = new Set(chance.permutation(FORMS.length).slice(0, HELD_FORMS))
    for (let row = 0; row < EXAMPLES; row++) if (held.has(formOf(row))) isHeld[row] = 1
  }
  const rows = Array.from({ length: EXAMPLES }, (_, row) => row)
  return { training: rows.filter((row) => !isHeld[row]), heldOut: rows.filter((row) => isHeld[row]) }
}
