import type { Resolved } from './axis.ts'
import type { Shapes, ShapesState } from './model.ts'

/** How a library writes these hyper-parameters, or why it refuses them: `refused` is a key of the strings. */
export interface Written {
  code: string
  refused: 'kernel' | 'same-stride' | 'stride-dilation' | 'ceil' | undefined
}

/** One number where both axes agree. */
const pair = (rows: number, columns: number): string =>
  rows === columns ? String(rows) : `(${rows}, ${columns})`

const isSymmetric = ({ before, after }: Resolved): boolean => before === after

/**
 * PyTorch pads any number per side; other paddings need a layer in front. It refuses `padding='same'` with a stride
 * (torch.nn.Conv2d), and a kernel that spans more than the padded input.
 */
export function inPyTorch(state: ShapesState, { rows, columns }: Shapes): Written {
  const { rows: r, columns: c } = state
  const parts = [`1, 1, ${pair(r.kernel, c.kernel)}`]
  if (r.stride > 1 || c.stride > 1) parts.push(`stride=${pair(r.stride, c.stride)}`)
  const strides = r.stride > 1 || c.stride > 1
  const isOneCall = isSymmetric(rows) && isSymmetric(columns)
  if (state.kind === 'same' && !strides) parts.push("padding='same'")
  else if (isOneCall && (rows.before > 0 || columns.before > 0))
    parts.push(`padding=${pair(rows.before, columns.before)}`)
  if (r.dilation > 1 || c.dilation > 1) parts.push(`dilation=${pair(r.dilation, c.dilation)}`)
  const conv = `nn.Conv2d(${parts.join(', ')})`
  const sides = [columns.before, columns.after, rows.before, rows.after].join(', ')
  const needsPad = !isOneCall && !(state.kind === 'same' && !strides)
  return {
    code: needsPad ? `nn.ZeroPad2d((${sides}))\n${conv}` : conv,
    refused:
      refusal(rows, columns) ??
      (state.rounding === 'ceil' ? 'ceil' : state.kind === 'same' && strides ? 'same-stride' : undefined),
  }
}

/** Keras knows 'valid' and 'same' only, and refuses a stride together with a dilation. */
export function inKeras(state: ShapesState, { rows, columns }: Shapes): Written {
  const { rows: r, columns: c } = state
  const parts = [`1, ${pair(r.kernel, c.kernel)}`]
  const [strides, dilates] = [r.stride > 1 || c.stride > 1, r.dilation > 1 || c.dilation > 1]
  if (strides) parts.push(`strides=${pair(r.stride, c.stride)}`)
  if (state.kind === 'same') parts.push('padding="same"')
  if (dilates) parts.push(`dilation_rate=${pair(r.dilation, c.dilation)}`)
  const conv = `Conv2D(${parts.join(', ')})`
  const isPadded = rows.before + rows.after + columns.before + columns.after > 0
  const sides = `((${rows.before}, ${rows.after}), (${columns.before}, ${columns.after}))`
  return {
    code: isPadded && state.kind !== 'same' ? `ZeroPadding2D(${sides})\n${conv}` : conv,
    refused:
      refusal(rows, columns) ??
      (state.rounding === 'ceil' ? 'ceil' : strides && dilates ? 'stride-dilation' : undefined),
  }
}

const refusal = (rows: Resolved, columns: Resolved): 'kernel' | undefined =>
  rows.output < 1 || columns.output < 1 ? 'kernel' : undefined
