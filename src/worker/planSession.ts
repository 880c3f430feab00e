import { layerFromConfig } from '../engine/layers/fromConfig.ts'
import type { Layer } from '../engine/layers/layer.ts'
import { NotCompiledError } from '../engine/plan/builder.ts'
import { Plan } from '../engine/plan/plan.ts'
import { rng } from '../engine/random/rng.ts'
import { tensor } from '../engine/tensor/create.ts'
import type { Tensor } from '../engine/tensor/tensor.ts'
import { accuracyOf, LOSSES, targetShape } from './objective.ts'
import { Session, type SavedSession, type StepOutcome, type TrainingSession } from './session.ts'
import { checkHyper, checkSpec, type HyperParameters, inputShapeOf, type TrainingSpec } from './spec.ts'

/** A training by a compiled plan, or an eager one that says what could not be compiled. */
export function planSession(spec: TrainingSpec): TrainingSession {
  checkSpec(spec)
  try {
    return new PlanSession(spec)
  } catch (error) {
    if (!(error instanceof NotCompiledError)) throw error
    return new Session(spec, error.message)
  }
}

/** A training in float32 by SIMD kernels: the same first weights and the same batches as the eager one. */
class PlanSession implements TrainingSession {
  readonly isCompiled = true
  readonly reason = ''
  readonly #spec: TrainingSpec
  readonly #model: Layer
  readonly #names: readonly string[]
  readonly #x: Tensor // (N, …inputShape)
  readonly #y: Tensor
  #plan: Plan

  constructor(spec: TrainingSpec) {
    const n = spec.target.length
    this.#spec = spec
    this.#model = layerFromConfig(spec.model, rng(spec.seed).stream('weights'))
    this.#names = this.#model.namedParameters().map(([name]) => name)
    this.#x = tensor(spec.features, { shape: [n, ...inputShapeOf(spec)] })
    this.#y = tensor(spec.target, { shape: targetShape(spec.loss, n) })
    this.#plan = this.#compile(spec.batchSize)
  }

  #compile(batchSize: number): Plan {
    const { loss, optimizer, seed } = this.#spec
    const planned = Math.min(batchSize, this.#spec.target.length)
    const options = { loss, optimizer, seed, inputShape: inputShapeOf(this.#spec), batchSize: planned }
    return new Plan(this.#model, options).setData(this.#x, this.#y, { rng: rng(seed).stream('order') })
  }

  get steps(): number {
    return this.#plan.steps
  }

  get epoch(): number {
    return this.#plan.epoch
  }

  get parameterCount(): number {
    return this.#model.parameters().reduce((sum, { numel }) => sum + numel, 0)
  }

  step(count = 1): StepOutcome {
    const { stopped } = this.#plan.step(count)
    if (stopped === null) return { stopped: false }
    const { layer, tensor: what } = stopped
    return { stopped: true, where: what === 'output' ? `output of ${layer}` : what }
  }

  evaluate(): { loss: number; accuracy: number } {
    const { loss } = this.#spec
    const output = tensor(this.#plan.predict(this.#x), { dtype: 'float64' })
    return { loss: LOSSES[loss](output, this.#y).item(), accuracy: accuracyOf(loss, output, this.#y) }
  }

  writeParameters(into: Float64Array): void {
    let at = 0
    for (const name of this.#names) {
      const { data } = this.#plan.parameter(name)
      into.set(data, at)
      at += data.length
    }
  }

  /** The order of a plan's batches is its own. */
  save(): SavedSession | null {
    return null
  }

  set(hyper: HyperParameters): void {
    checkHyper(hyper)
    const { learningRate, batchSize } = hyper
    if (batchSize !== undefined && Math.min(batchSize, this.#spec.target.length) !== this.#plan.batchSize)
      this.#plan = this.#compile(batchSize).adopt(this.#plan)
    if (learningRate !== undefined) this.#plan.setHyper({ learningRate })
  }
}
