import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { arrayText, tensor } from './author.ts'
import type { TensorData } from './check.ts'

/** A (m, k) times B (k, n), shape (m, n). */
const multiply = (A: readonly (readonly number[])[], B: readonly (readonly number[])[]): number[][] =>
  A.map((row) => B[0]!.map((_, j) => row.reduce((sum, a, k) => sum + a * B[k]![j]!, 0)))

const product = tensor({
  title: 'Matrix product',
  objectives: ['matmul'],
  params: (draw) => ({
    A: draw.matrix(2, 2, [-3, 3], 1),
    B: draw.matrix(2, 2, [-3, 3], 1),
  }),
  where: ({ A, B }) => {
    const all = [...A.flat(), ...B.flat()]
    const [C, reversed, entries] = [
      multiply(A, B),
      multiply(B, A),
      A.map((row, i) => row.map((a, j) => a * B[i]![j]!)),
    ]
    const faces = [
      C,
      C[0]!.map((_, j) => C.map((row) => row[j]!)),
      C.toReversed(),
      C.map((row) => row.toReversed()),
      reversed,
      entries,
    ]
    return (
      all.every((value) => value !== 0) &&
      new Set(faces.map(String)).size === faces.length &&
      C.flat().every((value) => value !== 0)
    )
  },
  prompt: ({ A, B }) => md`Compute $C = AB$ for $A = ${A}$ and $B = ${B}$.`,
  answer: ({ A, B }) => multiply(A, B),
  check: ({ A, B }) => {
    // Sum of outer products: column k of A times row k of B.
    const C = [
      [0, 0],
      [0, 0],
    ]
    for (const k of [0, 1]) for (const i of [0, 1]) for (const j of [0, 1]) C[i]![j]! += A[i]![k]! * B[k]![j]!
    return C
  },
  precision: 'exact',
  mistakes: [
    {
      id: 'reversed',
      is: ({ A, B }) => multiply(B, A),
      say: md`
That is $BA$. Which matrix acts first?
      `,
    },
    {
      id: 'entrywise',
      is: ({ A, B }) => A.map((row, i) => row.map((a, j) => a * B[i]![j]!)),
      say: 'That multiplies entry by entry. What does a matrix product sum over?',
    },
  ],
  hints: ['Entry in row $i$ and column $j$: row $i$ of $A$ with column $j$ of $B$.'],
  solution: ({ A, B }) => md`$AB = ${multiply(A, B)}$.`,
})

const write = ({ shape }: TensorData, values: readonly number[]): string =>
  arrayText(shape, values.map(String))
const cell = (data: TensorData, i: number): number => data.values[i]!

export const tensorExample: Example<'tensor'> = {
  kind: 'tensor',
  id: 'tensor',
  exercise: product,
  answers: [
    { label: 'pasted', raw: (data) => write(data, data.values), status: 'correct' },
    {
      label: 'in the grid',
      raw: ({ values: [a, b, c, d] }) => [
        [`${a}`, `${b}`],
        [`${c}`, `${d}`],
      ],
      status: 'correct',
    },
    {
      label: 'one entry wrong',
      raw: (data) =>
        write(
          data,
          data.values.map((value, i) => (i === 3 ? value + 40 : value)),
        ),
      status: 'partial',
    },
    {
      label: 'transposed',
      raw: (data) => write(data, [cell(data, 0), cell(data, 2), cell(data, 1), cell(data, 3)]),
      status: 'incorrect',
      tag: 'transposed',
    },
    {
      label: 'rows exchanged',
      raw: (data) => write(data, [cell(data, 2), cell(data, 3), cell(data, 0), cell(data, 1)]),
      status: 'incorrect',
      tag: 'rows-swapped',
    },
    {
      label: 'columns exchanged',
      raw: (data) => write(data, [cell(data, 1), cell(data, 0), cell(data, 3), cell(data, 2)]),
      status: 'incorrect',
      tag: 'columns-swapped',
    },
    {
      label: 'all signs turned',
      raw: (data) =>
        write(
          data,
          data.values.map((value) => -value),
        ),
      status: 'incorrect',
      tag: 'opposite-sign',
    },
    {
      label: 'all entries doubled',
      raw: (data) =>
        write(
          data,
          data.values.map((value) => 2 * value),
        ),
      status: 'incorrect',
      tag: 'constant-factor',
    },
    {
      label: 'the product the other way round',
      raw: (data) => write(data, data.mistakes[0]!.values),
      status: 'incorrect',
      tag: 'reversed',
    },
    {
      label: 'entry by entry',
      raw: (data) => write(data, data.mistakes[1]!.values),
      status: 'incorrect',
      tag: 'entrywise',
    },
    { label: 'everything wrong', raw: (data) => write(data, [501, 502, 503, 504]), status: 'incorrect' },
    { label: 'a row instead of a matrix', raw: () => '[1, 2, 3]', status: 'ungraded' },
    { label: 'rows of different lengths', raw: () => '[[1, 2], [3]]', status: 'ungraded' },
    {
      label: 'a blank cell',
      raw: () => [
        ['1', ''],
        ['3', '4'],
      ],
      status: 'ungraded',
    },
    { label: 'a cell that is no number', raw: () => '[[1, 2], [3, x]]', status: 'ungraded' },
  ],
}
