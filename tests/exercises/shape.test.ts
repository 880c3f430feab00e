import { describe, expect, test } from 'vitest'
import { check, echo } from '../../src/exercises/check.ts'
import type { ShapeData } from '../../src/exercises/kinds/shape/check.ts'
import { variantOf } from './data.ts'

const ask = (raw: string, data: Partial<ShapeData>) =>
  check(raw, variantOf('shape', { dims: [], symbols: {}, mistakes: [], ...data }))

describe('reads shapes as people write them', () => {
  test.each([
    '(32, 10)',
    '[32, 10]',
    '32, 10',
    '32x10',
    '32 x 10',
    '32×10',
    '32 10',
    '32X10',
    '(32,10,)',
    '{32;10}',
    'torch.Size([32, 10])',
    '4*8, 10',
    '(32, 20/2)',
  ])('%s is (32, 10)', (raw) => expect(ask(raw, { dims: ['32', '10'] }).status).toBe('correct'))
  test('scalars and vectors', () => {
    expect(ask('()', { dims: [] }).status).toBe('correct')
    expect(ask('[]', { dims: [] }).status).toBe('correct')
    expect(ask('(5,)', { dims: ['5'] }).status).toBe('correct')
    expect(ask('5', { dims: ['5'] }).status).toBe('correct')
  })
  test.each([
    ['', 'nothing-entered'],
    ['(32, 10', 'unbalanced-brackets'],
    ['32, 10)', 'not-a-shape'],
    ['(32, 10]', 'unbalanced-brackets'],
    ['(32, -1)', 'not-a-shape'],
    ['(32, 1.5)', 'not-a-shape'],
    ['(32, , 10)', 'not-a-shape'],
    ['(32, 1/0)', 'division-by-zero'],
    ['(32, D)', 'unknown-symbol'],
    ['(b, 10)', 'symbol-case'],
    ['(32, constructor)', 'unknown-symbol'],
    ['NaN', 'unknown-symbol'],
    ['1e999', 'unknown-symbol'],
    ['<b>32</b>', 'not-a-shape'],
    ['9'.repeat(10_000), 'too-long'],
  ])('refuses %.20s as %s', (raw, id) => {
    expect(ask(raw, { dims: ['32', '10'], symbols: { B: null } })).toMatchObject({
      status: 'ungraded',
      message: { id },
    })
  })
})

describe('symbols', () => {
  const data: Partial<ShapeData> = {
    dims: ['B', 'T', 'nHead*hs'],
    symbols: { B: null, T: null, nHead: null, hs: null },
  }
  test.each(['[B, T, nHead*hs]', 'B x T x hs*nHead', '(B,T,nHead * hs)', 'B T hs*nHead'])('%s', (raw) => {
    expect(ask(raw, data).status).toBe('correct')
  })
  test('a formula is compared as a formula, not as text', () => {
    expect(ask('(2*T/2, 2B)', { dims: ['T', 'B+B'], symbols: { B: null, T: null } }).status).toBe('correct')
    expect(ask('(T, B^2)', { dims: ['T', 'B+B'], symbols: { B: null, T: null } })).toMatchObject({
      status: 'partial',
      score: 0.5,
    })
    expect(ask('floor(T/2)', { dims: ['T/2'], symbols: { T: null } }).status).toBe('incorrect')
  })
  test('a bound symbol and its value are both right, another symbol of the same value is not', () => {
    const bound: Partial<ShapeData> = { dims: ['B', '10'], symbols: { B: 32, T: 32, C: 10 } }
    expect(ask('(32, 10)', bound).status).toBe('correct')
    expect(ask('(B, 10)', bound).status).toBe('correct')
    expect(ask('(B, C)', bound).status).toBe('correct')
    expect(ask('(T, 10)', bound).status).toBe('partial')
  })
  test('an unbound symbol is no number', () => {
    expect(ask('(7, 10)', { dims: ['B', '10'], symbols: { B: null } })).toMatchObject({
      status: 'partial',
      score: 0.5,
    })
  })
  test('x is a size where the exercise says so', () => {
    expect(ask('x y', { dims: ['x', 'y'], symbols: { x: null, y: null } }).status).toBe('correct')
  })
})

describe('slips', () => {
  const data: Partial<ShapeData> = {
    dims: ['N', '8', '13', '20'],
    symbols: { N: null },
    hasBatch: true,
    otherRounding: ['N', '8', '14', '21'],
    mistakes: [{ id: 'no-padding', dims: ['N', '8', '11', '18'] }],
  }
  test.each([
    ['(N, 8, 14, 21)', 'other-rounding'],
    ['(8, 13, 20)', 'missing-batch'],
    ['(N, 13, 20, 8)', 'dims-swapped'],
    ['(N, 8, 20, 13)', 'dims-swapped'],
    ['(N, 8, 13, 20, 1)', 'extra-axis'],
    ['(N, 8)', 'wrong-rank'],
    ['()', 'wrong-rank'],
    ['(N, 8, 11, 18)', 'no-padding'],
    ['(N, 8, 12, 19)', 'off-by-one'],
    ['(N, 8, 14, 20)', 'off-by-one'],
  ])('%s is %s', (raw, tag) => expect(ask(raw, data).tag).toBe(tag))
  test('a missing first axis is a missing batch only where there is one', () => {
    expect(ask('(8, 13, 20)', { ...data, hasBatch: false }).tag).toBe('wrong-rank')
  })
  test('credit by axis, without naming the right sizes', () => {
    const outcome = ask('(N, 8, 99, 20)', data)
    expect(outcome).toMatchObject({
      status: 'partial',
      score: 0.75,
      message: { id: 'dims-right', params: { right: 3, total: 4 } },
    })
    expect(outcome.parts!.map((part) => part.status)).toEqual(['correct', 'correct', 'incorrect', 'correct'])
  })
})

test('echo', () => {
  expect(echo('32x10', variantOf('shape', { dims: ['1'], symbols: {}, mistakes: [] }))).toEqual({
    read: '(32, 10)',
  })
})
