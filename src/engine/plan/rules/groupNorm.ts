import type { GroupNorm, InstanceNorm2d } from '../../layers/norm.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Slot, Value, View } from '../value.ts'
import { like, padChannels } from './elementwise.ts'
import { storeVector } from './linear.ts'

/** Normalization of every example by itself, over groups of channels; instance normalization has groups of one. */
export function groupNormRule(
  b: Builder,
  layer: GroupNorm | InstanceNorm2d,
  name: string,
  [input]: readonly Value[],
): Rule {
  const x = input!
  if (x.layout === 'rows' && (x.shape.length !== 1 || x.order !== null))
    b.refuse(`${layer.type} of such a layout`)
  padChannels(x)
  x.kept = true
  const C = x.pitch
  const channels = x.features
  const size = channels / ((layer as Partial<GroupNorm>).numGroups ?? channels)
  const count = size * x.height * x.width
  const output = like(b, x, name)
  const perExample = (what: string): Slot => b.slot(`${what} of ${name}`, b.batch * C)
  const [mean, inverse] = [perExample('means'), perExample('inverse deviations')]
  const vector = (what: string): Slot => b.slot(`${what} of ${name}`, C)
  const [spread, factor, shift] = [vector('variance'), vector('factor'), vector('shift')]
  const [sums, along] = [vector('sum of the gradient'), vector('sum of the gradient along x')]
  const scaled = b.slot(`scaled gradient of ${name}`, x.width * C)
  const weight = layer.weight === null ? null : storeVector(b, 'weight', layer.weight, C)
  const bias = layer.bias === null ? null : storeVector(b, 'bias', layer.bias, C)

  const eachRow = (work: (r: number) => void): void => {
    for (let r = 0; r < x.height; r++) work(r)
  }
  const rowAt = (view: View, e: number, r: number): number => view.at + e * view.image + r * view.row
  /** Replaces numbers, one for each channel, by the mean of their group. */
  const shareInGroups = (at: number, factors: Slot | null = null): void => {
    const { f } = b.machine.heap
    for (let first = 0; first < channels; first += size) {
      let sum = 0
      for (let c = first; c < first + size; c++)
        sum += f[at / 4 + c]! * (factors === null ? 1 : f[factors.at / 4 + c]!)
      f.fill(sum / count, at / 4 + first, at / 4 + first + size)
    }
  }

  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(
        b.forward,
        (e) => {
          const [m, one] = [mean.at + e * C * 4, inverse.at + e * C * 4]
          b.k.zeroRows(1, C, m, 0)
          eachRow((r) => b.k.addRows(x.width, C, rowAt(from, e, r), from.pixel, m))
          shareInGroups(m)
          b.k.zeroRows(1, C, spread.at, 0)
          eachRow((r) => b.k.addDeviations(x.width, C, rowAt(from, e, r), from.pixel, m, spread.at))
          shareInGroups(spread.at)
          const [w, v] = [weight?.slot.at ?? 0, bias?.slot.at ?? 0]
          b.k.batchFactors(C, m, spread.at, w, v, one, factor.at, shift.at, layer.eps)
          eachRow((r) => {
            const [source, target] = [rowAt(from, e, r), rowAt(to, e, r)]
            b.k.scaleShift(x.width, C, source, from.pixel, factor.at, shift.at, target, to.pixel)
          })
        },
        true,
      )
    },
    backward() {
      const [from, dy] = [x.dataView, output.gradView]
      const [dWeight, dBias] = [weight?.grad ?? null, bias?.grad ?? null]
      for (const grad of [dWeight, dBias])
        if (grad !== null) b.command(b.before, () => b.k.zeroRows(1, C, grad.at, 0))
      const sumUp = (e: number): void => {
        const [m, one] = [mean.at + e * C * 4, inverse.at + e * C * 4]
        b.k.zeroRows(1, C, sums.at, 0)
        b.k.zeroRows(1, C, along.at, 0)
        eachRow((r) => {
          const [source, grad] = [rowAt(from, e, r), rowAt(dy, e, r)]
          b.k.addRows(x.width, C, grad, dy.pixel, sums.at)
          b.k.addAlong(x.width, C, source, from.pixel, grad, dy.pixel, m, one, along.at)
        })
        if (dWeight !== null) b.k.combine(1, C, dWeight.at, 0, along.at, 0, dWeight.at, 0, 1, 1)
        if (dBias !== null) b.k.combine(1, C, dBias.at, 0, sums.at, 0, dBias.at, 0, 1, 1)
      }
      if (!x.needsGrad) {
        b.command(b.backward, sumUp, true)
        return
      }
      b.give(x, (dx) =>
        b.command(
          b.backward,
          (e) => {
            sumUp(e)
            const [m, one] = [mean.at + e * C * 4, inverse.at + e * C * 4]
            shareInGroups(sums.at, weight?.slot ?? null)
            shareInGroups(along.at, weight?.slot ?? null)
            eachRow((r) => {
              const [source, target] = [rowAt(from, e, r), rowAt(dx, e, r)]
              let [grad, step] = [rowAt(dy, e, r), dy.pixel]
              if (weight !== null) {
                b.k.product(x.width, C, grad, step, weight.slot.at, 0, scaled.at, C * 4)
                ;[grad, step] = [scaled.at, C * 4]
              }
              b.k.batchGrad(
                x.width,
                C,
                source,
                from.pixel,
                grad,
                step,
                target,
                dx.pixel,
                m,
                one,
                one,
                sums.at,
                along.at,
              )
            })
          },
          true,
        ),
      )
    },
  }
}
