import type { BatchNorm1d, BatchNorm2d, LayerNorm } from '../../layers/norm.ts'
import type { LogSoftmax, Softmax } from '../../layers/activations.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Slot, Value, View } from '../value.ts'
import { like, padChannels } from './elementwise.ts'
import { storeVector } from './linear.ts'

export function layerNormRule(b: Builder, layer: LayerNorm, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  if (x.layout === 'image' || x.order !== null) b.refuse('LayerNorm of maps')
  const size = x.features
  if (String(layer.normalizedShape) !== String([size])) b.refuse(`LayerNorm over more than the last axis`)
  const output = like(b, x, name)
  const hat = like(b, x, `${name} before scale and shift`)
  hat.kept = true
  const inverse = b.slot(`inverse deviations of ${name}`, b.batch * x.height)
  const weight = layer.weight === null ? null : storeVector(b, 'weight', layer.weight)
  const bias = layer.bias === null ? null : storeVector(b, 'bias', layer.bias)
  return {
    output,
    forward() {
      const [from, mid, to] = [x.dataView, hat.dataView, output.dataView]
      b.rowwise(b.forward, [from, mid, to], (rows) => {
        b.k.normalizeRows(rows, size, from.at, from.row, mid.at, inverse.at, layer.eps)
        if (weight !== null && bias !== null)
          b.k.scaleShift(rows, to.cols, mid.at, mid.row, weight.slot.at, bias.slot.at, to.at, to.row)
        else b.k.copyRows(rows, to.cols, mid.at, mid.row, to.at, to.row)
      })
    },
    backward() {
      const [mid, dy, scratch] = [hat.dataView, output.gradView, hat.gradView]
      b.rowwise(b.backward, [mid, dy], (rows) => {
        if (weight?.grad) {
          b.k.zeroRows(1, dy.cols, weight.grad.at, 0)
          b.k.addProducts(rows, dy.cols, dy.at, dy.row, mid.at, mid.row, weight.grad.at)
        }
        if (!bias?.grad) return
        b.k.zeroRows(1, dy.cols, bias.grad.at, 0)
        b.k.addRows(rows, dy.cols, dy.at, dy.row, bias.grad.at)
      })
      b.give(x, (dx) =>
        b.rowwise(b.backward, [dx, dy, mid], (rows) => {
          if (weight === null) b.k.copyRows(rows, dy.cols, dy.at, dy.row, scratch.at, scratch.row)
          else b.k.product(rows, dy.cols, dy.at, dy.row, weight.slot.at, 0, scratch.at, scratch.row)
          b.k.normalizeRowsGrad(rows, size, scratch.at, scratch.row, mid.at, inverse.at, dx.at)
        }),
      )
    },
  }
}

export function softmaxRule(
  b: Builder,
  layer: Softmax | LogSoftmax,
  name: string,
  [input]: readonly Value[],
): Rule {
  const x = input!
  if (x.layout === 'image' || x.order !== null) b.refuse(`${layer.type} of maps`)
  if (layer.axis !== -1 && layer.axis !== x.shape.length)
    b.refuse(`${layer.type} along another axis than the last`)
  const log = layer.type === 'LogSoftmax' ? 1 : 0
  const output = like(b, x, name)
  output.kept = true
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.rowwise(b.forward, [from, to], (rows) =>
        b.k.softmaxRows(rows, x.features, from.at, from.row, to.at, to.row, 1, 0, log),
      )
    },
    backward() {
      const [ys, dy] = [output.dataView, output.gradView]
      b.give(x, (dx) =>
        b.rowwise(b.backward, [dx, dy, ys], (rows) => {
          b.k.softmaxRowsGrad(rows, x.features, ys.at, ys.row, dy.at, dy.row, dx.at, dx.row, 1, log)
        }),
      )
    },
  }
}

export function batchNormRule(
  b: Builder,
  layer: BatchNorm1d | BatchNorm2d,
  name: string,
  [input]: readonly Value[],
): Rule {
  const x = input!
  if (x.layout === 'rows' && (x.shape.length !== 1 || x.order !== null))
    b.refuse(`${layer.type} of such a layout`)
  const { momentum, momentumConvention, runningVariance, trackRunningStats } = layer.config() as unknown as {
    momentum: number | null
    momentumConvention: string
    runningVariance: string
    trackRunningStats: boolean
  }
  padChannels(x)
  x.kept = true // statistics need all examples before the first is normalized
  const C = x.pitch
  const output = like(b, x, name)
  output.kept = true
  const positions = x.height * x.width
  const vector = (what: string): Slot => b.slot(`${what} of ${name}`, C)
  const [mean, variance, inverse] = [vector('mean'), vector('variance'), vector('inverse deviation')]
  const [a, shift] = [vector('factor'), vector('shift')]
  const [c, d] = [vector('mean of the gradient'), vector('mean of the gradient along x')]
  const weight = layer.weight === null ? null : storeVector(b, 'weight', layer.weight, C)
  const bias = layer.bias === null ? null : storeVector(b, 'bias', layer.bias, C)
  const buffer = (key: string, tensor: typeof layer.runningMean) =>
    tensor === null
      ? null
      : b.store(
          key,
          tensor,
          C,
          Int32Array.from({ length: tensor.numel }, (_, i) => i),
          true,
        )
  const [runningMean, runningVar, tracked] = [
    buffer('runningMean', layer.runningMean),
    buffer('runningVar', layer.runningVar),
    buffer('numBatchesTracked', layer.numBatchesTracked),
  ]

  /** Calls `work` for rows of C numbers that together are all positions of all examples. */
  const overAll = (view: View, work: (rows: number, offset: (v: View) => number) => void): void => {
    const isRows = x.layout === 'rows'
    if (isRows) return work(b.state.batch, () => 0)
    for (let e = 0; e < b.state.batch; e++) {
      for (let r = 0; r < view.rows; r++) work(x.width, (v) => e * v.image + r * v.row)
    }
  }
  const stepOf = (v: View): number => (x.layout === 'rows' ? v.row : v.pixel)

  function statistics(from: View): void {
    const n = b.state.batch * positions
    const isBatch = b.state.training || !trackRunningStats
    if (isBatch) {
      b.k.zeroRows(1, C, mean.at, 0)
      overAll(from, (rows, at) => b.k.addRows(rows, C, from.at + at(from), stepOf(from), mean.at))
      b.k.combine(1, C, mean.at, 0, mean.at, 0, mean.at, 0, 1 / n, 0)
      b.k.zeroRows(1, C, variance.at, 0)
      overAll(from, (rows, at) =>
        b.k.addDeviations(rows, C, from.at + at(from), stepOf(from), mean.at, variance.at),
      )
      b.k.combine(1, C, variance.at, 0, variance.at, 0, variance.at, 0, 1 / n, 0)
    }
    if (b.state.training && runningMean !== null && runningVar !== null) {
      const count = ++b.machine.heap.f[tracked!.slot.at / 4]!
      const share = momentum === null ? 1 / count : momentumConvention === 'keras' ? 1 - momentum : momentum
      const factor = runningVariance === 'biased' ? 1 : n / (n - 1)
      b.k.combine(1, C, runningMean.slot.at, 0, mean.at, 0, runningMean.slot.at, 0, 1 - share, share)
      b.k.combine(
        1,
        C,
        runningVar.slot.at,
        0,
        variance.at,
        0,
        runningVar.slot.at,
        0,
        1 - share,
        share * factor,
      )
    }
    const [m, v] = isBatch ? [mean.at, variance.at] : [runningMean!.slot.at, runningVar!.slot.at]
    b.k.batchFactors(C, m, v, weight?.slot.at ?? 0, bias?.slot.at ?? 0, inverse.at, a.at, shift.at, layer.eps)
  }

  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(b.forward, () => {
        statistics(from)
        overAll(from, (rows, at) =>
          b.k.scaleShift(
            rows,
            C,
            from.at + at(from),
            stepOf(from),
            a.at,
            shift.at,
            to.at + at(to),
            stepOf(to),
          ),
        )
      })
    },
    backward() {
      const [from, dy] = [x.dataView, output.gradView]
      b.command(b.backward, () => {
        b.k.zeroRows(1, C, c.at, 0)
        b.k.zeroRows(1, C, d.at, 0)
        overAll(from, (rows, at) => {
          b.k.addRows(rows, C, dy.at + at(dy), stepOf(dy), c.at)
          b.k.addAlong(
            rows,
            C,
            from.at + at(from),
            stepOf(from),
            dy.at + at(dy),
            stepOf(dy),
            mean.at,
            inverse.at,
            d.at,
          )
        })
        if (weight?.grad) b.k.copyRows(1, C, d.at, 0, weight.grad.at, 0)
        if (bias?.grad) b.k.copyRows(1, C, c.at, 0, bias.grad.at, 0)
        const n = b.state.batch * positions
        b.k.combine(1, C, c.at, 0, c.at, 0, c.at, 0, 1 / n, 0)
        b.k.combine(1, C, d.at, 0, d.at, 0, d.at, 0, 1 / n, 0)
      })
      b.give(x, (dx) =>
        b.command(b.backward, () =>
          overAll(from, (rows, at) => {
            b.k.batchGrad(
              rows,
              C,
              from.at + at(from),
              stepOf(from),
              dy.at + at(dy),
              stepOf(dy),
              dx.at + at(dx),
              stepOf(dx),
              mean.at,
              inverse.at,
              a.at,
              c.at,
              d.at,
            )
          }),
        ),
      )
    },
  }
}
