// Letters: N batch; G groups; H, W input map; oH, oW output map; kH, kW kernel.
//
// Convolution, its transpose and its weight gradient are one sum over products of three arrays,
//
//   T = Σ x[n, c, i·s + p·d − before, j·s + q·d − before] · w[o, c, p, q] · y[n, o, i, j],
//
// differentiated by y, by x or by w. So each of the three is linear in its two operands, and the gradients of
// each are the other two: derivatives of any order come from these three functions alone.

import { record } from '../../autodiff/record.ts'
import { type DType, type TensorData, allocate } from '../../tensor/dtype.ts'
import { Tensor } from '../../tensor/tensor.ts'
import type { WindowAxis } from './window.ts'

/** The sizes of x (N, G·inPerGroup, H, W), w (G·outPerGroup, inPerGroup, kH, kW), y (N, G·outPerGroup, oH, oW). */
export interface ConvGeometry {
  readonly batch: number
  readonly groups: number
  readonly inPerGroup: number
  readonly outPerGroup: number
  readonly axes: readonly [WindowAxis, WindowAxis]
}

/** The window positions [first, end) whose kernel element `offset` lies inside the input, not in the padding. */
function validRange(axis: WindowAxis, offset: number): [number, number] {
  const shift = offset * axis.dilation - axis.before
  const first = Math.max(0, Math.ceil(-shift / axis.stride))
  const end = Math.min(axis.output, Math.floor((axis.input - 1 - shift) / axis.stride) + 1)
  return [first, Math.max(first, end)]
}

/** Visits the terms of T row by row: y[y…y+count) meets x[x], x[x + s], … and the one weight w[w]. */
function eachRow(
  { batch, groups, inPerGroup, outPerGroup, axes: [h, w] }: ConvGeometry,
  visit: (x: number, w: number, y: number, count: number) => void,
): void {
  const columns = Array.from({ length: w.kernel }, (_, q) => validRange(w, q))
  const rows = Array.from({ length: h.kernel }, (_, p) => validRange(h, p))
  const outChannels = groups * outPerGroup
  for (let n = 0; n < batch; n++) {
    for (let o = 0; o < outChannels; o++) {
      const yPlane = (n * outChannels + o) * h.output * w.output
      const firstChannel = n * groups * inPerGroup + Math.floor(o / outPerGroup) * inPerGroup
      for (let c = 0; c < inPerGroup; c++) {
        const xPlane = (firstChannel + c) * h.input * w.input
        for (let p = 0; p < h.kernel; p++) {
          const [top, bottom] = rows[p]!
          for (let q = 0; q < w.kernel; q++) {
            const [left, right] = columns[q]!
            if (left === right) continue
            const weight = ((o * inPerGroup + c) * h.kernel + p) * w.kernel + q
            const column = left * w.stride + q * w.dilation - w.before
            for (let i = top; i < bottom; i++) {
              const row = i * h.stride + p * h.dilation - h.before
              visit(xPlane + row * w.input + column, weight, yPlane + i * w.output + left, right - left)
            }
          }
        }
      }
    }
  }
}

/** Sums run in float64 and are rounded once. */
function rounded(sums: Float64Array, dtype: DType): TensorData {
  if (dtype === 'float64') return sums
  const data = allocate(dtype, sums.length)
  data.set(sums)
  return data
}

/** ∂T/∂y: the cross-correlation of x with w. x (N, C, H, W), w (O, C / G, kH, kW) → (N, O, oH, oW). */
export function correlate(op: string, x: Tensor, w: Tensor, g: ConvGeometry): Tensor {
  const [h, v] = g.axes
  const shape = [g.batch, g.groups * g.outPerGroup, h.output, v.output]
  const sums = new Float64Array(shape.reduce((a, b) => a * b))
  const [source, weights, step] = [x.data, w.data, v.stride]
  eachRow(g, (at, weight, y, count) => {
    const factor = weights[weight]!
    for (let j = 0; j < count; j++) sums[y + j]! += factor * source[at + j * step]!
  })
  return record(op, [x, w], new Tensor(rounded(sums, x.dtype), shape), [
    (grad) => correlateInput(`${op} input gradient`, grad, w, g),
    (grad) => correlateWeight(`${op} weight gradient`, x, grad, g),
  ])
}

/** ∂T/∂x: the transposed convolution of y with w. y (N, O, oH, oW), w (O, C / G, kH, kW) → (N, C, H, W). */
export function correlateInput(op: string, y: Tensor, w: Tensor, g: ConvGeometry): Tensor {
  const [h, v] = g.axes
  const shape = [g.batch, g.groups * g.inPerGroup, h.input, v.input]
  const sums = new Float64Array(shape.reduce((a, b) => a * b))
  const [source, weights, step] = [y.data, w.data, v.stride]
  eachRow(g, (x, weight, at, count) => {
    const factor = weights[weight]!
    for (let j = 0; j < count; j++) sums[x + j * step]! += factor * source[at + j]!
  })
  return record(op, [y, w], new Tensor(rounded(sums, y.dtype), shape), [
    (grad) => correlate(`${op} input gradient`, grad, w, g),
    (grad) => correlateWeight(`${op} weight gradient`, grad, y, g),
  ])
}

/** ∂T/∂w: how much each weight saw. x (N, C, H, W), y (N, O, oH, oW) → (O, C / G, kH, kW). */
export function correlateWeight(op: string, x: Tensor, y: Tensor, g: ConvGeometry): Tensor {
  const [h, v] = g.axes
  const shape = [g.groups * g.outPerGroup, g.inPerGroup, h.kernel, v.kernel]
  const sums = new Float64Array(shape.reduce((a, b) => a * b))
  const [source, weights, step] = [x.data, y.data, v.stride]
  eachRow(g, (from, weight, at, count) => {
    let total = 0
    for (let j = 0; j < count; j++) total += source[from + j * step]! * weights[at + j]!
    sums[weight]! += total
  })
  return record(op, [x, y], new Tensor(rounded(sums, x.dtype), shape), [
    (grad) => correlateInput(`${op} input gradient`, y, grad, g),
    (grad) => correlate(`${op} output gradient`, x, grad, g),
  ])
}
