import { powerOfTwo } from './bits.ts'
import { multiplyPairs, quickTwoSum, rest, twoSum } from './pair.ts'

// π/2 in three parts: products of the first two with |n| < 2²⁰ are exact.
const QUARTER_1 = 1.5707963267341256
const QUARTER_2 = 6.077100506303966e-11
const QUARTER_3 = 2.0222662487959506e-21
const QUARTER = 1.5707963267948966
const QUARTER_LOW = 6.123233995736766e-17
const TWO_OVER_PI = 0.6366197723675814

/** ⌊2/π · 2¹²⁰⁰⌋: enough bits for the largest float64 times 2/π to keep 170 bits of fraction. */
const TWO_OVER_PI_BITS =
  0xa2f9836e4e441529fc2757d1f534ddc0db6295993c439041fe5163abdebbc561b7246e3a424dd2e006492eea09d1921cfe1deb1cb129a73ee88235f52ebb4484e99c7026b45f7e413991d639835339f49c845f8bbdf9283b1ff897ffde05980fef2f118b5a0a6d1f6d367ecf27cb09b74f463f669e5fea2d7527bac7ebe5f17b3d0739f78a5292ea6bfb5fb11f8d5d0856033046fc7bn

/** How many quarter turns (mod 4) the last `reduceAngle` took off. */
export const turned = { quarters: 0 }

/** The angle minus the nearest multiple of π/2, as a pair; |result| ≤ π/4. Radians, finite. */
export function reduceAngle(x: number): number {
  if (Math.abs(x) < 0.785) {
    turned.quarters = 0
    rest.low = 0
    return x
  }
  const n = Math.round(x * TWO_OVER_PI)
  if (Math.abs(n) < 1048576) {
    const r = twoSum(x - n * QUARTER_1, -n * QUARTER_2)
    const low = rest.low - n * QUARTER_3
    turned.quarters = n & 3
    // A tiny remainder has too few bits left; the exact way is slower and always right.
    if (Math.abs(r) > 1e-6) return quickTwoSum(r, low)
  }
  return reduceExactly(x)
}

function reduceExactly(x: number): number {
  let [mantissa, exponent] = [Math.abs(x), 0] // |x| = mantissa · 2^exponent, mantissa an integer below 2⁵³
  while (mantissa >= 9007199254740992) [mantissa, exponent] = [mantissa / 2, exponent + 1]
  while (!Number.isInteger(mantissa)) [mantissa, exponent] = [mantissa * 2, exponent - 1]
  const places = BigInt(1200 - exponent)
  const turns = BigInt(mantissa) * TWO_OVER_PI_BITS
  const half = 1n << (places - 1n)
  const n = (turns + half) >> places
  let fraction = turns - (n << places) // in [−½, ½), scaled by 2^places
  if (x < 0) fraction = -fraction
  turned.quarters = Number((x < 0 ? -n : n) & 3n)
  const excess = Math.max(0, (fraction < 0n ? -fraction : fraction).toString(2).length - 106)
  const kept = fraction >> BigInt(excess) // 106 bits: two float64
  const high = Number(kept)
  const low = Number(kept - BigInt(high))
  const shift = excess - Number(places)
  return multiplyPairs(shifted(high, shift), shifted(low, shift), QUARTER, QUARTER_LOW)
}

/** x · 2ⁿ for n down to −2000, when the result is a normal number. */
function shifted(x: number, n: number): number {
  return n < -1000 ? x * powerOfTwo(-1000) * powerOfTwo(n + 1000) : x * powerOfTwo(n)
}
