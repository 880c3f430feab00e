import { noGrad } from '../autodiff/record.ts'
import { takeRows } from '../data/split.ts'
import type { Module } from '../layers/module.ts'
import { type LossFunction, lossByName } from '../model/losses.ts'
import { makeOptimizer } from '../optim/byName.ts'
import { clipGradNorm, clipGradValue } from '../optim/clip.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import { type Rng, rng } from '../random/rng.ts'
import { asTensor, tensor } from '../tensor/create.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import type { FeedOptions } from './feed.ts'
import type { PlanOptions, StepReport } from './plan.ts'

interface EagerData {
  readonly x: Tensor
  readonly y: Tensor
  readonly order: Rng | null
  readonly options: FeedOptions
  readonly augment: Rng
}

/** Training with eager tensors, behind the methods of `Plan`: slower, for what has no compiled form. Trains the model itself. */
export class EagerPlan {
  readonly isCompiled = false
  readonly isTiny = false
  readonly backend = 'eager'
  /** Which layer could not be compiled, and why. */
  readonly reason: string
  readonly #model: Module
  readonly #options: PlanOptions
  readonly #optimizer: Optimizer
  readonly #loss: (output: Tensor, target: Tensor) => Tensor
  #data: EagerData | null = null
  #queue: number[][] = []
  #steps = 0
  #seen = 0
  batchSize: number

  constructor(model: Module, options: PlanOptions, reason: string) {
    this.#model = model
    this.#options = options
    this.reason = reason
    this.batchSize = options.batchSize ?? 32
    this.#optimizer = makeOptimizer(options.optimizer, model.parameters())
    const { type, ...given } = typeof options.loss === 'string' ? { type: options.loss } : options.loss
    const loss = lossByName(type) as (
      output: Tensor,
      target: Tensor,
      options?: object,
    ) => ReturnType<LossFunction>
    this.#loss = (output, target) => loss(output, target, given)
  }

  get steps(): number {
    return this.#steps
  }

  get epoch(): number {
    return this.#data === null ? 0 : this.#seen / this.#data.x.shape[0]!
  }

  setData(features: TensorLike, target: TensorLike, options: FeedOptions = {}): this {
    const seed = this.#options.seed ?? 0
    const dtype = this.#model.parameters()[0]?.dtype
    const given = asTensor(features)
    const x = dtype === undefined || given.dtype === 'int32' ? given : tensor(given, { dtype })
    const order = (options.shuffle ?? true) ? (options.rng ?? rng(seed).stream('shuffle')) : null
    this.#data = { x, y: asTensor(target), order, options, augment: rng(seed).stream('augment') }
    this.#queue = []
    return this
  }

  #ready(): EagerData {
    if (this.#data !== null) return this.#data
    throw new Error('plan: give it examples first, with setData(features, target).')
  }

  #nextRows(): number[] {
    const { x, order, options } = this.#ready()
    if (this.#queue.length === 0) {
      const count = x.shape[0]!
      const rows = order === null ? Array.from({ length: count }, (_, i) => i) : order.permutation(count)
      while (rows.length > 0) this.#queue.push(rows.splice(0, this.batchSize))
      if (options.dropLast && this.#queue.at(-1)!.length < this.batchSize) this.#queue.pop()
    }
    return this.#queue.shift()!
  }

  step(count = 1): StepReport {
    let sum = 0
    for (let made = 0; made < count; made++) {
      const rows = this.#nextRows()
      const { x, y, options, augment } = this.#ready()
      const picked = takeRows(x, rows)
      const loss = this.#learn(options.augment ? options.augment(picked, augment) : picked, takeRows(y, rows))
      if (typeof loss !== 'number') {
        const stopped = { step: this.#steps, ...loss }
        return { steps: made, loss: made === 0 ? Number.NaN : sum / made, stopped }
      }
      sum += loss
      this.#steps++
      this.#seen += rows.length
    }
    return { steps: count, loss: sum / count, stopped: null }
  }

  /** One update; returns its loss, or where it left the finite numbers, with everything put back. */
  #learn(x: Tensor, y: Tensor): number | { layer: string; tensor: string } {
    const model = this.#model.train()
    const before = { model: model.stateDict(), optimizer: this.#optimizer.stateDict() }
    const putBack = (found: { layer: string; tensor: string }): { layer: string; tensor: string } => {
      model.loadStateDict(before.model)
      this.#optimizer.loadStateDict(before.optimizer)
      return found
    }
    const isBad = (t: Tensor | null): boolean => t !== null && !t.data.every(Number.isFinite)
    model.zeroGrad()
    const loss = this.#loss(model.forward(x), y)
    if (isBad(loss)) return putBack({ layer: '', tensor: 'loss' })
    loss.backward()
    const named = model.namedParameters()
    const layerOf = (name: string): string => name.split('.').slice(0, -1).join('.')
    const gradient = named.find(([, { grad }]) => isBad(grad))
    if (gradient) return putBack({ layer: layerOf(gradient[0]), tensor: `gradient of ${gradient[0]}` })
    const { clipGradNorm: norm, clipGradValue: value } = this.#options
    if (norm !== undefined) clipGradNorm(model.parameters(), norm)
    if (value !== undefined) clipGradValue(model.parameters(), value)
    this.#optimizer.step()
    const weight = named.find(([, parameter]) => isBad(parameter))
    if (weight) return putBack({ layer: layerOf(weight[0]), tensor: weight[0] })
    return loss.item()
  }

  predict(features: TensorLike): Tensor {
    this.#model.eval()
    return noGrad(() => this.#model.forward(asTensor(features)))
  }

  evaluate(features?: TensorLike, target?: TensorLike): { readonly loss: number } {
    const [x, y] =
      features === undefined || target === undefined
        ? [this.#ready().x, this.#ready().y]
        : [features, asTensor(target)]
    return { loss: this.#loss(this.predict(x), y).item() }
  }

  parameter(name: string): Tensor {
    const found = this.#model.stateDict()[name]
    if (found !== undefined) return found
    throw new RangeError(`plan: there is no '${name}'.`)
  }

  parameters(): Record<string, Tensor> {
    return this.#model.stateDict()
  }

  load(values: Readonly<Record<string, TensorLike>>): void {
    this.#model.loadStateDict(values, { strict: false })
  }

  copyTo(model: Module = this.#model): void {
    if (model !== this.#model) model.loadStateDict(this.#model.stateDict())
  }

  setHyper(changes: Readonly<Record<string, unknown>>): void {
    const { type, ...options } = this.#optimizer.config()
    makeOptimizer({ type, ...options, ...changes }, [tensor([0], { requiresGrad: true })]) // refuses what makes no sense
    for (const group of this.#optimizer.paramGroups) Object.assign(group, changes)
  }

  get hyper(): Readonly<Record<string, unknown>> {
    return this.#optimizer.config() as unknown as Record<string, unknown>
  }
}
