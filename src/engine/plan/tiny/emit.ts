import { applySums } from './apply.ts'
import { ARGUMENT, Context, type EmitOptions, type Groups, type TinyMode } from './context.ts'
import { Examples } from './examples.ts'
import { type LossLocals, lossOf } from './loss.ts'
import type { TinyLayer } from './network.ts'
import { backward, collect, deltasOf, forward } from './passes.ts'

/**
 * Straight-line code for one network: `run(order, batches, batch, factor, x, y)` makes `batches` updates of `batch`
 * examples each, whose numbers stand from `order` on, w ← w − factor · Σ ∂/∂w of the loss, and returns Σ of the loss; of
 * squared errors it takes the derivative by half. Without `isUpdating` it stores factor · Σ as the gradients instead.
 */
export function emitTiny(layers: readonly TinyLayer[], mode: TinyMode, options: EmitOptions): Uint8Array {
  const context = new Context(layers, mode, options)
  const { code: c, lanes, sums, registers } = context
  const [k, total, loss] = [c.local('i32'), c.local('f64'), c.local(lanes.type)]
  lanes.prepareConstants()
  prepareParameters(context)
  c.loop() // over batches
  for (const sum of [loss, ...sums.values()]) {
    lanes.constant(0)
    c.set(sum)
  }
  if (mode === 'direct') writeExamples(context, k, { sum: loss, total })
  else writeBatch(context, k, { sum: loss, total })
  c.get(total)
  sumOfLanes(context, loss)
  c.op('f64.promote')
  c.op('f64.add')
  c.set(total)
  c.get(ARGUMENT.order)
  c.get(ARGUMENT.batch)
  c.integer(4)
  c.op('i32.mul')
  c.op('i32.add')
  c.set(ARGUMENT.order)
  c.get(ARGUMENT.batches)
  c.integer(1)
  c.op('i32.sub')
  c.tee(ARGUMENT.batches)
  c.again()
  c.op('end')
  for (const [at, register] of registers) {
    c.integer(0)
    c.get(register)
    c.store('f32', at)
  }
  c.get(total)
  return c.module('f64')
}

/** A local for every parameter: its value in direct mode, else the sum of its gradient. */
function prepareParameters(context: Context): void {
  const { code: c, lanes, mode, registers, sums } = context
  for (const { at } of context.parameters()) {
    if (mode !== 'direct') sums.set(at, c.local(lanes.type))
    else {
      const register = c.local('f32')
      registers.set(at, register)
      c.integer(0)
      c.load('f32', at)
      c.set(register)
    }
  }
}

/** The loop over the examples of a batch, and its update. */
function writeBatch(context: Context, k: number, loss: LossLocals): void {
  const { code: c, lanes, groups } = context
  c.integer(0)
  c.set(k)
  c.loop()
  writeExamples(context, k, loss)
  c.get(k)
  c.integer(lanes.width * groups)
  c.op('i32.add')
  c.tee(k)
  c.get(ARGUMENT.batch)
  c.op('i32.lt_s')
  c.again()
  c.op('end')
  applySums(context)
}

/** Forward and backward of the examples from k on, `groups` times `width` of them. */
function writeExamples(context: Context, k: number, loss: LossLocals): void {
  const { layers } = context
  const examples = context.each((group) => new Examples(context, k, group))
  const { inputs } = layers[0]!
  // By layer, feature and group.
  const values: Groups[][] = [
    Array.from({ length: inputs }, (_, i) => context.each((g) => examples[g]!.feature(i))),
  ]
  for (const layer of layers) values.push(forward(context, layer, values.at(-1)!))
  let errors = lossOf(context, examples, values.at(-1)!, loss)
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index]!
    const deltas = deltasOf(context, layer, errors, values[index + 1]!)
    if (index > 0) errors = backward(context, layer, deltas)
    collect(context, layer, deltas, values[index]!)
  }
}

/** The sum of the lanes of a local, as one number. */
function sumOfLanes({ code: c, lanes }: Context, local: number): void {
  if (lanes.width === 1) return c.get(local)
  for (let lane = 0; lane < 4; lane++) {
    c.get(local)
    c.lane(lane)
    if (lane > 0) c.op('f32.add')
  }
}
