import { isFloat } from '../tensor/dtype.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** One input's share of the chain rule: from the gradient of the output to the gradient of that input. */
export type InputRule = (grad: Tensor, output: Tensor) => Tensor | null

/**
 * The backward rule of an operation: either one rule per input (each is called only if that input needs a
 * gradient; `null` marks an input without one), or one function that returns all of them when they share work.
 * Rules are written with differentiable operations, so that gradients have gradients.
 */
export type BackwardRule =
  readonly (InputRule | null)[] | ((grad: Tensor, output: Tensor) => readonly (Tensor | null)[])

/** How a tensor was computed. `id` grows with time, so sorting by it is a topological order. */
export interface GraphNode {
  readonly id: number
  readonly op: string
  inputs: readonly Tensor[]
  backward: BackwardRule | null // null once the graph has been released
}

let enabled = true
let nextId = 0

/**
 * Whether operations are being recorded for `backward()`.
 *
 * @example
 * noGrad(() => isGradEnabled())
 * // → false
 */
export function isGradEnabled(): boolean {
  return enabled
}

/** Runs `fn` with recording switched on or off, and restores the former state, whatever happens. */
export function withGrad<T>(on: boolean, fn: () => T): T {
  const before = enabled
  enabled = on
  try {
    return fn()
  } finally {
    enabled = before
  }
}

/**
 * Runs `fn` without recording: results do not require gradients and hold no graph. `fn` must be synchronous.
 *
 * @throws Error when `fn` returns a promise: its later part would run with recording on again.
 *
 * @example
 * const w = tensor([1, 2], { requiresGrad: true })
 * noGrad(() => mul(w, 2)).requiresGrad
 * // → false
 */
export function noGrad<T>(fn: () => T): T {
  const result = withGrad(false, fn)
  if (result instanceof Promise)
    throw new Error('noGrad: the function must be synchronous, it returned a promise.')
  return result
}

/** Sees every recorded operation, also inside `noGrad`. */
export type Watcher = (op: string, inputs: readonly Tensor[], output: Tensor) => void

let watcher: Watcher | null = null

/** Runs `fn` with `watch` seeing every operation; the former watcher is restored, whatever happens. */
export function withWatcher<T>(watch: Watcher | null, fn: () => T): T {
  const before = watcher
  watcher = watch
  try {
    return fn()
  } finally {
    watcher = before
  }
}

/**
 * Records that `output` was computed from `inputs` by `op`. Nothing is recorded inside `noGrad`, when no input
 * requires a gradient, or when the output is int32. This is the one way an operation becomes differentiable.
 */
export function record(
  op: string,
  inputs: readonly Tensor[],
  output: Tensor,
  backward: BackwardRule,
): Tensor {
  watcher?.(op, inputs, output)
  if (!enabled || !isFloat(output.dtype) || !inputs.some((input) => input.requiresGrad)) return output
  output.requiresGrad = true
  output.node = { id: nextId++, op, inputs, backward }
  return output
}
