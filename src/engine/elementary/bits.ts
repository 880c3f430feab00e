// The exponent and fraction of a float64, read and written as two 32-bit words.

const float = /* @__PURE__ */ new Float64Array(1)
const words = /* @__PURE__ */ new Uint32Array(float.buffer)
const HIGH = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0

/** The upper 32 bits: sign, 11 bits of exponent, 20 bits of fraction. */
export function highWord(x: number): number {
  float[0] = x
  return words[HIGH]!
}

/** `x` with its upper 32 bits replaced. */
export function withHighWord(x: number, high: number): number {
  float[0] = x
  words[HIGH] = high
  return float[0]
}

/** 2ⁿ exactly, for −1022 ≤ n ≤ 1023. */
export function powerOfTwo(n: number): number {
  return withHighWord(0, (n + 1023) << 20)
}

/** x · 2ⁿ with one rounding, subnormal results included, for x near 1 and −1990 ≤ n ≤ 2046. */
export function scale(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * powerOfTwo(n - 1023)
  if (n >= -1022) return x * powerOfTwo(n)
  return x * powerOfTwo(n + 969) * powerOfTwo(-969) // the first product is normal: only the second one rounds
}

/** The exponent k that brings a positive normal x = 2ᵏ·m to √½ < m < √2 (the border is met to 20 bits). */
export function balancedExponent(x: number): number {
  const high = highWord(x)
  return (high >>> 20) - 1023 + ((high & 0xfffff) > 0x6a09e ? 1 : 0)
}
