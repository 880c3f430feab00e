import { describe, expect, test } from 'vitest'
import { check, echo } from '../../src/exercises/check.ts'
import type { NumericData } from '../../src/exercises/kinds/numeric/check.ts'
import { slips } from '../../src/exercises/slips.ts'
import { variantOf } from './data.ts'

const ask = (text: unknown, data: Partial<NumericData> & { answer: number }) =>
  check(text, variantOf('numeric', { precision: { sigfig: 3 }, mistakes: [], ...data }))

const tagOf = (text: string, data: Partial<NumericData> & { answer: number }) => ask(text, data).tag

describe('structural slips', () => {
  test.each([
    ['-1.37', 'opposite-sign'],
    ['0.730', 'reciprocal'],
    ['2.74', 'factor-two'],
    ['0.685', 'factor-two'],
    ['137', 'percent-slip'],
    ['0.0137', 'percent-slip'],
    ['1.98', 'log-base'],
    ['0.950', 'log-base'],
    ['3.15', 'log-base'],
    ['78.5', 'degrees'],
    ['1.39', 'early-rounding'],
    ['1.77', undefined],
    ['5000', undefined],
  ])('%s for 1.37 is %s', (text, tag) => expect(tagOf(text, { answer: 1.37 })).toBe(tag))

  test('off by one only where things are counted', () => {
    expect(tagOf('13', { answer: 12, precision: 'exact' })).toBe('off-by-one')
    expect(tagOf('11', { answer: 12, precision: { decimals: 0 } })).toBe('off-by-one')
    expect(tagOf('13.0', { answer: 12, precision: { sigfig: 3 } })).toBeUndefined()
    expect(tagOf('1', { answer: 0, precision: 'exact' })).toBe('off-by-one')
  })

  test('two explanations are none: 2 for 1 is twice as much and one more', () => {
    expect(tagOf('2', { answer: 1, precision: 'exact' })).toBeUndefined()
  })

  test('a slip that gives the right answer is none', () => {
    expect(ask('1.00', { answer: 1 }).status).toBe('correct') // its own reciprocal
    expect(tagOf('5', { answer: 0, precision: { decimals: 2 } })).toBeUndefined()
    // 1 / 1.002 rounds to the answer: who gives something near it has not taken a reciprocal.
    expect(tagOf('0.994', { answer: 1.002, precision: { decimals: 2 } })).toBe('early-rounding')
  })

  test('the author may switch them off', () => {
    expect(tagOf('-1.37', { answer: 1.37, slips: [] })).toBeUndefined()
    expect(tagOf('2.74', { answer: 1.37, slips: ['opposite-sign'] })).toBeUndefined()
    expect(slips).toHaveLength(7)
  })

  test('wide tolerances do not make everything a slip', () => {
    expect(tagOf('-1.2', { answer: 1, precision: { close: { rtol: 0.3, atol: 0 } } })).toBeUndefined()
    expect(tagOf('-1.001', { answer: 1, precision: { close: { rtol: 0.3, atol: 0 } } })).toBe('opposite-sign')
    expect(tagOf('-1', { answer: 1, precision: { range: [0.9, 1.1] } })).toBe('opposite-sign')
  })
})

describe('order of the verdicts', () => {
  const data: NumericData = {
    answer: 0.4512,
    precision: { sigfig: 3 },
    mistakes: [
      { id: 'flipped', values: [-0.4512] },
      { id: 'half', values: [0.5] },
      { id: 'no-bias', values: [0.8731] },
      { id: 'large', range: [10, 20] },
    ],
  }
  test.each([
    ['0.451', 'correct', undefined],
    ['-0.451', 'incorrect', 'flipped'], // the author's mistake before the structural one
    ['0.5', 'incorrect', 'half'], // a mistake to the last digit before "right so far"
    ['0.45', 'ungraded', undefined],
    ['0.4', 'incorrect', undefined],
    ['0.873', 'incorrect', 'no-bias'],
    ['0.87', 'incorrect', 'no-bias'], // fewer digits than asked, recognized all the same
    ['0.9', 'incorrect', undefined], // one digit is too little to tell
    ['15', 'incorrect', 'large'],
    ['20', 'incorrect', 'large'],
    ['0.454', 'incorrect', 'early-rounding'],
  ])('%s is %s as %s', (text, status, tag) => {
    const outcome = ask(text, data)
    expect([outcome.status, outcome.tag]).toEqual([status, tag])
  })

  test('right so far names what is asked', () => {
    expect(ask('0.45', data).message).toEqual({ id: 'right-so-far-figures', params: { figures: 3 } })
    expect(ask('0.45', { ...data, precision: { decimals: 4 } }).message).toEqual({
      id: 'right-so-far-decimals',
      params: { decimals: 4 },
    })
  })

  test('a mistake worth 0 is recognized, and does not swallow small numbers', () => {
    const zero = { answer: 2.5, mistakes: [{ id: 'zero', values: [0] }] }
    expect(tagOf('0', zero)).toBe('zero')
    expect(tagOf('0.001', zero)).toBeUndefined()
  })
})

describe('echo', () => {
  const variant = variantOf('numeric', { answer: 1, precision: 'exact', mistakes: [], percent: true })
  test.each([
    ['1.2e-3', '0.0012'],
    ['2/3', '0.666666666667'],
    ['50%', '0.5'],
    ['−3', '−3'],
    ['1e21', '10²¹'],
  ])('%s is read as %s', (text, read) => expect(echo(text, variant)).toEqual({ read }))
  test('says why a text is not readable yet', () => {
    expect(echo('1,234', variant)).toMatchObject({ message: { id: 'ambiguous-comma' } })
    expect(check('2', variant).read).toBe('2')
  })
})

test.each([null, undefined, 7, {}, [], ['1'], { text: '1' }, Symbol('1')])(
  'a raw answer that is no text is ungraded: %s',
  (raw) => {
    expect(ask(raw, { answer: 7 })).toMatchObject({ status: 'ungraded', message: { id: 'unreadable' } })
  },
)
