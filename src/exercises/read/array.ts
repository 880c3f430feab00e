import { say, type Message } from '../messages.ts'
import { asciiSigns, readNumber, type NumberReading, type NumberSyntax } from './number.ts'
import { accept, refuse, type Read } from './reading.ts'

export interface ArrayReading {
  shape: number[]
  /** Row-major. */
  cells: NumberReading[]
  /** Typed without brackets or in the grid: a list may stand for a row, a column or a vector. */
  isLoose: boolean
}

/** Characters and cells read as one tensor; more is not an answer. */
const textLimit = 20_000
const cellLimit = 4096
const depthLimit = 6

type Nested = string | Nested[]

/**
 * Reads a tensor as typed, as pasted from Python or a spreadsheet, or as the page's grid of texts:
 * `[[1, 2], [3, 4]]`, `((1, 2), (3, 4))`, `tensor([[1., 2.]])`, `1 2; 3 4`, lines with tabs, `1 & 2 \\ 3 & 4`.
 * Commas separate cells, so a decimal comma belongs in the grid.
 */
export function readArray(
  raw: string | readonly (readonly string[])[],
  syntax: NumberSyntax = {},
): Read<ArrayReading> {
  if (typeof raw !== 'string') return readCells(raw as Nested[], true, syntax)
  if (raw.length > textLimit) return refuse(say('too-long', { limit: textLimit }))
  const text = unwrap(asciiSigns(raw).trim())
  if (text === '') return refuse(say('nothing-entered'))
  if (!'[({'.includes(text[0]!)) return readCells(splitRows(text), true, syntax)
  const nested = parseNested(text)
  return nested.ok ? readCells(nested.read, false, syntax) : nested
}

/** Without `tensor(…)`, `np.array(…)`, a dtype or a matrix environment around it. */
function unwrap(text: string): string {
  const environment = /^\$*\s*\\begin\{[bpvB]?matrix\}([^]*)\\end\{[bpvB]?matrix\}\s*\$*$/.exec(text)
  if (environment !== null) return environment[1]!.trim()
  const call = /^(?:np\.|numpy\.|torch\.)?(?:tensor|array|Tensor)\(([^]*)\)$/.exec(text)
  return call === null ? text : call[1]!.replace(/,\s*dtype\s*=\s*[\w.']+\s*$/, '').trim()
}

function splitRows(text: string): Nested {
  const rows = text
    .split(/\\\\|[;\n]/)
    .map((row) => row.trim())
    .filter((row) => row !== '')
    .map((row) => (/[,\t&]/.test(row) ? row.split(/[,\t&]/) : row.split(/\s+/)).map((cell) => cell.trim()))
  const [first = ['']] = rows
  if (rows.length > 1) return rows
  return first.length > 1 ? first : first[0]!
}

const closers: Record<string, string> = { '[': ']', '(': ')', '{': '}' }

function parseNested(text: string): Read<Nested> {
  const stack: { items: Nested[]; closer: string }[] = []
  const opener = text[0]!
  const isSeparator = /[\s,;&]/
  let result: Nested | undefined
  let at = 0
  while (at < text.length) {
    const char = text[at]!
    if (isSeparator.test(char)) at++
    else if (result !== undefined) return refuse(say('unbalanced-brackets'))
    else if (char === opener) {
      if (stack.length === depthLimit) return refuse(say('unbalanced-brackets'))
      stack.push({ items: [], closer: closers[char]! })
      at++
    } else if (char === stack.at(-1)?.closer) {
      const { items } = stack.pop()!
      const parent = stack.at(-1)
      if (parent === undefined) result = items
      else parent.items.push(items)
      at++
    } else if ('[]{})'.includes(char)) return refuse(say('unbalanced-brackets'))
    else {
      const end = endOfCell(text, at)
      stack.at(-1)!.items.push(text.slice(at, end))
      at = end
    }
  }
  return result === undefined ? refuse(say('unbalanced-brackets')) : accept(result)
}

/** A cell ends at a separator or a bracket, but `max(1, 2)` keeps its own parentheses. */
function endOfCell(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const char = text[at]!
    if (char === '(') depth++
    else if (char === ')' && depth > 0) depth--
    else if (depth === 0 && /[\s,;&)\]}[{]/.test(char)) return at
  }
  return text.length
}

function shapeOf(nested: Nested): number[] | undefined {
  if (typeof nested === 'string') return []
  const shapes = nested.map(shapeOf)
  const [first] = shapes
  const isEven = shapes.every((shape) => shape !== undefined && String(shape) === String(first))
  return isEven ? [nested.length, ...(first ?? [])] : undefined
}

const leaves = (nested: Nested): string[] => (typeof nested === 'string' ? [nested] : nested.flatMap(leaves))

function readCells(nested: Nested, isLoose: boolean, syntax: NumberSyntax): Read<ArrayReading> {
  const texts = leaves(nested)
  if (texts.length > cellLimit) return refuse(say('too-long', { limit: cellLimit }))
  const shape = shapeOf(nested)
  if (shape === undefined) return refuse(say('ragged'))
  const blanks = texts.filter((text) => text.trim() === '').length
  if (texts.length === blanks) return refuse(say('nothing-entered'))
  if (blanks > 0) return refuse(say('blank-cells', { count: blanks }))
  const cells: NumberReading[] = []
  for (const [i, text] of texts.entries()) {
    const cell = readNumber(text, syntax)
    if (!cell.ok) return refuse(cellProblem(i, shape, cell.message))
    cells.push(cell.read)
  }
  return accept({ shape, cells, isLoose })
}

function cellProblem(index: number, shape: number[], problem: Message): Message {
  const columns = shape.at(-1) ?? 1
  return say('cell-unreadable', {
    row: Math.floor(index / columns) + 1,
    column: (index % columns) + 1,
    problem,
  })
}

const squeezed = (sizes: readonly number[]): string => String(sizes.filter((size) => size !== 1))

/** The shape the reader means when `want` is asked for: a loose list takes the orientation of the answer. */
export function meantShape({ shape, isLoose }: ArrayReading, want: readonly number[]): number[] {
  const isReoriented = isLoose && (shape.length !== want.length || want.length < 2)
  return isReoriented && squeezed(shape) === squeezed(want) ? [...want] : shape
}
