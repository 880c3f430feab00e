import type { Rng } from './random.ts'

/**
 * A recipe for one random value. `params` returns recipes, not values, so that each is sampled from the stream named
 * after its key: adding, removing or reordering a parameter does not change the numbers of the others.
 */
export interface Draw<T> {
  sample(rng: Rng): T
  /** The value, transformed. */
  map<U>(f: (value: T) => U): Draw<U>
  /** A recipe that depends on the value: `draw.integer(2, 4).chain((n) => draw.vector(n, [-1, 1], 0.5))`. */
  chain<U>(f: (value: T) => Draw<U>): Draw<U>
  /** Redraws this value until `keep` holds; after 1000 tries it throws. */
  where(keep: (value: T) => boolean): Draw<T>
}

export type Interval = readonly [lo: number, hi: number]

const patience = 1000

function recipe<T>(sample: (rng: Rng) => T): Draw<T> {
  return {
    sample,
    map: (f) => recipe((rng) => f(sample(rng))),
    chain: (f) => recipe((rng) => f(sample(rng)).sample(rng)),
    where: (keep) =>
      recipe((rng) => {
        for (let i = 0; i < patience; i++) {
          const value = sample(rng)
          if (keep(value)) return value
        }
        throw new RangeError(
          `draw.where: no value kept in ${patience} draws; the condition is (almost) never true`,
        )
      }),
  }
}

export function isDraw(value: unknown): value is Draw<unknown> {
  return typeof value === 'object' && value !== null && 'sample' in value && 'chain' in value
}

/** Digits after the point of the shortest decimal form, also for 1e-7. */
function decimalPlaces(x: number): number {
  const [mantissa = '', exponent = '0'] = String(x).split('e')
  return Math.max(0, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent))
}

/** Values lo, lo + step, … ≤ hi, each the double nearest to its decimal: 0.15, never 0.15000000000000002. */
function gridValues(
  [lo, hi]: Interval,
  step: number,
  name: string,
): { count: number; at: (k: number) => number } {
  const isValid = Number.isFinite(lo) && Number.isFinite(hi) && step > 0 && hi >= lo
  if (!isValid)
    throw new RangeError(`draw.${name}: needs lo ≤ hi and step > 0, got lo ${lo}, hi ${hi}, step ${step}`)
  const places = Math.max(decimalPlaces(lo), decimalPlaces(step))
  const at = (k: number) => Number((lo + k * step).toFixed(places)) + 0 // + 0 turns −0 into 0
  return { count: Math.floor((hi - lo) / step + 1e-9) + 1, at }
}

function grid(lo: number, hi: number, step: number): Draw<number> {
  const { count, at } = gridValues([lo, hi], step, 'grid')
  return recipe((rng) => at(rng.below(count)))
}

function integer(lo: number, hi: number): Draw<number> {
  if (!Number.isSafeInteger(lo) || !Number.isSafeInteger(hi)) {
    throw new RangeError(`draw.integer: needs integers, got ${lo} and ${hi}`)
  }
  return grid(lo, hi, 1)
}

function list<T>(n: number, item: Draw<T>): Draw<T[]> {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`draw.list: needs a count ≥ 0, got ${n}`)
  return recipe((rng) => Array.from({ length: n }, () => item.sample(rng)))
}

function shuffle<const T>(items: readonly T[]): Draw<T[]> {
  return recipe((rng) => {
    const copy = [...items]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = rng.below(i + 1)
      ;[copy[i], copy[j]] = [copy[j]!, copy[i]!]
    }
    return copy
  })
}

function distinct<const T>(n: number, items: readonly T[]): Draw<T[]> {
  if (!Number.isSafeInteger(n) || n < 0 || n > items.length) {
    throw new RangeError(`draw.distinct: cannot take ${n} of ${items.length} items`)
  }
  return shuffle(items).map((shuffled) => shuffled.slice(0, n))
}

function choice<const T>(items: readonly T[]): Draw<T> {
  if (items.length === 0) throw new RangeError('draw.choice: the list is empty')
  return recipe((rng) => items[rng.below(items.length)]!)
}

/** The recipes an author has. Bounds are inclusive; grid values are exact decimals. */
export const draw = {
  /** lo, lo + step, …, hi, equally likely. */
  grid,
  /** An integer from lo to hi. */
  integer,
  /** n independent grid values. Shape (n). */
  vector: (n: number, [lo, hi]: Interval, step: number): Draw<number[]> => list(n, grid(lo, hi, step)),
  /** rows × columns independent grid values. Shape (rows, columns). */
  matrix: (rows: number, columns: number, [lo, hi]: Interval, step: number): Draw<number[][]> =>
    list(rows, list(columns, grid(lo, hi, step))),
  /** n independent samples of any recipe. */
  list,
  /** One of the items. */
  choice,
  /** All items in random order. */
  shuffle,
  /** n different items in random order. */
  distinct,
  /** n different grid values in random order. */
  distinctGrid: (n: number, interval: Interval, step: number): Draw<number[]> => {
    const { count, at } = gridValues(interval, step, 'distinctGrid')
    return distinct(
      n,
      Array.from({ length: count }, (_, k) => at(k)),
    )
  },
  /** −1 or 1. */
  sign: (): Draw<-1 | 1> => choice([-1, 1]),
  /** true with probability p. */
  chance: (p: number): Draw<boolean> => recipe((rng) => rng.uniform() < p),
} as const

export type DrawKit = typeof draw
