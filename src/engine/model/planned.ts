import { batchIndices } from '../data/loader.ts'
import type { compilePlan } from '../plan/compilePlan.ts'
import type { Plan } from '../plan/plan.ts'
import { rng } from '../random/rng.ts'
import { type Examples, rowsOf } from './batches.ts'
import type { Callback, Logs } from './callbacks.ts'
import type { Compiled } from './compile.ts'
import type { Model } from './model.ts'
import { type EpochPlan, type Progress, Tally, evaluateOn, update } from './training.ts'

let makePlan: typeof compilePlan | null = null

/**
 * From here on, `fit` trains models of float32 layers by compiled plans where it can; `null` ends that. Whoever composes a
 * page or a runner decides, because with the planner come 40 KB. `model.eagerBecause` tells what could not be compiled.
 *
 * @example
 * usePlans(compilePlan)
 * const model = sequential([new Linear(2, 1, { dtype: 'float32' })]).compile({ optimizer: 'sgd', loss: 'mse' })
 * model.fit([[1, 2]], [[3]])
 * usePlans(null)
 * model.eagerBecause
 * // → null
 */
export function usePlans(make: typeof compilePlan | null): void {
  makePlan = make
}

/** What of a fit decides whether a plan can train it. */
export interface FitRequest {
  readonly train: Examples
  readonly batchSize: number
  readonly dropLast: boolean
  readonly shuffle: boolean
  readonly seed: number
  readonly callbacks: readonly Callback[]
  /** Whether a host looks at the model between updates. */
  readonly isWatched: boolean
}

/** A fit by a plan, kept in step with the model and its eager optimizer. */
export interface PlannedFit {
  /** The batches of one epoch; returns its logs. */
  epoch(of: EpochPlan, epoch: number, firstStep: number): Generator<Progress, { logs: Logs; step: number }>
  /** Gives parameters and memories back to model and optimizer. */
  finish(): void
}

/** Why this is no work for a plan, before one is tried; null if it may be. */
function refusal(
  model: Model<unknown>,
  { options, heads, optimizer }: Compiled,
  request: FitRequest,
): string | null {
  const parameters = model.parameters()
  if (makePlan === null) return 'no planner is loaded'
  if (parameters.some(({ dtype }) => dtype !== 'float32'))
    return 'the layers are of float64, and plans compute in float32'
  if (heads.length !== 1 || request.train.x.length !== 1) return 'the model has several inputs or outputs'
  if (typeof options.loss !== 'string') return 'the loss is a function'
  if (request.train.weights !== null) return 'classes or examples are weighted'
  if ((options.l1 ?? 0) !== 0 || (options.l2 ?? 0) !== 0) return 'weights are penalized by l1 or l2'
  if (options.clipGradNorm !== undefined && options.clipGradValue !== undefined)
    return 'gradients are limited in two ways'
  const [group, ...others] = optimizer.paramGroups
  if (others.length > 0 || group!.params.length !== parameters.length)
    return 'the optimizer has groups, or leaves parameters out'
  return null
}

/** A plan for this fit, or why there is none. */
export function planFit(model: Model<unknown>, compiled: Compiled, request: FitRequest): PlannedFit | string {
  const why = refusal(model, compiled, request)
  if (why !== null) return why
  const { options, heads, optimizer } = compiled
  const { train, batchSize, seed, shuffle, dropLast } = request
  const plan = makePlan!(model as never, {
    loss: options.loss as string,
    optimizer: { ...optimizer.config() },
    inputShape: train.x[0]!.shape.slice(1),
    batchSize: Math.min(batchSize, train.count),
    seed,
    keepsOutputs: heads[0]!.metrics.length > 0,
    ...(options.clipGradNorm === undefined ? {} : { clipGradNorm: options.clipGradNorm }),
    ...(options.clipGradValue === undefined ? {} : { clipGradValue: options.clipGradValue }),
  })
  if (!plan.isCompiled) return plan.reason
  plan.setData(train.x[0]!, train.y[0]!, { shuffle, dropLast, rng: rng(seed).stream('shuffle') })
  return plannedFit(model, compiled, plan, request)
}

function plannedFit(
  model: Model<unknown>,
  compiled: Compiled,
  plan: Plan,
  { callbacks, isWatched }: FitRequest,
): PlannedFit {
  const { optimizer, heads } = compiled
  /** Whether anybody looks at the model between updates. */
  const isSeen = isWatched || callbacks.some(({ onBatchEnd }) => onBatchEnd !== undefined)
  const names = model.namedParameters().map(([name]) => name)
  const numbers = model.parameters().map((parameter) => optimizer.paramGroups[0]!.params.indexOf(parameter))
  /** Model and optimizer as callbacks or a host left them. */
  const take = (): void => {
    plan.load(model.stateDict())
    const { type: _, ...hyper } = optimizer.config()
    plan.setHyper(hyper as unknown as Record<string, unknown>)
  }
  const { state } = optimizer.stateDict()
  plan.memories = Object.fromEntries(
    names.flatMap((name, i) => (state[numbers[i]!] === undefined ? [] : [[name, state[numbers[i]!]!]])),
  )
  const finish = (): void => {
    plan.copyTo()
    const { memories } = plan
    if (plan.steps === 0) return
    const own = names.flatMap((name, i) => (memories[name] ? [[numbers[i]!, memories[name]]] : []))
    optimizer.loadStateDict({ ...optimizer.stateDict(), state: Object.fromEntries(own) as typeof state })
  }
  return {
    finish,
    *epoch({ train, validation, batchSize, dropLast, rng: order }, epoch, firstStep) {
      const tally = new Tally(compiled)
      let step = firstStep
      const batches = batchIndices(train.count, {
        batchSize,
        dropLast,
        ...(order === null ? {} : { shuffle: true, rng: order }), // the plan's own order is from the same stream
      })
      if (batches.length === 0)
        throw new RangeError(`fit: ${train.count} examples give no batch of ${batchSize}.`)
      take()
      for (const [batch, rows] of batches.entries()) {
        const examples = rowsOf(train, rows)
        const { loss, stopped } = plan.step()
        if (stopped !== null) {
          finish()
          update(model, compiled, examples, { epoch, step }) // meets it again, and tells where
          throw new RangeError(`fit: ${stopped.tensor} of layer '${stopped.layer}' is not finite in float32.`)
        }
        tally.add([loss, loss], heads[0]!.metrics.length > 0 ? [plan.outputs] : [], examples)
        if (isSeen) finish()
        for (const callback of callbacks) callback.onBatchEnd?.(batch, { loss }, model)
        yield { type: 'batch', epoch, batch, step: step++, loss }
        if (model.stopTraining) break
        if (isSeen) take()
      }
      finish()
      const logs: Record<string, number> = { ...tally.logs() }
      if (validation !== null) {
        for (const [name, value] of Object.entries(evaluateOn(model, compiled, validation, batchSize)))
          logs[`val${name[0]!.toUpperCase()}${name.slice(1)}`] = value
      }
      return { logs, step }
    },
  }
}
