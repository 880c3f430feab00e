/** Numbers with two significant figures, from one power of ten to another: 0.001, 0.0011, … 0.0099, 0.01, … */
export function twoFigures(from: number, to: number): number[] {
  const values: number[] = []
  for (let exponent = from; exponent < to; exponent++) {
    for (let tenths = 10; tenths < 100; tenths++) values.push(Number(`${tenths}e${exponent - 1}`))
  }
  return [...values, Number(`1e${to}`)]
}

/** The place of the value nearest to `value`, by ratio. */
export function nearestIndex(values: readonly number[], value: number): number {
  const distance = (other: number) => Math.abs(Math.log(other / value))
  return values.reduce((best, other, i) => (distance(other) < distance(values[best]!) ? i : best), 0)
}
