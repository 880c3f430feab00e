import { exp } from './exponential.ts'
import { log } from './logarithm.ts'

export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (y === 1) return x
  if (y === 2) return x * x
  const size = exp(y * log(x < 0 ? -x : x))
  if (x < 0) return Number.isInteger(y) ? (y % 2 === 0 ? size : -size) : NaN
  return size
}
