import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import { fitTo, spreadOf, type Fit, type Fitted, type Spread } from './fit.ts'

export { DRAWS, filterOf, fitTo, GRID, placesOf, spreadOf, targetsOf, truth } from './fit.ts'
export { designOf, rateOf } from './fit.ts'

export const HANDLES = ['degree', 'count', 'noise', 'alpha', 'steps'] as const
export type Handle = (typeof HANDLES)[number]

const decades = (from: number, to: number): number[] =>
  Array.from({ length: 2 * (to - from) + 1 }, (_, i) =>
    Number(`${i % 2 ? 3 : 1}e${from + Math.floor(i / 2)}`),
  )

/** The values that a handle can take, in order. */
export const VALUES: Readonly<Record<Handle, readonly number[]>> = {
  degree: Array.from({ length: 13 }, (_, i) => i),
  count: [6, 8, 10, 12, 15, 20, 25, 30, 40, 60],
  noise: [0, 0.1, 0.2, 0.3, 0.4, 0.5],
  alpha: [0, ...decades(-7, 1)],
  steps: [...decades(0, 7), Infinity],
}

export const VIEWS = ['one', 'many'] as const
export type View = (typeof VIEWS)[number]

export interface FitState extends Fit {
  /** The handle along which the errors are drawn. */
  along: Handle
  /** Errors of the data set that is drawn, or their means over DRAWS of them. */
  view: View
  /** The degree that the reader takes for the best; null as long as the test errors are hidden. */
  guess: number | null
}

/** Ten noisy examples of a sine and a polynomial that goes through all of them. */
export const INITIAL: FitState = {
  degree: 9,
  count: 10,
  noise: 0.3,
  alpha: 0,
  steps: Infinity,
  seed: 1,
  along: 'degree',
  view: 'one',
  guess: null,
}

export interface Point extends Spread {
  value: number
  /** The data set that is drawn. */
  one: Fitted
}

/** The latest sweeps: that of the chart and that of the guess. */
const kept: { key: string; points: Point[] }[] = []

/** The errors for every value of one handle, the others held. Moving the handle itself computes nothing anew. */
export function sweep(fit: Fit, along: Handle): Point[] {
  const { degree, count, noise, alpha, steps, seed } = fit
  const key = JSON.stringify([{ degree, count, noise, alpha, steps: String(steps), [along]: 0 }, seed, along])
  const known = kept.find((entry) => entry.key === key)
  if (known) return known.points
  const points = VALUES[along].map((value) => {
    const at = { ...fit, [along]: value }
    return { value, one: fitTo(at, 0), ...spreadOf(at) }
  })
  kept.unshift({ key, points })
  kept.length = Math.min(kept.length, 4)
  return points
}

/** The degree with the lowest mean test error, everything else as it is. */
export function bestDegree(fit: Fit): Point {
  return sweep(fit, 'degree').reduce((best, point) => (point.test < best.test ? point : best))
}

/** Everything that the figure shows of a state. */
export interface Shown {
  one: Fitted
  many: Spread
  points: Point[]
  best: Point | null
}

export function shownAt(state: FitState): Shown {
  const best = state.guess === null ? null : bestDegree(state)
  return { one: fitTo(state, 0), many: spreadOf(state), points: sweep(state, state.along), best }
}

const text = (value: number): string => (value === Infinity ? 'end' : String(value))

export const toLink = (state: FitState): LinkState => ({
  ...Object.fromEntries(HANDLES.map((handle) => [handle, text(state[handle])])),
  seed: String(state.seed),
  along: state.along,
  view: state.view,
  ...(state.guess === null ? {} : { guess: String(state.guess) }),
})

export function fromLink(link: LinkState, initial: FitState): FitState {
  const one = (handle: Handle) =>
    VALUES[handle].find((value) => text(value) === link[handle]) ?? initial[handle]
  return {
    degree: one('degree'),
    count: one('count'),
    noise: one('noise'),
    alpha: one('alpha'),
    steps: one('steps'),
    seed: Math.round(numberFromLink(link['seed'], initial.seed, 1, 999_999)),
    along: wordFromLink(link['along'], HANDLES, initial.along),
    view: wordFromLink(link['view'], VIEWS, initial.view),
    guess: VALUES.degree.find((value) => String(value) === link['guess']) ?? initial.guess,
  }
}

/** A state as an exercise keeps it is what a link carries; nonsense in it is as in the first state. */
export const stateFrom = (state: unknown): FitState => {
  const entries = typeof state === 'object' && state !== null ? Object.entries(state) : []
  return fromLink(
    Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')),
    INITIAL,
  )
}

/** What exercises ask of the figure. */
export const measures: Readonly<Record<string, (state: unknown) => number>> = {
  degree: (state) => stateFrom(state).degree,
  count: (state) => stateFrom(state).count,
  noise: (state) => stateFrom(state).noise,
  test: (state) => spreadOf(stateFrom(state)).test,
}
