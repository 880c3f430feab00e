import type { PadMode } from '../ops/shape/pad.ts'
import type { Rng } from '../random/rng.ts'
import { type Shape, numelOf } from '../tensor/shape.ts'
import { type InitOptions, Layer, checkCount, filled, resetUniform, resolveOptions, rngOf } from './layer.ts'
import type { Parameter } from './parameter.ts'

export interface BiasOption {
  /** Whether to add a bias per output channel. Default true. */
  readonly bias?: boolean
}

/** What stands beyond the border: zeros, or the input continued as `pad` does. */
export type PaddingMode = 'zeros' | Exclude<PadMode, 'constant'>

/** What all convolutions have among their options. */
interface Windowed {
  readonly groups?: number
  readonly stride?: number | readonly number[]
  readonly padding?: unknown
}

/** What all convolution layers share: channels, window, weight and bias. */
export abstract class Convolution<Options extends Windowed> extends Layer {
  readonly inChannels: number
  readonly outChannels: number
  readonly kernelSize: readonly number[]
  readonly weight: Parameter
  readonly bias: Parameter | null
  protected readonly windowOptions: Required<Options>

  constructor(
    type: string,
    [inChannels, outChannels]: readonly [number, number],
    kernelSize: readonly number[],
    given: Options & BiasOption & InitOptions,
    defaults: Required<Options>,
    transposed = false,
    own: readonly string[] = [],
  ) {
    super()
    this.inChannels = checkCount(type, 'inChannels', inChannels)
    this.outChannels = checkCount(type, 'outChannels', outChannels)
    this.kernelSize = kernelSize
    this.windowOptions = resolveOptions(type, given, defaults, ['bias', 'rng', 'seed', 'dtype', ...own])
    const { stride = 1, padding } = this.windowOptions
    if (padding === 'same' && [stride].flat().some((s) => s !== 1)) {
      throw new RangeError(
        `${type}: padding 'same' needs stride 1, stride is ${[stride].flat().join(', ')} (PyTorch refuses it too). ` +
          'What Keras would pad depends on the input: its sides can be given as padding.',
      )
    }
    const groups = checkCount(type, 'groups', this.windowOptions.groups ?? 1)
    if (inChannels % groups !== 0 || outChannels % groups !== 0) {
      throw new RangeError(
        `${type}: groups is ${groups}; it must divide inChannels ${inChannels} and outChannels ${outChannels}.`,
      )
    }
    const [outer, inner] = transposed ? [inChannels, outChannels] : [outChannels, inChannels]
    this.weight = filled([outer, inner / groups, ...kernelSize], 0, given)
    this.bias = (given.bias ?? true) ? filled([outChannels], 0, given) : null
    this.initialize(rngOf(given))
  }

  override resetParameters(rng: Rng): void {
    resetUniform([this.weight, this.bias], numelOf(this.weight.shape.slice(1)), rng)
  }

  protected override options(): Record<string, unknown> {
    const { inChannels, outChannels, kernelSize, windowOptions, bias, weight } = this
    const size = kernelSize.length === 1 ? kernelSize[0] : [...kernelSize]
    return {
      inChannels,
      outChannels,
      kernelSize: size,
      ...windowOptions,
      bias: bias !== null,
      dtype: weight.dtype,
    }
  }

  /** Every output element sums over one group's channels under the whole kernel. */
  override macs(input: Shape): number {
    return numelOf(this.outputShape(input)) * numelOf(this.weight.shape.slice(1))
  }
}
