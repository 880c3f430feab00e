import { conv2d, tensor } from 'chainrule'
import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'
import {
  PADDINGS,
  resolve,
  ROUNDINGS,
  seeing,
  seenBy,
  totalsFor,
  type Axis,
  type PaddingKind,
  type Resolved,
  type Rounding,
} from './axis.ts'

export { resolve, seeing, totalsFor } from './axis.ts'

export const AXES = ['rows', 'columns'] as const
export type AxisName = (typeof AXES)[number]
export const VIEWS = ['values', 'uses'] as const
export const SIDES = ['output', 'input'] as const

/** What each hyper-parameter may be. */
export const RANGES = {
  input: [3, 9],
  kernel: [1, 5],
  stride: [1, 4],
  dilation: [1, 3],
  padding: [0, 4],
} as const satisfies Record<keyof Axis, readonly [number, number]>
export const FIELDS = Object.keys(RANGES) as (keyof Axis)[]

export interface ShapesState {
  rows: Axis
  columns: Axis
  /** Whether columns follow rows. */
  isSquare: boolean
  kind: PaddingKind
  rounding: Rounding
  /** Numbers, or how many outputs see each input. */
  view: (typeof VIEWS)[number]
  side: (typeof SIDES)[number]
  row: number
  column: number
  /** The output that is asked for, along the rows. */
  wanted: number
}

const start: Axis = { input: 7, kernel: 3, stride: 2, dilation: 1, padding: 1 }
export const INITIAL: ShapesState = {
  rows: start,
  columns: start,
  isSquare: true,
  kind: 'side',
  rounding: 'floor',
  view: 'values',
  side: 'output',
  row: 1,
  column: 2,
  wanted: 5,
}

/** Small whole numbers without symmetry, so that every output can be checked by hand. */
export const inputAt = (row: number, column: number): number => (row * 3 + column * 5 + row * column) % 10
export const weightAt = (p: number, q: number): number => ((2 * p + 3 * q + 1) % 4) - 1

export interface Shapes {
  rows: Resolved
  columns: Resolved
  /** (H, W), without padding. */
  input: number[][]
  weight: number[][] // (kH, kW)
  /** (oH, oW); empty where the kernel does not fit. */
  output: number[][]
  /** How many outputs see each input, (H, W). */
  uses: number[][]
}

export function shapesOf(state: ShapesState): Shapes {
  const [rows, columns] = AXES.map((name) => resolve(state[name], state.kind, state.rounding)) as [
    Resolved,
    Resolved,
  ]
  const table = (height: number, width: number, cell: (row: number, column: number) => number) =>
    Array.from({ length: height }, (_, row) =>
      Array.from({ length: width }, (__, column) => cell(row, column)),
    )
  const input = table(state.rows.input, state.columns.input, inputAt)
  const weight = table(state.rows.kernel, state.columns.kernel, weightAt)
  const counts = AXES.map((name, k) =>
    Array.from({ length: state[name].input }, (_, at) => seeing(state[name], [rows, columns][k]!, at).length),
  )
  const fits = rows.output > 0 && columns.output > 0
  return {
    rows,
    columns,
    input,
    weight,
    output: fits ? convolved(state, rows, columns, input, weight) : [],
    uses: table(
      state.rows.input,
      state.columns.input,
      (row, column) => counts[0]![row]! * counts[1]![column]!,
    ),
  }
}

/** The engine's convolution; what hangs over with ceil is padding at the end. */
function convolved(
  state: ShapesState,
  rows: Resolved,
  columns: Resolved,
  input: number[][],
  weight: number[][],
): number[][] {
  const map = conv2d(tensor([[input]]), tensor([[weight]]), null, {
    stride: [state.rows.stride, state.columns.stride],
    dilation: [state.rows.dilation, state.columns.dilation],
    padding: {
      top: rows.before,
      bottom: rows.after + rows.overhang,
      left: columns.before,
      right: columns.after + columns.overhang,
    },
  })
  // A window that ceil refuses to begin in the padding is not there.
  return (map.toArray() as number[][][][])[0]![0]!
    .slice(0, rows.output)
    .map((line) => line.slice(0, columns.output))
}

/** Inputs of the marked window, or outputs that see the marked input, as rows and columns. */
export function marked(state: ShapesState, { rows, columns }: Shapes): { rows: number[]; columns: number[] } {
  if (state.side === 'output')
    return {
      rows: seenBy(state.rows, rows, state.row),
      columns: seenBy(state.columns, columns, state.column),
    }
  return {
    rows: seeing(state.rows, rows, state.row),
    columns: seeing(state.columns, columns, state.column),
  }
}

/** Changes a hyper-parameter of one axis, or of both where the square is kept. */
export function withField(state: ShapesState, name: AxisName, field: keyof Axis, value: number): ShapesState {
  const [low, high] = RANGES[field]
  const part = { [field]: Math.min(high, Math.max(low, Math.round(value))) }
  return fitted({
    ...state,
    ...(state.isSquare || name === 'rows' ? { rows: { ...state.rows, ...part } } : {}),
    ...(state.isSquare || name === 'columns' ? { columns: { ...state.columns, ...part } } : {}),
  })
}

/** Keeps the marked place where there is something. */
export function fitted(state: ShapesState): ShapesState {
  const size = (name: AxisName) =>
    state.side === 'input' ? state[name].input : resolve(state[name], state.kind, state.rounding).output
  const within = (value: number, count: number) => Math.min(Math.max(0, count - 1), Math.max(0, value))
  return { ...state, row: within(state.row, size('rows')), column: within(state.column, size('columns')) }
}

/** Total paddings along the rows that give the wanted output. */
export const answersFor = (state: ShapesState): number[] =>
  totalsFor(state.rows, state.rounding, state.wanted)

const axisText = (axis: Axis): string => FIELDS.map((field) => axis[field]).join(',')

export const toLink = (state: ShapesState): LinkState => ({
  rows: axisText(state.rows),
  columns: axisText(state.columns),
  square: state.isSquare ? 'yes' : 'no',
  kind: state.kind,
  rounding: state.rounding,
  view: state.view,
  side: state.side,
  at: `${state.row},${state.column}`,
  wanted: String(state.wanted),
})

function axisFromLink(text: string | undefined, initial: Axis): Axis {
  const parts = (text ?? '').split(',')
  if (parts.length !== FIELDS.length) return initial
  return Object.fromEntries(
    FIELDS.map((field, i) => {
      const [low, high] = RANGES[field]
      return [field, Math.round(numberFromLink(parts[i], initial[field], low, high))]
    }),
  ) as unknown as Axis
}

export function fromLink(link: LinkState, initial: ShapesState): ShapesState {
  const rows = axisFromLink(link['rows'], initial.rows)
  const isSquare = wordFromLink(link['square'], ['yes', 'no'], initial.isSquare ? 'yes' : 'no') === 'yes'
  const [row, column] = (link['at'] ?? '').split(',')
  return fitted({
    rows,
    columns: isSquare ? rows : axisFromLink(link['columns'], initial.columns),
    isSquare,
    kind: wordFromLink(link['kind'], PADDINGS, initial.kind),
    rounding: wordFromLink(link['rounding'], ROUNDINGS, initial.rounding),
    view: wordFromLink(link['view'], VIEWS, initial.view),
    side: wordFromLink(link['side'], SIDES, initial.side),
    row: Math.round(numberFromLink(row, initial.row, 0, 20)),
    column: Math.round(numberFromLink(column, initial.column, 0, 20)),
    wanted: Math.round(numberFromLink(link['wanted'], initial.wanted, 1, 12)),
  })
}
