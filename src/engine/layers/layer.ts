import { checkKnownOptions } from '../errors.ts'
import { uniform } from '../init/fill.ts'
import type { Rng } from '../random/rng.ts'
import { rng as makeRng } from '../random/rng.ts'
import type { CreateOptions } from '../tensor/create.ts'
import type { DType } from '../tensor/dtype.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { Module } from './module.ts'
import { type Parameter, buildsWeights, makeParameter } from './parameter.ts'

/** A layer as plain data: its type, and the options that make it again with `layerFromConfig`. */
export interface LayerConfig {
  readonly type: string
  readonly [option: string]: unknown
}

/** Where the first values of the parameters come from. */
export interface InitOptions {
  /** The stream to draw the first weights from. Default: a new one from `seed`. */
  readonly rng?: Rng
  /** Default 0: layers of equal sizes then start equal, so give each its own seed, or all one `rng`. */
  readonly seed?: number
  /** Dtype of the parameters. Default `'float64'`. */
  readonly dtype?: DType
}

/** A window along H and W (along the last axis and a flat one for sequences), for receptive fields. */
export interface LayerWindow {
  readonly kernelSize: readonly [number, number]
  /** Below 1 where there are more outputs than inputs, as after a transposed convolution. */
  readonly stride: readonly [number, number]
  readonly dilation: readonly [number, number]
  /** Padding in front: top and left; negative where the first position sees nothing of the first element. */
  readonly padding: readonly [number, number]
}

/**
 * What an output position sees of its input: `'pointwise'` only its own position, a window around it, or
 * `'global'` all positions.
 */
export type Reach = 'pointwise' | 'global' | LayerWindow

/**
 * A module that can say what it is and does before it runs: its configuration as plain data, the shape it gives, the
 * multiplications it takes and what it sees of its input. One description serves running, compiling, saving and
 * export.
 *
 * @example
 * new Linear(3, 2).config()
 * // → { type: 'Linear', inFeatures: 3, outFeatures: 2, bias: true, dtype: 'float64' }
 */
export abstract class Layer extends Module {
  /** The name of the class, which minification does not change. */
  abstract readonly type: string

  /** The shape of the output for inputs of these shapes; throws like `forward` would. */
  abstract outputShape(...inputs: Shape[]): number[]

  /** What the constructor needs to make the layer again, as plain data. */
  protected options(): Record<string, unknown> {
    return {}
  }

  /** The layer as plain data, without its weights. */
  config(): LayerConfig {
    return { type: this.type, ...this.options() }
  }

  /** Multiply–accumulate operations of one forward pass for inputs of these shapes (batch included); 0 where nothing is multiplied by weights. */
  macs(..._inputs: Shape[]): number {
    return 0
  }

  /** What an output position sees of the input. */
  reach(..._inputs: Shape[]): Reach {
    return 'pointwise'
  }

  /** Draws new first values for all parameters, in a fixed order. */
  resetParameters(_rng: Rng): void {}

  /** First values, for constructors; nothing where the layer is made for its shapes alone. */
  protected initialize(rng: Rng): void {
    if (buildsWeights()) this.resetParameters(rng)
  }
}

/** The stream that the options name. */
export function rngOf({ rng, seed = 0 }: InitOptions): Rng {
  return rng ?? makeRng(seed)
}

/** An independent stream for later, so that what one layer draws while training changes nothing for the others. */
export function forkRng(rng: Rng): Rng {
  return makeRng(rng.bits())
}

/**
 * The options of `defaults`, as given or by default; those in `others` are known but left out.
 *
 * @throws RangeError for an option that the layer does not have.
 */
export function resolveOptions<Options extends object>(
  type: string,
  given: object,
  defaults: Options,
  others: readonly string[] = ['rng', 'seed', 'dtype'],
): Options {
  checkKnownOptions(type, given, [...Object.keys(defaults), ...others])
  const named = Object.entries(given).filter(([name, value]) => name in defaults && value !== undefined)
  return { ...defaults, ...Object.fromEntries(named) }
}

/** A parameter of equal values, of the dtype that the options name. */
export function filled(shape: Shape, value: number, { dtype = 'float64' }: CreateOptions): Parameter {
  return makeParameter(shape, value, dtype)
}

/**
 * PyTorch's default: uniform in ±1/√fanIn for weight and bias, which for the weight is `kaimingUniform` with slope √5.
 */
export function resetUniform(parameters: readonly (Tensor | null)[], fanIn: number, rng: Rng): void {
  const high = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0
  for (const parameter of parameters) if (parameter !== null) uniform(parameter, { rng, low: -high, high })
}

/** @throws RangeError unless `value` is a whole number, `least` or more. */
export function checkCount(type: string, name: string, value: number, least = 1): number {
  if (Number.isInteger(value) && value >= least) return value
  throw new RangeError(`${type}: ${name} is ${value}; it is a whole number, ${least} or more.`)
}
