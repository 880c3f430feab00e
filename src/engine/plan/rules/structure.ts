import type { Layer } from '../../layers/layer.ts'
import type { Builder, Rule } from '../builder.ts'
import { type Value, padded } from '../value.ts'
import { padChannels } from './elementwise.ts'

/** Copies a value into another layout by a table, number by number. */
export function relayout(b: Builder, x: Value, output: Value): Rule {
  padChannels(x)
  x.kept = true
  output.kept = true
  // Borders are not known before all layers have spoken, so the tables wait until then.
  const sizes = { forward: () => output.floats(), backward: () => x.floats(x.gradBorder) }
  const index = b.late(`index of ${output.name}`, sizes.forward, () =>
    inverse(x.places(), output.places(), sizes.forward()),
  )
  const back = b.late(`index of the gradient of ${output.name}`, sizes.backward, () =>
    inverse(output.places(output.gradBorder), x.places(x.gradBorder), sizes.backward()),
  )
  return {
    output,
    forward() {
      const [from, to] = [x.data!.at, output.data!.at]
      const [step, size] = [x.floats() * 4, sizes.forward()]
      b.command(b.forward, () => b.k.permute(b.state.batch, size, index.at, from, step, to, size * 4))
    },
    backward() {
      const step = output.floats(output.gradBorder) * 4
      const size = sizes.backward()
      b.give(x, (dx) => {
        const start = dx.at - (x.gradView.at - x.grad!.at)
        b.command(b.backward, () =>
          b.k.permute(b.state.batch, size, back.at, output.grad!.at, step, start, size * 4),
        )
      })
    },
  }
}

/** For each place of the target the place in the source, −1 where there is none. */
function inverse(from: Int32Array, to: Int32Array, size: number): Int32Array {
  const index = new Int32Array(padded(size)).fill(-1)
  for (let i = 0; i < from.length; i++) index[to[i]!] = from[i]!
  return index
}

/** Flatten, Unflatten: another shape; the same memory where a dense layer can read it as it lies. */
export function reshapeRule(b: Builder, layer: Layer, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  const shape = layer.outputShape([1, ...x.shape]).slice(1)
  if (shape.length === 0 || layer.outputShape([7, ...x.shape])[0] !== 7)
    b.refuse(`${layer.type} of the batch axis`)
  const isFlat = shape.length === 1 && x.shape.length > 1
  if (!isFlat) return relayout(b, x, b.value(name, shape, shape.length === 3 ? 'image' : 'rows'))
  if (x.layout === 'image' && x.uses > 1) return relayout(b, x, b.value(name, shape, 'rows'))
  padChannels(x)
  x.kept = true
  const output = b.value(name, shape, 'rows', x.places(), x.floats())
  output.kept = true
  output.twin = x
  return {
    output,
    forward() {},
    backward() {
      if (!output.needsGrad || output.grad === x.grad) return
      const dy = { ...x.gradView, at: output.grad!.at, row: x.dataView.row, image: x.dataView.image }
      b.give(x, (dx) =>
        b.rowwise(b.backward, [dx, dy], (rows, e) =>
          b.k.copyRows(rows, dx.cols, dy.at + e * dy.image, dy.row, dx.at + e * dx.image, dx.row),
        ),
      )
    },
  }
}
