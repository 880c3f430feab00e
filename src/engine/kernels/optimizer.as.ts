// One update of all parameters, which lie one after the other (n a multiple of 4), as do their gradients and memories.
import { all, madd } from './simd.as'

/** Before the update: w ← shrink · w (decoupled decay), g ← clip(factor · g) + decay · w. */
export function prepare(n: i32, w: usize, g: usize, shrink: f32, factor: f32, limit: f32, decay: f32): void {
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    const old = v128.load(w + i)
    const clipped = f32x4.max(f32x4.min(f32x4.mul(all(factor), v128.load(g + i)), all(limit)), all(-limit))
    v128.store(g + i, madd(all(decay), old, clipped))
    v128.store(w + i, f32x4.mul(old, all(shrink)))
  }
}

/** w ← w − rate · g */
export function sgd(n: i32, w: usize, g: usize, rate: f32): void {
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    v128.store(w + i, madd(all(-rate), v128.load(g + i), v128.load(w + i)))
  }
}

/** b ← μb + keep · inner · g; w ← w − outer · b, or with `nesterov` w ← w − outer · (inner · g + μb). */
export function momentum(n: i32, w: usize, g: usize, b: usize, mu: f32, keep: f32, inner: f32, outer: f32, nesterov: i32): void {
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    const step = f32x4.mul(all(inner), v128.load(g + i))
    const kept = madd(all(keep), step, f32x4.mul(all(mu), v128.load(b + i)))
    v128.store(b + i, kept)
    const move = nesterov ? madd(all(mu), kept, step) : kept
    v128.store(w + i, madd(all(-outer), move, v128.load(w + i)))
  }
}

/** Adam; `rate` holds η and the correction of m, `c2` that of v. vMax is 0 without AMSGrad. */
export function adam(
  n: i32, w: usize, g: usize, m: usize, v: usize, vMax: usize,
  rate: f32, beta1: f32, beta2: f32, rest1: f32, rest2: f32, c2: f32, inside: f32, outside: f32,
): void {
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    const grad = v128.load(g + i)
    const mean = madd(all(rest1), grad, f32x4.mul(all(beta1), v128.load(m + i)))
    let square = madd(f32x4.mul(all(rest2), grad), grad, f32x4.mul(all(beta2), v128.load(v + i)))
    v128.store(m + i, mean)
    v128.store(v + i, square)
    if (vMax) {
      square = f32x4.pmax(square, v128.load(vMax + i))
      v128.store(vMax + i, square)
    }
    const root = f32x4.add(f32x4.sqrt(madd(square, all(c2), all(inside))), all(outside))
    v128.store(w + i, f32x4.sub(v128.load(w + i), f32x4.div(f32x4.mul(all(rate), mean), root)))
  }
}

/** s ← keep · s + rest · g² (Adagrad: 1 and 1); w ← w − rate · g / (√s + ε), with optional centering and momentum. */
export function adaptive(
  n: i32, w: usize, g: usize, s: usize, mean: usize, b: usize,
  keep: f32, rest: f32, inner: f32, outer: f32, mu: f32, inside: f32, outside: f32,
): void {
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    const grad = v128.load(g + i)
    let spread = madd(f32x4.mul(all(rest), grad), grad, f32x4.mul(all(keep), v128.load(s + i)))
    v128.store(s + i, spread)
    if (mean) {
      const average = madd(all(rest), grad, f32x4.mul(all(keep), v128.load(mean + i)))
      v128.store(mean + i, average)
      spread = f32x4.sub(spread, f32x4.mul(average, average))
    }
    const root = f32x4.add(f32x4.sqrt(f32x4.add(spread, all(inside))), all(outside))
    let step = f32x4.div(f32x4.mul(all(inner), grad), root)
    if (b) {
      step = madd(all(mu), v128.load(b + i), step)
      v128.store(b + i, step)
    }
    v128.store(w + i, madd(all(-outer), step, v128.load(w + i)))
  }
}

/** Adadelta. */
export function adadelta(n: i32, w: usize, g: usize, v: usize, u: usize, rate: f32, rho: f32, rest: f32, eps: f32): void {
  for (let i: usize = 0; i < <usize>n * 4; i += 16) {
    const grad = v128.load(g + i)
    const square = madd(f32x4.mul(all(rest), grad), grad, f32x4.mul(all(rho), v128.load(v + i)))
    v128.store(v + i, square)
    const old = v128.load(u + i)
    const ratio = f32x4.div(f32x4.sqrt(f32x4.add(old, all(eps))), f32x4.sqrt(f32x4.add(square, all(eps))))
    const delta = f32x4.mul(grad, ratio)
    v128.store(u + i, madd(f32x4.mul(all(rest), delta), delta, f32x4.mul(all(rho), old)))
    v128.store(w + i, madd(all(-rate), delta, v128.load(w + i)))
  }
}

/** Σ x², in float64. */
export function sumOfSquares(n: i32, x: usize): f64 {
  let total: f64 = 0
  for (let i: usize = 0; i < <usize>n * 4; i += 4) {
    const value = <f64>load<f32>(x + i)
    total += value * value
  }
  return total
}

/** 0 if all numbers are finite, else NaN. */
export function finite(n: i32, x: usize): f32 {
  let sum = all(0)
  for (let i: usize = 0; i < <usize>n * 4; i += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(x + i), all(0)))
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3)
  )
}
