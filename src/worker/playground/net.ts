import {
  arctan,
  BatchNorm1d,
  Dropout,
  ELU,
  GELU,
  init,
  kaimingNormal,
  Layer,
  LeakyReLU,
  Linear,
  ReLU,
  type Rng,
  rng,
  Sequential,
  type Shape,
  Sigmoid,
  SiLU,
  Softplus,
  step,
  Tanh,
  type Tensor,
  xavierUniform,
} from '../../engine/index.ts'
import type { ActivationName, InitName, PlaySpec } from './spec.ts'

/** The threshold unit: 1 for z ≥ 0, else 0. Its slope is 0, so nothing below it ever learns. */
class Step extends Layer {
  readonly type = 'Step'
  forward(input: Tensor): Tensor {
    return step(input)
  }
  outputShape(input: Shape): number[] {
    return [...input]
  }
}

class Arctan extends Layer {
  readonly type = 'Arctan'
  forward(input: Tensor): Tensor {
    return arctan(input)
  }
  outputShape(input: Shape): number[] {
    return [...input]
  }
}

const MAKERS: Readonly<Record<Exclude<ActivationName, 'linear'>, () => Layer>> = {
  relu: () => new ReLU(),
  tanh: () => new Tanh(),
  sigmoid: () => new Sigmoid(),
  step: () => new Step(),
  leakyRelu: () => new LeakyReLU(0.01),
  elu: () => new ELU(),
  softplus: () => new Softplus(),
  gelu: () => new GELU(),
  silu: () => new SiLU(),
  arctan: () => new Arctan(),
}

/** First weights, in place; `pytorch` is what the constructor did. Biases are 0 but where said otherwise. */
function fill(linear: Linear, name: InitName, random: Rng): void {
  const { weight, bias } = linear
  if (name === 'pytorch') return
  if (bias) init.constant(bias, name === 'playground' ? 0.1 : 0)
  if (name === 'xavier') xavierUniform(weight, { rng: random })
  else if (name === 'he') kaimingNormal(weight, { rng: random, nonlinearity: 'relu' })
  else if (name === 'playground') init.uniform(weight, { rng: random, low: -0.5, high: 0.5 })
  else if (name === 'huge') init.normal(weight, { rng: random, std: 10 })
  else init.zeros(weight)
}

export interface Net {
  readonly model: Sequential
  /** The place of each dense layer in the model, the output last: parameters are named `${place}.weight`. */
  readonly dense: readonly number[]
  /** The place of each batch normalization. */
  readonly norms: readonly number[]
  /** The place of each layer's activations: hidden layers after their activation, the output after its head. */
  readonly active: readonly number[]
}

/** Linear, batch normalization, activation, dropout for each hidden layer; then the output. */
export function buildNet(
  spec: Pick<
    PlaySpec,
    'seed' | 'numFeatures' | 'layers' | 'outputs' | 'head' | 'init' | 'dropout' | 'batchNorm'
  >,
): Net {
  const random = rng(spec.seed).stream('weights')
  const chance = rng(spec.seed).stream('dropout')
  const layers: Layer[] = []
  const dense: number[] = []
  const norms: number[] = []
  const active: number[] = []
  const connect = (from: number, to: number): void => {
    const linear = new Linear(from, to, { rng: random, dtype: 'float32' })
    fill(linear, spec.init, random)
    dense.push(layers.push(linear) - 1)
  }
  let width = spec.numFeatures
  for (const { units, activation } of spec.layers) {
    connect(width, units)
    if (spec.batchNorm) norms.push(layers.push(new BatchNorm1d(units, { dtype: 'float32' })) - 1)
    if (activation !== 'linear') layers.push(MAKERS[activation]())
    active.push(layers.length - 1)
    if (spec.dropout > 0) layers.push(new Dropout(spec.dropout, { rng: chance }))
    width = units
  }
  connect(width, spec.outputs)
  active.push(layers.length - 1)
  if (spec.head === 'tanh') active[active.length - 1] = layers.push(new Tanh()) - 1
  return { model: new Sequential(...layers), dense, norms, active }
}
