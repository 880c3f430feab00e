import type { Digit, Item, Shown, ShownTensor } from '../protocol/shown.ts'

/** A cell's output as plain text: for notebooks, comments, print and screen readers. */
export const itemText = (item: Item): string => {
  switch (item.kind) {
    case 'log':
      return item.parts.map((part) => (part.t === 'text' ? textOf(part) : shownText(part))).join(' ')
    case 'value':
      return shownText(item.value)
    case 'table':
      return [
        ['', ...item.columns],
        ...item.rows.map((row) => row.map((cell) => (cell.t === 'text' ? textOf(cell) : shownText(cell)))),
      ]
        .map((row) => row.join('\t'))
        .concat(item.more > 0 ? [`… ${item.more} more`] : [])
        .join('\n')
    case 'tex':
      return `$${item.tex}$`
    case 'plot':
      return `[figure: ${item.plot.marks.map(({ mark }) => mark).join(', ')}]`
  }
}

const textOf = ({ text, more }: { text: string; more: number }): string =>
  more > 0 ? `${text}… (${more} more)` : text

/** A value on one line. */
export function shownText(shown: Shown): string {
  switch (shown.t) {
    case 'atom':
      return shown.text.replace(/^-/, '−')
    case 'text':
      return JSON.stringify(textOf(shown))
    case 'function':
      return `${shown.isClass ? 'class' : 'function'} ${shown.name}`.trim()
    case 'list':
      return `${shown.name === 'Array' ? '' : `${shown.name} `}[${joined(shown.items.map(shownText), shown.more)}]`
    case 'record':
      return `${shown.name === 'Object' ? '' : `${shown.name} `}{ ${joined(
        shown.entries.map(([key, value]) => `${key}: ${shownText(value)}`),
        shown.more,
      )} }`
    case 'tensor':
      return tensorText(shown)
    case 'model':
      return `${shown.name}, ${shown.total} parameters`
    case 'error':
      return `${shown.name}: ${shown.message}`
    case 'hidden':
      return shown.why === 'getter' ? '(getter)' : `${shown.name || ''}…`
  }
}

const joined = (parts: readonly string[], more: number): string =>
  [...parts, ...(more > 0 ? [`… ${more} more`] : [])].join(', ')

const tensorText = (tensor: ShownTensor): string =>
  `${tensorHead(tensor)} ${tensor.more > 0 ? `${nested(tensor.values.slice(0, 8), [8])}…` : nested(tensor.values, tensor.shape)}`

/** `Tensor (2, 3) float64`. */
export const tensorHead = ({ shape, dtype }: ShownTensor): string => `Tensor (${shape.join(', ')}) ${dtype}`

function nested(values: readonly Digit[], [size, ...inner]: readonly number[]): string {
  if (size === undefined) return digitText(values[0] ?? 0)
  const step = size === 0 ? 0 : values.length / size
  return `[${Array.from({ length: size }, (_, i) => nested(values.slice(i * step, (i + 1) * step), inner)).join(', ')}]`
}

/** A number with six significant figures at most and a real minus sign. */
export function digitText(digit: Digit): string {
  const value = Number(digit)
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? '∞' : '−∞'
  if (Object.is(value, -0)) return '−0'
  const size = Math.abs(value)
  const short =
    size !== 0 && (size < 1e-4 || size >= 1e7) ? value.toExponential(4) : String(Number(value.toPrecision(6)))
  return short.replaceAll('-', '−')
}
