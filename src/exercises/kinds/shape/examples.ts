import type { Example } from '../../example.ts'
import { md } from '../../md.ts'
import { shape } from './author.ts'
import type { ShapeData } from './check.ts'

const pooled = (size: number, kernelSize: number, stride: number): number =>
  Math.floor((size - kernelSize) / stride) + 1

const windows = shape({
  title: 'Max pooling',
  objectives: ['pool-shape'],
  params: (draw) => ({
    C: draw.integer(3, 16),
    H: draw.integer(12, 30),
    W: draw.integer(12, 30),
    kernelSize: draw.integer(2, 4),
  }),
  where: ({ C, H, W, kernelSize }) => {
    const heights = [
      H,
      pooled(H, kernelSize, kernelSize),
      pooled(W, kernelSize, kernelSize),
      W,
      C,
      H % kernelSize,
    ]
    return (
      H % kernelSize !== 0 &&
      W % kernelSize !== 0 &&
      new Set(heights).size === heights.length &&
      Math.abs(heights[1]! - heights[2]!) > 1
    )
  },
  prompt: ({ C, H, W, kernelSize }) =>
    md`A batch of $N$ images with shape $(N, ${C}, ${H}, ${W})$ goes through max pooling with kernel size ${kernelSize} and stride ${kernelSize}. What shape comes out?`,
  symbols: () => ({ N: null }),
  answer: ({ C, H, W, kernelSize: k }) => ['N', C, pooled(H, k, k), pooled(W, k, k)],
  check: ({ C, H, W, kernelSize }) => {
    const count = (size: number): number => {
      let windowCount = 0
      for (let start = 0; start + kernelSize <= size; start += kernelSize) windowCount++
      return windowCount
    }
    return ['N', C, count(H), count(W)]
  },
  batch: true,
  otherRounding: ({ C, H, W, kernelSize: k }) => [
    'N',
    C,
    Math.ceil((H - k) / k) + 1,
    Math.ceil((W - k) / k) + 1,
  ],
  mistakes: [
    {
      id: 'stride-one',
      is: ({ C, H, W, kernelSize: k }) => ['N', C, pooled(H, k, 1), pooled(W, k, 1)],
      say: 'That is the shape for windows that overlap. How far does the window move?',
    },
    {
      id: 'channels-pooled',
      is: ({ H, W, kernelSize: k }) => ['N', 1, pooled(H, k, k), pooled(W, k, k)],
      say: 'Pooling works on each channel by itself. What happens to their number?',
    },
  ],
  hints: ['Count the windows that fit along each side.'],
  solution: ({ C, H, W, kernelSize: k }) =>
    md`$\lfloor (${H} - ${k}) / ${k} \rfloor + 1 = ${pooled(H, k, k)}$ rows, $${pooled(W, k, k)}$ columns: $(N, ${C}, ${pooled(H, k, k)}, ${pooled(W, k, k)})$.`,
})

const list = (dims: readonly string[]): string => `(${dims.join(', ')})`
const dim = (data: ShapeData, axis: number): string => data.dims[axis]!

export const shapeExample: Example<'shape'> = {
  kind: 'shape',
  id: 'shape',
  exercise: windows,
  answers: [
    { label: 'as a tuple', raw: ({ dims }) => list(dims), status: 'correct' },
    { label: 'with times signs', raw: ({ dims }) => dims.join(' × '), status: 'correct' },
    { label: 'one size wrong', raw: (data) => list([...data.dims.slice(0, 3), '999']), status: 'partial' },
    {
      label: 'off by one',
      raw: (data) => list([...data.dims.slice(0, 3), String(Number(dim(data, 3)) - 1)]),
      status: 'partial',
      tag: 'off-by-one',
    },
    {
      label: 'rounded up',
      raw: ({ otherRounding }) => list(otherRounding!),
      status: 'incorrect',
      tag: 'other-rounding',
    },
    {
      label: 'without the batch',
      raw: ({ dims }) => list(dims.slice(1)),
      status: 'incorrect',
      tag: 'missing-batch',
    },
    {
      label: 'channels last',
      raw: (data) => list([0, 2, 3, 1].map((axis) => dim(data, axis))),
      status: 'incorrect',
      tag: 'dims-swapped',
    },
    {
      label: 'one axis too many',
      raw: ({ dims }) => list([...dims, '1']),
      status: 'incorrect',
      tag: 'extra-axis',
    },
    { label: 'one axis only', raw: (data) => list([dim(data, 3)]), status: 'incorrect', tag: 'wrong-rank' },
    {
      label: 'with stride one',
      raw: ({ mistakes }) => list(mistakes[0]!.dims),
      status: 'incorrect',
      tag: 'stride-one',
    },
    {
      label: 'channels pooled',
      raw: ({ mistakes }) => list(mistakes[1]!.dims),
      status: 'incorrect',
      tag: 'channels-pooled',
    },
    { label: 'all sizes wrong', raw: () => '(7, 901, 902, 903)', status: 'incorrect' },
    { label: 'an unknown letter', raw: () => '(B, 1, 2, 3)', status: 'ungraded' },
    { label: 'a small letter', raw: () => '(n, 1, 2, 3)', status: 'ungraded' },
    { label: 'no shape', raw: () => '(one, two)', status: 'ungraded' },
  ],
}
