/**
 * Seeded random streams for exercise parameters. Kept apart from the engine's generator on purpose: an offered variant
 * must show the same numbers for as long as its exercise keeps its version, whatever becomes of the engine.
 *
 * xoshiro128** 1.1 (Blackman and Vigna, https://prng.di.unimi.it), seeded by a 128-bit hash of a text.
 */
export interface Rng {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number
  /** Uniform integer in 0 … n − 1, without modulo bias; n from 1 to 2³². */
  below(n: number): number
}

type Lanes = [number, number, number, number]

/** FNV-1a in four lanes with different offsets, then the finalizer of MurmurHash3 with the lanes mixed into each other. */
function hashLanes(text: string): Lanes {
  const lanes: Lanes = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35]
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    for (let k = 0; k < 4; k++) lanes[k] = Math.imul(lanes[k]! ^ unit ^ (k << 16), 0x01000193)
  }
  for (let round = 0; round < 2; round++) {
    for (let k = 0; k < 4; k++) lanes[k] = finalize(lanes[k]! ^ Math.imul(lanes[(k + 3) % 4]!, 5))
  }
  return lanes
}

function finalize(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 128-bit hash as 32 hexadecimal digits. */
export function hashText(text: string): string {
  return hashLanes(text)
    .map((lane) => (lane >>> 0).toString(16).padStart(8, '0'))
    .join('')
}

/** The stream that belongs to a text; equal texts give equal streams. */
export function randomStream(text: string): Rng {
  const s = hashLanes(text)
  if ((s[0] | s[1] | s[2] | s[3]) === 0) s[0] = 1 // the all-zero state is the one that xoshiro never leaves

  function next(): number {
    const product = Math.imul(s[1], 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = s[1] << 9
    s[2] ^= s[0]
    s[3] ^= s[1]
    s[1] ^= s[2]
    s[0] ^= s[3]
    s[2] ^= shifted
    s[3] = (s[3] << 11) | (s[3] >>> 21)
    return result
  }

  return {
    uniform: () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 0x20000000000000,
    below(n) {
      const limit = 0x100000000 - (0x100000000 % n)
      let value = next()
      while (value >= limit) value = next()
      return value % n
    },
  }
}
