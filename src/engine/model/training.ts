import { type NonFinite, type NonFiniteError, firstNonFinite } from '../autodiff/nonFinite.ts'
import { noGrad } from '../autodiff/record.ts'
import { batchIndices } from '../data/loader.ts'
import { add, mul } from '../ops/elementwise/arithmetic.ts'
import type { Rng } from '../random/rng.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { type Examples, joinRows, rowsOf } from './batches.ts'
import type { Logs } from './callbacks.ts'
import type { Compiled } from './compile.ts'
import { weightedLoss } from './losses.ts'
import type { Model } from './model.ts'
import { TrainingNonFiniteError, locateNonFinite, nonFiniteIn } from './nonFinite.ts'

/** The values of every epoch by name, and the numbers of the epochs. */
export interface History {
  readonly epoch: number[]
  readonly history: Record<string, number[]>
}

/** What `fitSteps` reports: after every update, and after every epoch with the values of `history`. */
export type Progress =
  | {
      readonly type: 'batch'
      readonly epoch: number
      readonly batch: number
      readonly step: number
      readonly loss: number
    }
  | { readonly type: 'epoch'; readonly epoch: number; readonly step: number; readonly logs: Logs }

const outputsOf = (output: unknown): Tensor[] => (Array.isArray(output) ? output : [output]) as Tensor[]

/** Weighted mean of numbers, and all outputs, over the batches of an epoch. */
export class Tally {
  readonly #compiled: Compiled
  #count = 0
  #totals: number[] = []
  readonly #seen: { outputs: Tensor[]; targets: Tensor[] }[] = []

  constructor(compiled: Compiled) {
    this.#compiled = compiled
  }

  add(losses: readonly number[], outputs: readonly Tensor[], { y, count }: Examples): void {
    losses.forEach((loss, i) => (this.#totals[i] = (this.#totals[i] ?? 0) + loss * count))
    this.#count += count
    if (!this.#compiled.heads.some((head) => head.metrics.length > 0)) return
    this.#seen.push({ outputs: outputs.map((output) => output.detach()), targets: [...y] })
  }

  /** Mean losses, and metrics over all examples together; names in front when there are several outputs. */
  logs(): Logs {
    const { heads } = this.#compiled
    const [loss, ...each] = this.#totals.map((total) => total / this.#count)
    const logs: Record<string, number> = { loss: loss! }
    heads.forEach(({ name, metrics }, index) => {
      const key = (metric: string): string =>
        heads.length === 1 ? metric : `${name}${metric[0]!.toUpperCase()}${metric.slice(1)}`
      if (heads.length > 1) logs[key('loss')] = each[index]!
      if (metrics.length === 0) return
      const output = joinRows(this.#seen.map((part) => part.outputs[index]!))
      const target = joinRows(this.#seen.map((part) => part.targets[index]!))
      for (const [metric, value] of metrics) logs[key(metric)] = Number(value(output, target))
    })
    return logs
  }
}

/** Total and single losses of a batch, and the outputs. */
function forward(model: Model<unknown>, compiled: Compiled, batch: Examples) {
  const outputs = outputsOf(model.forward(...batch.x))
  if (outputs.length !== compiled.heads.length) {
    throw new RangeError(
      `fit: the model gives ${outputs.length} outputs, ${compiled.heads.length} are compiled.`,
    )
  }
  const losses = compiled.heads.map((head, i) =>
    weightedLoss(head.loss, outputs[i]!, batch.y[i]!, batch.weights),
  )
  const penalty = compiled.penalty()
  const weighted = losses.map((loss, i) =>
    compiled.heads[i]!.weight === 1 ? loss : mul(loss, compiled.heads[i]!.weight),
  )
  const total = (penalty === null ? weighted : [...weighted, penalty]).reduce((sum, loss) => add(sum, loss))
  if (total.numel !== 1) throw new RangeError('fit: the loss is not a single number.')
  return { outputs, total, values: [total, ...losses].map((loss) => loss.item()) }
}

/** One pass without branches: 0 · x is 0 unless x is NaN or an infinity. */
function isFinite({ data }: Tensor): boolean {
  let sum = 0
  for (let i = 0; i < data.length; i++) sum += 0 * data[i]!
  return sum === 0
}

/** One update; on a non-finite value everything is put back and the place is reported. */
export function update(
  model: Model<unknown>,
  compiled: Compiled,
  batch: Examples,
  at: { epoch: number; step: number },
) {
  const { optimizer } = compiled
  const before = { model: model.stateDict(), optimizer: optimizer.stateDict() }
  const fail = (error: NonFiniteError, layer: string): never => {
    model.loadStateDict(before.model)
    optimizer.loadStateDict(before.optimizer)
    throw new TrainingNonFiniteError(error, { ...at, layer, state: before.model })
  }
  const faulty = (pick: (parameter: Tensor) => Tensor | null): NonFinite | null => {
    const suspects = model.namedParameters().flatMap(([path, parameter]): [string, Tensor][] => {
      const value = pick(parameter)
      return value === null || isFinite(value) ? [] : [[path, value]]
    })
    return firstNonFinite(Object.fromEntries(suspects))
  }
  const layerOf = (path: string): string => path.split('.').slice(0, -1).join('.')

  optimizer.zeroGrad()
  const result = forward(model, compiled, batch)
  if (Number.isFinite(result.values[0])) result.total.backward()
  const gradient = faulty((parameter) => parameter.grad)
  if (!Number.isFinite(result.values[0]) || gradient !== null) {
    optimizer.zeroGrad()
    const found = locateNonFinite(model, () => forward(model, compiled, batch).total.backward())
    optimizer.zeroGrad()
    if (found !== null)
      fail(found.error, found.layer === '' && gradient !== null ? layerOf(gradient.name) : found.layer)
    const lost = gradient ?? { name: 'loss', index: [], value: result.values[0]!, count: 1 }
    fail(nonFiniteIn('backward', gradient === null ? 'the' : 'the gradient of', lost), layerOf(lost.name))
  }
  compiled.clip()
  optimizer.step()
  const weight = faulty((parameter) => parameter)
  if (weight !== null)
    fail(nonFiniteIn(optimizer.type, `after ${optimizer.type}'s update`, weight), layerOf(weight.name))
  return result
}

/** Losses and metrics of examples, without training. */
export function evaluateOn(
  model: Model<unknown>,
  compiled: Compiled,
  data: Examples,
  batchSize: number,
): Logs {
  const tally = new Tally(compiled)
  const mode = model.training
  model.eval()
  try {
    for (const rows of batchIndices(data.count, { batchSize })) {
      const batch = rowsOf(data, rows)
      const { values, outputs } = noGrad(() => forward(model, compiled, batch))
      tally.add(values, outputs, batch)
    }
  } finally {
    model.train(mode)
  }
  return tally.logs()
}

/** What one epoch is made of. */
export interface EpochPlan {
  readonly train: Examples
  readonly validation: Examples | null
  readonly batchSize: number
  readonly dropLast: boolean
  /** `null`: in the given order. */
  readonly rng: Rng | null
}

/** The batches of one epoch; returns its logs. */
export function* runEpoch(
  model: Model<unknown>,
  compiled: Compiled,
  { train, validation, batchSize, dropLast, rng }: EpochPlan,
  epoch: number,
  firstStep: number,
  onBatchEnd: (batch: number, logs: Logs) => void,
): Generator<Progress, { logs: Logs; step: number }> {
  const tally = new Tally(compiled)
  let step = firstStep
  const batches = batchIndices(train.count, {
    batchSize,
    dropLast,
    ...(rng === null ? {} : { shuffle: true, rng }),
  })
  if (batches.length === 0)
    throw new RangeError(`fit: ${train.count} examples give no batch of ${batchSize}.`)
  for (const [batch, rows] of batches.entries()) {
    const examples = rowsOf(train, rows)
    model.train()
    const { values, outputs } = update(model, compiled, examples, { epoch, step })
    tally.add(values, outputs, examples)
    onBatchEnd(batch, { loss: values[0]! })
    yield { type: 'batch', epoch, batch, step: step++, loss: values[0]! }
    if (model.stopTraining) break
  }
  const logs: Record<string, number> = { ...tally.logs() }
  if (validation !== null) {
    for (const [name, value] of Object.entries(evaluateOn(model, compiled, validation, batchSize))) {
      logs[`val${name[0]!.toUpperCase()}${name.slice(1)}`] = value
    }
  }
  return { logs, step }
}
