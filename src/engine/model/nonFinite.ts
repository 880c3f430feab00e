import { type NonFinite, NonFiniteError, detectNonFinite } from '../autodiff/nonFinite.ts'
import type { Module, StateDict } from '../layers/module.ts'

/**
 * Training met NaN or an infinity: in which update (counted from 0 over all epochs), layer and operation. The model and
 * the optimizer have been put back to what they were before that update; `state` holds those weights.
 *
 * @example
 * const x = tensor([[1e200]])
 * const model = sequential([new Linear(1, 1)]).compile({ optimizer: 'sgd', loss: 'mse' })
 * let caught
 * try {
 *   model.fit(x, x, { epochs: 1 })
 * } catch (error) {
 *   caught = error
 * }
 * [caught.step, caught.op]
 * // → [0, 'square']
 */
export class TrainingNonFiniteError extends NonFiniteError {
  override name = 'TrainingNonFiniteError'
  readonly epoch: number
  readonly step: number
  /** The path of the layer, '' when it is not inside one (the loss, the update). */
  readonly layer: string
  readonly state: StateDict

  constructor(
    error: NonFiniteError,
    { epoch, step, layer, state }: { epoch: number; step: number; layer: string; state: StateDict },
  ) {
    const where = layer === '' ? '' : `, layer '${layer}'`
    super(`fit: epoch ${epoch + 1}, update ${step + 1}${where}: ${error.message}`, error.op, error.found)
    this.epoch = epoch
    this.step = step
    this.layer = layer
    this.state = state
  }
}

/** What a tensor holds, as the error of an operation. */
export function nonFiniteIn(op: string, what: string, found: NonFinite): NonFiniteError {
  const at = `${found.name} holds ${found.value} at [${found.index.join(', ')}]`
  return new NonFiniteError(`${what} ${at} (${found.count} elements are not finite).`, op, found)
}

/**
 * Runs a step again, now watching every operation and layer, and tells where the first non-finite value appears.
 * `null` when this time all is finite (dropout draws anew).
 */
export function locateNonFinite(
  model: Module<unknown>,
  run: () => void,
): { error: NonFiniteError; layer: string } | null {
  const leaves = model.namedModules().filter(([, module]) => module.namedChildren().length === 0)
  const stack: string[] = []
  let layer = ''
  for (const [path, module] of leaves) {
    const forward = module.forward.bind(module)
    module.forward = (...inputs) => {
      stack.push(path)
      const output = forward(...inputs) // on an error the stack stays as it was there
      stack.pop()
      return output
    }
  }
  try {
    detectNonFinite(run)
    return null
  } catch (error) {
    layer = stack.at(-1) ?? ''
    if (error instanceof NonFiniteError) return { error, layer }
    throw error
  } finally {
    for (const [, module] of leaves) Reflect.deleteProperty(module, 'forward')
  }
}
