import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sigText } from '../../src/exercises/format.ts'
import { decimalText, roundAt, toDecimal } from '../../src/exercises/read/decimal.ts'
import { readNumber } from '../../src/exercises/read/number.ts'
import { accepts, nearness, type Precision } from '../../src/exercises/tolerance.ts'

/** How the typed text stands to the reference. */
function judge(text: string, t: number, precision: Precision): string {
  const reading = readNumber(text)
  if (!reading.ok) throw new Error(`cannot read ${text}`)
  return nearness(reading.read.value, reading.read.shown, t, precision)
}

describe('sigfig', () => {
  // What rounds to 1.23 is [1.225, 1.235); what lies within half a unit of 1.234 is [1.229, 1.239].
  test.each([
    ['1.234', 'right'],
    ['1.23', 'right'],
    ['1.2289', 'right'],
    ['1.2270', 'right'], // rounds to 1.23, as the reference does; rejecting it is what readers complain about elsewhere
    ['1.225', 'right'],
    ['1.239', 'right'], // within half a unit, although it rounds to 1.24
    ['1.2391', 'early-rounding'],
    ['1.2249', 'early-rounding'],
    ['1.24', 'early-rounding'],
    ['1.28', 'early-rounding'],
    ['1.29', 'wrong'],
    ['1.2', 'right-so-far'],
    ['1', 'right-so-far'],
    ['1.3', 'wrong'],
    ['2', 'wrong'],
    ['-1.23', 'wrong'],
    ['12.3', 'wrong'],
    ['0', 'wrong'],
  ])('%s for 1.234 to 3 figures is %s', (text, expected) =>
    expect(judge(text, 1.234, { sigfig: 3 })).toBe(expected),
  )

  test.each([
    ['9.995', '10.0', 3, 'right'],
    ['9.995', '9.99', 3, 'right'],
    ['9.995', '10', 3, 'right-so-far'],
    ['9.996', '10.04', 3, 'right'],
    ['9.996', '10.05', 3, 'early-rounding'],
    ['0.0009996', '0.00100', 3, 'right'],
    ['99950', '1.00e5', 3, 'right'],
    ['1234.5', '1200', 3, 'right-so-far'],
    ['1234.5', '1230', 3, 'right'],
    ['0.5', '0.5', 3, 'right'], // the exact number leaves nothing out
    ['0.5001', '0.5', 3, 'right-so-far'],
    ['100', '100', 3, 'right'],
    ['100.2', '100', 3, 'right'], // may have three figures
    ['2e300', '2.00e300', 3, 'right'],
    ['2e-300', '2.00e-300', 3, 'right'],
  ])('reference %s: %s to %d figures is %s', (t, text, figures, expected) => {
    expect(judge(text, Number(t), { sigfig: figures })).toBe(expected)
  })
})

describe('decimals', () => {
  test.each([
    ['0.0042', '0.00', 2, 'right'],
    ['0.0042', '0', 2, 'right-so-far'],
    ['-0.0042', '0.00', 2, 'right'],
    ['2.345', '2.35', 2, 'right'],
    ['2.345', '2.34', 2, 'right'],
    ['2.345', '2.3', 2, 'right-so-far'],
    ['2.5', '2.5', 3, 'right'],
    ['1.005', '1.01', 2, 'right'],
    ['7', '7', 2, 'right'],
    ['2.345', '2.39', 2, 'early-rounding'],
    ['2.345', '2.41', 2, 'wrong'],
    ['0.32', '0.3', 3, 'right-so-far'],
    ['0.32', '0', 3, 'wrong'], // a guess, not the beginning of the number
    ['0.04', '0.0', 3, 'wrong'],
  ])('reference %s: %s to %d decimals is %s', (t, text, decimals, expected) => {
    expect(judge(text, Number(t), { decimals })).toBe(expected)
  })
})

describe('the other modes', () => {
  test('exact is the integer itself', () => {
    expect(judge('3', 3, 'exact')).toBe('right')
    expect(judge('3.0', 3, 'exact')).toBe('right')
    expect(judge('3.0000001', 3, 'exact')).toBe('wrong')
  })
  test('close adds both tolerances, and only atol below the zero level', () => {
    expect(accepts(101.09, 100, { close: { rtol: 0.01, atol: 0.1 } })).toBe(true)
    expect(accepts(101.11, 100, { close: { rtol: 0.01, atol: 0.1 } })).toBe(false)
    expect(accepts(0.1, 1e-13, { close: { rtol: 1e20, atol: 0.05 } })).toBe(false)
    expect(accepts(0.01, 0.001, { close: { rtol: 1e9, atol: 0.005 }, zeroLevel: 0.01 })).toBe(false)
  })
  test('range includes its ends', () => {
    const precision: Precision = { range: [0.5, 0.7] }
    expect([0.5, 0.6, 0.7].every((s) => accepts(s, 0.6, precision))).toBe(true)
    expect([0.49, 0.71].some((s) => accepts(s, 0.6, precision))).toBe(false)
  })
})

const magnitude = fc
  .tuple(fc.integer({ min: 1, max: 999_999_999 }), fc.integer({ min: -300, max: 290 }), fc.boolean())
  .map(([m, e, isNegative]) => Number(`${isNegative ? '-' : ''}${m}e${e}`))
const figures = fc.integer({ min: 1, max: 6 })

describe('properties', () => {
  test('sigfig never rejects the exact, the rounded or the n + 2 digit answer, at any magnitude', () => {
    fc.assert(
      fc.property(magnitude, figures, (t, n) => {
        for (const text of [
          String(t),
          sigText(t, n),
          t.toPrecision(n),
          sigText(t, n + 2),
          sigText(t, n + 5),
        ]) {
          expect(judge(text, t, { sigfig: n })).toBe('right')
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('decimals never rejects the exact or the rounded answer', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(number, fc.integer({ min: 0, max: 6 }), (t, n) => {
        for (const text of [String(t), decimalText(roundAt(toDecimal(t), -n)), t.toFixed(n)]) {
          expect(judge(text, t, { decimals: n })).toBe('right')
        }
      }),
      { numRuns: 2000 },
    )
  })

  const near = fc.tuple(fc.integer({ min: 100_000, max: 999_999 }), fc.integer({ min: -9000, max: 9000 }))

  test('is odd under sign', () => {
    fc.assert(
      fc.property(near, figures, (pair, n) => {
        const [t, gap] = pair
        for (const precision of [
          { sigfig: n },
          { decimals: n - 4 < 0 ? 0 : n - 4 },
          { close: { rtol: 0.003, atol: 0 } },
        ]) {
          expect(accepts(-(t + gap), -t, precision)).toBe(accepts(t + gap, t, precision))
        }
      }),
    )
  })

  test('sigfig is covariant under powers of ten', () => {
    fc.assert(
      fc.property(near, figures, fc.integer({ min: -200, max: 200 }), ([t, gap], n, k) => {
        const scaled = (m: number) => Number(`${m}e${k}`)
        expect(accepts(scaled(t + gap), scaled(t), { sigfig: n })).toBe(accepts(t + gap, t, { sigfig: n }))
      }),
      { numRuns: 1000 },
    )
  })

  test('close is symmetric around the reference', () => {
    fc.assert(
      fc.property(near, fc.double({ min: 0, max: 0.01, noNaN: true }), ([t, gap], rtol) => {
        const precision: Precision = { close: { rtol, atol: 0.5 } }
        expect(accepts(t + gap, t, precision)).toBe(accepts(t - gap, t, precision))
      }),
    )
  })

  test('more tolerance never rejects what less accepted', () => {
    fc.assert(
      fc.property(near, fc.integer({ min: 2, max: 6 }), ([wide, gap], n) => {
        const t = Math.min(wide, 900_000) // next to a decade the figures of s are worth ten times as much
        const s = t + gap
        const isClose = (rtol: number) => accepts(s, t, { close: { rtol, atol: 0 } })
        expect(isClose(0.002) || !isClose(0.001)).toBe(true)
        // Half a unit is always accepted, a whole one never.
        const unit = 10 ** (6 - n)
        const isAccepted = accepts(s, t, { sigfig: n })
        expect(isAccepted || Math.abs(gap) * 2 > unit).toBe(true)
        expect(!isAccepted || Math.abs(gap) <= unit).toBe(true)
      }),
    )
  })
})
