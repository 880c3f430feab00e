// Numbers as unevaluated sums high + low of two float64, good for about 104 bits. Functions return the high part and
// leave the low part in `rest.low`, so that nothing is allocated.
// Source: T. J. Dekker, A floating-point technique for extending the available precision, Numer. Math. 18 (1971);
// D. E. Knuth, The Art of Computer Programming 2, §4.2.2.

/** Where the low part of the last result is. */
export const rest = { low: 0 }

/** a + b exactly. */
export function twoSum(a: number, b: number): number {
  const sum = a + b
  const moved = sum - a
  rest.low = a - (sum - moved) + (b - moved)
  return sum
}

/** a + b exactly, when |a| ≥ |b|. */
export function quickTwoSum(a: number, b: number): number {
  const sum = a + b
  rest.low = b - (sum - a)
  return sum
}

const SPLITTER = 134217729 // 2²⁷ + 1 cuts 53 bits into 26 and 26

/** a · b exactly, when neither overflows on the way (|a|, |b| < 2⁹⁹⁵). */
export function twoProduct(a: number, b: number): number {
  const product = a * b
  const cutA = SPLITTER * a
  const highA = cutA - (cutA - a)
  const lowA = a - highA
  const cutB = SPLITTER * b
  const highB = cutB - (cutB - b)
  const lowB = b - highB
  rest.low = highA * highB - product + highA * lowB + lowA * highB + lowA * lowB
  return product
}

/** (a + aLow) + (b + bLow). */
export function addPairs(a: number, aLow: number, b: number, bLow: number): number {
  const sum = twoSum(a, b)
  const low = rest.low
  const lows = twoSum(aLow, bLow)
  const lowest = rest.low
  const high = quickTwoSum(sum, low + lows)
  return quickTwoSum(high, rest.low + lowest)
}

/** (a + aLow) · (b + bLow). */
export function multiplyPairs(a: number, aLow: number, b: number, bLow: number): number {
  const product = twoProduct(a, b)
  return quickTwoSum(product, rest.low + (a * bLow + aLow * b))
}

/** (a + aLow) / (b + bLow). */
export function dividePairs(a: number, aLow: number, b: number, bLow: number): number {
  const quotient = a / b
  const product = twoProduct(quotient, b)
  const remainder = a - product - rest.low + aLow - quotient * bLow
  return quickTwoSum(quotient, remainder / b)
}
