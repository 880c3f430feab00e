import { draw, isDraw, type Draw, type DrawKit } from './draw.ts'
import { hashText, randomStream } from './random.ts'

/** What the recipes of `params` become: each recipe its value, anything else itself. */
export type Sampled<P> = { [K in keyof P]: P[K] extends Draw<infer V> ? V : P[K] }

export interface Sampling<P, D> {
  /** Recipes and constants, by name. Each name has its own random stream. */
  params?: (draw: DrawKit) => P
  /** Second stage: recipes that depend on the first, and values computed once for prompt, answer and solution. */
  derived?: (params: Sampled<P>, draw: DrawKit) => D
  /** Keeps only draws that make a good question: no near-ties, no answer that a mistake also gives. */
  where?: (params: Sampled<P & D>) => boolean
}

/** Redraws before the condition counts as hopeless. */
const maxRedraws = 2000

/**
 * The seed of one variant: a hash of course seed, exercise, version and variant, 32 hexadecimal digits. It is stored
 * with every answer and printed on paper copies.
 */
export function variantSeed(courseSeed: string, id: string, version: number, variant: number): string {
  return hashText(JSON.stringify([courseSeed, id, version, variant]))
}

function sampleAll<P>(recipes: P, seed: string, redraw: number): Sampled<P> {
  const values: Record<string, unknown> = {}
  for (const [name, recipe] of Object.entries(recipes as Record<string, unknown>)) {
    values[name] = isDraw(recipe) ? recipe.sample(randomStream(`${seed}/${redraw}/${name}`)) : recipe
  }
  return values as Sampled<P>
}

/** Draws the parameters of a variant. Throws when `where` refuses every one of 2000 draws. */
export function sampleParams<P, D>(sampling: Sampling<P, D>, seed: string): Sampled<P & D> {
  for (let redraw = 0; redraw < maxRedraws; redraw++) {
    const first = sampleAll((sampling.params?.(draw) ?? {}) as P, seed, redraw)
    const second = sampleAll((sampling.derived?.(first, draw) ?? {}) as D, seed, redraw)
    const all = { ...first, ...second } as Sampled<P & D>
    if (sampling.where === undefined || sampling.where(all)) return all
  }
  throw new RangeError(
    `where refuses each of ${maxRedraws} draws; widen the parameters or loosen the condition`,
  )
}
