import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyText, timeOf } from '../math/random.ts'

test('100,000 strings: no exception, no slow parse', { timeout: 600_000 }, () => {
  let slowest = 0
  fc.assert(
    fc.property(anyText, (text) => {
      slowest = Math.max(slowest, timeOf(text))
    }),
    { numRuns: 100_000, seed: 2026 },
  )
  expect(slowest).toBeLessThan(50)
})
