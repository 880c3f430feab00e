import type { Dropout } from '../../layers/dropout.ts'
import type { Layer } from '../../layers/layer.ts'
import { keepProbability } from '../../ops/dropout/dropout.ts'
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

/** Adds dropout to a plan: `y = x · mask` in training. The mask is a function of seed, layer and step. */
export function dropoutRule(
  b: Builder,
  layer: Dropout,
  name: string,
  [input]: readonly Value[],
  seed: number,
): Rule {
  const x = input!
  const { scaling, probability } = layer.config() as unknown as {
    scaling: 'inverted' | 'evaluation' | 'none'
    probability: 'zeroing' | 'keeping'
  }
  const keep = keepProbability('Dropout', layer.p, { probability })
  padChannels(x)
  const output = like(b, x, name)
  const mask = like(b, x, `mask of ${name}`)
  mask.kept = true
  mask.needsGrad = false
  const scale = scaling === 'inverted' && keep > 0 ? 1 / keep : 1
  const evaluated = scaling === 'evaluation' ? keep : 1
  const threshold = Math.max(0, Math.round(keep * 2 ** 32) - 1)
  return {
    output,
    forward() {
      const [from, to, m] = [x.dataView, output.dataView, mask.dataView]
      const floats = mask.floats()
      b.command(b.forward, () => {
        if (b.state.training)
          b.k.dropoutMask(
            b.state.batch * floats,
            mask.data!.at,
            Math.imul(b.state.step + 1, 0x9e3779b1) ^ seed,
            threshold,
            keep === 0 ? 0 : scale,
          )
      })
      b.rowwise(b.forward, [from, to, m], (rows, e) => {
        const [source, target] = [from.at + e * from.image, to.at + e * to.image]
        if (b.state.training)
          b.k.product(rows, from.cols, source, from.row, m.at + e * m.image, m.row, target, to.row)
        else b.k.combine(rows, from.cols, source, from.row, source, from.row, target, to.row, evaluated, 0)
      })
    },
    backward() {
      const [dy, m] = [output.gradView, mask.dataView]
      b.give(x, (dx) =>
        b.rowwise(b.backward, [dx, dy, m], (rows, e) => {
          b.k.product(
            rows,
            dx.cols,
            dy.at + e * dy.image,
            dy.row,
            m.at + e * m.image,
            m.row,
            dx.at + e * dx.image,
            dx.row,
          )
        }),
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
