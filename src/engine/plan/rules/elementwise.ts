import type { Layer } from '../../layers/layer.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value } from '../value.ts'

/** Numbers of the kernel `activation`, with its two parameters. */
export function activationOf(layer: Layer): readonly [kind: number, p: number, q: number] | null {
  const option = (name: string): number => (layer as unknown as Record<string, number>)[name]!
  switch (layer.type) {
    case 'ReLU':
      return [1, 0, 0]
    case 'LeakyReLU':
      return option('negativeSlope') > 0 ? [2, option('negativeSlope'), 0] : null
    case 'ELU':
      return option('alpha') > 0 ? [3, option('alpha'), 0] : null
    case 'Sigmoid':
      return [4, 0, 0]
    case 'LogSigmoid':
      return [5, 0, 0]
    case 'Tanh':
      return [6, 0, 0]
    case 'Hardtanh':
      return [7, option('minVal'), option('maxVal')]
    case 'GELU':
      return [(layer as unknown as { approximate: string }).approximate === 'tanh' ? 9 : 8, 0, 0]
    case 'SiLU':
      return [10, 0, 0]
    case 'Softplus':
      return [11, 0, 0]
    case 'Softsign':
      return [12, 0, 0]
    default:
      return null
  }
}

/** Activations that are not 0 at 0 fill the places between the numbers, which all others leave at 0. */
const fillsPadding = (kind: number, p: number, q: number): boolean =>
  kind === 4 || kind === 5 || kind === 11 || (kind === 7 && (p > 0 || q < 0))

/**
 * Puts zeros back where a value has no numbers, if what reads it reads those places, too: the channels that pad an image,
 * and what lies between the numbers of a flattened one. Else weights would grow there. Returns null where there are none.
 */
function paddingOf(b: Builder, value: Value): (() => void) | null {
  const { layout, pitch, features, order, width } = value
  const isImage = layout === 'image'
  if (isImage ? pitch === features : order === null) return null
  const ones = new Float32Array(pitch)
  if (isImage) ones.fill(1, 0, features)
  else for (const place of order!) ones[place] = 1
  const mask = b.table(`places of ${value.name}`, ones)
  return () => {
    const view = value.dataView
    b.command(
      b.forward,
      (e) => {
        for (let r = 0; r < view.rows; r++) {
          const at = view.at + e * view.image + r * view.row
          b.k.product(width, pitch, at, view.pixel, mask.at, 0, at, view.pixel)
        }
      },
      true,
    )
  }
}

/** A value laid out like another. */
export const like = (b: Builder, x: Value, name: string): Value =>
  b.value(name, x.shape, x.layout, x.order, x.pitch)

/** Kernels that work on four channels at a time need them padded; only the input of a plan is not. */
export function padChannels(x: Value): void {
  if (x.layout === 'image') x.pitch = Math.ceil(x.pitch / 4) * 4
}

export function activationRule(b: Builder, layer: Layer, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  const known = activationOf(layer)
  if (known === null) b.refuse(`${layer.type} with such a slope below zero`)
  const [kind, p, q] = known
  padChannels(x)
  if (kind >= 8 && kind <= 10) x.kept = true
  const output = like(b, x, name)
  output.kept = true // its derivative is computed from it
  const clearPadding = fillsPadding(kind, p, q) ? paddingOf(b, output) : null
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.rowwise(b.forward, [from, to], (rows, e) => {
        b.k.activation(
          kind,
          rows,
          from.cols,
          from.at + e * from.image,
          from.row,
          to.at + e * to.image,
          to.row,
          p,
          q,
        )
      })
      clearPadding?.()
    },
    backward() {
      const [xs, ys, dy] = [x.dataView, output.dataView, output.gradView]
      b.give(x, (dx) =>
        b.rowwise(b.backward, [dx, dy, xs, ys], (rows, e) => {
          b.k.activationGrad(
            kind,
            rows,
            dx.cols,
            xs.at + e * xs.image,
            xs.row,
            ys.at + e * ys.image,
            ys.row,
            dy.at + e * dy.image,
            dy.row,
            dx.at + e * dx.image,
            dx.row,
            p,
            q,
          )
        }),
      )
    },
  }
}

/** A value under another name: nothing is computed. */
export function aliasRule(b: Builder, x: Value, output: Value): Rule {
  return {
    output,
    forward() {},
    backward() {
      if (!output.needsGrad || output.grad === x.grad) return
      const dy = output.gradView
      b.give(x, (dx) =>
        b.rowwise(b.backward, [dx, dy], (rows, e) =>
          b.k.copyRows(rows, dx.cols, dy.at + e * dy.image, dy.row, dx.at + e * dx.image, dx.row),
        ),
      )
    },
  }
}

/** The sum of values of one layout. */
export function addRule(b: Builder, name: string, inputs: readonly Value[]): Rule {
  const [first] = inputs as readonly [Value]
  const isAlike = inputs.every(
    (x) =>
      x.layout === first.layout &&
      String(x.shape) === String(first.shape) &&
      String(x.order) === String(first.order),
  )
  if (!isAlike) b.refuse('Add of different shapes')
  inputs.forEach(padChannels)
  const output = like(b, first, name)
  return {
    output,
    forward() {
      const to = output.dataView
      inputs.forEach((x, i) => {
        const from = x.dataView
        const before = i === 0 ? from : to
        b.rowwise(b.forward, [to, from], (rows, e) => {
          b.k.combine(
            rows,
            to.cols,
            from.at + e * from.image,
            from.row,
            before.at + e * before.image,
            before.row,
            to.at + e * to.image,
            to.row,
            1,
            i === 0 ? 0 : 1,
          )
        })
      })
    },
    backward() {
      const dy = output.gradView
      for (const x of inputs) {
        b.give(x, (dx) =>
          b.rowwise(b.backward, [dx, dy], (rows, e) =>
            b.k.copyRows(rows, dx.cols, dy.at + e * dy.image, dy.row, dx.at + e * dx.image, dx.row),
          ),
        )
      }
    },
  }
}
