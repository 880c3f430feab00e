import { numelOf } from '../tensor/shape.ts'
import { type Builder, NotCompiledError } from './builder.ts'
import type { Slot, Value } from './value.ts'

/** A loss as plain data: its name, and the one number that some have. */
export interface LossConfig {
  /** The name of the function: 'mseLoss'. The short 'mse' is understood. */
  readonly type: string
  /** Of huberLoss. Default 1. */
  readonly delta?: number
  /** Of smoothL1Loss. Default 1. */
  readonly beta?: number
  /** Of hingeLoss. Default 1. */
  readonly margin?: number
  /** Of crossEntropyLoss. Default 0. */
  readonly labelSmoothing?: number
  /** What else the eager loss knows, `weight` for instance, has no compiled form. */
  readonly [option: string]: unknown
}

/** Numbered as the kernel `elementLoss` numbers them. */
const ELEMENT_LOSSES = ['mse', 'l1', 'mape', 'huber', 'smoothL1', 'hinge', 'bce', 'bceWithLogits', 'klDiv']

/** The options of each loss that its kernel knows; `reduction: 'mean'` besides. */
const KNOWN_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  huber: ['delta'],
  smoothL1: ['beta'],
  hinge: ['margin'],
  crossEntropy: ['labelSmoothing'],
}

/** Refuses what the kernel would ignore: class weights, sums instead of means … */
function checkOptions(name: string, { type, ...options }: LossConfig): void {
  for (const [option, value] of Object.entries(options)) {
    const isKnown = KNOWN_OPTIONS[name]?.includes(option) || (option === 'reduction' && value === 'mean')
    if (!isKnown && value !== undefined) throw new NotCompiledError('', `${type} with ${option}`)
  }
}

export interface CompiledLoss {
  /** Of the targets of one example. */
  readonly targetShape: readonly number[]
  readonly target: Slot
  /** Targets of one example as they lie in memory: rows of so many numbers, padded. */
  readonly lines: number
  readonly cols: number
  readonly row: number
  /** Whether targets are numbers of classes. */
  readonly isOfClasses: boolean
  /** The mean loss of the batch; with `withGrad` also the gradient of the output. */
  run(withGrad: boolean): number
}

/** Plans a loss on the output, whose numbers lie in order; `shape` is what the model calls it. */
export function planLoss(
  b: Builder,
  spec: string | LossConfig,
  output: Value,
  shape: readonly number[],
): CompiledLoss {
  const config: LossConfig = typeof spec === 'string' ? { type: spec } : spec
  const { type, delta = 1, beta = 1, margin = 1, labelSmoothing = 0 } = config
  const name = type === 'mae' ? 'l1' : type.replace(/Loss$/, '')
  const isOfClasses = name === 'crossEntropy' || name === 'nll'
  const kind = ELEMENT_LOSSES.indexOf(name)
  if (kind < 0 && !isOfClasses) throw new NotCompiledError('', `there is no compiled loss '${type}'`)
  checkOptions(name, config)
  if (isOfClasses && shape.length !== 1)
    throw new NotCompiledError('', `${type} of more than one row of classes for each example`)
  if (name === 'smoothL1' && beta === 0) throw new NotCompiledError('', 'smoothL1Loss with beta 0')
  const { features, height, pitch } = output
  const [cols, row] = isOfClasses ? [1, 4] : [features, pitch * 4]
  const target = b.slot('target', (b.batch * height * row) / 4)
  const option = name === 'huber' ? delta : name === 'smoothL1' ? beta : margin
  const count = isOfClasses ? 1 : numelOf(output.shape)
  return {
    targetShape: isOfClasses ? [] : shape,
    target,
    lines: height,
    cols,
    row,
    isOfClasses,
    run(withGrad) {
      const rows = b.state.batch * height
      const y = output.dataView
      const dy = withGrad ? output.gradView.at : 0
      const scale = 1 / (b.state.batch * count)
      const sum = isOfClasses
        ? b.k.crossEntropy(
            rows,
            features,
            y.at,
            y.row,
            target.at,
            row,
            dy,
            y.row,
            scale,
            labelSmoothing,
            name === 'nll' ? 1 : 0,
          )
        : b.k.elementLoss(kind, rows, features, y.at, y.row, target.at, row, dy, y.row, scale, option)
      return sum * scale
    },
  }
}
