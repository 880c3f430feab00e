// The bits: xoshiro128** 1.1 by D. Blackman and S. Vigna, https://prng.di.unimi.it/xoshiro128starstar.c (public
// domain), seeded through a 32-bit mixer as its authors advise. Only 32-bit integer operations: the same numbers
// on every machine.

/** Four 32-bit words, not all zero. */
export type GeneratorState = [number, number, number, number]

const rotl = (x: number, k: number): number => (x << k) | (x >>> (32 - k))

/** A bijective mix of 32 bits: MurmurHash3's finalizer (A. Appleby). */
function mix(x: number): number {
  let h = x
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** 32-bit FNV-1a hash of the UTF-16 code units of a name. */
function hashName(name: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i)
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193)
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193)
  }
  return hash >>> 0
}

/** The starting state of a stream: a function of the seed (a safe integer) and the stream's name alone. */
export function seedState(seed: number, name: string): GeneratorState {
  const low = seed >>> 0
  const high = Math.floor(seed / 2 ** 32) >>> 0
  let counter = mix(low ^ mix(high ^ mix(hashName(name))))
  const next = (): number => {
    counter = (counter + 0x9e3779b9) >>> 0 // 2³² divided by the golden ratio, as in splitmix
    return mix(counter)
  }
  const state: GeneratorState = [next(), next(), next(), next()]
  if (state.every((word) => word === 0)) state[0] = 1
  return state
}

/** Advances the state and returns 32 random bits as an unsigned integer. */
export function nextBits(state: GeneratorState): number {
  const [s0, s1, s2, s3] = state
  const result = Math.imul(rotl(Math.imul(s1, 5), 7), 9) >>> 0
  const t2 = s2 ^ s0
  const t3 = s3 ^ s1
  state[1] = s1 ^ t2
  state[0] = s0 ^ t3
  state[2] = t2 ^ (s1 << 9)
  state[3] = rotl(t3, 11)
  return result
}
