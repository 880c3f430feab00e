import { Code } from './assembler.ts'
import { type Expression, Lanes } from './lanes.ts'
import type { TinyLayer, TinyLoss } from './network.ts'

/** The parameters of the function that is written, `run(order, batches, batch, factor, x, y)`. */
export const ARGUMENT = { order: 0, batches: 1, batch: 2, factor: 3, x: 4, y: 5 } as const

/** How the function works: 4 examples at a time; one at a time; or one per update, with the weights in registers. */
export type TinyMode = 'lanes' | 'single' | 'direct'

export interface EmitOptions {
  readonly loss: TinyLoss
  readonly isUpdating: boolean
  readonly isRelaxed: boolean
  /** Examples per update, as planned. */
  readonly batchSize: number
}

/** Of 4, 3 or 2 groups side by side those that leave the fewest lanes empty. */
function groupsFor(batchSize: number): number {
  const vectors = Math.ceil(batchSize / 4)
  const waste = (groups: number): number => Math.ceil(vectors / groups) * groups - vectors
  return vectors < 2 ? 1 : [4, 3, 2].reduce((best, groups) => (waste(groups) < waste(best) ? groups : best))
}

/** A feature of the examples at hand: one expression for each group. */
export type Groups = readonly Expression[]

/** What all parts of the function share while it is written. */
export class Context {
  readonly layers: readonly TinyLayer[]
  readonly mode: TinyMode
  readonly isUpdating: boolean
  readonly loss: TinyLoss
  readonly code = new Code(['i32', 'i32', 'i32', 'f32', 'i32', 'i32'])
  readonly lanes: Lanes
  /** Groups of lanes side by side: what one waits for, another computes. */
  readonly groups: number
  /** Direct mode: the local of each parameter, by address. */
  readonly registers = new Map<number, number>()
  /** Other modes: the local that sums the gradient of each parameter, by address. */
  readonly sums = new Map<number, number>()

  constructor(
    layers: readonly TinyLayer[],
    mode: TinyMode,
    { loss, isUpdating, isRelaxed, batchSize }: EmitOptions,
  ) {
    this.loss = loss
    this.layers = layers
    this.mode = mode
    this.isUpdating = isUpdating
    this.lanes = new Lanes(this.code, mode === 'lanes' ? 4 : 1, isRelaxed)
    this.groups = mode === 'lanes' ? groupsFor(batchSize) : 1
  }

  /** Something for every group: what stands side by side is computed side by side. */
  each<T>(work: (group: number) => T): T[] {
    return Array.from({ length: this.groups }, (_, group) => work(group))
  }

  /** Every parameter: its address, that of its gradient. */
  *parameters(): Generator<{ at: number; grad: number }> {
    for (const { inputs, outputs, pitch, weight, bias, weightGrad, biasGrad } of this.layers) {
      for (let i = 0; i <= inputs; i++) {
        for (let o = 0; o < outputs; o++) {
          const offset = (i * pitch + o) * 4
          yield i < inputs
            ? { at: weight + offset, grad: weightGrad + offset }
            : { at: bias + o * 4, grad: biasGrad + o * 4 }
        }
      }
    }
  }

  /** The parameter at an address, in every lane. */
  parameter(at: number): void {
    const register = this.registers.get(at)
    if (register !== undefined) return this.code.get(register)
    this.code.integer(0)
    this.code.load(this.lanes.width === 4 ? 'splat' : 'f32', at)
  }
}
