// Letters: B batch; T time steps; D input features; H hidden features; L layers; directions 1 or 2.

import { axesText } from '../axesText.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Rng } from '../../random/rng.ts'
import { asTensor, zeros } from '../../tensor/create.ts'
import type { Shape } from '../../tensor/shape.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { dropout } from '../dropout/dropout.ts'
import { asFloat } from '../elementwise/map.ts'
import { concat, stack } from '../shape/concat.ts'
import { reshape } from '../shape/reshape.ts'
import { slice } from '../shape/slice.ts'
import {
  type GruCellOptions,
  type RecurrentWeights,
  type RnnCellOptions,
  gruCell,
  lstmCell,
  rnnCell,
} from './cells.ts'

/** How a stack of recurrent layers runs over a sequence. */
export interface RecurrentOptions {
  /** Also run backwards, with weights of its own; the outputs of both directions stand side by side. Default false. */
  readonly bidirectional?: boolean
  /** Probability of zeroing outputs between layers while training. Default 0. */
  readonly dropout?: number
  /** Default false. */
  readonly training?: boolean
  /** The source of chance for dropout. */
  readonly rng?: Rng
}

/** Weights of one layer, or of all: layer by layer, forward before backward. */
export type LayerWeights = RecurrentWeights | readonly RecurrentWeights[]

/** What `rnn` and `gru` return. */
export interface RecurrentResult {
  /** The states of the last layer at every step (B, T, H · directions). */
  readonly output: Tensor
  /** The final state of every layer and direction (L · directions, B, H). */
  readonly hidden: Tensor
}

/** What `lstm` returns. */
export interface LstmResult extends RecurrentResult {
  /** The final cell state of every layer and direction (L · directions, B, H). */
  readonly cell: Tensor
}

/**
 * The shape of the output of `rnn`, `lstm` and `gru`: (B, T, H · directions), or (T, …) for one sequence.
 *
 * @throws ShapeError when the input is not (B, T, D) or (T, D), or has no step.
 *
 * @example
 * checkRecurrentShape('lstm', [2, 7, 3], 5)
 * // → [2, 7, 5]
 */
export function checkRecurrentShape(op: string, input: Shape, hiddenSize: number, directions = 1): number[] {
  if (input.length !== 3 && input.length !== 2) {
    throw shapeError(op, `input has ${axesText(input.length)}, needs 3 (B, T, D) or 2 (T, D)`, { input })
  }
  if (input.at(-2) === 0) throw shapeError(op, 'the sequence has no step', { input })
  return [...input.slice(0, -1), hiddenSize * directions]
}

/** One step of a cell: from the input and the parts of the state (h, or h and c) to the new parts. */
type Step = (x: Tensor, state: readonly Tensor[], weights: RecurrentWeights) => Tensor[]

interface Run {
  readonly output: Tensor
  readonly finals: Tensor[]
}

/**
 * Runs all layers. `initial` holds the parts of the state, (L · directions, B, H) each, or null for zeros; `own` are
 * the options that this operation has besides.
 */
function run(
  op: string,
  input: TensorLike,
  initial: readonly (TensorLike | null | undefined)[],
  weights: LayerWeights,
  options: RecurrentOptions,
  own: readonly string[],
  step: Step,
): Run {
  checkKnownOptions(op, options, ['bidirectional', 'dropout', 'training', 'rng', ...own])
  const given = asFloat(input)
  const layers = Array.isArray(weights)
    ? (weights as readonly RecurrentWeights[])
    : [weights as RecurrentWeights]
  const directions = options.bidirectional === true ? 2 : 1
  if (layers.length === 0 || layers.length % directions !== 0) {
    throw new RangeError(
      `${op}: the number of weight sets is ${layers.length}; each layer needs ${directions === 1 ? 'one' : 'two, forward and backward'}.`,
    )
  }
  const hiddenSize = asTensor(layers[0]!.weightHh).shape.at(-1) ?? 0
  const shape = checkRecurrentShape(op, given.shape, hiddenSize, directions)
  const single = given.ndim === 2
  const x = single ? reshape(given, [1, ...given.shape]) : given
  const [batch, time] = x.shape as [number, number]
  const states = initial.map((part) => stateParts(op, part, [layers.length, batch, hiddenSize], single, x))

  let sequence = Array.from({ length: time }, (_, t) => slice(x, [null, t])) // T of (B, D)
  const finals: Tensor[][] = initial.map(() => [])
  for (let first = 0; first < layers.length; first += directions) {
    if (first > 0 && (options.dropout ?? 0) > 0) {
      const { dropout: p = 0, training = false, rng } = options
      sequence = sequence.map((y) => dropout(y, p, { training, ...(rng && { rng }) }))
    }
    const results = Array.from({ length: directions }, (_, direction) => {
      const at = first + direction
      let state = states.map((parts) => parts[at]!)
      const outputs = (direction === 0 ? sequence : sequence.toReversed()).map((y) => {
        state = step(y, state, layers[at]!)
        return state[0]!
      })
      state.forEach((part, i) => finals[i]!.push(part))
      return direction === 0 ? outputs : outputs.toReversed()
    })
    sequence = results[0]!.map((y, t) => (directions === 1 ? y : concat([y, results[1]![t]!], 1)))
  }
  const finalShape = single ? [layers.length, hiddenSize] : [layers.length, batch, hiddenSize]
  return {
    output: reshape(stack(sequence, 1), shape),
    finals: finals.map((parts) => reshape(stack(parts), finalShape)),
  }
}

/** One part of the initial state, cut into layers and directions (B, H). */
function stateParts(
  op: string,
  part: TensorLike | null | undefined,
  [count, batch, size]: readonly [number, number, number],
  single: boolean,
  like: Tensor,
): Tensor[] {
  if (part === null || part === undefined) {
    return Array.from({ length: count }, () => zeros([batch, size], { dtype: like.dtype }))
  }
  const state = asTensor(part)
  const wanted = single ? [count, size] : [count, batch, size]
  if (state.ndim !== wanted.length || state.shape.some((s, axis) => s !== wanted[axis])) {
    const hint = `It must have shape (${wanted.join(', ')}): layers and directions${single ? '' : ', batch'}, hidden features.`
    throw shapeError(op, 'the initial state does not fit', { state: state.shape, input: like.shape }, hint)
  }
  const full = reshape(state, [count, batch, size])
  return Array.from({ length: count }, (_, i) => slice(full, [i]))
}

/**
 * A stack of simple recurrent layers over a sequence; each step as in `rnnCell`.
 * input (B, T, D) or (T, D), hidden (L · directions, B, H) or null for zeros → `{ output, hidden }`. The number of
 * layers is the number of weight sets.
 *
 * @throws ShapeError naming the weight or state that does not fit; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.RNN.html
 *
 * @example
 * const weights = { weightIh: [[1]], weightHh: [[1]] }
 * rnn([[[1], [2], [3]]], null, weights, { nonlinearity: 'relu' }).output.toArray()
 * // → [[[1], [3], [6]]]
 */
export function rnn(
  input: TensorLike,
  hidden: TensorLike | null | undefined,
  weights: LayerWeights,
  options: RecurrentOptions & RnnCellOptions = {},
): RecurrentResult {
  const { nonlinearity = 'tanh' } = options
  const result = run('rnn', input, [hidden], weights, options, ['nonlinearity'], (x, [h], w) => [
    rnnCell(x, h!, w, { nonlinearity }),
  ])
  return { output: result.output, hidden: result.finals[0]! }
}

/**
 * A stack of LSTM layers over a sequence; each step as in `lstmCell`.
 * input (B, T, D) or (T, D), state [h, c] of (L · directions, B, H) each, or null for zeros → `{ output, hidden, cell }`.
 *
 * @throws ShapeError naming the weight or state that does not fit; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTM.html
 *
 * @example
 * const weights = { weightIh: zeros([8, 3]), weightHh: zeros([8, 2]) }
 * lstm(zeros([4, 5, 3]), null, weights).output.shape
 * // → [4, 5, 2]
 */
export function lstm(
  input: TensorLike,
  state: readonly [hidden: TensorLike, cell: TensorLike] | null | undefined,
  weights: LayerWeights,
  options: RecurrentOptions = {},
): LstmResult {
  const initial = [state?.[0], state?.[1]]
  const result = run('lstm', input, initial, weights, options, [], (x, [h, c], w) => lstmCell(x, [h!, c!], w))
  return { output: result.output, hidden: result.finals[0]!, cell: result.finals[1]! }
}

/**
 * A stack of GRU layers over a sequence; each step as in `gruCell`.
 * input (B, T, D) or (T, D), hidden (L · directions, B, H) or null for zeros → `{ output, hidden }`.
 *
 * @throws ShapeError naming the weight or state that does not fit; RangeError for an impossible option.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.GRU.html
 *
 * @example
 * const weights = { weightIh: zeros([6, 3]), weightHh: zeros([6, 2]) }
 * gru(zeros([4, 5, 3]), null, weights, { bidirectional: false }).hidden.shape
 * // → [1, 4, 2]
 */
export function gru(
  input: TensorLike,
  hidden: TensorLike | null | undefined,
  weights: LayerWeights,
  options: RecurrentOptions & GruCellOptions = {},
): RecurrentResult {
  const { resetAfter = true } = options
  const result = run('gru', input, [hidden], weights, options, ['resetAfter'], (x, [h], w) => [
    gruCell(x, h!, w, { resetAfter }),
  ])
  return { output: result.output, hidden: result.finals[0]! }
}
