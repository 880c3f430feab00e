// The sign, exponent and fraction of a float64, read and written as two 32-bit words.

const float = /* @__PURE__ */ new Float64Array(1)
const words = /* @__PURE__ */ new Uint32Array(float.buffer)
const HIGH = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0
const LOW = 1 - HIGH

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

/** `x` with its lower 32 bits cleared: products of two such numbers of 21 bits are exact. */
export function truncateLow(x: number): number {
  float[0] = x
  words[LOW] = 0
  return float[0]
}

/** 2ⁿ exactly, for −1022 ≤ n ≤ 1023. */
export function powerOfTwo(n: number): number {
  return withHighWord(0, (n + 1023) << 20)
}

/** x · 2ⁿ with one rounding, subnormal results included; −2098 ≤ n ≤ 2046. */
export function scale(x: number, n: number): number {
  if (n > 1023) return x * powerOfTwo(1023) * powerOfTwo(n - 1023)
  if (n >= -1022) return x * powerOfTwo(n)
  // 2⁻⁹⁶⁹ keeps 53 bits of a number in [1, 2) above the subnormal range: only the last product rounds.
  return x * powerOfTwo(n + 969 < -1022 ? -1022 : n + 969) * powerOfTwo(n + 969 < -1022 ? n + 1022 : -969)
}
