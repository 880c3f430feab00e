// Four float32 numbers at a time. All kernels go through `madd`, so that one source gives both builds: plain SIMD,
// whose bits are the same on every machine, and relaxed SIMD, where product and sum are rounded once if the machine can.

/** a · b + c. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c)
  return f32x4.add(c, f32x4.mul(a, b))
}

// @ts-ignore: decorator
@inline
export function all(x: f32): v128 {
  return f32x4.splat(x)
}

/** The whole number nearest to each x, for |x| < 2²². */
// @ts-ignore: decorator
@inline
export function nearest(x: v128): v128 {
  const magic = all(12582912) // 1.5 · 2²³: adding it leaves no bits behind the point
  return f32x4.sub(f32x4.add(x, magic), magic)
}

/** |x| */
// @ts-ignore: decorator
@inline
export function magnitude(x: v128): v128 {
  return v128.andnot(x, i32x4.splat(0x80000000))
}
