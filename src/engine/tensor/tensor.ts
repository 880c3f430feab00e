import type { BackwardOptions } from '../autodiff/backward.ts'
import type { GraphNode } from '../autodiff/record.ts'
import { DTypeError, shapeError, shapeText } from '../errors.ts'
import type { ReduceOptions } from '../ops/reduce/rows.ts'
import { type DType, type TensorData, dtypeOf, isFloat } from './dtype.ts'
import { type NestedArray, type NestedNumbers, nest } from './nested.ts'
import { type Shape, numelOf, stridesOf } from './shape.ts'

/** What operations accept: a tensor, a number, or numbers in nested arrays. */
export type TensorLike = Tensor | NestedArray

/** Receives a gradient as soon as it is complete; what it returns replaces the gradient. */
export type GradientHook = (grad: Tensor) => Tensor | undefined | void

/** Like JSON, but NaN and infinities keep their names. */
function nestedText(nested: NestedNumbers): string {
  return Array.isArray(nested) ? `[${nested.map(nestedText).join(', ')}]` : String(nested)
}

type Binary = (a: TensorLike, b: TensorLike) => Tensor
type Reduction = (x: TensorLike, axis?: number | readonly number[], options?: ReduceOptions) => Tensor

/** The operations behind the methods of `Tensor`. */
export interface MethodTable {
  backward(output: Tensor, gradient?: Tensor, options?: BackwardOptions): void
  add: Binary
  sub: Binary
  mul: Binary
  div: Binary
  pow: Binary
  matmul: Binary
  neg: (x: TensorLike) => Tensor
  sum: Reduction
  mean: Reduction
  reshape: (x: TensorLike, shape: Shape) => Tensor
  transpose: (x: TensorLike, axis0?: number, axis1?: number) => Tensor
  permute: (x: TensorLike, axes: readonly number[]) => Tensor
}

/** Filled by methods.ts: operations are built on tensors, so tensors cannot import operations. */
export const methods = {} as MethodTable

/**
 * Numbers in a grid of any number of axes, stored contiguously in row-major order. Operations never change
 * their inputs: every result is a new tensor with its own memory, also after `reshape` and `transpose`.
 *
 * Made by `tensor`, `zeros`, `randn` …, not by `new`. The methods are the operations used most; all others are
 * functions, so that a page loads only what it uses.
 *
 * @example
 * const w = tensor([[1, 2], [3, 4]], { requiresGrad: true })
 * w.mul(w).sum().backward()
 * w.grad.toArray()
 * // → [[2, 4], [6, 8]]
 */
export class Tensor {
  readonly data: TensorData
  readonly shape: Shape
  readonly dtype: DType
  /** Whether operations on this tensor are recorded and `backward()` computes its gradient. */
  requiresGrad: boolean
  /** Same shape as the tensor; `null` before the first `backward()`. Accumulates until `zeroGrad()`. */
  grad: Tensor | null = null
  /** For messages and ledger figures. */
  name = ''
  /** How it was computed; `null` for a leaf. */
  node: GraphNode | null = null
  /** Whether `.grad` is filled although this is not a leaf. */
  retainsGrad = false
  hooks: Set<GradientHook> | null = null

  constructor(data: TensorData, shape: Shape, requiresGrad = false) {
    if (data.length !== numelOf(shape)) {
      throw shapeError('tensor', `${data.length} values do not fill the shape`, { shape })
    }
    this.data = data
    this.shape = shape
    this.dtype = dtypeOf(data)
    if (requiresGrad && !isFloat(this.dtype)) throw new DTypeError('tensor: int32 tensors have no gradients.')
    this.requiresGrad = requiresGrad
  }

  /** The number of axes. */
  get ndim(): number {
    return this.shape.length
  }

  /** The number of elements. */
  get numel(): number {
    return this.data.length
  }

  /** Elements to step in memory for one step along each axis. */
  get strides(): readonly number[] {
    return stridesOf(this.shape)
  }

  /** The value of a tensor of one element. @throws ShapeError for any other. */
  item(): number {
    if (this.numel !== 1)
      throw shapeError('item', `needs one element, there are ${this.numel}`, { input: this.shape })
    return this.data[0]!
  }

  /** The values as nested arrays, a number for a scalar. */
  toArray(): NestedNumbers {
    return nest(this.data, this.shape)
  }

  /** Values, or only the shape when there are more than 100. */
  toString(): string {
    const values = this.numel > 100 ? `of shape ${shapeText(this.shape)}` : nestedText(this.toArray())
    return `tensor(${values}, ${this.dtype})`
  }

  /** The same values (shared memory) cut off from the graph. */
  detach(): Tensor {
    return new Tensor(this.data, this.shape)
  }

  zeroGrad(): void {
    this.grad = null
  }

  /** Names the tensor for messages and figures, and returns it. */
  named(name: string): this {
    this.name = name
    return this
  }

  /** Keeps `.grad` on this tensor although it is not a leaf; returns the tensor. */
  retainGrad(): this {
    this.retainsGrad = true
    return this
  }

  /** Calls `hook` with the complete gradient in each backward pass. Returns the function that removes it. */
  registerHook(hook: GradientHook): () => void {
    const hooks = (this.hooks ??= new Set())
    hooks.add(hook)
    return () => void hooks.delete(hook)
  }

  /**
   * Adds the gradient of this tensor into `.grad` of every leaf with `requiresGrad` it was computed from.
   * `gradient` defaults to 1 for a tensor of one element. Releases the graph unless told to retain it.
   */
  backward(gradient?: Tensor, options: BackwardOptions = {}): void {
    methods.backward(this, gradient, options)
  }

  add(other: TensorLike): Tensor {
    return methods.add(this, other)
  }

  sub(other: TensorLike): Tensor {
    return methods.sub(this, other)
  }

  mul(other: TensorLike): Tensor {
    return methods.mul(this, other)
  }

  div(other: TensorLike): Tensor {
    return methods.div(this, other)
  }

  neg(): Tensor {
    return methods.neg(this)
  }

  pow(exponent: TensorLike): Tensor {
    return methods.pow(this, exponent)
  }

  matmul(other: TensorLike): Tensor {
    return methods.matmul(this, other)
  }

  sum(axis?: number | readonly number[], options?: ReduceOptions): Tensor {
    return methods.sum(this, axis, options)
  }

  mean(axis?: number | readonly number[], options?: ReduceOptions): Tensor {
    return methods.mean(this, axis, options)
  }

  reshape(shape: Shape): Tensor {
    return methods.reshape(this, shape)
  }

  /** Exchanges two axes, by default the last two. */
  transpose(axis0?: number, axis1?: number): Tensor {
    return methods.transpose(this, axis0, axis1)
  }

  permute(axes: readonly number[]): Tensor {
    return methods.permute(this, axes)
  }
}
