import { type TensorData, allocate } from '../tensor/dtype.ts'
import { Tensor } from '../tensor/tensor.ts'
import { type OptimizerOptions, checkChoice, checkRange, resolveOptions } from './options.ts'

/** Parameters that share hyperparameters. */
export type ParamGroup<H> = H & { params: readonly Tensor[] }

/** Parameters, or groups of them with options that override the optimizer's. */
export type Params<H> = Iterable<Tensor> | readonly (Partial<H> & { params: Iterable<Tensor> })[]

/** What an optimizer remembers of one parameter: how many steps it made, and memory of the parameter's size. */
export interface ParameterState {
  step: number
  readonly slots: Record<string, TensorData>
}

const copyState = ({ step, slots }: ParameterState): ParameterState => ({
  step,
  slots: Object.fromEntries(Object.entries(slots).map(([name, data]) => [name, data.slice()])),
})

const sizesOf = (groups: readonly { params?: unknown }[]): string =>
  groups.map(({ params }) => (params as unknown[]).length).join(', ')

/** Everything an optimizer needs to continue; plain data for `structuredClone`. Parameters are numbered. */
export interface OptimizerState {
  type: string
  paramGroups: Record<string, unknown>[]
  state: Record<number, ParameterState>
}

/**
 * What all optimizers share: groups of parameters, the memory per parameter, saving and loading. One `step()` reads
 * `.grad` of every parameter and changes the parameter in place; parameters without a gradient are left alone
 * altogether, as in PyTorch. Subclasses say how one parameter moves.
 *
 * @throws RangeError for a hyperparameter out of its range or of an unknown name, and for no parameters.
 * @see https://docs.pytorch.org/docs/stable/optim.html
 *
 * @example
 * const w = tensor([1, 2], { requiresGrad: true })
 * new SGD([w], { learningRate: 0.1 }) instanceof Optimizer
 * // → true
 */
export abstract class Optimizer<H extends OptimizerOptions = OptimizerOptions> {
  readonly type: string
  readonly defaults: H
  readonly paramGroups: ParamGroup<H>[] = []
  readonly #states = new Map<Tensor, ParameterState>()

  constructor(type: string, params: Params<H>, defaults: H, options: Partial<H>) {
    this.type = type
    this.defaults = resolveOptions(type, defaults, options)
    const list = [...(params as Iterable<Tensor | (Partial<H> & { params: Iterable<Tensor> })>)]
    if (list.length === 0) throw new RangeError(`${type}: there are no parameters to optimize.`)
    if (list[0] instanceof Tensor) this.addParamGroup({ params: list as Tensor[] } as never)
    else for (const group of list) this.addParamGroup(group as never)
  }

  /** Throws RangeError for hyperparameters that make no sense; subclasses add their own. */
  protected check(options: H): void {
    checkRange(this.type, options, ['learningRate', 'weightDecay'])
    checkChoice(this.type, options, 'weightDecayMode', ['coupled', 'decoupled'])
  }

  /** Moves one parameter `w` against its gradient `g`, by the memory in `state` (whose `step` counts from 1). */
  protected abstract update(w: TensorData, g: TensorData, state: ParameterState, options: H): void

  /** Adds parameters with hyperparameters of their own, for instance when layers are unfrozen. */
  addParamGroup(group: Partial<H> & { params: Iterable<Tensor> }): void {
    const { params, ...options } = group
    const resolved = resolveOptions(this.type, this.defaults, options as unknown as Partial<H>)
    this.check(resolved)
    const seen = new Set(this.paramGroups.flatMap((other) => other.params))
    const list = [...params]
    list.forEach((param, index) => {
      if (!(param instanceof Tensor)) throw new TypeError(`${this.type}: parameter ${index} is not a tensor.`)
      const label = param.name || String(index)
      if (param.node !== null) throw new Error(`${this.type}: parameter ${label} is computed, not a leaf.`)
      if (seen.has(param)) throw new RangeError(`${this.type}: parameter ${label} is given twice.`)
      seen.add(param)
    })
    this.paramGroups.push({ ...resolved, params: list })
  }

  /** One update of every parameter that has a gradient. */
  step(): void {
    for (const group of this.paramGroups) {
      for (const param of group.params) {
        if (param.grad === null) continue
        const state = this.#stateOf(param)
        state.step++
        this.update(param.data, this.#gradient(param, group), state, group)
      }
    }
  }

  #stateOf(param: Tensor): ParameterState {
    let state = this.#states.get(param)
    if (state === undefined) this.#states.set(param, (state = { step: 0, slots: {} }))
    return state
  }

  /** The gradient with the sign of `maximize` and weight decay applied; decoupled decay changes the weights. */
  #gradient(param: Tensor, { learningRate, weightDecay, weightDecayMode, maximize }: H): TensorData {
    const { data: w } = param
    const g = maximize || weightDecay !== 0 ? param.grad!.data.slice() : param.grad!.data
    if (maximize) for (let i = 0; i < g.length; i++) g[i] = -g[i]!
    if (weightDecay === 0) return g
    if (weightDecayMode === 'coupled') for (let i = 0; i < g.length; i++) g[i]! += weightDecay * w[i]!
    else for (let i = 0; i < w.length; i++) w[i]! *= 1 - learningRate * weightDecay
    return g
  }

  /** Memory of the parameter's size under `name`, made on first use. */
  protected slot(state: ParameterState, name: string, like: TensorData, fill = 0): TensorData {
    return (state.slots[name] ??= allocate(
      like instanceof Float32Array ? 'float32' : 'float64',
      like.length,
    ).fill(fill))
  }

  /** Forgets all gradients. */
  zeroGrad(): void {
    for (const group of this.paramGroups) for (const param of group.params) param.zeroGrad()
  }

  /** η of the first group; setting it sets it in every group. */
  get learningRate(): number {
    return this.paramGroups[0]!.learningRate
  }

  set learningRate(value: number) {
    for (const group of this.paramGroups) group.learningRate = value
  }

  /** What is remembered of `param`, as tensors in its shape: for ledgers. Only `step: 0` before its first step. */
  state(param: Tensor): { step: number } & Record<string, Tensor | number> {
    const { step, slots } = this.#states.get(param) ?? { step: 0, slots: {} }
    const tensors = Object.entries(slots).map(([name, data]) => [name, new Tensor(data.slice(), param.shape)])
    return { step, ...(Object.fromEntries(tensors) as Record<string, Tensor>) }
  }

  /** The optimizer as plain data: its type and the hyperparameters of its first group. */
  config(): { type: string } & H {
    const { params: _, ...options } = this.paramGroups[0]!
    return { type: this.type, ...(options as unknown as H) }
  }

  /** Everything needed to continue later: hyperparameters, steps and memories (copies). */
  stateDict(): OptimizerState {
    let count = 0
    const numbers = new Map<Tensor, number>()
    const paramGroups = this.paramGroups.map(({ params, ...options }) => {
      for (const param of params) numbers.set(param, count++)
      return { ...options, params: params.map((param) => numbers.get(param)!) }
    })
    const state = [...this.#states].map(([param, own]) => [numbers.get(param)!, copyState(own)])
    return { type: this.type, paramGroups, state: Object.fromEntries(state) as OptimizerState['state'] }
  }

  /**
   * Continues from a `stateDict()` of the same optimizer over parameters of the same sizes in the same order.
   *
   * @throws Error when type, groups or sizes differ; then nothing has been changed.
   */
  loadStateDict(saved: OptimizerState): void {
    const refuse = (what: string): never => {
      throw new Error(`${this.type}: this state is not this optimizer's: ${what}.`)
    }
    if (saved.type !== this.type) refuse(`it is of type ${saved.type}`)
    if (sizesOf(saved.paramGroups) !== sizesOf(this.paramGroups)) {
      refuse(
        `its groups have ${sizesOf(saved.paramGroups)} parameters, these have ${sizesOf(this.paramGroups)}`,
      )
    }
    const params = this.paramGroups.flatMap((group) => group.params)
    const entries = Object.entries(saved.state).map(([number, state]) => {
      const param = params[Number(number)] ?? refuse(`it has a parameter ${number}`)
      for (const [name, data] of Object.entries(state.slots)) {
        if (data.length !== param.numel) refuse(`${name} of parameter ${number} has ${data.length} values`)
      }
      return [param, copyState(state)] as const
    })
    const groups = saved.paramGroups.map(({ params: _params, ...options }) =>
      resolveOptions(this.type, this.defaults, options as Partial<H>),
    )
    groups.forEach((options, index) => Object.assign(this.paramGroups[index]!, options))
    this.#states.clear()
    for (const [param, state] of entries) this.#states.set(param, state)
  }
}
