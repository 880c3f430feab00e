import { expect, test } from 'vitest'
import { judgeLines } from '../../src/math/index.ts'

const derivation = {
  symbols: { 'x, y': 'real', E: { is: 'x^2 y' } },
  steps: [{ expr: 'dE/dx = 2 x y', by: 'the power rule' }],
} as const

/** The least of several runs: a busy machine is not a slow checker. */
function leastTime(work: () => void): number {
  return Math.min(
    ...[1, 2, 3].map(() => {
      const start = performance.now()
      work()
      return performance.now() - start
    }),
  )
}

test.each([
  ['one letter over and over', 'x'.repeat(1000)],
  ['many brackets', '(x+y)'.repeat(199)],
  ['many derivatives', `dE/dx${'·dE/dx'.repeat(150)}`],
])('a line as long as a line may be is judged before the reader notices: %s', (_, line) => {
  expect(judgeLines([line], derivation).lines).toHaveLength(1)
  expect(leastTime(() => judgeLines([line, line.replace('x', 'y')], derivation))).toBeLessThan(500)
})
