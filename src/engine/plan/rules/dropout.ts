import type { Dropout, Dropout2d } from '../../layers/dropout.ts'
import { keepProbability } from '../../ops/dropout/dropout.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value } from '../value.ts'
import { like, padChannels } from './elementwise.ts'

/** What a mask is drawn with, and what evaluation multiplies by. */
function chanceOf(layer: Dropout | Dropout2d): { threshold: number; scale: number; evaluated: number } {
  const { scaling, probability } = layer.config() as unknown as {
    scaling: 'inverted' | 'evaluation' | 'none'
    probability: 'zeroing' | 'keeping'
  }
  const keep = keepProbability(layer.type, layer.p, { probability })
  return {
    threshold: Math.max(0, Math.round(keep * 2 ** 32) - 1),
    scale: keep === 0 ? 0 : scaling === 'inverted' ? 1 / keep : 1,
    evaluated: scaling === 'evaluation' ? keep : 1,
  }
}

/** The seed of a mask: a function of the step, so that it does not matter how steps are portioned. */
const seedOf = (b: Builder, seed: number): number => Math.imul(b.state.step + 1, 0x9e3779b1) ^ seed

/** Dropout: `y = x · mask` in training. The mask is a function of seed, layer and step. */
export function dropoutRule(
  b: Builder,
  layer: Dropout,
  name: string,
  [input]: readonly Value[],
  seed: number,
): Rule {
  const x = input!
  padChannels(x)
  const output = like(b, x, name)
  const mask = like(b, x, `mask of ${name}`)
  mask.kept = true
  mask.needsGrad = false
  const { threshold, scale, evaluated } = chanceOf(layer)
  return {
    output,
    forward() {
      const [from, to, m] = [x.dataView, output.dataView, mask.dataView]
      const floats = mask.floats()
      b.command(b.forward, () => {
        if (b.state.training)
          b.k.dropoutMask(b.state.batch * floats, mask.data!.at, seedOf(b, seed), threshold, scale)
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

/** Dropout of whole maps: one number of the mask for each example and channel. */
export function dropout2dRule(
  b: Builder,
  layer: Dropout2d,
  name: string,
  [input]: readonly Value[],
  seed: number,
): Rule {
  const x = input!
  if (x.layout !== 'image' || x.shape.length !== 3) b.refuse('Dropout2d of something that is not an image')
  padChannels(x)
  const C = x.pitch
  const output = like(b, x, name)
  const mask = b.slot(`mask of ${name}`, b.batch * C)
  const { threshold, scale, evaluated } = chanceOf(layer)
  /** y = x · mask, pixel by pixel. */
  const multiply = (e: number, from: typeof x.dataView, to: typeof x.dataView): void => {
    for (let r = 0; r < from.rows; r++) {
      const [source, target] = [from.at + e * from.image + r * from.row, to.at + e * to.image + r * to.row]
      b.k.product(x.width, C, source, from.pixel, mask.at + e * C * 4, 0, target, to.pixel)
    }
  }
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(b.forward, () => {
        if (b.state.training) b.k.dropoutMask(b.state.batch * C, mask.at, seedOf(b, seed), threshold, scale)
        else b.machine.heap.f.fill(evaluated, mask.at / 4, mask.at / 4 + b.state.batch * C)
      })
      b.command(b.forward, (e) => multiply(e, from, to), true)
    },
    backward() {
      const dy = output.gradView
      b.give(x, (dx) => b.command(b.backward, (e) => multiply(e, dy, dx), true))
    },
  }
}
