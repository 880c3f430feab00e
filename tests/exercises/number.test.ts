import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MessageId } from '../../src/exercises/messages.ts'
import { readNumber, type NumberSyntax } from '../../src/exercises/read/number.ts'

function value(text: string, syntax?: NumberSyntax): number | undefined {
  const reading = readNumber(text, syntax)
  return reading.ok ? reading.read.value : undefined
}

function refusal(text: string, syntax?: NumberSyntax): MessageId | undefined {
  const reading = readNumber(text, syntax)
  return reading.ok || !('id' in reading.message) ? undefined : reading.message.id
}

describe('readNumber reads what people type', () => {
  test.each([
    ['1', 1],
    ['-1', -1],
    ['−1', -1],
    ['–1', -1],
    ['- 1', -1],
    ['+2', 2],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['5.', 5],
    ['0.0012', 0.0012],
    ['  7  ', 7],
    ['1e-3', 0.001],
    ['1E3', 1000],
    ['1.2×10^-3', 0.0012],
    ['1.2 × 10^−3', 0.0012],
    ['1.2*10**-3', 0.0012],
    ['1.2x10^{-3}', 0.0012],
    ['1.2·10⁻³', 0.0012],
    ['10^-3', 0.001],
    ['-10⁴', -10000],
    ['2/3', 2 / 3],
    ['-2/3', -2 / 3],
    ['2 / -4', -0.5],
    ['1.5/0.5', 3],
    ['0,5', 0.5],
    ['12,5', 12.5],
    ['-,5', -0.5],
    ['0,125', 0.125],
    ['1234,567', 1234.567],
    ['1,234.5', 1234.5],
    ['1.234,5', 1234.5],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['-0', 0],
  ])('%s', (text, expected) => expect(value(text)).toBe(expected))

  test.each([
    ['50%', 0.5],
    ['12.3 %', 0.123],
    ['−5%', -0.05],
    ['0,5%', 0.005],
  ])('%s where percent is allowed', (text, expected) => expect(value(text, { percent: true })).toBe(expected))

  test('a unit that the author gives', () => {
    expect(value('3.2 ms', { unit: 'ms' })).toBe(3.2)
    expect(value('92.5%', { unit: '%' })).toBe(92.5)
    expect(refusal('3.2 s', { unit: 'ms' })).toBe('unit-not-asked')
    expect(refusal('3.2 ms')).toBe('not-a-number')
  })

  test.each([
    ['exp(0)', 1],
    ['exp(-2)/3', Math.exp(-2) / 3],
    ['-2^2', -4],
    ['2^3^2', 512],
    ['2^-1', 0.5],
    ['1/(1+exp(-0))', 0.5],
    ['ln(e)', 1],
    ['sin(pi/6)', 0.5],
    ['cos(0)', 1],
    ['log10(1000)', 3],
    ['log2(8)', 3],
    ['sqrt(2)*sqrt(2)', 2],
    ['max(1, 2, 3)', 3],
    ['relu(-3)', 0],
    ['sigmoid(0) · 4', 2],
    ['2 × 3 − 1', 5],
  ])('%s where arithmetic is allowed', (text, expected) => {
    const got = value(text, { calc: true })
    expect(got).toBeCloseTo(expected, 12)
  })

  test('arithmetic only where it is allowed', () => expect(refusal('exp(0)')).toBe('not-a-number'))
})

describe('readNumber refuses with the reason', () => {
  test.each<[string, MessageId]>([
    ['', 'nothing-entered'],
    ['   ', 'nothing-entered'],
    ['1,234', 'ambiguous-comma'],
    ['-12,345', 'ambiguous-comma'],
    ['1,234e2', 'ambiguous-comma'],
    ['1,23.4', 'misplaced-comma'],
    ['1,2,3', 'misplaced-comma'],
    ['1..2', 'misplaced-comma'],
    ['NaN', 'not-finite'],
    ['Infinity', 'not-finite'],
    ['-∞', 'not-finite'],
    ['inf', 'not-finite'],
    ['1e999', 'too-large'],
    ['-1e400', 'too-large'],
    ['1e-999', 'too-small'],
    ['1/0', 'division-by-zero'],
    ['50%', 'percent-not-asked'],
    ['1 2', 'several-numbers'],
    ['abc', 'not-a-number'],
    ['--1', 'not-a-number'],
    ['.', 'not-a-number'],
    ['-', 'not-a-number'],
    ['1/2/3', 'not-a-number'],
    ['<img src=x onerror=alert(1)>', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['1_000', 'not-a-number'],
    ['9'.repeat(10_000), 'too-long'],
  ])('%s', (text, reason) => expect(refusal(text)).toBe(reason))

  test('the two readings of an ambiguous comma are both numbers the reader could mean', () => {
    const reading = readNumber('1,234')
    expect(reading).toMatchObject({ message: { params: { asDecimal: '1.234', asThousands: '1234' } } })
  })

  test.each<[string, MessageId]>([
    ['exp(', 'unfinished-expression'],
    ['(1+2', 'unclosed-parenthesis'],
    ['1+2)', 'unclosed-parenthesis'],
    ['foo(2)', 'unknown-name'],
    ['2(3)', 'unfinished-expression'],
    ['2pi', 'unfinished-expression'],
    ['(1 + 2)(', 'unfinished-expression'],
    ['sqrt(-1)', 'not-finite'],
    ['1/(2-2)', 'division-by-zero'],
    ['exp(1000)', 'not-finite'],
    ['1,234', 'ambiguous-comma'],
    ['constructor', 'unknown-name'],
  ])('%s where arithmetic is allowed', (text, reason) => expect(refusal(text, { calc: true })).toBe(reason))
})

describe('shown digits are counted from the text', () => {
  test.each([
    ['0.00120', 3, 3, 5],
    ['120', 2, 3, 0],
    ['100', 1, 3, 0],
    ['100.', 3, 3, 0],
    ['100.0', 4, 4, 1],
    ['012', 2, 2, 0],
    ['1.20e3', 3, 3, 0],
    ['1.5e-3', 2, 2, 4],
    ['0', 0, 0, 0],
    ['0.00', 0, 0, 2],
  ])('%s has %d to %d significant figures and %d decimals', (text, min, max, decimals) => {
    expect(readNumber(text)).toMatchObject({ read: { shown: { figures: [min, max], decimals } } })
  })

  test('a percentage shows two decimals more', () => {
    expect(readNumber('12.3%', { percent: true })).toMatchObject({
      read: { shown: { figures: [3, 3], decimals: 3 } },
    })
  })

  test('a fraction is exact and shows no digits', () => {
    expect(readNumber('2/3')).toEqual({ ok: true, read: { value: 2 / 3 } })
  })
})

test('every finite double reads back from its own text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(value(String(x))).toBe(x + 0)
    }),
  )
})

test('never throws, and never reads NaN or ∞, on any string', () => {
  const mixed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'0123456789.,-+eE×^*/() %logexp') }),
  )
  fc.assert(
    fc.property(mixed, fc.boolean(), (text, calc) => {
      expect(Number.isFinite(value(text, { calc, percent: calc }) ?? 0)).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
