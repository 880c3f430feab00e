import { expect, test } from 'vitest'
import { fuzzParsers } from './fuzz.ts'

test('5,000 random strings over all parsers: no exception, nothing accepted that a second reading denies', () => {
  const { exceptions, wronglyAccepted, read, accepted, slowest } = fuzzParsers(5000, 'short')
  expect({ exceptions, wronglyAccepted }).toEqual({ exceptions: [], wronglyAccepted: [] })
  expect(read).toBeGreaterThan(800)
  expect(accepted).toBeGreaterThan(50)
  expect(slowest).toBeLessThan(500)
})
