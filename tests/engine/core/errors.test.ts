import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

/** The kind and the words of the error that `fn` throws. */
function errorOf(fn: () => unknown): string {
  try {
    fn()
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`
  }
  return 'no error'
}

describe('messages say operation, problem, shapes and what would fit', () => {
  const x = c.zeros([2, 3])
  test.each<[name: string, fn: () => unknown, message: string]>([
    [
      'add',
      () => c.add(x, c.zeros([4])),
      'ShapeError: add: sizes 3 and 4 at axis -1 do not broadcast. Got a (2, 3), b (4). Aligned at the last axis, sizes must be equal or 1.',
    ],
    [
      'where',
      () => c.where(c.zeros([5]), x, 0),
      'ShapeError: where: sizes 5 and 3 at axis -1 do not broadcast. Got a (5), b (2, 3), c (). Aligned at the last axis, sizes must be equal or 1.',
    ],
    [
      'matmul',
      () => c.matmul(x, c.zeros([4, 5])),
      'ShapeError: matmul: inner sizes 3 and 4 differ. Got a (2, 3) as (…, n, k), b (4, 5) as (…, k, m). The last axis of a and the second last axis of b must be equal.',
    ],
    [
      'matmul, transposed',
      () => c.matmul(x, c.zeros([5, 3])),
      'ShapeError: matmul: inner sizes 3 and 5 differ. Got a (2, 3) as (…, n, k), b (5, 3) as (…, k, m). b fits after transpose(b).',
    ],
    [
      'matmul of a scalar',
      () => c.matmul(2, x),
      'ShapeError: matmul: a scalar has no axis to sum over. Got a (), b (2, 3). Use mul for scalars.',
    ],
    [
      'linear',
      () => c.linear(x, c.zeros([5, 4])),
      'ShapeError: linear: input has 3 features, weight expects 4. Got input (2, 3) as (…, inFeatures), weight (5, 4) as (outFeatures, inFeatures).',
    ],
    [
      'linear, transposed',
      () => c.linear(x, c.zeros([3, 5])),
      'ShapeError: linear: input has 3 features, weight expects 5. Got input (2, 3) as (…, inFeatures), weight (3, 5) as (outFeatures, inFeatures). The weight fits after transpose(weight).',
    ],
    [
      'linear bias',
      () => c.linear(x, c.zeros([5, 3]), c.zeros([3])),
      'ShapeError: linear: the bias does not fit 5 outputs. Got input (2, 3) as (…, inFeatures), weight (5, 3) as (outFeatures, inFeatures), bias (3) as (outFeatures).',
    ],
    ['dot', () => c.dot([1, 2], [1, 2, 3]), 'ShapeError: dot: lengths 2 and 3 differ. Got a (2), b (3).'],
    ['outer', () => c.outer(x, [1]), 'ShapeError: outer: both must be vectors. Got a (2, 3), b (1).'],
    [
      'einsum sizes',
      () => c.einsum('ij,jk->ik', x, c.zeros([4, 5])),
      "ShapeError: einsum: 'j' is 3 and 4 in 'ij,jk->ik'. Got (2, 3), (4, 5).",
    ],
    [
      'einsum axes',
      () => c.einsum('ijk->i', x),
      "ShapeError: einsum: operand 0 has 2 axes, 'ijk->i' names 3. Got operand 0 (2, 3).",
    ],
    [
      'einsum operands',
      () => c.einsum('ij,jk', x),
      "RangeError: einsum: 'ij,jk' names 2 operands, 1 are given.",
    ],
    [
      'einsum output',
      () => c.einsum('ij->k', x),
      "RangeError: einsum: 'k' appears in no operand of 'ij->k'.",
    ],
    [
      'einsum form',
      () => c.einsum('i1->i', x),
      "RangeError: einsum: 'i1->i' is not of the form 'ij,jk->ik' with letters, commas and '...'.",
    ],
    [
      'sum',
      () => c.sum(x, 2),
      'ShapeError: sum: axis 2 does not exist. Got input (2, 3). Axes run from -2 to 1.',
    ],
    [
      'sum of a scalar',
      () => c.sum(1, 0),
      'ShapeError: sum: axis 0 does not exist. Got input (). A scalar has no axes.',
    ],
    ['mean', () => c.mean(x, [0, -2]), 'ShapeError: mean: axis 0 is named twice. Got input (2, 3).'],
    [
      'softmax',
      () => c.softmax(x, 5),
      'ShapeError: softmax: axis 5 does not exist. Got input (2, 3). Axes run from -2 to 1.',
    ],
    [
      'reshape',
      () => c.reshape(x, [4, 2]),
      'ShapeError: reshape: 6 elements do not fill 8. Got input (2, 3), target (4, 2).',
    ],
    [
      'reshape -1',
      () => c.reshape(x, [4, -1]),
      'ShapeError: reshape: 6 is not a multiple of 4. Got input (2, 3), target (4, -1).',
    ],
    [
      'reshape two open',
      () => c.reshape(x, [-1, -1]),
      'ShapeError: reshape: only one size can be -1. Got input (2, 3), target (-1, -1).',
    ],
    [
      'permute',
      () => c.permute(x, [0, 0]),
      'ShapeError: permute: axes [0, 0] do not name each of the 2 axes once. Got input (2, 3).',
    ],
    [
      'transpose',
      () => c.transpose([1, 2]),
      'ShapeError: transpose: axis -2 does not exist. Got input (2). Axes run from -1 to 0.',
    ],
    [
      'broadcastTo',
      () => c.broadcastTo(x, [4, 3]),
      'ShapeError: broadcastTo: axis 0 of size 2 cannot be stretched. Got input (2, 3), target (4, 3). Only axes of size 1 are stretched.',
    ],
    [
      'flatten',
      () => c.flatten(x, 1, 0),
      'ShapeError: flatten: axis 1 comes after axis 0. Got input (2, 3).',
    ],
    [
      'concat',
      () => c.concat([x, c.zeros([2, 4])]),
      'ShapeError: concat: axis 1 is 3 in the first tensor and 4 in tensor 1. Got first (2, 3), tensor 1 (2, 4). Only axis 0 may differ.',
    ],
    [
      'concat axes',
      () => c.concat([x, [1]]),
      'ShapeError: concat: the first tensor has 2 axes, tensor 1 has 1. Got first (2, 3), tensor 1 (1). Only axis 0 may differ.',
    ],
    ['concat of nothing', () => c.concat([]), 'RangeError: concat: there is no tensor to concatenate.'],
    [
      'stack',
      () => c.stack([x, [1]]),
      'ShapeError: stack: all shapes must be equal. Got first (2, 3), tensor 1 (1). Use concat to join along an axis they have.',
    ],
    [
      'split',
      () => c.split(x, [1, 1], 1),
      'ShapeError: split: sizes [1, 1] do not add up to 3 on axis 1. Got input (2, 3).',
    ],
    [
      'split size',
      () => c.split(x, 0),
      'RangeError: split: the size is 0; it must be a positive whole number.',
    ],
    [
      'slice',
      () => c.slice(x, [2]),
      'ShapeError: slice: there is no place 2 on axis 0 of size 2. Got input (2, 3).',
    ],
    [
      'slice ranges',
      () => c.slice(x, [0, 0, 0]),
      'ShapeError: slice: 3 ranges for 2 axes. Got input (2, 3).',
    ],
    [
      'slice step',
      () => c.slice(x, [[0, 2, -1]]),
      'RangeError: slice: the step on axis 0 is -1; it must be 1 or more. Use flip to go backwards.',
    ],
    [
      'pad',
      () => c.pad([1, 2], [2, 0], { mode: 'reflect' }),
      "ShapeError: pad: padding (2, 0) of axis 0 is not possible in mode 'reflect'. Got input (2).",
    ],
    [
      'pad pairs',
      () => c.pad([1, 2], [1, 1, 1]),
      'ShapeError: pad: 3 paddings for 1 axes. Got input (2). padding is [left, right, top, bottom, …]: one pair per axis, last axis first.',
    ],
    [
      'gather',
      () => c.gather(x, 1, [[3]]),
      'RangeError: gather: index 3 is out of range; the axis has places 0 to 2.',
    ],
    [
      'gather axes',
      () => c.gather(x, 1, [0]),
      'ShapeError: gather: input and index need the same number of axes. Got input (2, 3), index (1).',
    ],
    [
      'gather size',
      () => c.gather(x, 1, c.zeros([3, 1])),
      'ShapeError: gather: the index is larger than the input on axis 0. Got input (2, 3), index (3, 1).',
    ],
    [
      'indexSelect',
      () => c.indexSelect(x, 0, [0.5]),
      'DTypeError: indexSelect: the index holds 0.5; places are whole numbers.',
    ],
    [
      'scatterAdd',
      () => c.scatterAdd(x, 0, [[0, 0]], [[1]]),
      'ShapeError: scatterAdd: source must cover the index. Got index (1, 2), source (1, 1).',
    ],
    [
      'oneHot',
      () => c.oneHot([0, 3], 3),
      'RangeError: oneHot: index 3 is out of range; the axis has places 0 to 2.',
    ],
    ['tril', () => c.tril([1]), 'ShapeError: tril: needs a matrix. Got input (1) as (…, n, m).'],
    [
      'diagonal',
      () => c.diagonal(x, 0, -2),
      'ShapeError: diagonal: needs two axes, both are 0. Got input (2, 3).',
    ],
    ['item', () => x.item(), 'ShapeError: item: needs one element, there are 6. Got input (2, 3).'],
    [
      'tensor, ragged',
      () => c.tensor([[1, 2], [3]]),
      'ShapeError: tensor: the nested arrays are ragged. The first elements say shape (2, 2), but element [1] is an array of length 1. Arrays at the same depth need the same length.',
    ],
    [
      'tensor, too deep',
      () => c.tensor([1, [2]]),
      'ShapeError: tensor: the nested arrays are ragged. The first elements say shape (2), but element [1] is an array of length 1. Arrays at the same depth need the same length.',
    ],
    [
      'tensor, text',
      () => c.tensor(['1'] as unknown as number[]),
      'TypeError: tensor: element [0] is string; numbers and arrays are known.',
    ],
    [
      'tensor, shape',
      () => c.tensor([1, 2, 3], { shape: [2, 2] }),
      'ShapeError: tensor: 3 values do not fill the shape. Got shape (2, 2).',
    ],
    [
      'zeros',
      () => c.zeros([2, -1]),
      'ShapeError: full: shape (2, -1) holds -1; sizes are non-negative integers.',
    ],
    ['arange', () => c.arange(0, 5, 0), 'RangeError: arange: from 0 to 5 in steps of 0 never ends.'],
    [
      'linspace',
      () => c.linspace(0, 1, 2.5),
      'RangeError: linspace: steps is 2.5; it is a count, 0 or more.',
    ],
    [
      'gelu',
      () => c.gelu(1, { approximate: 'erf' as 'tanh' }),
      "RangeError: gelu: approximate is 'erf'; 'none' and 'tanh' are known.",
    ],
    [
      'mseLoss',
      () => c.mseLoss(c.zeros([4]), c.zeros([4, 1])),
      'ShapeError: mseLoss: input and target have different shapes. Got input (4), target (4, 1). Both need the same shape; reshape one of them.',
    ],
    [
      'reduction',
      () => c.mseLoss([1], [1], { reduction: 'avg' as 'mean' }),
      "RangeError: mseLoss: reduction is 'avg'; 'mean', 'sum' and 'none' are known.",
    ],
    [
      'huberLoss',
      () => c.huberLoss([1], [1], { delta: 0 }),
      'RangeError: huberLoss: delta is 0; it must be above 0.',
    ],
    [
      'hingeLoss',
      () => c.hingeLoss([1], [0]),
      'RangeError: hingeLoss: the target holds 0; classes are −1 and 1. From 0 and 1: 2 · t − 1.',
    ],
    [
      'bceLoss',
      () => c.bceLoss([1.2], [1]),
      'RangeError: bceLoss: the input holds 1.2; probabilities are between 0 and 1. For raw scores use bceWithLogitsLoss, or apply sigmoid first.',
    ],
    [
      'crossEntropyLoss class',
      () => c.crossEntropyLoss(x, [0, 3]),
      'RangeError: crossEntropyLoss: the target holds class 3; the input has classes 0 to 2.',
    ],
    [
      'crossEntropyLoss fraction',
      () => c.crossEntropyLoss(x, [0, 0.5]),
      'DTypeError: crossEntropyLoss: the target holds 0.5; classes are whole numbers.',
    ],
    [
      'crossEntropyLoss shape',
      () => c.crossEntropyLoss(x, [0, 1, 2]),
      'ShapeError: crossEntropyLoss: the target needs the shape of the input without its classes. Got input (2, 3) as (N, numClasses, …), target (3) as (N, …).',
    ],
    [
      'crossEntropyLoss weight',
      () => c.crossEntropyLoss(x, [0, 1], { weight: [1, 2] }),
      'ShapeError: crossEntropyLoss: the weight needs one number for each of 3 classes. Got weight (2).',
    ],
    [
      'labelSmoothing',
      () => c.crossEntropyLoss(x, [0, 1], { labelSmoothing: 1.5 }),
      'RangeError: crossEntropyLoss: labelSmoothing is 1.5; it must be between 0 and 1.',
    ],
  ])('%s', (_, fn, message) => expect(errorOf(fn)).toBe(message))
})
