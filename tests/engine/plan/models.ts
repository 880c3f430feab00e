import * as engine from '../../../src/engine/index.ts'
import type { Module, Tensor } from '../../../src/engine/index.ts'
import { compilePlan, type TrainingPlan } from '../../../src/engine/plan/compilePlan.ts'
import type { PlanOptions } from '../../../src/engine/plan/plan.ts'

/** What a plan and the eager engine train on alike. */
export interface Case {
  readonly layers: () => engine.Layer[]
  /** A model that is no chain, instead of the layers. */
  readonly model?: () => Module
  readonly inputShape: readonly number[]
  readonly options?: Partial<PlanOptions>
  /** Tokens below this number instead of real features. */
  readonly tokens?: number
}

const { rng, tensor, Sequential, lossByName, makeOptimizer } = engine

export const modelOf = (layers: readonly engine.Layer[], seed = 5): Module => {
  const model = new Sequential(...layers)
  model.resetParameters(rng(seed))
  return model
}

export function featuresOf(shape: readonly number[], count: number, seed: number, tokens?: number): Tensor {
  const random = rng(seed).stream('features')
  const n = shape.reduce((a, b) => a * b, count)
  const values = Float32Array.from({ length: n }, () =>
    tokens === undefined ? random.normal() : random.integer(tokens),
  )
  return tensor(values, { shape: [count, ...shape], dtype: tokens === undefined ? 'float64' : 'int32' })
}

/** Targets that the loss takes, for an output of this shape. */
export function targetsOf(loss: string, output: readonly number[], seed: number): Tensor {
  const random = rng(seed).stream('targets')
  if (/^(?:crossEntropy|nll)/.test(loss)) {
    return tensor(Float64Array.from({ length: output[0]! }, () => random.integer(output[1]!)))
  }
  const draw = (): number => {
    if (loss.startsWith('bce')) return random.integer(2)
    if (loss.startsWith('hinge')) return random.integer(2) * 2 - 1
    if (loss.startsWith('klDiv')) return random.uniform(0.05, 1)
    return random.normal() + 3 * Math.sign(random.uniform(-1, 1))
  }
  return tensor(Float64Array.from({ length: output.reduce((a, b) => a * b, 1) }, draw), { shape: output })
}

export interface Trained {
  readonly losses: readonly number[]
  readonly parameters: Readonly<Record<string, Tensor>>
  readonly output: Tensor
}

const COUNT = 10

/** The model with its first weights, and examples that fit it. */
export function problemOf({ layers, model: make, inputShape, options, tokens }: Case): {
  model: Module
  x: Tensor
  y: Tensor
} {
  const model = make === undefined ? modelOf(layers()) : make()
  const x = featuresOf(inputShape, COUNT, 1, tokens)
  const output = engine.noGrad(() => model.eval().forward(x)).shape
  return { model, x, y: targetsOf(lossName(settingsOf(options).loss), output, 2) }
}

/** Trains by a plan, one step per call. */
export function byPlan(
  given: Case,
  steps: number,
  backend: PlanOptions['backend'] = 'plain',
): Trained & { plan: TrainingPlan } {
  const { inputShape, options } = given
  const settings = settingsOf(options)
  const { model, x, y } = problemOf(given)
  const plan = compilePlan(model, { ...settings, inputShape, backend: backend! })
  plan.setData(x, y)
  const losses = Array.from({ length: steps }, () => plan.step().loss)
  return { losses, parameters: plan.parameters(), output: plan.predict(x), plan }
}

const settingsOf = (options: Partial<PlanOptions> = {}): Omit<PlanOptions, 'inputShape' | 'backend'> => ({
  loss: 'mse',
  optimizer: { type: 'SGD', learningRate: 0.05 },
  batchSize: 4,
  seed: 3,
  ...options,
})
const lossName = (loss: PlanOptions['loss']): string => (typeof loss === 'string' ? loss : loss.type)

/** Trains eagerly in float64, on the same batches. */
export function byEager(given: Case, steps: number): Trained {
  const settings = settingsOf(given.options)
  const { model, x, y } = problemOf(given)
  const optimizer = makeOptimizer(settings.optimizer, model.parameters())
  const { type, ...own } = typeof settings.loss === 'string' ? { type: settings.loss } : settings.loss
  const loss = lossByName(type) as (output: Tensor, target: Tensor, options: object) => Tensor
  const order = rng(settings.seed!).stream('shuffle')
  const losses: number[] = []
  while (losses.length < steps) {
    for (const rows of engine.batchIndices(COUNT, {
      batchSize: settings.batchSize!,
      shuffle: true,
      rng: order,
    })) {
      if (losses.length === steps) break
      model.train()
      model.zeroGrad()
      const value = loss(model.forward(engine.takeRows(x, rows)), engine.takeRows(y, rows), own)
      value.backward()
      if (settings.clipGradNorm !== undefined) engine.clipGradNorm(model.parameters(), settings.clipGradNorm)
      if (settings.clipGradValue !== undefined)
        engine.clipGradValue(model.parameters(), settings.clipGradValue)
      optimizer.step()
      losses.push(value.item())
    }
  }
  model.eval()
  return { losses, parameters: model.stateDict(), output: engine.noGrad(() => model.forward(x)) }
}

/** The largest difference of two runs, relative to the size of the numbers. */
export function distance(a: Trained, b: Trained): number {
  let worst = 0
  const compare = (p: ArrayLike<number>, q: ArrayLike<number>): void => {
    let scale = 1e-3
    for (let i = 0; i < q.length; i++) scale = Math.max(scale, Math.abs(q[i]!))
    for (let i = 0; i < q.length; i++) {
      const d = Math.abs(p[i]! - q[i]!) / scale
      if (!(d <= worst)) worst = d
    }
  }
  compare(a.losses, b.losses)
  compare(a.output.data, b.output.data)
  for (const [name, { data }] of Object.entries(b.parameters)) compare(a.parameters[name]!.data, data)
  return worst
}

/** Parameters down to the last bit. */
export const bitsOf = (trained: Trained): string =>
  Object.values(trained.parameters)
    .map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('hex'))
    .join(' ')
