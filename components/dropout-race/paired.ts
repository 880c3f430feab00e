/** Shares of right answers: on the training labels as they were given, and on test examples with their true ones. */
export interface Scores {
  train: number
  test: number
}

export interface Paired {
  train: number
  mean: number
  low: number
  high: number
  /** Seeds in which the lane is better than the one that it is compared with, and in which it is worse. */
  better: number
  worse: number
  /** Mean difference to that lane, and its standard error (divisor n − 1; null below two seeds). */
  gain: number
  error: number | null
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length

/** Lane `k` against lane `against`, over rows of one seed each, which must be complete and at least one. */
export function paired(rows: readonly (readonly Scores[])[], k: number, against: number): Paired {
  const tests = rows.map((row) => row[k]!.test)
  const gains = rows.map((row) => row[k]!.test - row[against]!.test)
  const gain = meanOf(gains)
  const squares = gains.reduce((total, value) => total + (value - gain) ** 2, 0)
  return {
    train: meanOf(rows.map((row) => row[k]!.train)),
    mean: meanOf(tests),
    low: Math.min(...tests),
    high: Math.max(...tests),
    better: gains.filter((value) => value > 0).length,
    worse: gains.filter((value) => value < 0).length,
    gain,
    error: rows.length < 2 ? null : Math.sqrt(squares / (rows.length - 1) / rows.length),
  }
}
