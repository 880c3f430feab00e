import { type LoweredModel, lowerModule } from '../model/lower.ts'
import { Module } from '../layers/module.ts'
import type { OptimizerConfig } from '../optim/byName.ts'
import { numelOf } from '../tensor/shape.ts'
import { Tensor, type TensorLike } from '../tensor/tensor.ts'
import { asTensor } from '../tensor/create.ts'
import { expand } from './expand.ts'
import { NotCompiledError, type Stored } from './builder.ts'
import { Feed, type FeedOptions, checkExamples, writeBatch, writeTargets } from './feed.ts'
import { type Ledger, findNonFinite, recordStep } from './ledger.ts'
import type { LossConfig } from './losses.ts'
import type { Backend } from './machine.ts'
import { Program, type ProgramOptions } from './program.ts'
import { type PlanState, blocksOf, readMemories, restoreState, saveState, writeMemories } from './state.ts'
import type { ParameterState } from '../optim/optimizer.ts'
import { type Tiny, makeTiny } from './tiny/tiny.ts'
import type { ClipOptions } from './update.ts'

/** How a model is to be trained by a plan. */
export interface PlanOptions extends ClipOptions {
  /** The name of a loss, or its configuration. */
  readonly loss: string | LossConfig
  /** The name of an optimizer, or its configuration. */
  readonly optimizer: string | OptimizerConfig
  /** Of one example, without N: (D), (T, D), (C, H, W). */
  readonly inputShape: readonly number[]
  /** Examples per update, at least 1; may be made smaller later. Default 32. */
  readonly batchSize?: number
  /** Of order, dropout and augmentation. Default 0. */
  readonly seed?: number
  /** Default `'plain'`. */
  readonly backend?: Backend
  /** Whether `outputs` is wanted after a step; tiny networks then train by kernels. Default false. */
  readonly keepsOutputs?: boolean
}

/** Where a number stopped being finite. The plan is as it was before that update. */
export interface NonFiniteReport {
  /** The update that failed, counted from 0. */
  readonly step: number
  /** The path of the layer, '' for the loss. */
  readonly layer: string
  /** 'output', 'loss', 'gradient', or the name of a parameter after the update. */
  readonly tensor: string
}

/** What `step` did. */
export interface StepReport {
  /** Updates made. */
  readonly steps: number
  /** The mean of their losses, each before its update; NaN for none. */
  readonly loss: number
  /** Why it ended early, or null. */
  readonly stopped: NonFiniteReport | null
}

/** Updates between two checkpoints: few enough to be made again, many enough for the copy to cost nothing. */
const CHECKPOINT_EVERY = 64
const TINY_CHECKPOINT_EVERY = 8192

/**
 * A model, a loss and an optimizer as one list of kernel calls over one arena, planned once: a step allocates nothing.
 * Numbers are float32. With plain SIMD the same seed gives the same bits on every machine, whatever the number of steps
 * per call. Made by `compilePlan`. The model keeps its own weights until `copyTo`.
 */
export class Plan {
  readonly isCompiled = true
  readonly reason = null
  readonly #lowered: LoweredModel
  readonly #options: ProgramOptions
  readonly #program: Program
  readonly #tiny: Tiny | null
  #recorder: Program | null = null
  #feed: Feed | null = null
  #batchSize: number
  #checkpoint: PlanState | null = null

  constructor(model: Module<unknown>, options: PlanOptions) {
    const { batchSize = 32, seed = 0, backend = 'plain' } = options
    checkBatchSize(batchSize)
    this.#lowered = lower(model)
    this.#options = { ...options, batchSize, seed, backend }
    this.#program = new Program(this.#lowered, this.#options)
    this.#tiny = options.keepsOutputs ? null : makeTiny(this.#lowered, this.#options, this.#program)
    this.#batchSize = batchSize
  }

  /** What runs the plan; `'twin'` where plain SIMD was asked for and is missing. */
  get backend(): Backend {
    return this.#program.machine.backend
  }

  /**
   * Whether the network is so small that it trains by code of its own instead of kernel calls. Its last bits are not the
   * twin's, but the same on every machine with WebAssembly.
   */
  get isTiny(): boolean {
    return this.#tiny !== null
  }

  /** Bytes of parameters, gradients, memories and values. */
  get arenaBytes(): number {
    return this.#program.arenaBytes
  }

  /** Bytes of the memory as a whole, the examples included. */
  get memoryBytes(): number {
    return this.#program.machine.heap.f.byteLength
  }

  /** Updates made so far. */
  get steps(): number {
    return this.#program.builder.state.step
  }

  /** Passes over the data so far. */
  get epoch(): number {
    return this.#feed?.epoch ?? 0
  }

  /** Examples per update. */
  get batchSize(): number {
    return this.#batchSize
  }

  /** @throws RangeError for more than were planned. */
  set batchSize(value: number) {
    checkBatchSize(value)
    if (value > this.#options.batchSize)
      throw new RangeError(`plan: batchSize is ${value}; at most ${this.#options.batchSize} were planned.`)
    this.#checkpoint = null
    this.#batchSize = value
  }

  /**
   * Gives the plan its examples: features (N, …inputShape), and targets as the loss takes them.
   *
   * @throws ShapeError when they do not fit.
   */
  setData(features: TensorLike, target: TensorLike, options: FeedOptions = {}): this {
    const [x, y] = [asTensor(features), asTensor(target)]
    if (x.shape[0] === 0) throw new RangeError('plan: there are no examples.')
    this.#checkpoint = null
    this.#feed = new Feed(this.#program, x, y, this.#options.seed, options)
    return this
  }

  /** Makes `count` updates, each on the next batch. Stops before one that would leave the finite numbers. */
  step(count = 1): StepReport {
    if (this.#feed === null) throw new Error('plan: give it examples first, with setData(features, target).')
    const every = this.#usable === null ? CHECKPOINT_EVERY : TINY_CHECKPOINT_EVERY
    let sum = 0
    let made = 0
    while (made < count) {
      if (this.#checkpoint === null || this.steps - this.#checkpoint.step >= every)
        this.#checkpoint = this.#save()
      const chunk = Math.min(count - made, every - (this.steps - this.#checkpoint.step))
      const part = this.#advance(chunk)
      if (!Number.isFinite(part) || !this.#isFinite()) {
        const before = this.#replay(this.steps - chunk)
        const done = made + this.steps - before.from
        return {
          steps: done,
          loss: done === 0 ? Number.NaN : (sum + before.loss) / done,
          stopped: before.stopped,
        }
      }
      sum += part
      made += chunk
    }
    return { steps: made, loss: sum / made, stopped: null }
  }

  /** The code of a tiny network, while it can be used. */
  get #usable(): Tiny | null {
    return this.#tiny?.isUsable && !this.#feed!.isAugmented ? this.#tiny : null
  }

  /** Updates without looking; returns the sum of their losses, not finite where something went wrong. */
  #advance(count = 1): number {
    const tiny = this.#usable
    if (tiny !== null) return this.#feed!.runTiny(tiny, count, this.#batchSize)
    let sum = 0
    for (let i = 0; i < count; i++) {
      this.#feed!.next(this.#batchSize)
      const loss = this.#program.learn()
      sum += Number.isFinite(this.#program.apply()) ? loss : Number.NaN
    }
    return sum
  }

  #isFinite(): boolean {
    const { kernels } = this.#program.machine
    return blocksOf(this.#program).every(({ at, floats }) => kernels.finite(floats, at) === 0)
  }

  /** From the checkpoint on again, up to the update that fails; `from` is where the caller's chunk began. */
  #replay(from: number): { from: number; loss: number; stopped: NonFiniteReport } {
    this.#restore(this.#checkpoint!)
    let loss = 0
    for (;;) {
      const before = this.#save()
      const step = this.steps
      const part = this.#advance()
      if (!Number.isFinite(part) || !this.#isFinite()) {
        this.#restore(before)
        this.#feed!.next(this.#batchSize)
        const found = findNonFinite(this.#program, this.#recording())
        this.#restore(before)
        this.#checkpoint = before
        return { from, loss, stopped: { step, ...found } }
      }
      if (step >= from) loss += part
    }
  }

  #save(): PlanState {
    return saveState(this.#program, this.#feed)
  }

  #restore(state: PlanState): void {
    restoreState(this.#program, this.#feed, state)
  }

  /**
   * Goes on from where another plan is: of the same model, optimizer and examples, but perhaps of another batch size.
   * Takes its parameters, memories, chance, hyper-parameters and place in the data.
   */
  adopt(other: Plan): this {
    this.#restore(other.#save())
    this.#program.update.options = other.#program.update.options
    this.#checkpoint = null
    return this
  }

  #recording(): Program {
    return (this.#recorder ??= new Program(this.#lowered, this.#options, true))
  }

  /** The next update, made and recorded: values, gradients and memories of all layers. */
  ledger(): Ledger {
    if (this.#feed === null) throw new Error('plan: give it examples first, with setData(features, target).')
    const before = this.#save()
    this.#feed.next(this.#batchSize)
    const ledger = recordStep(this.#program, this.#recording())
    this.#restore(before)
    this.step(1)
    return ledger
  }

  /** The outputs of the last batch, in training mode and before its update; of plans that `keepsOutputs`. */
  get outputs(): Tensor {
    const { output, outputShape, builder } = this.#program
    const { data } = this.#program.readValue(output)
    return new Tensor(data, [builder.state.batch, ...outputShape])
  }

  /** What the optimizer remembers of every trained parameter, copies. */
  get memories(): Record<string, ParameterState> {
    return readMemories(this.#program)
  }

  set memories(values: Readonly<Record<string, ParameterState>>) {
    this.#checkpoint = null
    writeMemories(this.#program, values)
  }

  /** The outputs for given features, in evaluation mode. */
  predict(features: TensorLike): Tensor {
    const x = asTensor(features)
    const count = checkExamples(this.#program, x, null)
    const { output } = this.#program
    const size = numelOf(output.shape)
    const out = new Float32Array(count * size)
    this.#batches(count, (from, n) => {
      writeBatch(this.#program, x, from, n)
      this.#program.forward(false)
      this.#program.copyOut(output, out, from * size)
    })
    return new Tensor(out, [count, ...this.#program.outputShape])
  }

  /** The mean loss on given examples, or on those of `setData`, in evaluation mode. */
  evaluate(features?: TensorLike, target?: TensorLike): { readonly loss: number } {
    const own = features === undefined || target === undefined
    if (own && this.#feed === null)
      throw new Error('plan: give it examples first, with setData(features, target).')
    const [x, y] = own ? [null, null] : [asTensor(features), asTensor(target)]
    const count = x === null ? this.#feed!.count : checkExamples(this.#program, x, y)
    let sum = 0
    this.#batches(count, (from, n) => {
      if (x === null) this.#feed!.bring(from, n)
      else {
        writeBatch(this.#program, x, from, n)
        writeTargets(this.#program, y!, from, n)
      }
      this.#program.forward(false)
      sum += this.#program.loss.run(false) * n
    })
    return { loss: sum / count }
  }

  #batches(count: number, work: (from: number, n: number) => void): void {
    const size = this.#options.batchSize
    for (let from = 0; from < count; from += size) work(from, Math.min(size, count - from))
  }

  #stored(name: string): Stored {
    const { stored } = this.#program.builder
    const found = stored.find((other) => other.name === name)
    if (found !== undefined) return found
    throw new RangeError(
      `plan: there is no '${name}'. Known: ${stored.map((other) => other.name).join(', ')}.`,
    )
  }

  /** The present values of one parameter or buffer, a copy. */
  parameter(name: string): Tensor {
    const stored = this.#stored(name)
    return new Tensor(this.#program.read(stored, stored.slot.at), stored.tensor.shape)
  }

  /** The present values of all parameters and buffers, copies, by the model's names. */
  parameters(): Record<string, Tensor> {
    return Object.fromEntries(this.#program.builder.stored.map(({ name }) => [name, this.parameter(name)]))
  }

  /** Replaces values of parameters and buffers; names left out keep theirs. */
  load(values: Readonly<Record<string, TensorLike>>): void {
    this.#checkpoint = null
    for (const [name, value] of Object.entries(values)) {
      const stored = this.#stored(name)
      const given = asTensor(value)
      if (given.numel !== stored.tensor.numel)
        throw new RangeError(`plan: '${name}' has ${stored.tensor.numel} numbers, got ${given.numel}.`)
      this.#program.write(stored, given.data)
    }
  }

  /** Writes the present values into a model, by default the one that was compiled. */
  copyTo(model?: Module<unknown>): void {
    for (const stored of this.#program.builder.stored) {
      const target =
        model === undefined
          ? stored.tensor
          : [...model.namedParameters(), ...model.namedBuffers()].find(([name]) => name === stored.name)?.[1]
      if (target === undefined) throw new RangeError(`plan: the model has no '${stored.name}'.`)
      target.data.set(this.#program.read(stored, stored.slot.at))
    }
  }

  /**
   * Changes hyper-parameters of the optimizer, by its own names.
   *
   * @throws RangeError for unknown names and impossible values.
   */
  setHyper(changes: Readonly<Record<string, unknown>>): void {
    this.#checkpoint = null
    this.#program.update.set(changes)
  }

  /** Present hyper-parameters of the optimizer. */
  get hyper(): Readonly<Record<string, unknown>> {
    return this.#program.update.options
  }
}

/** @throws NotCompiledError for a model whose forward is code of its own. */
function lower(model: Module<unknown>): LoweredModel {
  try {
    return expand(lowerModule(model))
  } catch (error) {
    if (error instanceof TypeError) throw new NotCompiledError('', error.message)
    throw error
  }
}

function checkBatchSize(value: number): void {
  if (Number.isInteger(value) && value >= 1) return
  throw new RangeError(`plan: batchSize is ${value}; it is a count of examples, 1 or more.`)
}
