import { exp } from './exponential.ts'
export function tanh(x: number): number {
  if (x > 22) return 1
  if (x < -22) return -1
  const e = exp(2 * x)
  return (e - 1) / (e + 1)
}
export function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + exp(-x))
  const e = exp(x)
  return e / (1 + e)
}
