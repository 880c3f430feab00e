import { checkKnownOptions, shapeError } from '../errors.ts'
import { add } from '../ops/elementwise/arithmetic.ts'
import { onesLike } from '../tensor/create.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type GraphNode, withGrad } from './record.ts'

export interface BackwardOptions {
  /** Record the backward pass itself, so that the gradients can be differentiated again. Default false. */
  readonly createGraph?: boolean
  /** Keep the graph for another backward pass. Default: the value of `createGraph`. */
  readonly retainGraph?: boolean
}

/** Every tensor with a node from which `roots` were computed, newest first. Iterative: graphs may be deep. */
export function collectNodes(roots: readonly Tensor[]): (Tensor & { node: GraphNode })[] {
  const seen = new Set<Tensor>()
  const stack = roots.filter((root) => root.node !== null)
  while (stack.length > 0) {
    const current = stack.pop()!
    if (seen.has(current)) continue
    seen.add(current)
    for (const input of current.node!.inputs) if (input.node !== null && !seen.has(input)) stack.push(input)
  }
  return ([...seen] as (Tensor & { node: GraphNode })[]).toSorted((a, b) => b.node.id - a.node.id)
}

function inputGradients(
  tensor: Tensor & { node: GraphNode },
  grad: Tensor,
  wanted: (input: Tensor) => boolean,
) {
  const { backward: rules, inputs, op } = tensor.node
  if (rules === null) {
    throw new Error(
      `backward: the graph through '${op}' was released by an earlier backward pass. ` +
        'Pass { retainGraph: true } to the first one, or compute the result again.',
    )
  }
  const gradients =
    typeof rules === 'function'
      ? rules(grad, tensor)
      : rules.map((rule, index) => (rule !== null && wanted(inputs[index]!) ? rule(grad, tensor) : null))
  gradients.forEach((gradient, index) => {
    const input = inputs[index]!
    if (gradient !== null && !sameShape(gradient.shape, input.shape)) {
      const shapes = { input: input.shape, gradient: gradient.shape }
      throw shapeError(`backward of ${op}`, `the gradient of input ${index} has another shape`, shapes)
    }
  })
  return gradients
}

/** The gradient that starts a backward pass, checked; ones for a scalar output. */
function seedGradient(output: Tensor, gradient: Tensor | undefined): Tensor {
  if (!output.requiresGrad) {
    throw new Error('backward: the tensor does not depend on any tensor with requiresGrad: true.')
  }
  if (gradient === undefined) {
    if (output.numel !== 1) {
      const hint = 'Reduce it to one number with sum() or mean(), or pass a gradient of its shape.'
      throw shapeError(
        'backward',
        'only a single number has an implied gradient of 1',
        { output: output.shape },
        hint,
      )
    }
    return onesLike(output)
  }
  if (!sameShape(gradient.shape, output.shape)) {
    const shapes = { output: output.shape, gradient: gradient.shape }
    throw shapeError('backward', 'the gradient needs the shape of the output', shapes)
  }
  return gradient
}

/**
 * Reverse-mode automatic differentiation: from gradients of `outputs` to gradients of all tensors that
 * `wanted` accepts. Calls hooks; `deliver` receives each finished gradient.
 */
export function propagate(
  outputs: readonly Tensor[],
  gradients: readonly (Tensor | undefined)[],
  { createGraph = false, retainGraph = createGraph }: BackwardOptions,
  wanted: (tensor: Tensor) => boolean,
  deliver: (tensor: Tensor, grad: Tensor) => void,
): void {
  const pending = new Map<Tensor, Tensor>()
  const accumulate = (tensor: Tensor, grad: Tensor): void => {
    const sofar = pending.get(tensor)
    pending.set(tensor, sofar === undefined ? grad : add(sofar, grad))
  }
  const finish = (tensor: Tensor): Tensor | undefined => {
    let grad = pending.get(tensor)
    if (grad === undefined) return undefined
    pending.delete(tensor)
    for (const hook of tensor.hooks ?? []) grad = hook(grad) ?? grad
    deliver(tensor, grad)
    return grad
  }
  withGrad(createGraph, () => {
    outputs.forEach((output, index) => accumulate(output, seedGradient(output, gradients[index])))
    const nodes = collectNodes(outputs)
    for (const tensor of nodes) {
      const grad = finish(tensor)
      if (grad === undefined) continue
      inputGradients(tensor, grad, wanted).forEach((gradient, index) => {
        const input = tensor.node.inputs[index]!
        if (gradient !== null && wanted(input)) accumulate(input, gradient)
      })
    }
    for (const leaf of pending.keys()) finish(leaf) // gradients of leaves are complete only now
    if (!retainGraph) for (const tensor of nodes) release(tensor.node)
  })
}

function release(node: GraphNode): void {
  node.backward = null
  node.inputs = []
}

/** `tensor.backward()`: adds the gradient of `output` into `.grad` of every leaf it was computed from. */
export function backward(output: Tensor, gradient?: Tensor, options: BackwardOptions = {}): void {
  checkKnownOptions('backward', options, ['createGraph', 'retainGraph'])
  propagate(
    [output],
    [gradient],
    options,
    (tensor) => tensor.requiresGrad,
    (tensor, grad) => {
      if (tensor.node !== null && !tensor.retainsGrad) return
      tensor.grad = tensor.grad === null ? grad : add(tensor.grad, grad)
    },
  )
}
