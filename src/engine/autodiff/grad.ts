import { checkKnownOptions } from '../errors.ts'
import { zerosLike } from '../tensor/create.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type BackwardOptions, collectNodes, propagate } from './backward.ts'

export interface GradOptions extends BackwardOptions {
  /** Gradient of each output, default 1 for outputs of one element. */
  readonly gradOutputs?: readonly Tensor[]
  /** Give zeros for an input that the outputs do not depend on, instead of throwing. Default false. */
  readonly allowUnused?: boolean
}

/**
 * The gradients of `outputs` (their sum, if several) with respect to `inputs`, without touching any `.grad`.
 * With `createGraph: true` they can be differentiated again.
 *
 * @throws Error when an input has no part in the outputs, unless `allowUnused`.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.autograd.grad.html
 *
 * @example
 * const x = tensor(3, { requiresGrad: true })
 * const [first] = grad(pow(x, 3), [x], { createGraph: true })
 * const [second] = grad(first, [x])
 * second.item()
 * // → 18
 */
export function grad(
  outputs: Tensor | readonly Tensor[],
  inputs: readonly Tensor[],
  options: GradOptions = {},
): Tensor[] {
  checkKnownOptions('grad', options, ['gradOutputs', 'allowUnused', 'createGraph', 'retainGraph'])
  const roots = Array.isArray(outputs) ? (outputs as readonly Tensor[]) : [outputs as Tensor]
  const useful = new Set<Tensor>(inputs) // the inputs, and all that depends on them
  for (const tensor of collectNodes(roots).toReversed()) {
    if (tensor.node.inputs.some((input) => useful.has(input))) useful.add(tensor)
  }
  const found = new Map<Tensor, Tensor>()
  const dependent = roots.filter((root) => root.requiresGrad || options.allowUnused !== true)
  propagate(
    dependent,
    dependent.map((root) => options.gradOutputs?.[roots.indexOf(root)]),
    options,
    (tensor) => tensor.requiresGrad && useful.has(tensor),
    (tensor, gradient) => found.set(tensor, gradient),
  )
  return inputs.map((input, index) => {
    const gradient = found.get(input)
    if (gradient !== undefined) return gradient
    if (options.allowUnused === true) return zerosLike(input)
    throw new Error(
      `grad: the outputs do not depend on input ${index}${input.name === '' ? '' : ` ('${input.name}')`}. ` +
        'Set requiresGrad on it before computing the outputs, or pass { allowUnused: true } to get zeros.',
    )
  })
}
