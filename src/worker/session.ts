import { noGrad, rng, SGD, tensor, type Tensor } from '../engine/index.ts'
import { layerFromConfig } from '../engine/layers/fromConfig.ts'
import type { Layer, LayerConfig } from '../engine/layers/layer.ts'
import { accuracyOf, LOSSES, targetShape, type LossName } from './objective.ts'
import type { HyperParameters } from './protocol.ts'

/** Everything that determines a training, as plain data: the same specification gives the same numbers everywhere. */
export interface TrainingSpec {
  /** Of the initial weights and of the shuffling. */
  seed: number
  /** The model, as its layers describe themselves. */
  model: LayerConfig
  loss: LossName
  optimizer: { type: 'SGD'; learningRate: number; momentum?: number }
  /** Examples per step, ≥ 1. The last batch of an epoch holds what is left. */
  batchSize: number
  /** Row-major. */
  features: Float64Array // (N, D)
  numFeatures: number
  target: Float64Array // (N); class indices for crossEntropyLoss
}

export type StepOutcome = { stopped: false } | { stopped: true; where: string }

/** A training: model, data and optimizer, advanced one step at a time. Runs in the worker, at build and in tests alike. */
export class Session {
  #steps = 0
  #batchSize: number
  #order: readonly number[]
  #next = 0
  #passes = 0
  readonly #spec: TrainingSpec
  readonly #model: Layer
  readonly #optimizer: SGD
  readonly #random
  readonly #x: Tensor // (N, D)
  readonly #y: Tensor // (N, 1)

  constructor(spec: TrainingSpec) {
    checkSpec(spec)
    const streams = rng(spec.seed)
    this.#spec = spec
    this.#batchSize = spec.batchSize
    this.#random = streams.stream('order')
    this.#model = layerFromConfig(spec.model, streams.stream('weights'))
    this.#optimizer = new SGD(this.#model.parameters(), {
      learningRate: spec.optimizer.learningRate,
      momentum: spec.optimizer.momentum ?? 0,
    })
    const n = spec.target.length
    this.#x = tensor(spec.features, { shape: [n, spec.numFeatures] })
    this.#y = tensor(spec.target, { shape: targetShape(spec.loss, n) })
    this.#order = this.#shuffled()
  }

  /** Updates made so far. */
  get steps(): number {
    return this.#steps
  }

  /** Passes over the data so far; the unfinished one counts as the fraction of its examples seen. */
  get epoch(): number {
    return this.#passes + this.#next / this.#order.length
  }

  get parameterCount(): number {
    return this.#model.parameters().reduce((sum, parameter) => sum + parameter.numel, 0)
  }

  /** One update on the next batch. When a number leaves the finite range, the parameters stay as they were. */
  step(): StepOutcome {
    const [x, y] = this.#batch()
    this.#model.zeroGrad()
    const loss = LOSSES[this.#spec.loss](this.#model.forward(x), y)
    if (!Number.isFinite(loss.item())) return { stopped: true, where: 'loss' }
    loss.backward()
    const bad = this.#model
      .namedParameters()
      .find(([, { grad }]) => !grad || !grad.data.every(Number.isFinite))
    if (bad) return { stopped: true, where: `gradient of ${bad[0]}` }
    const undo = this.#remember()
    this.#optimizer.step()
    const overflown = this.#model.namedParameters().find(([, { data }]) => !data.every(Number.isFinite))
    if (overflown) {
      undo()
      return { stopped: true, where: overflown[0] }
    }
    this.#steps++
    return { stopped: false }
  }

  /** Takes note of parameters and optimizer; the function that it returns puts them back. */
  #remember(): () => void {
    const parameters = this.#model.parameters().map(({ data }) => data.slice())
    const optimizer = this.#optimizer.stateDict()
    return () => {
      this.#model.parameters().forEach(({ data }, i) => data.set(parameters[i]!))
      this.#optimizer.loadStateDict(optimizer)
    }
  }

  /** Loss and share of right answers over all examples. */
  evaluate(): { loss: number; accuracy: number } {
    return noGrad(() => {
      const output = this.#model.forward(this.#x)
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

  /** Changes what may change while training; refuses what makes no sense. */
  set({ learningRate, batchSize }: HyperParameters): void {
    if (learningRate !== undefined) {
      if (!(learningRate > 0))
        throw new RangeError(`learningRate: expected a number above 0, got ${learningRate}`)
      for (const group of this.#optimizer.paramGroups) group.learningRate = learningRate
    }
    if (batchSize !== undefined) {
      if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
        throw new RangeError(`batchSize: expected a whole number of at least 1, got ${batchSize}`)
      }
      this.#batchSize = batchSize
    }
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
    const { features, numFeatures, target } = this.#spec
    const x = Float64Array.from(
      rows.flatMap((row) => [...features.subarray(row * numFeatures, (row + 1) * numFeatures)]),
    )
    const y = Float64Array.from(rows, (row) => target[row]!)
    return [
      tensor(x, { shape: [rows.length, numFeatures] }),
      tensor(y, { shape: targetShape(this.#spec.loss, rows.length) }),
    ]
  }
}

function checkSpec({ features, numFeatures, target, batchSize, optimizer }: TrainingSpec): void {
  if (target.length === 0) throw new RangeError('TrainingSpec: there are no examples')
  if (features.length !== target.length * numFeatures) {
    throw new RangeError(
      `TrainingSpec: ${target.length} targets need ${target.length} × ${numFeatures} features, got ${features.length} numbers`,
    )
  }
  if (!Number.isSafeInteger(batchSize) || batchSize < 1) {
    throw new RangeError(`TrainingSpec: batchSize must be a whole number of at least 1, got ${batchSize}`)
  }
  if (!(optimizer.learningRate > 0)) {
    throw new RangeError(`TrainingSpec: learningRate must be above 0, got ${optimizer.learningRate}`)
  }
}
