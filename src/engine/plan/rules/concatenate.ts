import type { Concatenate } from '../../layers/structure.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value, View } from '../value.ts'
import { padChannels } from './elementwise.ts'

/** Copies all numbers of example e, without the zeros that pad them. */
function copyExample(b: Builder, { width, features }: Value, e: number, from: View, to: View): void {
  const [source, target] = [from.at + e * from.image, to.at + e * to.image]
  if (width === 1) return b.k.copyRows(from.rows, features, source, from.row, target, to.row)
  for (let r = 0; r < from.rows; r++)
    b.k.copyRows(width, features, source + r * from.row, from.pixel, target + r * to.row, to.pixel)
}

/** Joins values along their features, channels, steps, rows or columns. */
export function concatenateRule(
  b: Builder,
  layer: Concatenate,
  name: string,
  inputs: readonly Value[],
): Rule {
  const [first] = inputs as readonly [Value]
  const shape = layer.outputShape(...inputs.map((x) => [1, ...x.shape])).slice(1)
  const rank = shape.length
  const axis = layer.axis < 0 ? layer.axis + rank : layer.axis - 1 // without N
  if (axis < 0) b.refuse('Concatenate of the batch axis')
  if (inputs.some(({ layout, order }) => layout !== first.layout || order !== null))
    b.refuse('Concatenate of different layouts')
  const isImage = first.layout === 'image'
  // What one step along the axis is in memory, and how many numbers each value takes of it.
  const along = isImage
    ? (['feature', ...(rank === 3 ? ['row'] : []), 'pixel'] as const)[axis]!
    : axis === rank - 1
      ? 'feature'
      : 'row'
  if (!isImage && rank > 2) b.refuse('Concatenate of more than sequences')
  inputs.forEach(padChannels)
  const output = b.value(name, shape, first.layout)
  let sum = 0
  const offsets = inputs.map((x) => (sum += x.shape[axis]!) - x.shape[axis]!)
  /** The part of the output, or of its gradient, that is this input's. */
  const part = (whole: View, i: number): View => {
    const step = along === 'feature' ? 4 : along === 'row' ? whole.row : whole.pixel
    return { ...whole, at: whole.at + offsets[i]! * step }
  }
  return {
    output,
    forward() {
      inputs.forEach((x, i) => {
        const [from, to] = [x.dataView, part(output.dataView, i)]
        b.command(b.forward, (e) => copyExample(b, x, e, from, to), true)
      })
    },
    backward() {
      inputs.forEach((x, i) => {
        const dy = part(output.gradView, i)
        b.give(x, (dx) =>
          b.command(b.backward, (e) => copyExample(b, x, e, { ...dy, rows: dx.rows }, dx), true),
        )
      })
    },
  }
}
