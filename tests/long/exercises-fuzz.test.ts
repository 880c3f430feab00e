import { expect, test } from 'vitest'
import { fuzzParsers } from '../exercises/fuzz.ts'

test(
  '100,000 random strings over all parsers: no exception, nothing accepted that a second reading denies',
  { timeout: 600_000 },
  () => {
    const { exceptions, wronglyAccepted, read, accepted, slowest } = fuzzParsers(100_000, 'long')
    expect({ exceptions, wronglyAccepted }).toEqual({ exceptions: [], wronglyAccepted: [] })
    expect(read).toBeGreaterThan(16_000)
    expect(accepted).toBeGreaterThan(1000)
    expect(slowest).toBeLessThan(500)
  },
)
