// Chance inside a plan. The order of the examples is that of `Rng.permutation`, bit for bit; dropout has a hash of its
// own, which needs no state: the mask of a step is a function of the seed, the step and the place.
import { all } from './simd.as'

// @ts-ignore: decorator
@inline
function rotl(x: u32, k: u32): u32 {
  return (x << k) | (x >> (32 - k))
}

/** order ← a random permutation of 0 … n − 1 (Fisher–Yates); `state` holds the four words of xoshiro128**. */
export function shuffle(n: i32, order: usize, state: usize): void {
  let s0 = load<u32>(state)
  let s1 = load<u32>(state, 4)
  let s2 = load<u32>(state, 8)
  let s3 = load<u32>(state, 12)
  for (let i = 0; i < n; i++) store<i32>(order + <usize>i * 4, i)
  for (let i: u32 = <u32>n - 1; <i32>i > 0; i--) {
    const range = i + 1
    let rest: u32
    let bits: u32
    do {
      bits = rotl(s1 * 5, 7) * 9
      const t2 = s2 ^ s0
      const t3 = s3 ^ s1
      s2 = t2 ^ (s1 << 9)
      s1 ^= t2
      s0 ^= t3
      s3 = rotl(t3, 11)
      rest = bits % range
      // Bits in the last, incomplete run of `range` would favor small results.
    } while (<u64>(bits - rest) + range > 0x100000000)
    const here = order + <usize>i * 4
    const there = order + <usize>rest * 4
    const kept = load<i32>(here)
    store<i32>(here, load<i32>(there))
    store<i32>(there, kept)
  }
  store<u32>(state, s0)
  store<u32>(state, s1, 4)
  store<u32>(state, s2, 8)
  store<u32>(state, s3, 12)
}

/** mask[i] = scale with probability keep / 2³², else 0; `seed` differs for every layer and step. MurmurHash3's finalizer, twice keyed. */
export function dropoutMask(n: i32, mask: usize, seed: i32, keep: u32, scale: f32): void {
  let counter = i32x4(0, 1, 2, 3)
  const limit = i32x4.splat(<i32>(keep ^ 0x80000000)) // compare unsigned as signed
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    let h = i32x4.mul(i32x4.add(counter, i32x4.splat(1)), i32x4.splat(0x9e3779b1))
    h = v128.xor(h, i32x4.splat(seed))
    h = v128.xor(h, i32x4.shr_u(h, 16))
    h = i32x4.mul(h, i32x4.splat(0x85ebca6b))
    h = v128.xor(h, i32x4.shr_u(h, 13))
    h = i32x4.mul(h, i32x4.splat(0xc2b2ae35))
    h = v128.xor(h, i32x4.shr_u(h, 16))
    const kept = i32x4.le_s(v128.xor(h, i32x4.splat(0x80000000)), limit)
    v128.store(mask + i, v128.and(all(scale), kept))
    counter = i32x4.add(counter, i32x4.splat(4))
  }
}
