import { expect, test } from 'vitest'
import { sigmoid, tensor } from '../../src/engine/index.ts'
import { fixed, integer, percent, signed, significant } from '../../src/site/format.ts'

test.each([
  [fixed(0.56648, 4), '0.5665'],
  [fixed(-0.35, 2), '−0.35'],
  [fixed(-0.00001, 2), '0.00'],
  [fixed(2, 0), '2'],
  [fixed(sigmoid(0), 1), '0.5'],
  [fixed(tensor([0.25]), 2), '0.25'],
  [signed(0.275, 4), '+0.2750'],
  [signed(-0.1575, 4), '−0.1575'],
  [signed(0, 2), '0.00'],
  [significant(1234.5, 3), '1230'],
  [significant(0.0012345, 2), '0.0012'],
  [significant(0.00001234, 3), '1.23e−5'],
  [significant(9.999, 2), '10'],
  [significant(0, 3), '0.00'],
  [integer(150), '150'],
  [integer(-3), '−3'],
  [percent(0.973, 1), '97.3 %'],
  [percent(1), '100 %'],
])('a lesson prints %s', (printed, expected) => {
  expect(printed).toBe(expected)
})

test.each([
  ['fixed', () => fixed(Number.NaN, 2), 'fixed: a lesson cannot print NaN'],
  ['signed', () => signed(Number.POSITIVE_INFINITY, 2), 'signed: a lesson cannot print Infinity'],
  [
    'significant',
    () => significant(Number.NEGATIVE_INFINITY, 2),
    'significant: a lesson cannot print -Infinity',
  ],
  ['integer', () => integer(2.5), 'integer: 2.5 is not a whole number'],
  ['percent', () => percent(tensor([Number.NaN])), 'percent: a lesson cannot print NaN'],
])('%s refuses what would be a broken sentence', (_, print, message) => {
  expect(print).toThrow(message)
})
