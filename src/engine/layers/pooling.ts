import {
  type AvgPool2dOptions,
  type L2Pool2dOptions,
  type WeightedPool2dOptions,
  avgPool2d,
  l2Pool2d,
  weightedPool2d,
} from '../ops/spatial/avgPool.ts'
import {
  type GlobalPoolOptions,
  adaptiveAvgPool2d,
  checkAdaptivePool2dShape,
  checkGlobalPool2dShape,
  globalAvgPool2d,
  globalMaxPool2d,
} from '../ops/spatial/globalPool.ts'
import { maxPool2d, minPool2d } from '../ops/spatial/maxPool.ts'
import {
  type MaxPool2dOptions,
  type Pool2dOptions,
  checkPool2dShape,
  resolvePool,
} from '../ops/spatial/poolShape.ts'
import { type Size2d, perAxis } from '../ops/spatial/window.ts'
import type { Shape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { Layer, type Reach, resolveOptions } from './layer.ts'

const poolDefaults = { padding: 0, ceilMode: false }

/** What all pooling windows share. */
abstract class Pool2d<Options extends Pool2dOptions> extends Layer {
  readonly kernelSize: Size2d
  protected readonly windowOptions: Options

  constructor(type: string, kernelSize: Size2d, options: Options, defaults: Options) {
    super()
    perAxis(type, 'kernelSize', kernelSize, 2, 1)
    perAxis(type, 'stride', options.stride ?? kernelSize, 2, 1)
    this.kernelSize = kernelSize
    this.windowOptions = resolveOptions(
      type,
      options,
      { stride: kernelSize, ...poolDefaults, ...defaults },
      [],
    )
  }

  outputShape(input: Shape): number[] {
    return checkPool2dShape(input, this.kernelSize, this.windowOptions, this.type)
  }

  override reach(input: Shape): Reach {
    const [h, w] = resolvePool(this.type, input, this.kernelSize, this.windowOptions)
    return {
      kernelSize: [h.kernel, w.kernel],
      stride: [h.stride, w.stride],
      dilation: [h.dilation, w.dilation],
      padding: [h.before, w.before],
    }
  }

  protected override options(): Record<string, unknown> {
    return { kernelSize: this.kernelSize, ...(this.windowOptions as object) }
  }
}

/**
 * The largest value of each window, see `maxPool2d`: (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws RangeError for an impossible window.
 *
 * @example
 * new MaxPool2d(2).outputShape([1, 8, 28, 28])
 * // → [1, 8, 14, 14]
 */
export class MaxPool2d extends Pool2d<MaxPool2dOptions> {
  readonly type = 'MaxPool2d'

  constructor(kernelSize: Size2d, options: MaxPool2dOptions = {}) {
    super('MaxPool2d', kernelSize, options, { dilation: 1 })
  }

  forward(input: Tensor): Tensor {
    return maxPool2d(input, this.kernelSize, this.windowOptions)
  }
}

/**
 * The smallest value of each window, see `minPool2d`: (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws RangeError for an impossible window.
 *
 * @example
 * new MinPool2d(2, { stride: 1 }).outputShape([1, 8, 28, 28])
 * // → [1, 8, 27, 27]
 */
export class MinPool2d extends Pool2d<MaxPool2dOptions> {
  readonly type = 'MinPool2d'

  constructor(kernelSize: Size2d, options: MaxPool2dOptions = {}) {
    super('MinPool2d', kernelSize, options, { dilation: 1 })
  }

  forward(input: Tensor): Tensor {
    return minPool2d(input, this.kernelSize, this.windowOptions)
  }
}

/**
 * The average of each window, see `avgPool2d`: (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws RangeError for an impossible window.
 *
 * @example
 * new AvgPool2d(2).forward(ones([1, 1, 2, 2])).item()
 * // → 1
 */
export class AvgPool2d extends Pool2d<AvgPool2dOptions> {
  readonly type = 'AvgPool2d'

  constructor(kernelSize: Size2d, options: AvgPool2dOptions = {}) {
    super('AvgPool2d', kernelSize, options, { countIncludePad: true, divisorOverride: null })
  }

  forward(input: Tensor): Tensor {
    return avgPool2d(input, this.kernelSize, this.windowOptions)
  }
}

/**
 * The Euclidean norm of each window, see `l2Pool2d`: (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws RangeError for an impossible window.
 *
 * @example
 * new L2Pool2d(2).forward(ones([1, 1, 2, 2])).item()
 * // → 2
 */
export class L2Pool2d extends Pool2d<L2Pool2dOptions> {
  readonly type = 'L2Pool2d'

  constructor(kernelSize: Size2d, options: L2Pool2dOptions = {}) {
    super('L2Pool2d', kernelSize, options, { scalePartial: true })
  }

  forward(input: Tensor): Tensor {
    return l2Pool2d(input, this.kernelSize, this.windowOptions)
  }
}

/**
 * The average of each window weighted by the distance from its center, see `weightedPool2d`:
 * (N, C, H, W) → (N, C, oH, oW).
 *
 * @throws RangeError for an impossible window.
 *
 * @example
 * new WeightedPool2d(3, { stride: 1 }).outputShape([1, 1, 8, 8])
 * // → [1, 1, 6, 6]
 */
export class WeightedPool2d extends Pool2d<WeightedPool2dOptions> {
  readonly type = 'WeightedPool2d'

  constructor(kernelSize: Size2d, options: WeightedPool2dOptions = {}) {
    super('WeightedPool2d', kernelSize, options, { sigma: null })
  }

  forward(input: Tensor): Tensor {
    return weightedPool2d(input, this.kernelSize, this.windowOptions)
  }
}

abstract class GlobalPool2d extends Layer {
  protected readonly poolOptions: GlobalPoolOptions

  constructor(options: GlobalPoolOptions = {}) {
    super()
    this.poolOptions = resolveOptions('GlobalPool2d', options, { keepdim: true }, [])
  }

  outputShape(input: Shape): number[] {
    return checkGlobalPool2dShape(input, this.poolOptions)
  }

  override reach(): Reach {
    return 'global'
  }

  protected override options(): Record<string, unknown> {
    return { ...this.poolOptions }
  }
}

/**
 * The average of each map, see `globalAvgPool2d`: (N, C, H, W) → (N, C, 1, 1), or (N, C) without `keepdim`.
 *
 * @example
 * new GlobalAvgPool2d({ keepdim: false }).outputShape([2, 8, 7, 7])
 * // → [2, 8]
 */
export class GlobalAvgPool2d extends GlobalPool2d {
  readonly type = 'GlobalAvgPool2d'

  forward(input: Tensor): Tensor {
    return globalAvgPool2d(input, this.poolOptions)
  }
}

/**
 * The largest value of each map, see `globalMaxPool2d`: (N, C, H, W) → (N, C, 1, 1), or (N, C) without `keepdim`.
 *
 * @example
 * new GlobalMaxPool2d().outputShape([2, 8, 7, 7])
 * // → [2, 8, 1, 1]
 */
export class GlobalMaxPool2d extends GlobalPool2d {
  readonly type = 'GlobalMaxPool2d'

  forward(input: Tensor): Tensor {
    return globalMaxPool2d(input, this.poolOptions)
  }
}

/**
 * Averages over windows chosen so that the maps get a given size, see `adaptiveAvgPool2d`.
 *
 * @example
 * new AdaptiveAvgPool2d([3, null]).outputShape([2, 8, 9, 7])
 * // → [2, 8, 3, 7]
 */
export class AdaptiveAvgPool2d extends Layer {
  readonly type = 'AdaptiveAvgPool2d'
  readonly outputSize: Size2d | readonly [number | null, number | null]

  constructor(outputSize: Size2d | readonly [number | null, number | null]) {
    super()
    this.outputSize = outputSize
  }

  forward(input: Tensor): Tensor {
    return adaptiveAvgPool2d(input, this.outputSize)
  }

  outputShape(input: Shape): number[] {
    return checkAdaptivePool2dShape(input, this.outputSize)
  }

  override reach(): Reach {
    return 'global'
  }

  protected override options(): Record<string, unknown> {
    return { outputSize: this.outputSize }
  }
}
