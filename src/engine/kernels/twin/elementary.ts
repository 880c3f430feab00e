// The elementary functions of elementary.as.ts, operation by operation in float32, so that both give the same bits.
const { abs, fround: f, max, min } = Math

const bits = /* @__PURE__ */ new Int32Array(1)
const number = /* @__PURE__ */ new Float32Array(bits.buffer)

/** a · b + c, rounded twice, as plain SIMD does. */
export const madd = (a: number, b: number, c: number): number => f(f(a * b) + c)

const nearest = (x: number): number => f(f(x + 12582912) - 12582912)

function powerOfTwo(n: number): number {
  bits[0] = (n + 127) << 23
  return number[0]!
}

/** p₀ xⁿ + p₁ xⁿ⁻¹ + … by Horner's rule. */
function polynomial(x: number, first: number, ...rest: readonly number[]): number {
  let sum = f(first)
  for (const coefficient of rest) sum = madd(sum, x, f(coefficient))
  return sum
}

export function exp(value: number): number {
  const x = max(min(value, 89), -104)
  const n = nearest(f(x * f(1.4426950408889634)))
  let r = madd(n, f(-0.693359375), x)
  r = madd(n, f(2.1219444e-4), r)
  let p = madd(f(1.98756915e-4), r, f(1.3981999507e-3))
  p = madd(p, r, f(8.3334519073e-3))
  p = madd(p, r, f(4.1665795894e-2))
  p = madd(p, r, f(1.6666665459e-1))
  p = madd(p, r, f(5.0000001201e-1))
  p = madd(f(p * r), r, r)
  p = f(p + 1)
  const half = n >> 1
  return f(f(p * powerOfTwo(half)) * powerOfTwo((n | 0) - half))
}

export function log(value: number): number {
  if (!(value >= 0)) return Number.NaN
  if (value === 0) return -Infinity
  if (value === Infinity) return value
  const tiny = value < f(1.17549435e-38)
  number[0] = tiny ? f(value * 8388608) : value
  let e = (bits[0]! >>> 23) - 126 - (tiny ? 23 : 0)
  bits[0] = (bits[0]! & 0x007fffff) | 0x3f000000
  let m = number[0]!
  const low = m < f(0.7071067811865475)
  if (low) e--
  m = f(f(m + (low ? m : 0)) - 1)
  const z = f(m * m)
  const p = polynomial(
    m,
    7.0376836292e-2,
    -1.151461031e-1,
    1.167699874e-1,
    -1.2420140846e-1,
    1.4249322787e-1,
    -1.6668057665e-1,
    2.0000714765e-1,
    -2.4999993993e-1,
    3.3333331174e-1,
  )
  let y = f(f(p * m) * z)
  y = madd(e, f(-2.1219444e-4), y)
  y = madd(z, -0.5, y)
  return madd(e, f(0.693359375), f(m + y))
}

export function tanh(value: number): number {
  const limit = f(7.90531111)
  const x = max(min(value, limit), -limit)
  const q = f(x * x)
  let p = madd(q, f(-2.76076847742355e-16), f(2.00018790482477e-13))
  p = madd(p, q, f(-8.60467152213735e-11))
  p = madd(p, q, f(5.12229709037114e-8))
  p = madd(p, q, f(1.48572235717979e-5))
  p = madd(p, q, f(6.37261928875436e-4))
  p = madd(p, q, f(4.89352455891786e-3))
  let d = madd(q, f(1.19825839466702e-6), f(1.18534705686654e-4))
  d = madd(d, q, f(2.268434632439e-3))
  d = madd(d, q, f(4.89352518554385e-3))
  return max(min(f(f(p * x) / d), 1), -1)
}

export const sigmoid = (x: number): number => f(1 / f(1 + exp(-x)))

export function softplus(x: number): number {
  const u = exp(-abs(x))
  const w = f(1 + u)
  const d = f(w - 1)
  return f(max(x, 0) + (d === 0 ? u : f(f(log(w) * u) / d)))
}

export function erf(value: number): number {
  const x = max(min(value, 4), -4)
  const q = f(x * x)
  const p = polynomial(
    q,
    -2.72614225801306e-10,
    2.77068142495902e-8,
    -2.10102402082508e-6,
    -5.69250639462346e-5,
    -7.34990630326855e-4,
    -2.95459980854025e-3,
    -1.60960333262415e-2,
  )
  const d = polynomial(
    q,
    -1.45660718464996e-5,
    -2.13374055278905e-4,
    -1.68282697438203e-3,
    -7.37332916720468e-3,
    -1.42647390514189e-2,
  )
  return max(min(f(f(p * x) / d), 1), -1)
}
