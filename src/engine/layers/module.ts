import { shapeText } from '../errors.ts'
import { asTensor, tensor } from '../tensor/create.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import { Parameter } from './parameter.ts'

/** Values by name: 'conv1.weight', 'bn.runningMean'. */
export type StateDict = Record<string, Tensor>

export interface LoadOptions {
  /** Refuse missing and unexpected names instead of reporting them. Default true. */
  readonly strict?: boolean
}

/** The names that did not meet in `loadStateDict`. */
export interface LoadReport {
  readonly missing: string[]
  readonly unexpected: string[]
}

const join = (prefix: string, name: string): string => (prefix === '' ? name : `${prefix}.${name}`)

/**
 * A part of a network: parameters, buffers and other modules in its fields, and a `forward` that uses them. Fields
 * that are a `Parameter`, a `Module` or an array of modules are found by themselves; tensors that training does not
 * change but that belong to the state (running statistics) are announced by `registerBuffer`.
 *
 * @example
 * class Twice extends Module {
 *   linear = new Linear(2, 1, { seed: 1 })
 *   forward(x) { return mul(this.linear.forward(x), 2) }
 * }
 * new Twice().namedParameters().map(([name]) => name)
 * // → ['linear.weight', 'linear.bias']
 */
export abstract class Module<Output = Tensor> {
  /** Whether dropout drops and batch normalization uses the batch. Set by `train()` and `eval()`. */
  training = true
  #buffers: Set<string> | null = null

  /** Computes the output; subclasses say how many inputs they take. */
  abstract forward(...inputs: Tensor[]): Output

  /** Announces the field `name` as part of the state that is not trained, and returns its value. */
  protected registerBuffer<T extends Tensor | null>(name: string, value: T): T {
    const buffers = (this.#buffers ??= new Set())
    buffers.add(name)
    return value
  }

  /** The modules in the fields, with the names of the fields; `blocks.0` for those in an array. */
  namedChildren(): [string, Module<unknown>][] {
    return Object.entries(this).flatMap(([name, value]): [string, Module<unknown>][] => {
      if (value instanceof Module) return [[name, value]]
      if (!Array.isArray(value)) return []
      return value.flatMap((item, i): [string, Module<unknown>][] =>
        item instanceof Module ? [[`${name}.${i}`, item]] : [],
      )
    })
  }

  /** This module and all below it, with their paths; its own is ''. */
  namedModules(prefix = ''): [string, Module<unknown>][] {
    const below = this.namedChildren().flatMap(([name, child]) => child.namedModules(join(prefix, name)))
    return [[prefix, this], ...below]
  }

  /** Every parameter once, with the path under which it is found first. */
  namedParameters(): [string, Parameter][] {
    const seen = new Set<Parameter>()
    return this.namedModules().flatMap(([path, module]) =>
      Object.entries(module).flatMap(([name, value]): [string, Parameter][] => {
        if (!(value instanceof Parameter) || seen.has(value)) return []
        seen.add(value)
        return [[join(path, name), value]]
      }),
    )
  }

  parameters(): Parameter[] {
    return this.namedParameters().map(([, parameter]) => parameter)
  }

  /** Number of trainable numbers, or of all parameters. */
  parameterCount(trainableOnly = false): number {
    return this.parameters()
      .filter((parameter) => parameter.requiresGrad || !trainableOnly)
      .reduce((total, parameter) => total + parameter.numel, 0)
  }

  /** The announced tensors that training does not change. */
  namedBuffers(): [string, Tensor][] {
    return this.namedModules().flatMap(([path, module]) =>
      [...(module.#buffers ?? [])].flatMap((name): [string, Tensor][] => {
        const value = (module as unknown as Record<string, Tensor | null>)[name]
        return value === null || value === undefined ? [] : [[join(path, name), value]]
      }),
    )
  }

  buffers(): Tensor[] {
    return this.namedBuffers().map(([, buffer]) => buffer)
  }

  /** Switches this module and all below it to training, or to evaluation. Returns the module. */
  train(mode = true): this {
    for (const [, module] of this.namedModules()) module.training = mode
    return this
  }

  /** The same as `train(false)`. */
  eval(): this {
    return this.train(false)
  }

  /** Forgets the gradients of all parameters. */
  zeroGrad(): void {
    for (const parameter of this.parameters()) parameter.zeroGrad()
  }

  /** Whether gradients of the parameters are wanted; false freezes them. Returns the module. */
  requiresGrad(wanted = true): this {
    for (const parameter of this.parameters()) parameter.requiresGrad = wanted
    return this
  }

  /** Copies of all parameters and buffers by name. */
  stateDict(): StateDict {
    const all: [string, Tensor][] = [...this.namedParameters(), ...this.namedBuffers()]
    return Object.fromEntries(all.map(([name, value]) => [name, tensor(value)]))
  }

  /**
   * Copies values into the parameters and buffers of the same names, keeping their dtype. Nothing changes unless
   * everything fits.
   *
   * @throws Error listing every missing and unexpected name and every wrong shape.
   */
  loadStateDict(
    state: Readonly<Record<string, TensorLike>>,
    { strict = true }: LoadOptions = {},
  ): LoadReport {
    const own = new Map<string, Tensor>([...this.namedParameters(), ...this.namedBuffers()])
    const given = Object.entries(state).map(([name, value]) => [name, asTensor(value)] as const)
    const known = given.filter(([name]) => own.has(name))
    const missing = [...own.keys()].filter((name) => !(name in state))
    const unexpected = given.filter(([name]) => !own.has(name)).map(([name]) => name)
    const wrong = known.flatMap(([name, value]) => {
      const wanted = own.get(name)!.shape
      return sameShape(value.shape, wanted)
        ? []
        : [`${name} is ${shapeText(value.shape)}, needs ${shapeText(wanted)}`]
    })
    const problems = [
      ...(strict && missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
      ...(strict && unexpected.length > 0 ? [`unexpected: ${unexpected.join(', ')}`] : []),
      ...(wrong.length > 0 ? [`wrong shape: ${wrong.join('; ')}`] : []),
    ]
    if (problems.length > 0) {
      const hint = wrong.length === 0 ? ' { strict: false } loads the names that fit.' : ''
      throw new Error(`loadStateDict: ${problems.join('. ')}.${hint}`)
    }
    for (const [name, value] of known) own.get(name)!.data.set(value.data)
    return { missing, unexpected }
  }
}
