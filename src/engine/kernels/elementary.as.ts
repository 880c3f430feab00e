// Elementary functions of four float32 numbers, a few units in the last place from the truth, without tables. Ranges are
// limited by pmin and pmax, one instruction each: min and max take seven, for the sake of signed zeros. NaN stays NaN, as it
// is the first operand.
import { all, madd, magnitude, nearest } from './simd.as'

// @ts-ignore: decorator
@inline
function powerOfTwo(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23)
}

/** eˣ: x = n ln 2 + r, eʳ by a polynomial, 2ⁿ in two factors so that the ends of the range are right. Coefficients: Cephes expf. */
export function exp4(value: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(value, all(89)), all(-104))
  const n = nearest(f32x4.mul(x, all(1.44269504088896341)))
  let r = madd(n, all(-0.693359375), x)
  r = madd(n, all(2.1219444e-4), r)
  let p = madd(all(1.9875691500e-4), r, all(1.3981999507e-3))
  p = madd(p, r, all(8.3334519073e-3))
  p = madd(p, r, all(4.1665795894e-2))
  p = madd(p, r, all(1.6666665459e-1))
  p = madd(p, r, all(5.0000001201e-1))
  p = madd(f32x4.mul(p, r), r, r)
  p = f32x4.add(p, all(1))
  const whole = i32x4.trunc_sat_f32x4_s(n)
  const half = i32x4.shr_s(whole, 1)
  return f32x4.mul(f32x4.mul(p, powerOfTwo(half)), powerOfTwo(i32x4.sub(whole, half)))
}

/** ln x; −∞ at 0, NaN below. Coefficients: Cephes logf. */
export function log4(value: v128): v128 {
  const tiny = f32x4.lt(value, all(1.17549435e-38))
  const x = v128.bitselect(f32x4.mul(value, all(8388608)), value, tiny)
  let e = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(126))
  e = i32x4.sub(e, v128.and(tiny, i32x4.splat(23)))
  let m = v128.or(v128.and(x, i32x4.splat(0x007fffff)), i32x4.splat(0x3f000000)) // in [½, 1)
  const low = f32x4.lt(m, all(0.707106781186547524))
  e = i32x4.add(e, low) // a mask is −1
  m = f32x4.sub(f32x4.add(m, v128.and(m, low)), all(1))
  const n = f32x4.convert_i32x4_s(e)
  const z = f32x4.mul(m, m)
  let p = madd(all(7.0376836292e-2), m, all(-1.151461031e-1))
  p = madd(p, m, all(1.167699874e-1))
  p = madd(p, m, all(-1.2420140846e-1))
  p = madd(p, m, all(1.4249322787e-1))
  p = madd(p, m, all(-1.6668057665e-1))
  p = madd(p, m, all(2.0000714765e-1))
  p = madd(p, m, all(-2.4999993993e-1))
  p = madd(p, m, all(3.3333331174e-1))
  let y = f32x4.mul(f32x4.mul(p, m), z)
  y = madd(n, all(-2.1219444e-4), y)
  y = madd(z, all(-0.5), y)
  y = madd(n, all(0.693359375), f32x4.add(m, y))
  const infinite = f32x4.eq(value, all(f32.MAX_VALUE * 2))
  y = v128.bitselect(value, y, infinite)
  y = v128.bitselect(all(-Infinity), y, f32x4.eq(value, all(0)))
  // NaN stays, and numbers below 0 have no logarithm.
  return v128.bitselect(y, all(NaN), f32x4.ge(value, all(0)))
}

/** tanh x, a rational function of x² times x. Coefficients: Eigen's generic_fast_tanh_float. */
export function tanh4(value: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(value, all(7.90531111)), all(-7.90531111))
  const q = f32x4.mul(x, x)
  let p = madd(q, all(-2.76076847742355e-16), all(2.00018790482477e-13))
  p = madd(p, q, all(-8.60467152213735e-11))
  p = madd(p, q, all(5.12229709037114e-8))
  p = madd(p, q, all(1.48572235717979e-5))
  p = madd(p, q, all(6.37261928875436e-4))
  p = madd(p, q, all(4.89352455891786e-3))
  p = f32x4.mul(p, x)
  let d = madd(q, all(1.19825839466702e-6), all(1.18534705686654e-4))
  d = madd(d, q, all(2.268434632439e-3))
  d = madd(d, q, all(4.89352518554385e-3))
  return f32x4.pmax(f32x4.pmin(f32x4.div(p, d), all(1)), all(-1))
}

/** 1 / (1 + e⁻ˣ) */
export function sigmoid4(x: v128): v128 {
  return f32x4.div(all(1), f32x4.add(all(1), exp4(f32x4.neg(x))))
}

/** ln(1 + eˣ) = max(x, 0) + log1p(e^−|x|); log1p by Kahan's correction of the rounded 1 + u. */
export function softplus4(x: v128): v128 {
  const u = exp4(f32x4.neg(magnitude(x)))
  const w = f32x4.add(all(1), u)
  const d = f32x4.sub(w, all(1))
  const exact = f32x4.div(f32x4.mul(log4(w), u), d)
  return f32x4.add(f32x4.pmax(x, all(0)), v128.bitselect(u, exact, f32x4.eq(d, all(0))))
}

/** The error function, a rational function of x² times x. Coefficients: Eigen's generic_fast_erf_float. */
export function erf4(value: v128): v128 {
  const x = f32x4.pmax(f32x4.pmin(value, all(4)), all(-4))
  const q = f32x4.mul(x, x)
  let p = madd(q, all(-2.72614225801306e-10), all(2.77068142495902e-8))
  p = madd(p, q, all(-2.10102402082508e-6))
  p = madd(p, q, all(-5.69250639462346e-5))
  p = madd(p, q, all(-7.34990630326855e-4))
  p = madd(p, q, all(-2.95459980854025e-3))
  p = madd(p, q, all(-1.60960333262415e-2))
  p = f32x4.mul(p, x)
  let d = madd(q, all(-1.45660718464996e-5), all(-2.13374055278905e-4))
  d = madd(d, q, all(-1.68282697438203e-3))
  d = madd(d, q, all(-7.37332916720468e-3))
  d = madd(d, q, all(-1.42647390514189e-2))
  return f32x4.pmax(f32x4.pmin(f32x4.div(p, d), all(1)), all(-1))
}

// @ts-ignore: decorator
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(all(x)), 0)
}

// @ts-ignore: decorator
@inline
export function log1(x: f32): f32 {
  return f32x4.extract_lane(log4(all(x)), 0)
}
