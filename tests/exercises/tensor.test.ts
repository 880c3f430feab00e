import { describe, expect, test } from 'vitest'
import { check, echo } from '../../src/exercises/check.ts'
import type { TensorData } from '../../src/exercises/kinds/tensor/check.ts'
import { otherReductions } from '../../src/exercises/kinds/tensor/reduction.ts'
import { readArray } from '../../src/exercises/read/array.ts'
import { variantOf } from './data.ts'

describe('readArray', () => {
  test.each([
    ['[[1, 2], [3, 4]]', [2, 2], [1, 2, 3, 4]],
    ['((1, 2), (3, 4))', [2, 2], [1, 2, 3, 4]],
    ['[[1 2]\n [3 4]]', [2, 2], [1, 2, 3, 4]],
    ['1 2; 3 4', [2, 2], [1, 2, 3, 4]],
    ['1, 2\n3, 4', [2, 2], [1, 2, 3, 4]],
    ['1\t2\n3\t4\n', [2, 2], [1, 2, 3, 4]],
    ['1 & 2 \\\\ 3 & 4', [2, 2], [1, 2, 3, 4]],
    ['$\\begin{bmatrix} 1 & 2 \\\\ 3 & 4 \\end{bmatrix}$', [2, 2], [1, 2, 3, 4]],
    ['tensor([[1., -2.]])', [1, 2], [1, -2]],
    ['np.array([1e-1, 2/4], dtype=float32)', [2], [0.1, 0.5]],
    ['[1, 2, 3]', [3], [1, 2, 3]],
    ['(1, 2, 3)', [3], [1, 2, 3]],
    ['1, 2, 3', [3], [1, 2, 3]],
    ['[[[1],[2]],[[3],[4]]]', [2, 2, 1], [1, 2, 3, 4]],
    ['[−1, .5]', [2], [-1, 0.5]],
    ['5', [], [5]],
  ])('%j', (text, shape, values) => {
    const reading = readArray(text)
    expect(reading).toMatchObject({ ok: true, read: { shape } })
    expect(reading.ok && reading.read.cells.map((cell) => cell.value)).toEqual(values)
  })

  test('arithmetic in cells, with its own parentheses and commas', () => {
    const reading = readArray('[exp(0), max(1, 2), (1+2)/3]', { calc: true })
    expect(reading.ok && reading.read.cells.map((cell) => cell.value)).toEqual([1, 2, 1])
  })

  test('the grid takes decimal commas, and says which cell is unreadable', () => {
    const reading = readArray([
      ['0,5', '1'],
      ['2', '3'],
    ])
    expect(reading.ok && reading.read.cells[0]!.value).toBe(0.5)
    expect(
      readArray([
        ['1', '2'],
        ['3', 'x'],
      ]),
    ).toMatchObject({ message: { id: 'cell-unreadable', params: { row: 2, column: 2 } } })
    expect(
      readArray([
        ['1', ' '],
        ['', '4'],
      ]),
    ).toMatchObject({ message: { id: 'blank-cells', params: { count: 2 } } })
  })

  test.each([
    ['', 'nothing-entered'],
    ['[]', 'nothing-entered'],
    ['[[], []]', 'nothing-entered'],
    [';', 'nothing-entered'],
    ['[[1, 2], [3]]', 'ragged'],
    ['[1, [2]]', 'ragged'],
    ['[[1, 2]', 'unbalanced-brackets'],
    ['[1, 2]]', 'unbalanced-brackets'],
    ['[1, 2) ', 'unbalanced-brackets'],
    ['[1, 2] 3', 'unbalanced-brackets'],
    ['[1, {2}]', 'unbalanced-brackets'],
    ['['.repeat(5000), 'unbalanced-brackets'],
    ['[1, 1e999]', 'cell-unreadable'],
    ['[1, <b>]', 'cell-unreadable'],
    ['1 '.repeat(9000), 'too-long'],
    ['1 '.repeat(20_000), 'too-long'],
  ])('refuses %.20s as %s', (text, id) =>
    expect(readArray(text)).toMatchObject({ ok: false, message: { id } }),
  )
})

const base: TensorData = {
  shape: [2, 3],
  values: [1, 2, 3, 4, 5, 7],
  precision: { decimals: 2 },
  mistakes: [{ id: 'squared', shape: [2, 3], values: [1, 4, 9, 16, 25, 49] }],
  shapeIs: 'given',
  otherAxes: [],
}
const ask = (raw: unknown, data: Partial<TensorData> = {}) =>
  check(raw, variantOf('tensor', { ...base, ...data }))

describe('shape first', () => {
  test('a wrong shape costs nothing where the shape is given', () => {
    expect(ask('[1, 2, 3]')).toMatchObject({
      status: 'ungraded',
      message: { id: 'shape-mismatch', params: { got: '(3,)', want: '(2, 3)' } },
    })
  })
  test('where it is asked it is wrong, and the message names only the reader’s', () => {
    const outcome = ask('[1, 2, 3]', { shapeIs: 'asked' })
    expect(outcome).toMatchObject({
      status: 'incorrect',
      tag: 'wrong-shape',
      message: { params: { got: '(3,)' } },
    })
    expect(JSON.stringify(outcome.message)).not.toContain('2, 3')
  })
  test('a list typed without brackets takes the orientation of the answer', () => {
    const vector = { shape: [3], values: [1, 2, 3], mistakes: [] }
    expect(ask([['1'], ['2'], ['3']], vector).status).toBe('correct')
    expect(ask([['1', '2', '3']], vector).status).toBe('correct')
    expect(ask('1 2 3', { ...vector, shape: [3, 1] }).status).toBe('correct')
    expect(ask('[1, 2, 3]', { ...vector, shape: [3, 1] }).status).toBe('ungraded')
    expect(ask([['1', '2', '3']], { ...vector, shape: [3, 1], shapeIs: 'asked' }).tag).toBe('transposed')
  })
})

describe('cells and slips', () => {
  test('credit by cell, each with its own verdict', () => {
    const outcome = ask('[[1, 2, 3], [-4, 5, 70]]')
    expect(outcome).toMatchObject({
      status: 'partial',
      score: 4 / 6,
      message: { id: 'cells-right', params: { right: 4, total: 6 } },
    })
    expect(outcome.parts!.map((part) => part.tag ?? part.status)).toEqual([
      'correct',
      'correct',
      'correct',
      'opposite-sign',
      'correct',
      'incorrect',
    ])
  })
  test('few digits in every cell are right so far; wrong cells count all the same', () => {
    const data = { values: [1.25, 2.25, 3.25, 4.25, 5.25, 7.25] }
    expect(ask('[[1.3, 2.3, 3.3], [4.3, 5.3, 7.3]]', data).status).toBe('ungraded')
    expect(ask('[[1.3, 2.25, 3.25], [4.25, 5.25, 9]]', data)).toMatchObject({
      status: 'partial',
      score: 4 / 6,
    })
  })
  test('a mistake to the last digit is no "right so far"', () => {
    const data = {
      values: [0.25, 1, 2, 3, 4, 5],
      mistakes: [{ id: 'dropped', shape: [2, 3], values: [0.3, 1, 2, 3, 4, 5] }],
    }
    expect(ask('[[0.3, 1, 2], [3, 4, 5]]', data)).toMatchObject({ status: 'incorrect', tag: 'dropped' })
  })
  test('a row given twice is not another order of the rows', () => {
    expect(ask('[[1, 2, 3], [1, 2, 3]]')).toMatchObject({ status: 'partial', score: 0.5 })
  })
  test('one sign turned everywhere is said once', () => {
    expect(ask('[[-1, -2, -3], [-4, -5, -7]]').message).toEqual({ id: 'opposite-sign', params: {} })
  })
  test.each([
    ['the transpose', '[[1, 4], [2, 5], [3, 7]]', 'transposed'],
    ['rows exchanged', '[[4, 5, 7], [1, 2, 3]]', 'rows-swapped'],
    ['columns exchanged', '[[2, 1, 3], [5, 4, 7]]', 'columns-swapped'],
    ['all signs turned', '[[-1, -2, -3], [-4, -5, -7]]', 'opposite-sign'],
    ['twice everything', '[[2, 4, 6], [8, 10, 14]]', 'constant-factor'],
    ['a mean over the rows', '[[0.5, 1, 1.5], [2, 2.5, 3.5]]', 'constant-factor'],
    ['a sum over 6 where a mean was asked', '[[6, 12, 18], [24, 30, 42]]', 'constant-factor'],
    ['a known mistake', '[[1, 4, 9], [16, 25, 49]]', 'squared'],
  ])('%s', (_, raw, tag) => expect(ask(raw)).toMatchObject({ status: 'incorrect', score: 0, tag }))

  test('swapped axes of a deeper tensor', () => {
    const data = { shape: [1, 2, 3], values: [1, 2, 3, 4, 5, 6], mistakes: [] }
    expect(ask('[[[1, 4], [2, 5], [3, 6]]]', data).tag).toBe('axes-swapped')
  })
  test('the sum along the other axis', () => {
    // Rows of [[1, 2, 3], [4, 5, 7]] sum to (6, 16), columns to (5, 7, 10).
    const otherAxes = otherReductions({
      of: [
        [1, 2, 3],
        [4, 5, 7],
      ],
      op: 'sum',
      axis: 1,
    })
    expect(otherAxes).toEqual([{ shape: [3], values: [5, 7, 10] }])
    const data = { shape: [2], values: [6, 16], mistakes: [], otherAxes }
    expect(ask('[5, 7, 10]', data)).toMatchObject({ status: 'incorrect', tag: 'other-axis' })
    expect(ask('[6, 16]', data).status).toBe('correct')
  })
  test('other reductions, kept dimensions, and an axis that does not exist', () => {
    const of = [
      [1, 2],
      [3, 5],
    ]
    expect(otherReductions({ of, op: 'mean', axis: 0, keepdim: true })).toEqual([
      { shape: [2, 1], values: [1.5, 4] },
    ])
    expect(otherReductions({ of, op: 'max', axis: 0 })).toEqual([{ shape: [2], values: [2, 5] }])
    expect(
      otherReductions({
        of: [
          [1, 2],
          [2, 1],
        ],
        op: 'min',
        axis: 0,
      }),
    ).toEqual([])
    expect(() => otherReductions({ of, op: 'sum', axis: 2 })).toThrow(/axis 2/)
  })
})

test('echo writes the tensor as it was read', () => {
  expect(echo('1, −2; 3, .5', variantOf('tensor', base))).toEqual({ read: '[[1, −2], [3, 0.5]]' })
})

test.each([null, 7, {}, [1, 2], [['1', 2]], [[[['1']]]]])(
  'a raw answer of another form is ungraded: %j',
  (raw) => {
    expect(ask(raw).status).toBe('ungraded')
  },
)
