// Letters: B batch; D input features; H hidden features; gates stacked along the first axis of the weights.

import { axesText } from '../axesText.ts'
import { type Shape } from '../../tensor/shape.ts'
import { checkKnownOptions, shapeError } from '../../errors.ts'
import type { Tensor, TensorLike } from '../../tensor/tensor.ts'
import { asTensor } from '../../tensor/create.ts'
import { sigmoid, tanh } from '../elementwise/activations.ts'
import { relu } from '../elementwise/rectifiers.ts'
import { add, mul, sub } from '../elementwise/arithmetic.ts'
import { linear } from '../matmul/linear.ts'
import { chunk } from '../shape/concat.ts'
import { narrow } from '../shape/slice.ts'

/** The parameters of one recurrent layer in one direction; G = 1 for rnn, 3 for gru (r, z, n), 4 for lstm (i, f, g, o). */
export interface RecurrentWeights {
  /** (G · H, D) */
  readonly weightIh: TensorLike
  /** (G · H, H) */
  readonly weightHh: TensorLike
  /** (G · H) */
  readonly biasIh?: TensorLike | null
  /** (G · H) */
  readonly biasHh?: TensorLike | null
}

export interface RnnCellOptions {
  /** Default `'tanh'`. */
  readonly nonlinearity?: 'tanh' | 'relu'
}

export interface GruCellOptions {
  /**
   * Where the reset gate r acts on the candidate. true: on the product, r ∗ (W_hn h + b_hn), as in PyTorch, cuDNN and
   * Keras's default `reset_after=True`. false: on the state, W_hn (r ∗ h) + b_hn, as in Cho et al. 2014. Default true.
   */
  readonly resetAfter?: boolean
}

/**
 * The shape of the new state of a recurrent cell, (B, H).
 *
 * @param gates 1 for rnn, 3 for gru, 4 for lstm.
 * @throws ShapeError naming the weight or state that does not fit.
 *
 * @example
 * checkCellShape('lstmCell', 4, [2, 3], [2, 5], { weightIh: [20, 3], weightHh: [20, 5] })
 * // → [2, 5]
 */
export function checkCellShape(
  op: string,
  gates: number,
  input: Shape,
  hidden: Shape,
  weights: Readonly<Record<'weightIh' | 'weightHh', Shape>> &
    Readonly<Partial<Record<'biasIh' | 'biasHh', Shape>>>,
): number[] {
  const { weightIh, weightHh, biasIh, biasHh } = weights
  const size = weightHh.at(-1) ?? 0
  const names = { weightIh: 'gates · H, D', weightHh: 'gates · H, H' }
  const described = { input: [input, 'B, D'], weightIh: [weightIh, names.weightIh] } as const
  if (input.length !== 2)
    throw shapeError(op, `input has ${axesText(input.length)}, needs 2 (B, D)`, { input })
  if (weightIh.length !== 2 || weightIh[1] !== input[1]) {
    const problem = `input has ${input[1]} features, weightIh expects ${weightIh[1] ?? 'a matrix'}`
    throw shapeError(op, problem, described, `A weightIh (${gates * size}, ${input[1]}) would fit.`)
  }
  if (weightHh.length !== 2 || weightHh[0] !== gates * size || weightIh[0] !== gates * size) {
    const problem = `the weights need ${gates} · H rows for H hidden features`
    throw shapeError(op, problem, {
      weightIh: [weightIh, names.weightIh],
      weightHh: [weightHh, names.weightHh],
    })
  }
  for (const [name, bias] of Object.entries({ biasIh, biasHh })) {
    if (bias === undefined || (bias.length === 1 && bias[0] === gates * size)) continue
    throw shapeError(op, `${name} needs ${gates * size} numbers`, { [name]: bias })
  }
  if (hidden.length !== 2 || hidden[0] !== input[0] || hidden[1] !== size) {
    throw shapeError(op, `the state must be (${input[0]}, ${size})`, {
      state: [hidden, 'B, H'],
      input: [input, 'B, D'],
    })
  }
  return [input[0]!, size]
}

const shapeOf = (value: TensorLike | null | undefined): Shape | undefined =>
  value === null || value === undefined ? undefined : asTensor(value).shape

function check(
  op: string,
  gates: number,
  input: TensorLike,
  state: TensorLike,
  weights: RecurrentWeights,
): void {
  const [biasIh, biasHh] = [shapeOf(weights.biasIh), shapeOf(weights.biasHh)]
  const [weightIh, weightHh] = [asTensor(weights.weightIh).shape, asTensor(weights.weightHh).shape]
  checkCellShape(op, gates, asTensor(input).shape, asTensor(state).shape, {
    weightIh,
    weightHh,
    ...(biasIh && { biasIh }),
    ...(biasHh && { biasHh }),
  })
}

/**
 * One step of a simple recurrent layer: h' = tanh(W_ih x + b_ih + W_hh h + b_hh), or relu instead of tanh.
 * input (B, D), hidden (B, H) → (B, H).
 *
 * @throws ShapeError naming the weight or state that does not fit; RangeError for an unknown nonlinearity.
 * @see https://docs.pytorch.org/docs/stable/generated/torch.nn.RNNCell.html
 *
 * @example
 * rnnCell([[1]], [[2]], { weightIh: [[3]], weightHh: [[4]] }, { nonlinearity: 'relu' }).toArray()
 * // → [[11]]
 */
export function rnnCell(
  input: TensorLike,
  hidden: TensorLike,
  weights: RecurrentWeights,
  options: RnnCellOptions = {},
): Tensor {
  checkKnownOptions('rnnCell', options, ['nonlinearity'])
  check('rnnCell', 1, input, hidden, weights)
  const { nonlinearity = 'tanh' } = options
  if (nonlinearity !== 'tanh' && nonlinearity !== 'relu') {
    throw new RangeError(`rnnCell: nonlinearity is '${String(nonlinearity)}'. Known: 'tanh', 'relu'.`)
  }
  const { weightIh, weightHh, biasIh, biasHh } = weights
  const z = add(linear(input, weightIh, biasIh), linear(hidden, weightHh, biasHh)) // (B, H)
  return nonlinearity === 'tanh' ? tanh(z) : relu(z)
}

/**
 * One step of long short-term memory, with all gates from x and h:
 * i = σ(…), f = σ(…), g = tanh(…), o = σ(…); c' = f ∗ c + i ∗ g; h' = o ∗ tanh(c').
 * input (B, D), state [h, c] of (B, H) each → [h', c']. Rows of the weights in the order i, f, g, o (PyTorch and Keras).
 *
 * @throws ShapeError naming the weight or state that does not fit.
 * @see Hochreiter and Schmidhuber 1997; forget gate by Gers et al. 2000; https://docs.pytorch.org/docs/stable/generated/torch.nn.LSTMCell.html
 *
 * @example
 * const zero = { weightIh: zeros([4, 1]), weightHh: zeros([4, 1]) }
 * const [h, c] = lstmCell([[1]], [[[0]], [[2]]], zero)
 * c.toArray()
 * // → [[1]]
 */
export function lstmCell(
  input: TensorLike,
  [hidden, cell]: readonly [TensorLike, TensorLike],
  weights: RecurrentWeights,
): [hidden: Tensor, cell: Tensor] {
  check('lstmCell', 4, input, hidden, weights)
  check('lstmCell', 4, input, cell, weights)
  const { weightIh, weightHh, biasIh, biasHh } = weights
  const z = add(linear(input, weightIh, biasIh), linear(hidden, weightHh, biasHh)) // (B, 4H)
  const [i, f, g, o] = chunk(z, 4, 1) as [Tensor, Tensor, Tensor, Tensor]
  const next = add(mul(sigmoid(f), cell), mul(sigmoid(i), tanh(g))) // (B, H)
  return [mul(sigmoid(o), tanh(next)), next]
}

/**
 * One step of a gated recurrent unit: r = σ(…), z = σ(…), n = tanh(W_in x + b_in + r ∗ (W_hn h + b_hn)),
 * h' = (1 − z) ∗ n + z ∗ h. input (B, D), hidden (B, H) → (B, H). Rows of the weights in the order r, z, n (PyTorch;
 * Keras orders z, r, n).
 *
 * @throws ShapeError naming the weight or state that does not fit.
 * @see Cho et al. 2014, https://arxiv.org/abs/1406.1078; https://docs.pytorch.org/docs/stable/generated/torch.nn.GRUCell.html
 *
 * @example
 * gruCell([[1]], [[4]], { weightIh: zeros([3, 1]), weightHh: zeros([3, 1]) }).toArray()
 * // → [[2]]
 */
export function gruCell(
  input: TensorLike,
  hidden: TensorLike,
  weights: RecurrentWeights,
  options: GruCellOptions = {},
): Tensor {
  checkKnownOptions('gruCell', options, ['resetAfter'])
  const { resetAfter = true } = options
  check('gruCell', 3, input, hidden, weights)
  const { weightIh, weightHh, biasIh, biasHh } = weights
  const fromInput = chunk(linear(input, weightIh, biasIh), 3, 1) as [Tensor, Tensor, Tensor]
  const size = asTensor(weightHh).shape[1]!
  if (resetAfter) {
    const fromState = chunk(linear(hidden, weightHh, biasHh), 3, 1) as [Tensor, Tensor, Tensor]
    const r = sigmoid(add(fromInput[0], fromState[0]))
    const n = tanh(add(fromInput[2], mul(r, fromState[2])))
    return mix(sigmoid(add(fromInput[1], fromState[1])), n, hidden)
  }
  const rows = (value: TensorLike, from: number, to: number): Tensor =>
    narrow(asTensor(value), 0, from * size, to * size)
  const biasRows = (from: number, to: number): Tensor | null =>
    biasHh === null || biasHh === undefined ? null : rows(biasHh, from, to)
  const [stateR, stateZ] = chunk(linear(hidden, rows(weightHh, 0, 2), biasRows(0, 2)), 2, 1) as [
    Tensor,
    Tensor,
  ]
  const r = sigmoid(add(fromInput[0], stateR))
  const n = tanh(add(fromInput[2], linear(mul(r, hidden), rows(weightHh, 2, 3), biasRows(2, 3))))
  return mix(sigmoid(add(fromInput[1], stateZ)), n, hidden)
}

/** (1 − z) ∗ n + z ∗ h. */
function mix(z: Tensor, n: Tensor, hidden: TensorLike): Tensor {
  return add(mul(sub(1, z), n), mul(z, hidden))
}
