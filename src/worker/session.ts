// From their own files, not from the engine's index: a bundler that sees the index here would put the planner, which
// `planSession.ts` needs, into the worker's first file. Tensors have no methods then, only functions.
import { backward } from '../engine/autodiff/backward.ts'
import { noGrad } from '../engine/autodiff/record.ts'
import { takeRows } from '../engine/data/split.ts'
import { layerFromConfig } from '../engine/layers/fromConfig.ts'
import type { Layer } from '../engine/layers/layer.ts'
import { makeOptimizer } from '../engine/optim/byName.ts'
import type { Optimizer, OptimizerState } from '../engine/optim/optimizer.ts'
import { rng, type RngState } from '../engine/random/rng.ts'
import { tensor } from '../engine/tensor/create.ts'
import type { Tensor } from '../engine/tensor/tensor.ts'
import { accuracyOf, LOSSES, targetShape } from './objective.ts'
import { checkHyper, checkSpec, type HyperParameters, inputShapeOf, type TrainingSpec } from './spec.ts'

export type { TrainingSpec }

export type StepOutcome = { stopped: false } | { stopped: true; where: string }

/** A training between two updates: plain data for `structuredClone`, from which it goes on to the same bits. */
export interface SavedSession {
  steps: number
  batchSize: number
  order: readonly number[]
  next: number
  passes: number
  random: RngState
  parameters: Float64Array
  optimizer: OptimizerState
}

/** Layers that are nothing but their parameters: no chance of their own, and nothing gathered on the way. */
const PLAIN: ReadonlySet<string> = new Set(['Identity', 'Linear', 'ReLU', 'Sequential', 'Sigmoid', 'Tanh'])

/** What every training can do, however it computes. */
export interface TrainingSession {
  /** Whether a compiled plan trains; otherwise `reason` says which layer has none and why, or '' when none was asked for. */
  readonly isCompiled: boolean
  readonly reason: string
  /** Updates made so far. */
  readonly steps: number
  /** Passes over the data so far; the unfinished one counts as the fraction of its examples seen. */
  readonly epoch: number
  readonly parameterCount: number
  /** Makes `count` updates, each on the next batch, or stops before the one that would leave the finite range. */
  step(count?: number): StepOutcome
  /** Loss and share of right answers over all examples. */
  evaluate(): { loss: number; accuracy: number }
  /** All parameters, one after the other, in the model's order. */
  writeParameters(into: Float64Array): void
  /** Changes what may change while training; refuses what makes no sense. */
  set(hyper: HyperParameters): void
  /** Everything that determines the updates to come; null where that is not known to the last bit. */
  save(): SavedSession | null
}

/**
 * A training by the eager engine: model, data and optimizer. Runs in the worker, at build and in tests alike.
 */
export class Session implements TrainingSession {
  readonly isCompiled = false
  readonly reason: string
  #steps = 0
  #batchSize: number
  #order: readonly number[]
  #next = 0
  #passes = 0
  readonly #spec: TrainingSpec
  readonly #model: Layer
  readonly #optimizer: Optimizer
  readonly #random
  readonly #x: Tensor // (N, …inputShape)
  readonly #y: Tensor // (N, 1)

  constructor(spec: TrainingSpec, reason = '') {
    checkSpec(spec)
    this.reason = reason
    const streams = rng(spec.seed)
    this.#spec = spec
    this.#batchSize = spec.batchSize
    this.#random = streams.stream('order')
    this.#model = layerFromConfig(spec.model, streams.stream('weights'))
    this.#optimizer = makeOptimizer(spec.optimizer, this.#model.parameters())
    const n = spec.target.length
    this.#x = tensor(spec.features, { shape: [n, ...inputShapeOf(spec)] })
    this.#y = tensor(spec.target, { shape: targetShape(spec.loss, n) })
    this.#order = this.#shuffled()
  }

  get steps(): number {
    return this.#steps
  }

  get epoch(): number {
    return this.#passes + this.#next / this.#order.length
  }

  get parameterCount(): number {
    return this.#model.parameters().reduce((sum, parameter) => sum + parameter.numel, 0)
  }

  step(count = 1): StepOutcome {
    for (let made = 0; made < count; made++) {
      const outcome = this.#update()
      if (outcome.stopped) return outcome
    }
    return { stopped: false }
  }

  /** One update on the next batch. When a number leaves the finite range, everything stays as it was. */
  #update(): StepOutcome {
    const model = this.#model.train()
    const before = { model: model.stateDict(), optimizer: this.#optimizer.stateDict() }
    const where = this.#learn(model)
    if (where === null) {
      this.#steps++
      return { stopped: false }
    }
    model.loadStateDict(before.model)
    this.#optimizer.loadStateDict(before.optimizer)
    return { stopped: true, where }
  }

  /** Forward, backward and the change of the parameters; returns what left the finite range, or null. */
  #learn(model: Layer): string | null {
    const [x, y] = this.#batch()
    model.zeroGrad()
    const loss = LOSSES[this.#spec.loss](model.forward(x), y)
    if (!Number.isFinite(loss.item())) return 'loss'
    backward(loss)
    const named = model.namedParameters()
    const bad = named.find(([, { grad }]) => !grad || !grad.data.every(Number.isFinite))
    if (bad) return `gradient of ${bad[0]}`
    this.#optimizer.step()
    return named.find(([, { data }]) => !data.every(Number.isFinite))?.[0] ?? null
  }

  evaluate(): { loss: number; accuracy: number } {
    return noGrad(() => {
      const output = this.#model.eval().forward(this.#x)
      const loss = LOSSES[this.#spec.loss](output, this.#y).item()
      return { loss, accuracy: accuracyOf(this.#spec.loss, output, this.#y) }
    })
  }

  writeParameters(into: Float64Array): void {
    let at = 0
    for (const { data } of this.#model.parameters()) {
      into.set(data, at)
      at += data.length
    }
  }

  set(hyper: HyperParameters): void {
    checkHyper(hyper)
    const { learningRate, batchSize } = hyper
    if (learningRate !== undefined)
      for (const group of this.#optimizer.paramGroups) group.learningRate = learningRate
    if (batchSize !== undefined) this.#batchSize = batchSize
  }

  save(): SavedSession | null {
    if (!typesIn(this.#spec.model).every((type) => PLAIN.has(type))) return null
    const parameters = new Float64Array(this.parameterCount)
    this.writeParameters(parameters)
    return {
      steps: this.#steps,
      batchSize: this.#batchSize,
      order: this.#order,
      next: this.#next,
      passes: this.#passes,
      random: this.#random.state,
      parameters,
      optimizer: this.#optimizer.stateDict(),
    }
  }

  /** Goes on where a session of the same specification was saved. */
  restore(saved: SavedSession): this {
    this.#steps = saved.steps
    this.#batchSize = saved.batchSize
    this.#order = saved.order
    this.#next = saved.next
    this.#passes = saved.passes
    this.#random.state = saved.random
    let at = 0
    for (const { data } of this.#model.parameters()) {
      data.set(saved.parameters.subarray(at, at + data.length))
      at += data.length
    }
    this.#optimizer.loadStateDict(saved.optimizer)
    return this
  }

  #shuffled(): readonly number[] {
    const n = this.#spec.target.length
    return this.#batchSize >= n ? Array.from({ length: n }, (_, i) => i) : [...this.#random.permutation(n)]
  }

  #batch(): [x: Tensor, y: Tensor] {
    const n = this.#order.length
    if (this.#batchSize >= n) {
      this.#passes++
      return [this.#x, this.#y]
    }
    const rows = this.#order.slice(this.#next, this.#next + this.#batchSize)
    this.#next += rows.length
    if (this.#next >= n) {
      this.#next = 0
      this.#passes++
      this.#order = this.#shuffled()
    }
    return [takeRows(this.#x, rows), takeRows(this.#y, rows)]
  }
}

/** The types of all layers that a description names, those within others included. */
function typesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = 'type' in value && typeof value.type === 'string' ? [value.type] : []
  return [...own, ...Object.values(value).flatMap(typesIn)]
}
