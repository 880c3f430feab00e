import type { LayerConfig } from '../../layers/layer.ts'
import type { Shape } from '../../tensor/shape.ts'
import { syntaxError } from '../python/tokens.ts'
import type { LayerValue, Value } from './values.ts'

/** Reads the arguments of a layer, and complains with its place. */
export class Options {
  readonly layer: LayerValue

  constructor(layer: LayerValue) {
    this.layer = layer
  }

  fail(problem: string): never {
    throw syntaxError(this.layer, `${this.layer.type}: ${problem}`)
  }

  get(name: string): Value | undefined {
    return this.layer.options[name]
  }

  number(name: string, otherwise?: number): number {
    const value = this.get(name) ?? otherwise
    if (typeof value !== 'number')
      this.fail(value === undefined ? `${name} is missing` : `${name} is not a number`)
    return value
  }

  count(name: string, otherwise?: number): number {
    const value = this.number(name, otherwise)
    if (!Number.isInteger(value) || value < 1)
      this.fail(`${name} is ${value}; it is a whole number, 1 or more`)
    return value
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.get(name) ?? otherwise
    if (typeof value !== 'boolean') this.fail(`${name} is True or False`)
    return value
  }

  pair(name: string, otherwise?: number | readonly [number, number]): [number, number] {
    const value = this.get(name) ?? otherwise
    const list = Array.isArray(value) ? value : [value, value]
    if (list.length !== 2 || !list.every((item) => Number.isInteger(item) && (item as number) > 0)) {
      this.fail(`${name} is one whole number or two, 1 or more`)
    }
    return list as [number, number]
  }

  channels(): void {
    const format = this.get('data_format')
    if (format !== undefined && format !== null && format !== 'channels_last') {
      this.fail("only data_format='channels_last' is understood; shapes are turned into (C, H, W) here")
    }
  }
}

const activations: Readonly<Record<string, LayerConfig>> = {
  relu: { type: 'ReLU' },
  sigmoid: { type: 'Sigmoid' },
  tanh: { type: 'Tanh' },
  softplus: { type: 'Softplus' },
  softsign: { type: 'Softsign' },
  elu: { type: 'ELU', alpha: 1 },
  gelu: { type: 'GELU', approximate: 'none' },
  silu: { type: 'SiLU' },
  swish: { type: 'SiLU' },
  leaky_relu: { type: 'LeakyReLU', negativeSlope: 0.2 },
  log_sigmoid: { type: 'LogSigmoid' },
}

/** Keras's last axis holds the channels of an image, which are the axis 1 here. */
export const channelAxis = (shape: Shape): number => (shape.length === 3 ? 1 : -1)

/** The layer that `activation=` stands for, if any. */
export function activation(o: Options, shape: Shape): LayerConfig[] {
  const name = o.get('activation') ?? 'linear'
  if (name === 'linear') return []
  if (name === 'softmax' || name === 'log_softmax') {
    return [{ type: name === 'softmax' ? 'Softmax' : 'LogSoftmax', axis: channelAxis(shape) }]
  }
  if (typeof name === 'string' && Object.hasOwn(activations, name)) return [activations[name]!]
  const known = [...Object.keys(activations), 'softmax', 'log_softmax', 'linear'].join(', ')
  return o.fail(`activation ${JSON.stringify(name)} is unknown. Known: ${known}`)
}
