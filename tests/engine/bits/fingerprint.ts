// What must be equal to the last bit wherever the engine runs, as short texts that can leave a browser.

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** One round of MurmurHash3, 32 bits. Source: https://github.com/aappleby/smhasher/wiki/MurmurHash3 */
function mix(hash: number, word: number): number {
  const scrambled = Math.imul(rotate(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593)
  return (Math.imul(rotate(hash ^ scrambled, 13), 5) + 0xe6546b64) | 0
}

/** 64 bits of hash over the bits of a sequence of float64. */
export class Fingerprint {
  #count = 0
  #a = 0x811c9dc5
  #b = 0x9747b28c
  readonly #value = new Float64Array(1)
  readonly #words = new Uint32Array(this.#value.buffer)

  /** Adds numbers. All NaN count as the same one: their payload is not part of JavaScript. */
  add(values: Iterable<number>): this {
    for (const value of values) {
      this.#value[0] = value
      if (Number.isNaN(value)) this.#words.set([0, 0x7ff80000])
      for (const word of this.#words) {
        this.#a = mix(this.#a, word)
        this.#b = mix(this.#b, ~word)
      }
      this.#count++
    }
    return this
  }

  toString(): string {
    const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0')
    return `${this.#count} numbers ${hex(this.#a)}${hex(this.#b)}`
  }
}
