// Letters: B batch; T time steps; H hidden features; L layers; directions 1 or 2.

import { shapeError } from '../errors.ts'
import { keepProbability } from '../ops/dropout/dropout.ts'
import type { GruCellOptions, RecurrentWeights, RnnCellOptions } from '../ops/sequence/cells.ts'
import {
  type LstmResult,
  type RecurrentOptions,
  type RecurrentResult,
  checkRecurrentShape,
  gru,
  lstm,
  rnn,
} from '../ops/sequence/recurrent.ts'
import { concat } from '../ops/shape/concat.ts'
import { slice } from '../ops/shape/slice.ts'
import type { Rng } from '../random/rng.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import type { Tensor, TensorLike } from '../tensor/tensor.ts'
import {
  type InitOptions,
  Layer,
  type Reach,
  checkCount,
  filled,
  forkRng,
  resetUniform,
  resolveOptions,
  rngOf,
} from './layer.ts'
import { Parameter, buildsWeights } from './parameter.ts'

/** Options that all recurrent layers share. */
export interface RecurrentLayerOptions extends InitOptions {
  /** Layers on top of each other. Default 1. */
  readonly numLayers?: number
  /** Also run backwards; outputs stand side by side. Default false. */
  readonly bidirectional?: boolean
  /** Default true. */
  readonly bias?: boolean
  /** Probability of zeroing outputs between layers while training. Default 0. */
  readonly dropout?: number
  /** Give the output of every step (B, T, …), or only of the last (B, …) as Keras does by default. Default true. */
  readonly returnSequences?: boolean
}

export interface LstmLayerOptions extends RecurrentLayerOptions {
  /** What the bias of the forget gate starts at. Default: random like the others (PyTorch); Keras starts at 1. */
  readonly forgetBias?: number
}

const recurrentDefaults = {
  numLayers: 1,
  bidirectional: false,
  bias: true,
  dropout: 0,
  returnSequences: true,
}

/**
 * What RNN, LSTM and GRU share. Parameters are called weightIhL0, weightHhL0, biasIhL0, biasHhL0, weightIhL0Reverse …
 * and start uniform in ±1/√hiddenSize, as in PyTorch.
 */
abstract class Recurrent extends Layer {
  readonly inputSize: number
  readonly hiddenSize: number
  readonly numLayers: number
  readonly bidirectional: boolean
  readonly hasBias: boolean
  readonly dropout: number
  readonly returnSequences: boolean
  readonly #gates: number
  #dropoutRng: Rng

  constructor(
    type: string,
    own: string,
    gates: number,
    [inputSize, hiddenSize]: readonly [number, number],
    options: RecurrentLayerOptions,
  ) {
    super()
    this.inputSize = checkCount(type, 'inputSize', inputSize)
    this.hiddenSize = checkCount(type, 'hiddenSize', hiddenSize)
    const resolved = resolveOptions(type, options, recurrentDefaults, ['rng', 'seed', 'dtype', own])
    this.numLayers = checkCount(type, 'numLayers', resolved.numLayers)
    this.bidirectional = resolved.bidirectional
    this.hasBias = resolved.bias
    this.dropout = resolved.dropout
    keepProbability(type, this.dropout, {})
    this.returnSequences = resolved.returnSequences
    this.#gates = gates
    for (const [suffix, width] of this.#parts()) {
      const rows = gates * hiddenSize
      this.#set(`weightIh${suffix}`, filled([rows, width], 0, options))
      this.#set(`weightHh${suffix}`, filled([rows, hiddenSize], 0, options))
      if (!this.hasBias) continue
      this.#set(`biasIh${suffix}`, filled([rows], 0, options))
      this.#set(`biasHh${suffix}`, filled([rows], 0, options))
    }
    const rng = rngOf(options)
    this.#dropoutRng = rng
    this.initialize(rng)
  }

  /** Layers and directions: the suffix of their parameters, and how many features they get. */
  #parts(): [suffix: string, width: number][] {
    const directions = this.bidirectional ? ['', 'Reverse'] : ['']
    return Array.from({ length: this.numLayers }, (_, layer) => layer).flatMap((layer) =>
      directions.map((direction): [string, number] => [
        `L${layer}${direction}`,
        layer === 0 ? this.inputSize : this.hiddenSize * directions.length,
      ]),
    )
  }

  #set(name: string, value: Parameter): void {
    ;(this as unknown as Record<string, Parameter>)[name] = value
  }

  /** The parameter called `name`, such as 'weightIhL0'. */
  parameter(name: string): Parameter {
    const found = (this as unknown as Record<string, unknown>)[name]
    if (found instanceof Parameter) return found
    throw new RangeError(`${this.type}: there is no parameter '${name}'.`)
  }

  /** The weights as the functional form takes them: layer by layer, forward before backward. */
  protected weights(): RecurrentWeights[] {
    return this.#parts().map(([suffix]) => ({
      weightIh: this.parameter(`weightIh${suffix}`),
      weightHh: this.parameter(`weightHh${suffix}`),
      biasIh: this.hasBias ? this.parameter(`biasIh${suffix}`) : null,
      biasHh: this.hasBias ? this.parameter(`biasHh${suffix}`) : null,
    }))
  }

  protected runOptions(): RecurrentOptions {
    const { bidirectional, dropout, training } = this
    return { bidirectional, dropout, training, rng: this.#dropoutRng }
  }

  /** Runs the whole sequence and gives all states. */
  abstract run(input: Tensor): RecurrentResult

  /** All steps, or the final state of the last layer, both directions side by side. */
  forward(input: Tensor): Tensor {
    this.outputShape(input.shape)
    const { output, hidden } = this.run(input)
    if (this.returnSequences) return output
    const directions = this.bidirectional ? 2 : 1
    const finals = Array.from({ length: directions }, (_, i) =>
      slice(hidden, [hidden.shape[0]! - directions + i]),
    )
    return finals.length === 1 ? finals[0]! : concat(finals, -1)
  }

  /** Checks the features of the input before anything runs. */
  outputShape(input: Shape): number[] {
    const shape = checkRecurrentShape(this.type, input, this.hiddenSize, this.bidirectional ? 2 : 1)
    if (input.at(-1) !== this.inputSize) {
      const problem = `input has ${input.at(-1)} features, the layer takes ${this.inputSize}`
      throw shapeError(this.type, problem, { input: [input, 'B, T, inputSize'] })
    }
    return this.returnSequences ? shape : [...shape.slice(0, -2), shape.at(-1)!]
  }

  override macs(input: Shape): number {
    const steps = numelOf(input.slice(0, -1))
    const perStep = this.#parts().reduce(
      (sum, [, width]) => sum + this.#gates * this.hiddenSize * (width + this.hiddenSize),
      0,
    )
    return steps * perStep
  }

  override reach(): Reach {
    return 'global'
  }

  override resetParameters(rng: Rng): void {
    resetUniform(this.parameters(), this.hiddenSize, rng)
    this.#dropoutRng = forkRng(rng)
  }

  protected override options(): Record<string, unknown> {
    const { inputSize, hiddenSize, numLayers, bidirectional, hasBias, dropout, returnSequences } = this
    const { dtype } = this.parameter('weightIhL0')
    return { inputSize, hiddenSize, numLayers, bidirectional, bias: hasBias, dropout, returnSequences, dtype }
  }
}

/**
 * A stack of simple recurrent layers, see `rnn`: (B, T, inputSize) → (B, T, hiddenSize · directions). `run` also gives
 * the final states and takes initial ones.
 *
 * @throws RangeError for an impossible size or option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html
 *
 * @example
 * new RNN(3, 5, { seed: 1 }).forward(zeros([2, 7, 3])).shape
 * // → [2, 7, 5]
 */
export class RNN extends Recurrent {
  readonly type = 'RNN'
  readonly nonlinearity: 'tanh' | 'relu'

  constructor(inputSize: number, hiddenSize: number, options: RecurrentLayerOptions & RnnCellOptions = {}) {
    super('RNN', 'nonlinearity', 1, [inputSize, hiddenSize], options)
    this.nonlinearity = options.nonlinearity ?? 'tanh'
    if (this.nonlinearity !== 'tanh' && this.nonlinearity !== 'relu') {
      throw new RangeError(`RNN: nonlinearity is '${String(this.nonlinearity)}'. Known: 'tanh', 'relu'.`)
    }
  }

  run(input: Tensor, hidden?: TensorLike | null): RecurrentResult {
    return rnn(input, hidden, this.weights(), { ...this.runOptions(), nonlinearity: this.nonlinearity })
  }

  protected override options(): Record<string, unknown> {
    return { ...super.options(), nonlinearity: this.nonlinearity }
  }
}

/**
 * A stack of LSTM layers, see `lstm`: (B, T, inputSize) → (B, T, hiddenSize · directions). `run` also gives the final
 * states and takes initial ones.
 *
 * @throws RangeError for an impossible size or option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
 *
 * @example
 * new LSTM(3, 5, { returnSequences: false, seed: 1 }).forward(zeros([2, 7, 3])).shape
 * // → [2, 5]
 */
export class LSTM extends Recurrent {
  readonly type = 'LSTM'
  readonly #forgetBias: number | undefined

  constructor(inputSize: number, hiddenSize: number, options: LstmLayerOptions = {}) {
    super('LSTM', 'forgetBias', 4, [inputSize, hiddenSize], options)
    this.#forgetBias = options.forgetBias
    this.#setForgetBias()
  }

  #setForgetBias(): void {
    if (this.#forgetBias === undefined || !this.hasBias || !buildsWeights()) return
    for (const { biasIh, biasHh } of this.weights() as { biasIh: Tensor; biasHh: Tensor }[]) {
      biasIh.data.fill(this.#forgetBias, this.hiddenSize, 2 * this.hiddenSize)
      biasHh.data.fill(0, this.hiddenSize, 2 * this.hiddenSize)
    }
  }

  override resetParameters(rng: Rng): void {
    super.resetParameters(rng)
    if (#forgetBias in this) this.#setForgetBias() // not yet there when the constructor of the base class calls
  }

  run(input: Tensor, state?: readonly [hidden: TensorLike, cell: TensorLike] | null): LstmResult {
    return lstm(input, state, this.weights(), this.runOptions())
  }

  protected override options(): Record<string, unknown> {
    const forgetBias = this.#forgetBias
    return { ...super.options(), ...(forgetBias !== undefined && { forgetBias }) }
  }
}

/**
 * A stack of GRU layers, see `gru`: (B, T, inputSize) → (B, T, hiddenSize · directions). `run` also gives the final
 * states and takes initial ones.
 *
 * @throws RangeError for an impossible size or option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
 *
 * @example
 * new GRU(3, 5, { bidirectional: true, seed: 1 }).outputShape([2, 7, 3])
 * // → [2, 7, 10]
 */
export class GRU extends Recurrent {
  readonly type = 'GRU'
  readonly resetAfter: boolean

  constructor(inputSize: number, hiddenSize: number, options: RecurrentLayerOptions & GruCellOptions = {}) {
    super('GRU', 'resetAfter', 3, [inputSize, hiddenSize], options)
    this.resetAfter = options.resetAfter ?? true
  }

  run(input: Tensor, hidden?: TensorLike | null): RecurrentResult {
    return gru(input, hidden, this.weights(), { ...this.runOptions(), resetAfter: this.resetAfter })
  }

  protected override options(): Record<string, unknown> {
    return { ...super.options(), resetAfter: this.resetAfter }
  }
}
