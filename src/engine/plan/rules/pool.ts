import type { Layer } from '../../layers/layer.ts'
import { resolvePool } from '../../ops/spatial/poolShape.ts'
import type { WindowAxis } from '../../ops/spatial/window.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value } from '../value.ts'
import { padChannels } from './elementwise.ts'

interface PoolLayer extends Layer {
  readonly kernelSize: number
  readonly windowOptions: object
}

const whole = (size: number): WindowAxis => ({
  input: size,
  kernel: size,
  stride: size,
  dilation: 1,
  before: 0,
  after: 0,
  output: 1,
})

/** The windows of a pooling layer; global pooling is one window. */
function windowsOf(layer: Layer, x: Value): readonly [WindowAxis, WindowAxis] {
  if (layer.type.startsWith('Global')) return [whole(x.height), whole(x.width)]
  const { kernelSize, windowOptions } = layer as PoolLayer
  return resolvePool(layer.type, [1, ...x.shape], kernelSize, windowOptions)
}

/** The output of a pooling, an image, or rows where the layer drops the axes of size 1. */
function outputOf(b: Builder, layer: Layer, name: string, x: Value): Value {
  const shape = layer.outputShape([1, ...x.shape]).slice(1)
  return b.value(name, shape, shape.length === 3 ? 'image' : 'rows', null, x.pitch)
}

/** Maximum or minimum; with `relu` also the activation before or after it. */
export function maxPoolRule(
  b: Builder,
  layer: Layer,
  name: string,
  [input]: readonly Value[],
  relu = false,
): Rule {
  const x = input!
  if (x.layout !== 'image') b.refuse(`${layer.type} of something that is not an image`)
  padChannels(x)
  x.isLocal = x.isConvolved && x.uses === 1 // convolution and pooling of one image, while it is in the cache
  const [h, w] = windowsOf(layer, x)
  const output = outputOf(b, layer, name, x)
  output.kept ||= output.layout === 'rows'
  const C = x.pitch
  const codes = b.slot(`winners of ${name}`, b.batch * h.output * w.output * C)
  const codeStep = h.output * w.output * C * 4
  const sign = layer.type === 'MinPool2d' ? -1 : 1
  const isSimple =
    relu &&
    [h, w].every(
      ({ kernel, stride, dilation, before, input: size, output: n }) =>
        kernel === 2 && stride === 2 && dilation === 1 && before === 0 && n * 2 <= size,
    )
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(
        b.forward,
        (e) => {
          const [source, target, code] = [
            from.at + e * from.image,
            to.at + e * to.image,
            codes.at + e * codeStep,
          ]
          if (isSimple)
            b.k.maxPool2Relu(
              h.output,
              w.output,
              C,
              source,
              from.pixel,
              from.row,
              target,
              to.pixel,
              to.row,
              code,
            )
          else {
            b.k.maxPool(
              h.output,
              w.output,
              C,
              h.kernel,
              w.kernel,
              h.stride,
              w.stride,
              h.dilation,
              w.dilation,
              -h.before,
              -w.before,
              x.height,
              x.width,
              source,
              from.pixel,
              from.row,
              target,
              to.pixel,
              to.row,
              code,
              sign,
              relu ? 1 : 0,
            )
          }
        },
        true,
      )
    },
    backward() {
      const dy = output.gradView
      const isCovered = isSimple && h.output * 2 === x.height && w.output * 2 === x.width
      b.give(x, (dx) => {
        b.command(
          b.backward,
          (e) => {
            const [target, grad, code] = [dx.at + e * dx.image, dy.at + e * dy.image, codes.at + e * codeStep]
            if (!isCovered) b.k.zeroRows(x.height, dx.cols, target, dx.row)
            if (isSimple)
              b.k.maxPool2Grad(h.output, w.output, C, target, dx.pixel, dx.row, grad, dy.pixel, dy.row, code)
            else {
              b.k.maxPoolGrad(
                h.output,
                w.output,
                C,
                h.kernel,
                w.kernel,
                h.stride,
                w.stride,
                h.dilation,
                w.dilation,
                -h.before,
                -w.before,
                x.height,
                x.width,
                target,
                dx.pixel,
                dx.row,
                grad,
                dy.pixel,
                dy.row,
                code,
              )
            }
          },
          true,
        )
      })
    },
  }
}

export function avgPoolRule(b: Builder, layer: Layer, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  if (x.layout !== 'image') b.refuse(`${layer.type} of something that is not an image`)
  padChannels(x)
  x.isLocal = x.isConvolved && x.uses === 1 // convolution and pooling of one image, while it is in the cache
  const [h, w] = windowsOf(layer, x)
  const output = outputOf(b, layer, name, x)
  output.kept ||= output.layout === 'rows'
  const C = x.pitch
  const { countIncludePad = true, divisorOverride = null } = layer.config() as {
    countIncludePad?: boolean
    divisorOverride?: number | null
  }
  const [rows, columns] = [extents(h), extents(w)]
  const shares = rows.flatMap((row) =>
    columns.map(
      (column) =>
        1 / (divisorOverride ?? (countIncludePad ? row.padded * column.padded : row.inside * column.inside)),
    ),
  )
  const share = b.table(`shares of ${name}`, Float32Array.from(shares))
  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      b.command(
        b.forward,
        (e) => {
          b.k.avgPool(
            h.output,
            w.output,
            C,
            h.kernel,
            w.kernel,
            h.stride,
            w.stride,
            -h.before,
            -w.before,
            x.height,
            x.width,
            from.at + e * from.image,
            from.pixel,
            from.row,
            to.at + e * to.image,
            to.pixel,
            to.row,
            share.at,
          )
        },
        true,
      )
    },
    backward() {
      const dy = output.gradView
      b.give(x, (dx) => {
        b.command(
          b.backward,
          (e) => {
            const target = dx.at + e * dx.image
            b.k.zeroRows(x.height, dx.cols, target, dx.row)
            b.k.avgPoolGrad(
              h.output,
              w.output,
              C,
              h.kernel,
              w.kernel,
              h.stride,
              w.stride,
              -h.before,
              -w.before,
              x.height,
              x.width,
              target,
              dx.pixel,
              dx.row,
              dy.at + e * dy.image,
              dy.pixel,
              dy.row,
              share.at,
            )
          },
          true,
        )
      })
    },
  }
}

/** How many elements each window covers along one axis: inside the input, and with padding. */
function extents({
  input,
  kernel,
  stride,
  before,
  after,
  output,
}: WindowAxis): { inside: number; padded: number }[] {
  return Array.from({ length: output }, (_, i) => {
    const start = i * stride - before
    const stop = Math.min(start + kernel, input + after)
    return { inside: Math.min(stop, input) - Math.max(start, 0), padded: stop - start }
  })
}
