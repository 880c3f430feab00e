/** What a row of the builder may be. `fork`, `way` and `add` are the parts of a residual branch. */
export const KINDS = [
  'conv',
  'max',
  'avg',
  'adaptive',
  'gap',
  'act',
  'bn',
  'drop',
  'flatten',
  'dense',
  'fork',
  'way',
  'add',
] as const
export type Kind = (typeof KINDS)[number]

/** Functions of an activation row, by their names in links; the engine's layers. */
export const FUNCTIONS = {
  relu: 'ReLU',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  leaky: 'LeakyReLU',
  elu: 'ELU',
  gelu: 'GELU',
  silu: 'SiLU',
  softplus: 'Softplus',
  softmax: 'Softmax',
} as const
export type FunctionName = keyof typeof FUNCTIONS

/** Along H and W. */
export type Pair = readonly [number, number]
/** `'same'`, or zeros at top, bottom, left and right. */
export type Padding = 'same' | readonly [number, number, number, number]

/** One row; which of the fields count depends on its kind, see `FIELDS`. */
export interface Row {
  readonly kind: Kind
  /** Filters, or units. */
  readonly out: number
  readonly kernel: Pair
  readonly stride: Pair
  readonly padding: Padding
  readonly dilation: Pair
  readonly groups: number
  readonly bias: boolean
  readonly ceil: boolean
  /** The size that an adaptive pooling gives. */
  readonly size: Pair
  readonly name: FunctionName
  /** The share that dropout drops. */
  readonly p: number
}
export type Field = Exclude<keyof Row, 'kind'>

export const NO_PADDING: Padding = [0, 0, 0, 0]
export const DEFAULTS: Omit<Row, 'kind'> = {
  out: 16,
  kernel: [3, 3],
  stride: [1, 1],
  padding: NO_PADDING,
  dilation: [1, 1],
  groups: 1,
  bias: true,
  ceil: false,
  size: [1, 1],
  name: 'relu',
  p: 0.5,
}

/** What can be set in a row of each kind, in the order of the editor. */
export const FIELDS: Readonly<Record<Kind, readonly Field[]>> = {
  conv: ['out', 'kernel', 'stride', 'padding', 'dilation', 'groups', 'bias'],
  max: ['kernel', 'stride', 'padding', 'ceil'],
  avg: ['kernel', 'stride', 'padding', 'ceil'],
  adaptive: ['size'],
  gap: [],
  act: ['name'],
  bn: [],
  drop: ['p'],
  flatten: [],
  dense: ['out', 'bias'],
  fork: [],
  way: [],
  add: [],
}

/** The largest number that a field takes: enough for every network in use, and the sums stay exact. */
export const MOST: Readonly<Record<'out' | 'window' | 'padding' | 'input', number>> = {
  out: 65_536,
  window: 99,
  padding: 99,
  input: 4096,
}
export const MOST_ROWS = 200

/** A row of this kind with everything at its default; windows of pooling are 2 × 2 and move by their size. */
export function newRow(kind: Kind, parts: Partial<Row> = {}): Row {
  const pools = kind === 'max' || kind === 'avg'
  const kernel = parts.kernel ?? (pools ? ([2, 2] as const) : DEFAULTS.kernel)
  return { ...DEFAULTS, kernel, ...(pools && { stride: kernel }), ...parts, kind }
}

export const pairText = ([a, b]: Pair): string => (a === b ? String(a) : `${a}x${b}`)
export function paddingText(padding: Padding): string {
  if (padding === 'same') return 'same'
  const [top, bottom, left, right] = padding
  return top === bottom && left === right ? pairText([top, left]) : padding.join('x')
}

/** One to four whole numbers with × or a comma between them, or null. */
function numbersOf(text: string, least: number, most: number): number[] | null {
  const parts = text.trim().split(/\s*[x×*,\s]\s*/)
  const values = parts.map((part) => (/^\d{1,6}$/.test(part) ? Number(part) : Number.NaN))
  return values.every((value) => value >= least && value <= most) ? values : null
}

export function parsePair(text: string): Pair | null {
  const [a, b = a, ...more] = numbersOf(text, 1, MOST.window) ?? []
  return a === undefined || more.length > 0 ? null : [a, b!]
}

/** 1, 1x2 (vertical, horizontal), 0x1x0x1 (top, bottom, left, right), same, valid. */
export function parsePadding(text: string): Padding | null {
  const word = text.trim().toLowerCase()
  if (word === 'same') return 'same'
  if (word === 'valid') return NO_PADDING
  const [a, b = a, c, d, ...more] = numbersOf(text, 0, MOST.padding) ?? []
  if (a === undefined || more.length > 0) return null
  if (c === undefined) return [a, a, b!, b!]
  return d === undefined ? null : [a, b!, c, d]
}

export function parseCount(text: string, most: number): number | null {
  const value = /^\s*\d{1,6}\s*$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= most ? value : null
}

/** A row as links write it: `conv-96-k11-s4`, `max-k3-s2`, `relu`, `drop-0.5`. */
export function rowText(row: Row): string {
  const plain = newRow(row.kind, FIELDS[row.kind].includes('kernel') ? { kernel: row.kernel } : {})
  const code = (field: Field): string => {
    switch (field) {
      case 'out':
        return String(row.out)
      case 'size':
        return pairText(row.size)
      case 'p':
        return String(row.p)
      case 'kernel':
        return `k${pairText(row.kernel)}`
      case 'stride':
        return pairText(row.stride) === pairText(plain.stride) ? '' : `s${pairText(row.stride)}`
      case 'padding':
        return paddingText(row.padding) === '0' ? '' : `p${paddingText(row.padding)}`
      case 'dilation':
        return pairText(row.dilation) === '1' ? '' : `d${pairText(row.dilation)}`
      case 'groups':
        return row.groups === 1 ? '' : `g${row.groups}`
      case 'bias':
        return row.bias ? '' : 'nobias'
      case 'ceil':
        return row.ceil ? 'ceil' : ''
      default:
        return ''
    }
  }
  const head = row.kind === 'act' ? row.name : row.kind
  return [head, ...FIELDS[row.kind].map(code).filter(Boolean)].join('-')
}

/** The row that `rowText` wrote, or null for anything else. */
export function parseRow(text: string): Row | null {
  const [head = '', ...codes] = text.split('-')
  if (Object.hasOwn(FUNCTIONS, head))
    return codes.length === 0 ? newRow('act', { name: head as FunctionName }) : null
  const kind = KINDS.find((known) => known === head && known !== 'act')
  if (kind === undefined) return null
  const parts: { -readonly [F in keyof Row]?: Row[F] } = {}
  for (const code of codes) {
    const value = codeOf(kind, code)
    if (value === null) return null
    Object.assign(parts, value)
  }
  const row = newRow(kind, parts)
  return FIELDS[kind].includes('out') && parts.out === undefined ? null : row
}

function codeOf(kind: Kind, code: string): Partial<Row> | null {
  const fields = FIELDS[kind]
  const set = <F extends Field>(field: F, value: Row[F] | null): Partial<Row> | null =>
    value === null || !fields.includes(field) ? null : ({ [field]: value } as Partial<Row>)
  if (code === 'nobias') return set('bias', false)
  if (code === 'ceil') return set('ceil', true)
  if (/^\d/.test(code)) {
    if (kind === 'drop') return set('p', /^0(\.\d{1,4})?$/.test(code) ? Number(code) : null)
    return kind === 'adaptive' ? set('size', parsePair(code)) : set('out', parseCount(code, MOST.out))
  }
  const rest = code.slice(1)
  switch (code[0]) {
    case 'k':
      return set('kernel', parsePair(rest))
    case 's':
      return set('stride', parsePair(rest))
    case 'p':
      return set('padding', parsePadding(rest))
    case 'd':
      return set('dilation', parsePair(rest))
    case 'g':
      return set('groups', parseCount(rest, MOST.out))
    default:
      return null
  }
}

/** Rows of a network, separated by `_`; null when one of them is not understood. */
export function parseRows(text: string): Row[] | null {
  const rows = text === '' ? [] : text.split('_').map(parseRow)
  return rows.length <= MOST_ROWS && rows.every((row) => row !== null) ? (rows as Row[]) : null
}
export const rowsText = (rows: readonly Row[]): string => rows.map(rowText).join('_')
