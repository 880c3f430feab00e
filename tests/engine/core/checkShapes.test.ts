import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

describe('check functions return the shape that the operation gives', () => {
  const shapes = { a: [2, 3], b: [3, 4] }
  const [a, b] = [c.zeros(shapes.a), c.zeros(shapes.b)]
  test.each<[name: string, checked: number[], result: c.Tensor]>([
    ['broadcast', c.checkBroadcastShape('add', [2, 1], [3]), c.add(c.zeros([2, 1]), c.zeros([3]))],
    ['matmul', c.checkMatmulShape(shapes.a, shapes.b), c.matmul(a, b)],
    ['matmul of vectors', c.checkMatmulShape([3], [3]), c.matmul(c.zeros([3]), c.zeros([3]))],
    ['linear', c.checkLinearShape([5, 2, 3], [4, 3]), c.linear(c.zeros([5, 2, 3]), c.zeros([4, 3]))],
    ['einsum', c.checkEinsumShape('ij,jk', [shapes.a, shapes.b]), c.einsum('ij,jk', a, b)],
    [
      'reduce',
      c.checkReduceShape('sum', shapes.a, 0, { keepdim: true }).shape,
      c.sum(a, 0, { keepdim: true }),
    ],
    ['reshape', c.checkReshapeShape(shapes.a, [-1, 2]), c.reshape(a, [-1, 2])],
    ['permute', c.checkPermuteShape(shapes.a, [1, 0]).shape, c.permute(a, [1, 0])],
    ['concat', c.checkConcatShape([shapes.a, shapes.a], 1), c.concat([a, a], 1)],
    ['slice', c.checkSliceShape(shapes.a, [0, [1, null]]), c.slice(a, [0, [1, null]])],
    ['pad', c.checkPadShape(shapes.a, [1, 2]), c.pad(a, [1, 2])],
    ['gather', c.checkGatherShape(shapes.a, 1, [2, 1]), c.gather(a, 1, c.zeros([2, 1]))],
    ['nll', c.checkNllShape(shapes.a, [2]), c.nllLoss(a, [0, 1], { reduction: 'none' })],
    ['loss', c.checkLossShape('mseLoss', shapes.a, shapes.a), c.mseLoss(a, a, { reduction: 'none' })],
  ])('%s', (_, checked, result) => expect(checked).toEqual(result.shape))
})
