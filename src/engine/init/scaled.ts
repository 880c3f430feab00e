import { shapeError } from '../errors.ts'
import { Tensor } from '../tensor/tensor.ts'
import { type Nonlinearity, calculateFan, calculateGain } from './fan.ts'
import { type FillOptions, type Fillable, fill, normal, uniform } from './fill.ts'

const shapeOf = (target: Fillable): readonly number[] => (target instanceof Tensor ? target.shape : target)

export interface XavierOptions extends FillOptions {
  /** Multiplies the standard deviation. Default 1. */
  gain?: number
}

const xavierStd = (target: Fillable, gain: number): number => {
  const { fanIn, fanOut } = calculateFan(shapeOf(target))
  return gain * Math.sqrt(2 / (fanIn + fanOut))
}

/**
 * Uniform in ±gain·√(6 / (fanIn + fanOut)), variance gain²·2 / (fanIn + fanOut): keeps the variance of activations
 * and of gradients alike (Keras: GlorotUniform, its default).
 *
 * @throws ShapeError for fewer than two axes.
 * @see X. Glorot and Y. Bengio, AISTATS 2010; https://docs.pytorch.org/docs/stable/nn.init.html
 *
 * @example
 * const weight = xavierUniform([2, 4], { rng: rng(1) })
 * weight.toArray().flat().every((value) => Math.abs(value) <= 1)
 * // → true
 */
export function xavierUniform(target: Fillable, { gain = 1, ...options }: XavierOptions): Tensor {
  const high = Math.sqrt(3) * xavierStd(target, gain)
  return uniform(target, { ...options, low: -high, high })
}

/**
 * Normal with mean 0 and standard deviation gain·√(2 / (fanIn + fanOut)).
 *
 * @throws ShapeError for fewer than two axes.
 * @see X. Glorot and Y. Bengio, AISTATS 2010
 *
 * @example
 * xavierNormal([8, 4], { rng: rng(1) }).shape
 * // → [8, 4]
 */
export function xavierNormal(target: Fillable, { gain = 1, ...options }: XavierOptions): Tensor {
  return normal(target, { ...options, std: xavierStd(target, gain) })
}

export interface KaimingOptions extends FillOptions {
  /** Keep the variance of activations (`'fanIn'`, default) or of gradients (`'fanOut'`). */
  mode?: 'fanIn' | 'fanOut'
  /** Default `'leakyRelu'`, as in PyTorch; with `slope` 0 that is relu. */
  nonlinearity?: Nonlinearity
  /** The negative slope of leakyRelu. Default 0. */
  slope?: number
}

function kaimingStd(
  target: Fillable,
  { mode = 'fanIn', nonlinearity = 'leakyRelu', slope = 0 }: KaimingOptions,
): number {
  if (mode !== 'fanIn' && mode !== 'fanOut') {
    throw new RangeError(`kaiming: mode is '${String(mode)}'. Known: 'fanIn', 'fanOut'.`)
  }
  return calculateGain(nonlinearity, slope) / Math.sqrt(calculateFan(shapeOf(target))[mode])
}

/**
 * Uniform in ±gain·√(3 / fan): keeps the variance through layers with that activation (Keras: HeUniform).
 *
 * @throws ShapeError for fewer than two axes; RangeError for an unknown mode or activation.
 * @see K. He et al., https://arxiv.org/abs/1502.01852; https://docs.pytorch.org/docs/stable/nn.init.html
 *
 * @example
 * const weight = kaimingUniform([9, 6], { rng: rng(1) })
 * weight.toArray().flat().every((value) => Math.abs(value) <= 1)
 * // → true
 */
export function kaimingUniform(target: Fillable, options: KaimingOptions): Tensor {
  const high = Math.sqrt(3) * kaimingStd(target, options)
  const { mode: _mode, nonlinearity: _nonlinearity, slope: _slope, ...rest } = options
  return uniform(target, { ...rest, low: -high, high })
}

/**
 * Normal with mean 0 and standard deviation gain / √fan.
 *
 * @throws ShapeError for fewer than two axes; RangeError for an unknown mode or activation.
 * @see K. He et al., https://arxiv.org/abs/1502.01852
 *
 * @example
 * kaimingNormal([8, 4, 3, 3], { rng: rng(1), mode: 'fanOut', nonlinearity: 'relu' }).numel
 * // → 288
 */
export function kaimingNormal(target: Fillable, options: KaimingOptions): Tensor {
  const std = kaimingStd(target, options)
  const { mode: _mode, nonlinearity: _nonlinearity, slope: _slope, ...rest } = options
  return normal(target, { ...rest, std })
}

/**
 * A (semi-)orthogonal matrix times `gain`, axes after the first taken together: rows are orthonormal when there are
 * no more rows than columns, else columns. From a normal matrix by modified Gram–Schmidt, done twice, which is the
 * QR decomposition with positive diagonal, so that every orthogonal matrix is equally likely.
 *
 * @throws ShapeError for fewer than two axes.
 * @see A. Saxe, J. McClelland, S. Ganguli, https://arxiv.org/abs/1312.6120
 *
 * @example
 * const q = orthogonal([2, 2], { rng: rng(1) })
 * matmul(q, q.transpose()).toArray().flat().map((value) => Math.abs(value) < 0.5 ? 0 : value)
 * // → [1, 0, 0, 1]
 */
export function orthogonal(target: Fillable, { gain = 1, rng, ...create }: XavierOptions): Tensor {
  const shape = shapeOf(target)
  if (shape.length < 2) throw shapeError('orthogonal', 'needs two axes or more', { weight: shape })
  const rows = shape[0]!
  const columns = shape.slice(1).reduce((a, b) => a * b, 1)
  const [count, length] = rows <= columns ? [rows, columns] : [columns, rows]
  const vectors: Float64Array[] = []
  for (let i = 0; i < count; i++) {
    const vector = Float64Array.from({ length }, () => rng.normal())
    // Twice is enough: once loses orthogonality when the draw is nearly dependent on the others.
    for (const other of [...vectors, ...vectors]) {
      const along = vector.reduce((sum, value, j) => sum + value * other[j]!, 0)
      for (let j = 0; j < length; j++) vector[j]! -= along * other[j]!
    }
    const norm = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
    vectors.push(vector.map((value) => value / norm))
  }
  const at = (row: number, column: number): number =>
    rows <= columns ? vectors[row]![column]! : vectors[column]![row]!
  return fill(target, (i) => gain * at(Math.floor(i / columns), i % columns), create)
}

/**
 * A matrix (rows, columns) in which each column has the fraction `sparsity` of its elements (rounded up) zero, the
 * others normal with standard deviation `std` (0.01).
 *
 * @throws ShapeError unless there are two axes; RangeError when the fraction is not in [0, 1].
 * @see J. Martens, ICML 2010; https://docs.pytorch.org/docs/stable/nn.init.html#torch.nn.init.sparse_
 *
 * @example
 * init.sparse([4, 1], { rng: rng(1), sparsity: 0.7 }).toArray().flat().filter((value) => value === 0).length
 * // → 3
 */
export function sparse(
  target: Fillable,
  { rng, sparsity, std = 0.01, ...create }: FillOptions & { sparsity: number; std?: number },
): Tensor {
  const shape = shapeOf(target)
  if (shape.length !== 2) throw shapeError('sparse', 'needs a matrix', { weight: shape })
  if (!(sparsity >= 0 && sparsity <= 1)) {
    throw new RangeError(`init.sparse: sparsity is ${sparsity}; it is a fraction in [0, 1].`)
  }
  const [rows, columns] = shape as [number, number]
  const tensor = normal(target, { rng, std, ...create })
  const empty = Math.ceil(sparsity * rows)
  for (let column = 0; column < columns; column++) {
    for (const row of rng.permutation(rows).slice(0, empty)) tensor.data[row * columns + column] = 0
  }
  return tensor
}
