import { LIMITS } from '../../protocol/limits.ts'
import { MARKS, TRANSFORMS } from '../../protocol/plot-vocabulary.ts'
import type { MarkSpec } from '../../protocol/shown.ts'
import { displayable } from '../displayable.ts'
import { channelsOf, constants, primitiveRows, rowsOf, type Options } from './columns.ts'

const specs = new WeakMap<object, MarkSpec>()
const transforms = new WeakMap<object, NonNullable<MarkSpec['transform']>>()

/**
 * Observable Plot as cells know it. Nothing is drawn here: every mark becomes columns of values, because what a cell
 * sends to the page is data and the page draws it.
 */
export const Plot: Readonly<Record<string, unknown>> = Object.freeze({
  plot,
  ...Object.fromEntries(MARKS.map((mark) => [mark, (...args: unknown[]) => makeMark(mark, args)])),
  ...Object.fromEntries(
    TRANSFORMS.map((name) => [
      name,
      (outputs?: Options, options?: Options) => transformed(name, outputs, options),
    ]),
  ),
})

function plot(options: Options = {}): object {
  const { marks = [], ...rest } = options
  const flat = ([marks] as unknown[]).flat(3).filter((mark) => mark !== null && mark !== undefined)
  const known = flat.map((mark) => {
    const spec = typeof mark === 'object' && mark !== null ? specs.get(mark) : undefined
    if (!spec)
      throw new TypeError('Plot.plot: marks are made by the functions of Plot, such as Plot.lineY(data).')
    return spec
  })
  const values = known.reduce(
    (sum, mark) => sum + Object.values(mark.channels).reduce((n, c) => n + c.values.length, 0),
    0,
  )
  if (values > LIMITS.figureValues) {
    throw new RangeError(
      `Plot.plot: a figure of ${values} values; at most ${LIMITS.figureValues} can be drawn.`,
    )
  }
  return displayable({ kind: 'plot', plot: { marks: known, options: constants(rest) } })
}

/** Marks without data, such as `frame()` and `gridX()`, may be given options alone. */
function makeMark(mark: string, args: readonly unknown[]): object {
  const [first, second] = args
  const isBare = second === undefined && (first === undefined || isOptions(first))
  const options = ((isBare ? first : second) ?? {}) as Options
  const rows = isBare ? [] : rowsOf(first)
  const own = primitiveRows(rows)
  const channels = { ...(own && rows.length > 0 ? { data: own } : {}), ...channelsOf(rows, options) }
  const transform = transforms.get(options)
  const spec: MarkSpec = {
    mark,
    length: isBare ? -1 : rows.length,
    channels,
    options: constants(options, Object.keys(channels)),
    ...(transform ? { transform } : {}),
  }
  const made = Object.freeze({
    plot: (around: Options = {}) => plot({ ...around, marks: [...[around['marks'] ?? []].flat(), made] }),
  })
  specs.set(made, spec)
  return made
}

const isOptions = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

function transformed(name: string, outputs: Options = {}, options: Options = {}): Options {
  const tagged = { ...options }
  transforms.set(tagged, [name, constants(outputs)])
  return tagged
}
