import { DTypeError, checkKnownOptions, shapeError } from '../errors.ts'
import { asTensor, ones } from '../tensor/create.ts'
import { type Shape, sameShape } from '../tensor/shape.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { add, div, mul, neg } from '../ops/elementwise/arithmetic.ts'
import { cast } from '../ops/elementwise/cast.ts'
import { notEqual } from '../ops/elementwise/comparison.ts'
import { asFloat } from '../ops/elementwise/map.ts'
import { where } from '../ops/elementwise/where.ts'
import { logSoftmax } from '../ops/reduce/softmax.ts'
import { sum } from '../ops/reduce/sum.ts'
import { squeeze, unsqueeze } from '../ops/shape/flatten.ts'
import { gather, take } from '../ops/shape/gather.ts'
import { reshape } from '../ops/shape/reshape.ts'
import { type Reduction, reduceLoss } from './reduction.ts'

export interface NllOptions {
  /** Default `'mean'`. */
  readonly reduction?: Reduction
  /** A factor for each class, (numClasses). */
  readonly weight?: TensorLike
  /** Targets of this class count nothing. Default −100. */
  readonly ignoreIndex?: number
  /**
   * What `'mean'` divides by: the sum of the weights of the targets (`'weights'`, default: PyTorch), or their number
   * (`'examples'`: Keras's sample weights). The same without `weight`.
   */
  readonly meanOver?: 'weights' | 'examples'
}

const nllOptions = ['reduction', 'weight', 'ignoreIndex', 'meanOver']

const axisOfClasses = (shape: Shape): number => (shape.length === 1 ? 0 : 1)

/**
 * The shape of the losses before reduction: input (N, numClasses, …) and target (N, …) give (N, …); one example may
 * come without N.
 *
 * @throws ShapeError when they do not fit.
 *
 * @example
 * checkNllShape([32, 10], [32])
 * // → [32]
 */
export function checkNllShape(input: Shape, target: Shape, op = 'nllLoss'): number[] {
  const axis = axisOfClasses(input)
  const wanted = input.filter((_, a) => a !== axis)
  if (input.length === 0 || !sameShape(wanted, target)) {
    const described = { input: [input, 'N, numClasses, …'], target: [target, 'N, …'] } as const
    throw shapeError(op, 'the target needs the shape of the input without its classes', described)
  }
  return wanted
}

interface Picked {
  /** The losses, weighted; 0 where ignored. */
  readonly losses: Tensor
  /** The weight of each target, 0 where ignored. */
  readonly weights: Tensor
  readonly counted: Tensor
}

function classTargets(op: string, value: TensorLike, numClasses: number, ignoreIndex: number): Tensor {
  const target = asTensor(value)
  for (const c of target.data) {
    if (c === ignoreIndex) continue
    if (!Number.isInteger(c)) throw new DTypeError(`${op}: the target holds ${c}; classes are whole numbers.`)
    if (c < 0 || c >= numClasses) {
      throw new RangeError(
        `${op}: the target holds class ${c}; the input has classes 0 to ${numClasses - 1}.`,
      )
    }
  }
  return cast(target, 'int32')
}

function checkWeight(op: string, weight: TensorLike | undefined, numClasses: number, like: Tensor): Tensor {
  if (weight === undefined) return ones([numClasses], { dtype: like.dtype })
  const tensor = cast(weight, like.dtype)
  if (tensor.ndim !== 1 || tensor.numel !== numClasses) {
    throw shapeError(op, `the weight needs one number for each of ${numClasses} classes`, {
      weight: tensor.shape,
    })
  }
  return tensor
}

function pick(
  op: string,
  logProbs: Tensor,
  value: TensorLike,
  options: NllOptions,
): Picked & { classWeights: Tensor } {
  const axis = axisOfClasses(logProbs.shape)
  const numClasses = logProbs.shape[axis] ?? 0
  const { ignoreIndex = -100 } = options
  const target = classTargets(op, value, numClasses, ignoreIndex)
  checkNllShape(logProbs.shape, target.shape, op)
  const classWeights = checkWeight(op, options.weight, numClasses, logProbs)
  const counted = notEqual(target, ignoreIndex) // (N, …)
  const classes = where(counted, target, 0)
  const picked = squeeze(gather(logProbs, axis, unsqueeze(classes, axis)), axis)
  const weights = numClasses === 0 ? cast(counted, logProbs.dtype) : mul(take(classWeights, classes), counted)
  const losses = where(counted, neg(mul(picked, weights)), 0)
  return { losses, weights, counted, classWeights }
}

function reducePicked(op: string, losses: Tensor, { weights, counted }: Picked, options: NllOptions): Tensor {
  const { reduction = 'mean', meanOver = 'weights' } = options
  if (reduction !== 'mean') return reduceLoss(op, losses, { reduction })
  if (meanOver !== 'weights' && meanOver !== 'examples') {
    throw new RangeError(`${op}: meanOver is '${String(meanOver)}'; 'weights' and 'examples' are known.`)
  }
  return div(sum(losses), sum(meanOver === 'weights' ? weights : counted))
}

/**
 * The negative log-likelihood: mean of −weight[t] · input[t] over log-probabilities input (N, numClasses, …) and
 * classes target (N, …). In nats if the logarithms are natural. NaN if every target is ignored.
 *
 * @throws ShapeError when the shapes do not fit, RangeError when a class does not exist.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.NLLLoss.html
 *
 * @example
 * nllLoss(log([[0.5, 0.5], [0.25, 0.75]]), [0, 0]).item()
 * // → 1.03972077083992
 */
export function nllLoss(logProbs: TensorLike, target: TensorLike, options: NllOptions = {}): Tensor {
  checkKnownOptions('nllLoss', options, nllOptions)
  const picked = pick('nllLoss', asFloat(logProbs), target, options)
  return reducePicked('nllLoss', picked.losses, picked, options)
}

export interface CrossEntropyOptions extends NllOptions {
  /** This part of the target is spread evenly over all classes, 0 to 1. Default 0. */
  readonly labelSmoothing?: number
}

/** Class weights as a shape that broadcasts against (N, numClasses, …). */
function alongClasses(weights: Tensor, shape: Shape): Tensor {
  const axis = axisOfClasses(shape)
  return reshape(
    weights,
    shape.map((size, a) => (a === axis ? size : 1)),
  )
}

/**
 * The cross-entropy of logits (N, numClasses, …), in nats: −log softmax(logits)[t], for target classes (N, …); or
 * −Σ t · log softmax(logits) for target probabilities (N, numClasses, …). One example may come without N. The mean of
 * class targets divides by their weights (see `meanOver`), that of probability targets by their number.
 *
 * @throws ShapeError when the shapes do not fit, RangeError when a class does not exist or an option is out of range.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.CrossEntropyLoss.html
 *
 * @example
 * crossEntropyLoss([[0, 0], [1000, 0]], [0, 0]).item()
 * // → 0.346573590279973
 */
export function crossEntropyLoss(
  logits: TensorLike,
  target: TensorLike,
  options: CrossEntropyOptions = {},
): Tensor {
  const op = 'crossEntropyLoss'
  checkKnownOptions(op, options, [...nllOptions, 'labelSmoothing'])
  const { labelSmoothing = 0 } = options
  if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
    throw new RangeError(`${op}: labelSmoothing is ${labelSmoothing}; it must be between 0 and 1.`)
  }
  const x = asFloat(logits)
  if (x.ndim === 0) throw shapeError(op, 'the logits have no axis of classes', { logits: x.shape })
  const axis = axisOfClasses(x.shape)
  const logProbs = logSoftmax(x, axis)
  const given = asTensor(target)
  if (sameShape(given.shape, x.shape)) return ofProbabilities(logProbs, given, options)
  const picked = pick(op, logProbs, given, options)
  if (labelSmoothing === 0) return reducePicked(op, picked.losses, picked, options)
  const everyClass = neg(sum(mul(logProbs, alongClasses(picked.classWeights, x.shape)), axis)) // (N, …)
  const spread = where(picked.counted, mul(everyClass, labelSmoothing / x.shape[axis]!), 0)
  return reducePicked(op, add(mul(picked.losses, 1 - labelSmoothing), spread), picked, options)
}

function ofProbabilities(logProbs: Tensor, target: Tensor, options: CrossEntropyOptions): Tensor {
  const op = 'crossEntropyLoss'
  const { labelSmoothing = 0, reduction = 'mean', ignoreIndex } = options
  if (ignoreIndex !== undefined && ignoreIndex >= 0) {
    throw new RangeError(`${op}: ignoreIndex is for targets that are classes; these are probabilities.`)
  }
  const axis = axisOfClasses(logProbs.shape)
  const numClasses = logProbs.shape[axis]!
  const probs = cast(target, logProbs.dtype)
  const smooth =
    labelSmoothing === 0 ? probs : add(mul(probs, 1 - labelSmoothing), labelSmoothing / numClasses)
  const weights = alongClasses(checkWeight(op, options.weight, numClasses, logProbs), logProbs.shape)
  const losses = neg(sum(mul(mul(logProbs, weights), smooth), axis)) // (N, …)
  return reduceLoss(op, losses, { reduction })
}
