import type { LoweredModel } from '../../model/lower.ts'
import type { SGDOptions } from '../../optim/sgd.ts'
import type { Program, ProgramOptions } from '../program.ts'
import type { TinyMode } from './context.ts'
import { emitTiny } from './emit.ts'
import { tinyNetwork } from './network.ts'

/** Where the examples of some batches stand. */
export interface TinyBatches {
  /** Byte addresses. */
  readonly order: number
  readonly x: number
  readonly y: number
  readonly batches: number
  readonly batch: number
}

/** The training of a network that is so small that calling kernels would cost more than computing. */
export interface Tiny {
  /** Whether the present hyper-parameters are those that the code was written for. */
  readonly isUsable: boolean
  /** Makes updates; returns the sum of their mean losses. */
  run(work: TinyBatches): number
}

/** Code for a tiny network, or null where the network is not, or there is no WebAssembly. */
export function makeTiny(lowered: LoweredModel, options: ProgramOptions, program: Program): Tiny | null {
  const network = tinyNetwork(lowered, options, program)
  if (network === null) return null
  const { layers, loss } = network
  const { machine, update, builder, block } = program
  const isPlainSgd = (): boolean => {
    const { momentum, weightDecay, maximize } = update.options as unknown as SGDOptions
    return (
      update.type === 'SGD' &&
      momentum === 0 &&
      weightDecay === 0 &&
      !maximize &&
      options.clipGradNorm === undefined &&
      options.clipGradValue === undefined
    )
  }
  const isUpdating = isPlainSgd()
  const mode: TinyMode =
    options.batchSize >= 4 ? 'lanes' : options.batchSize === 1 && isUpdating ? 'direct' : 'single'
  const linked = machine.link(
    emitTiny(layers, mode, {
      loss,
      isUpdating,
      isRelaxed: machine.backend === 'relaxed',
      batchSize: options.batchSize,
    }),
  )
  if (linked === null) return null
  const run = linked['run']!
  const perExample = loss === 'crossEntropy' ? 1 : layers.at(-1)!.outputs
  const slope = loss === 'mse' ? 2 : 1
  return {
    get isUsable() {
      return !isUpdating || isPlainSgd()
    },
    run({ order, x, y, batches, batch }) {
      const count = batch * perExample
      if (isUpdating) {
        builder.state.step += batches
        return run(order, batches, batch, (slope * update.options.learningRate) / count, x, y) / count
      }
      let sum = 0
      for (let i = 0; i < batches; i++) {
        sum += run(order + i * batch * 4, 1, batch, slope / count, x, y) / count
        if (!Number.isFinite(update.run(block, ++builder.state.step))) return Number.NaN
      }
      return sum
    },
  }
}
