import { log } from '../elementary/logarithm.ts'
import { type GeneratorState, nextBits, seedState } from './generator.ts'

/** Everything that determines the numbers still to come; plain JSON. */
export interface RngState {
  readonly seed: number
  readonly name: string
  readonly words: readonly [number, number, number, number]
  /** The second number of a normal pair, not handed out yet. */
  readonly spare: number | null
}

/**
 * A seeded stream of random numbers, the same on every machine: xoshiro128**. Made by `rng(seed)`; `stream(name)`
 * gives independent streams, so that drawing more in one place never changes another.
 *
 * @example
 * const init = rng(42).stream('init')
 * const again = rng(42).stream('init')
 * init.uniform() === again.uniform()
 * // → true
 */
export class Rng {
  readonly seed: number
  readonly name: string
  #words: GeneratorState
  #spare: number | null = null

  constructor(seed: number, name = '') {
    if (!Number.isSafeInteger(seed)) throw new RangeError(`rng: the seed is ${seed}; it must be an integer.`)
    this.seed = seed
    this.name = name
    this.#words = seedState(seed, name)
  }

  /**
   * A stream of its own, determined by the seed and the path of names, whatever was drawn before.
   *
   * @throws RangeError when the name holds a slash: it separates the names of a path.
   */
  stream(name: string): Rng {
    if (name.includes('/')) throw new RangeError(`rng: the stream name '${name}' holds a slash.`)
    return new Rng(this.seed, `${this.name}/${name}`)
  }

  /** Saved by `rng.state`, restored by `rng.state = saved` or `Rng.from(saved)`. */
  get state(): RngState {
    return { seed: this.seed, name: this.name, words: [...this.#words], spare: this.#spare }
  }

  set state({ words, spare }: RngState) {
    this.#words = [...words]
    this.#spare = spare
  }

  static from(state: RngState): Rng {
    const restored = new Rng(state.seed, state.name)
    restored.state = state
    return restored
  }

  /** 32 random bits as an integer in [0, 2³²). */
  bits(): number {
    return nextBits(this.#words)
  }

  /** Uniform in [low, high), with 53 random bits. */
  uniform(low = 0, high = 1): number {
    const unit = ((this.bits() >>> 5) * 67108864 + (this.bits() >>> 6)) / 9007199254740992
    const value = low + (high - low) * unit
    return value < high ? value : low // rounding can reach `high`
  }

  /** Normal with mean `mean` and standard deviation `std`. Marsaglia's polar method, in pairs. */
  normal(mean = 0, std = 1): number {
    return mean + std * this.#standardNormal()
  }

  #standardNormal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare
      this.#spare = null
      return spare
    }
    for (;;) {
      const u = this.uniform(-1, 1)
      const v = this.uniform(-1, 1)
      const s = u * u + v * v
      if (s >= 1 || s === 0) continue
      const factor = Math.sqrt((-2 * log(s)) / s)
      this.#spare = v * factor
      return u * factor
    }
  }

  /** A whole number, uniform in [low, high); with one argument in [0, low). Unbiased. */
  integer(low: number, high?: number): number {
    const [from, to] = high === undefined ? [0, low] : [low, high]
    const range = to - from
    if (!Number.isInteger(from) || !Number.isInteger(to) || range < 1 || range > 2 ** 32) {
      throw new RangeError(
        `integer: needs whole numbers low < high at most 2³² apart, got ${from} and ${to}.`,
      )
    }
    const limit = 2 ** 32 - (2 ** 32 % range) // bits at or above would favor small results
    let bits = this.bits()
    while (bits >= limit) bits = this.bits()
    return from + (bits % range)
  }

  /** true with probability `p`. */
  bernoulli(p = 0.5): boolean {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`bernoulli: p is ${p}; a probability is between 0 and 1.`)
    return this.uniform() < p
  }

  /** 0 … n − 1 in random order (Fisher–Yates). */
  permutation(n: number): number[] {
    const order = Array.from({ length: n }, (_, index) => index)
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1)
      const kept = order[i]!
      order[i] = order[j]!
      order[j] = kept
    }
    return order
  }

  /** A copy of `items` in random order. */
  shuffle<T>(items: readonly T[]): T[] {
    return this.permutation(items.length).map((index) => items[index]!)
  }

  /** One of `items`; with `weights` (non-negative, any sum) in proportion to them. */
  choice<T>(items: readonly T[], weights?: readonly number[]): T {
    if (items.length === 0) throw new RangeError('choice: there is nothing to choose from.')
    if (weights === undefined) return items[this.integer(items.length)]!
    const total = weights.reduce((a, b) => a + b, 0)
    if (
      weights.length !== items.length ||
      weights.some((w) => !(w >= 0)) ||
      !(total > 0 && total < Infinity)
    ) {
      throw new RangeError('choice: needs one weight per item, none negative, with a positive finite sum.')
    }
    let rest = this.uniform(0, total)
    const index = weights.findIndex((weight) => (rest -= weight) < 0)
    return items[index < 0 ? weights.findLastIndex((weight) => weight > 0) : index]!
  }
}

/**
 * A seeded stream of random numbers. Same seed, same numbers, everywhere.
 *
 * @throws RangeError when the seed is not a safe integer.
 *
 * @example
 * rng(7).permutation(5).toSorted((a, b) => a - b)
 * // → [0, 1, 2, 3, 4]
 */
export function rng(seed: number): Rng {
  return new Rng(seed)
}
