import type { Embedding, Linear } from '../../layers/linear.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Builder, Rule, Stored } from '../builder.ts'
import { type Slot, type Value, type View, padded } from '../value.ts'

/** A matrix product with the parameters of a linear map, as dense layers, gates and projections use it. */
export interface Projection {
  readonly weight: Stored
  readonly bias: Stored | null
  /** The weights the other way round, for the gradient of the input. */
  readonly transposed: Slot | null
  readonly inputs: number
  readonly outputs: number
  readonly pitchIn: number
  readonly pitchOut: number
}

/** A bias, padded with zeros. `column` says where output o stands. */
export function storeVector(
  b: Builder,
  name: string,
  tensor: Tensor,
  floats = padded(tensor.numel),
  column = (o: number) => o,
): Stored {
  return b.store(
    name,
    tensor,
    floats,
    Int32Array.from({ length: tensor.numel }, (_, o) => column(o)),
  )
}

/** Plans a weight (outputs, inputs) as (physical inputs, padded outputs). */
export function planProjection(
  b: Builder,
  [weightName, weight]: readonly [string, Tensor],
  [biasName, bias]: readonly [string, Tensor | null],
  source: { readonly pitch: number; readonly order: Int32Array | null; readonly needsGrad: boolean },
  { pitchOut = padded(weight.shape[0]!), column = (o: number): number => o } = {},
): Projection {
  const [outputs, features] = weight.shape as [number, number]
  const inputs = source.order === null ? features : source.pitch
  const places = Int32Array.from({ length: weight.numel }, (_, i) => {
    const feature = i % features
    return (
      (source.order === null ? feature : source.order[feature]!) * pitchOut + column(Math.floor(i / features))
    )
  })
  return {
    weight: b.store(weightName, weight, inputs * pitchOut, places),
    bias: bias === null ? null : storeVector(b, biasName, bias, pitchOut, column),
    transposed: source.needsGrad ? b.slot(`${weightName} transposed`, pitchOut * source.pitch) : null,
    inputs,
    outputs,
    pitchIn: source.pitch,
    pitchOut,
  }
}

/** Rows of the batch: all of them, or those of one time step. */
export interface Rows {
  readonly at: number
  readonly row: number
  /** Per example. */
  readonly rows: number
}

/** y = x W + b, or added to y. */
export function project(b: Builder, p: Projection, x: Rows, y: Rows, mode = 0): void {
  const bias = mode ? 0 : (p.bias?.slot.at ?? 0)
  b.command(b.forward, () => {
    b.k.multiply(
      b.state.batch * x.rows,
      p.pitchOut,
      1,
      1,
      p.inputs,
      x.at,
      x.row,
      4,
      0,
      0,
      p.weight.slot.at,
      p.pitchOut * 4,
      0,
      0,
      y.at,
      y.row,
      bias,
      mode,
    )
  })
}

/** The weights the other way round, once per step. */
export function turn(b: Builder, p: Projection): void {
  if (p.transposed === null) return
  const { at } = p.transposed
  b.command(b.before, () =>
    b.k.transpose(p.inputs, p.pitchOut, p.weight.slot.at, p.pitchOut * 4, at, p.pitchIn * 4),
  )
}

/** dx = dy Wᵀ, or added to dx. */
export function projectBack(b: Builder, p: Projection, dy: Rows, dx: Rows, add: boolean): void {
  const { at } = p.transposed!
  b.command(b.backward, () => {
    b.k.multiply(
      b.state.batch * dy.rows,
      p.pitchIn,
      1,
      1,
      p.pitchOut,
      dy.at,
      dy.row,
      4,
      0,
      0,
      at,
      p.pitchIn * 4,
      0,
      0,
      dx.at,
      dx.row,
      0,
      add ? 1 : 0,
    )
  })
}

/** The gradients of weight and bias, stored, or added for layers that repeat. */
export function projectWeights(b: Builder, p: Projection, x: Rows, dy: Rows, add = false): void {
  const [weight, bias] = [p.weight.grad, p.bias?.grad ?? null]
  b.command(b.backward, () => {
    const rows = b.state.batch * x.rows
    if (weight !== null) {
      b.k.multiply(
        p.inputs,
        p.pitchOut,
        1,
        1,
        rows,
        x.at,
        4,
        x.row,
        0,
        0,
        dy.at,
        dy.row,
        0,
        0,
        weight.at,
        p.pitchOut * 4,
        0,
        add ? 1 : 0,
      )
    }
    if (bias === null) return
    if (!add) b.k.zeroRows(1, p.pitchOut, bias.at, 0)
    b.k.addRows(rows, p.pitchOut, dy.at, dy.row, bias.at)
  })
}

export function linearRule(b: Builder, layer: Linear, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  if (x.layout === 'image') b.refuse('Linear of maps; put a Flatten before it')
  x.kept = true
  const p = planProjection(b, ['weight', layer.weight], ['bias', layer.bias], x)
  const output = b.value(name, layer.outputShape([1, ...x.shape]).slice(1), 'rows')
  return {
    output,
    forward: () => project(b, p, x.dataView, output.dataView),
    backward() {
      const dy = output.gradView
      if (x.needsGrad) turn(b, p)
      projectWeights(b, p, x.dataView, dy)
      b.give(x, (dx: View, add) => projectBack(b, p, dy, dx, add), true)
    },
  }
}

export function embeddingRule(b: Builder, layer: Embedding, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  if (x.layout === 'image' || x.needsGrad)
    b.refuse('Embedding takes the numbers of tokens, so only the input of the model')
  x.kept = true
  const { weight, numEmbeddings, embeddingDim } = layer
  const padding = layer.config()['paddingIdx'] as number | null | undefined
  const skip = padding === null || padding === undefined ? -1 : (padding + numEmbeddings) % numEmbeddings
  const pitch = padded(embeddingDim)
  const places = Int32Array.from(
    { length: weight.numel },
    (_, i) => Math.floor(i / embeddingDim) * pitch + (i % embeddingDim),
  )
  const table = b.store('weight', weight, numEmbeddings * pitch, places)
  const output = b.value(name, [...x.shape, embeddingDim], 'rows')
  const tokens = x.features
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(b.forward, () => {
        for (let r = 0; r < b.state.batch * x.height; r++) {
          b.k.embed(tokens, pitch, from.at + r * from.row, 4, table.slot.at, to.at + r * tokens * pitch * 4)
        }
      })
    },
    backward() {
      const { grad } = table
      if (grad === null) return
      const [from, dy] = [x.dataView, output.gradView]
      b.command(b.backward, () => {
        b.k.zeroRows(1, grad.floats, grad.at, 0)
        for (let r = 0; r < b.state.batch * x.height; r++) {
          b.k.embedGrad(
            tokens,
            pitch,
            from.at + r * from.row,
            4,
            grad.at,
            dy.at + r * tokens * pitch * 4,
            skip,
          )
        }
      })
    },
  }
}
