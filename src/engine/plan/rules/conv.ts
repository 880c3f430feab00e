import type { Conv1d, Conv2d } from '../../layers/conv.ts'
import { resolveConv } from '../../ops/spatial/convShape.ts'
import type { WindowAxis } from '../../ops/spatial/window.ts'
import type { Builder, Rule } from '../builder.ts'
import { type Slot, type Value, type View, padded } from '../value.ts'
import { padChannels } from './elementwise.ts'
import { storeVector } from './linear.ts'
import { type Phase, phasesOf, reach } from './phases.ts'

/** What one phase of both axes needs: its weights, turned around and packed. */
interface BackPass {
  readonly y: Phase
  readonly x: Phase
  readonly weights: Slot
}

export function convRule(b: Builder, layer: Conv2d | Conv1d, name: string, [input]: readonly Value[]): Rule {
  const x = input!
  if (x.layout !== 'image') b.refuse(`${layer.type} of something that is not an image`)
  const { paddingMode = 'zeros' } = layer.config() as { paddingMode?: string }
  if (paddingMode !== 'zeros') b.refuse(`${layer.type} with paddingMode '${paddingMode}'`)
  const count = layer.type === 'Conv1d' ? 1 : 2
  const options = (layer as unknown as { windowOptions: object }).windowOptions
  const { geometry } = resolveConv(layer.type, count, [1, ...x.shape], layer.weight.shape, options)
  const [h, w] = geometry.axes
  const { groups, inPerGroup, outPerGroup } = geometry
  const isDepthwise = groups > 1 && inPerGroup === 1 && outPerGroup === 1
  if (isDepthwise || x.needsGrad) padChannels(x)
  x.kept = true
  const output = b.value(name, layer.outputShape([1, ...x.shape]).slice(1), 'image')
  output.isConvolved = true
  const [Cp, Op] = [x.pitch, output.pitch]
  const [KH, KW] = [h.kernel, w.kernel]

  // The window reads as far as its last position, which may end before or behind the padding.
  const end = (axis: WindowAxis): number =>
    Math.max(
      0,
      (axis.output - 1) * axis.stride + (axis.kernel - 1) * axis.dilation - axis.before - (axis.input - 1),
    )
  b.widen(x, 'border', { top: h.before, left: w.before, bottom: end(h), right: end(w) })

  const area = KH * KW
  const places = Int32Array.from({ length: layer.weight.numel }, (_, i) => {
    const tap = i % area
    const c = Math.floor(i / area) % inPerGroup
    const o = Math.floor(i / (area * inPerGroup))
    if (isDepthwise) return tap * Cp + o
    return (tap * Cp + Math.floor(o / outPerGroup) * inPerGroup + c) * Op + o
  })
  const weightFloats = isDepthwise ? area * Cp : area * Cp * Op
  const weight = b.store('weight', layer.weight, weightFloats, places)
  const bias = layer.bias === null ? null : storeVector(b, 'bias', layer.bias, Op)
  // Grouped weights are one matrix with zeros between the groups; the mask keeps them zero.
  const mask = groups > 1 && !isDepthwise && weight.grad !== null ? groupMask(b, weightFloats, places) : null

  const passes: BackPass[] = []
  if (x.needsGrad) {
    const [ys, xs] = [phasesOf(h), phasesOf(w)]
    const [[top, bottom], [left, right]] = [reach(ys, h.output), reach(xs, w.output)]
    b.widen(output, 'gradBorder', { top, bottom, left, right })
    for (const y of ys) {
      for (const phaseX of xs) {
        const floats = y.taps.length * phaseX.taps.length * Cp * (isDepthwise ? 1 : Op)
        passes.push({ y, x: phaseX, weights: b.slot(`weight of ${name} turned`, floats) })
      }
    }
  }

  const taps = (from: View): readonly [number, number, number, number] => [
    from.pixel * w.stride,
    from.row * h.stride,
    from.pixel * w.dilation,
    from.row * h.dilation,
  ]
  const start = (from: View): number => from.at - h.before * from.row - w.before * from.pixel

  return {
    output,
    forward() {
      const [from, to] = [x.dataView, output.dataView]
      const [xPixel, xRow, tapX, tapY] = taps(from)
      b.command(
        b.forward,
        (e) => {
          const [source, target] = [start(from) + e * from.image, to.at + e * to.image]
          const shift = bias?.slot.at ?? 0
          if (isDepthwise)
            b.k.depthwise(
              h.output,
              w.output,
              Cp,
              KH,
              KW,
              source,
              xPixel,
              xRow,
              tapX,
              tapY,
              weight.slot.at,
              target,
              to.pixel,
              to.row,
              shift,
              0,
            )
          else
            b.k.convolve(
              h.output,
              w.output,
              Op,
              KH,
              KW,
              Cp,
              source,
              xPixel,
              xRow,
              tapX,
              tapY,
              weight.slot.at,
              Op * 4,
              target,
              to.pixel,
              to.row,
              shift,
              0,
            )
        },
        true,
      )
    },
    backward() {
      const [from, dy] = [x.dataView, output.gradView]
      const [xPixel, xRow, tapX, tapY] = taps(from)
      const [dWeight, dBias] = [weight.grad, bias?.grad ?? null]
      for (const slot of [dWeight, dBias]) {
        if (slot !== null) b.command(b.before, () => b.k.zeroRows(1, slot.floats, slot.at, 0))
      }
      for (const pass of passes) turnWeights(b, pass, weight.slot.at, KW, Cp, isDepthwise ? 0 : Op)
      b.command(
        b.backward,
        (e) => {
          const [source, grad] = [start(from) + e * from.image, dy.at + e * dy.image]
          if (dWeight !== null) {
            if (isDepthwise)
              b.k.depthwiseWeights(
                h.output,
                w.output,
                Cp,
                KH,
                KW,
                source,
                xPixel,
                xRow,
                tapX,
                tapY,
                dWeight.at,
                grad,
                dy.pixel,
                dy.row,
              )
            else
              b.k.convolveWeights(
                h.output,
                w.output,
                Op,
                KH,
                KW,
                Cp,
                source,
                xPixel,
                xRow,
                tapX,
                tapY,
                dWeight.at,
                Op * 4,
                grad,
                dy.pixel,
                dy.row,
              )
          }
          if (dBias !== null)
            for (let r = 0; r < h.output; r++)
              b.k.addRows(w.output, Op, grad + r * dy.row, dy.pixel, dBias.at)
        },
        true,
      )
      if (mask !== null && dWeight !== null) {
        b.command(b.after, () => b.k.product(1, dWeight.floats, dWeight.at, 0, mask.at, 0, dWeight.at, 0))
      }
      b.give(
        x,
        (dx, add) => {
          for (const { y, x: across, weights } of passes) {
            b.command(
              b.backward,
              (e) => {
                const target = dx.at + e * dx.image + y.phase * dx.row + across.phase * dx.pixel
                const [pixel, row] = [dx.pixel * w.stride, dx.row * h.stride]
                if (weights.floats === 0 || y.taps.length * across.taps.length === 0) {
                  if (!add)
                    for (let r = 0; r < y.count; r++)
                      clearPixels(b, across.count, Cp, target + r * row, pixel)
                  return
                }
                const source = dy.at + e * dy.image + y.first * dy.row + across.first * dy.pixel
                const [stepX, stepY] = [dy.pixel * across.step, dy.row * y.step]
                const mode = add ? 1 : 0
                if (isDepthwise)
                  b.k.depthwise(
                    y.count,
                    across.count,
                    Cp,
                    y.taps.length,
                    across.taps.length,
                    source,
                    dy.pixel,
                    dy.row,
                    stepX,
                    stepY,
                    weights.at,
                    target,
                    pixel,
                    row,
                    0,
                    mode,
                  )
                else
                  b.k.convolve(
                    y.count,
                    across.count,
                    Cp,
                    y.taps.length,
                    across.taps.length,
                    Op,
                    source,
                    dy.pixel,
                    dy.row,
                    stepX,
                    stepY,
                    weights.at,
                    Cp * 4,
                    target,
                    pixel,
                    row,
                    0,
                    mode,
                  )
              },
              true,
            )
          }
        },
        true,
      )
    },
  }
}

const clearPixels = (b: Builder, count: number, channels: number, at: number, pixel: number): void =>
  b.k.zeroRows(count, channels, at, pixel)

function groupMask(b: Builder, floats: number, places: Int32Array): Slot {
  const ones = new Float32Array(padded(floats))
  for (const at of places) ones[at] = 1
  return b.table('groups', ones)
}

/** The weights of one phase: its taps in the order in which they are read, channels of the output first. */
function turnWeights(
  b: Builder,
  { y, x, weights }: BackPass,
  from: number,
  KW: number,
  Cp: number,
  Op: number,
): void {
  b.command(b.before, () => {
    y.taps.forEach((ky, j) => {
      x.taps.forEach((kx, i) => {
        const size = Cp * (Op || 1) * 4
        const source = from + (ky * KW + kx) * size
        const target = weights.at + (j * x.taps.length + i) * size
        if (Op === 0) b.k.copyRows(1, Cp, source, 0, target, 0)
        else b.k.transpose(Cp, Op, source, Op * 4, target, Cp * 4)
      })
    })
  })
}
