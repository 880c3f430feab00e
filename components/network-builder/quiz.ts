import { sidesOf, type Shape } from './layers.ts'
import { shapeText, type Dialect } from './refusals.ts'
import type { Row } from './rows.ts'
import type { Line, Seen, Sheet } from './sheet.ts'

/** What a reader may be asked about a row. */
export const QUESTIONS = ['output', 'parameters', 'macs', 'sees'] as const
export type Question = (typeof QUESTIONS)[number]

/** Ways to go wrong that people do go; each has words of its own. */
export type Slip =
  | 'axes'
  | 'channels'
  | 'noPadding'
  | 'noStride'
  | 'up'
  | 'noPlusOne'
  | 'noBias'
  | 'extraBias'
  | 'oneChannel'
  | 'allGroups'
  | 'none'
  | 'statistics'
  | 'flops'
  | 'once'
  | 'inputPlaces'
  | 'biasesToo'
  | 'noJump'
  | 'ownStride'
  | 'oneTooMany'
  | 'theJump'
export type Verdict =
  { readonly is: 'right' } | { readonly is: 'unread' } | { readonly is: 'wrong'; readonly slip: Slip | null }

/** Rows worth a question, when the next one is looked for. */
const WORTH: ReadonlySet<Row['kind']> = new Set(['conv', 'max', 'avg', 'dense', 'bn', 'add'])

/** The next row worth a question after this one, from the top again after the last; where there is none, this one. */
export function nextAsked({ lines }: Sheet, at: number): number {
  for (let i = 1; i <= lines.length; i++) {
    const to = (at + i) % lines.length
    if (WORTH.has(lines[to]!.row.kind) && lines[to]!.output !== null) return to
  }
  return at
}

const isWindowed = ({ sees }: Line): boolean => sees !== null && sees !== 'all'

/** The questions of a row: nothing about the field where the row sees all, or where there are no pixels. */
export const questionsOf = (line: Line): readonly Question[] =>
  line.output === null ? [] : QUESTIONS.filter((one) => one !== 'sees' || isWindowed(line))

/** What a value of the row's input sees; null where that is no window. */
export function seenBefore({ lines, input }: Sheet, { inputs }: Line): Seen | null {
  const from = inputs[0]
  if (from === undefined || inputs.length > 1) return null
  if (from === 'input') return input.length === 3 ? { size: [1, 1], jump: [1, 1] } : null
  const sees = lines.find(({ name }) => name === from)?.sees ?? null
  return sees === 'all' ? null : sees
}

/** The answer as the table has it. */
export function answerOf(line: Line, question: Question, dialect: Dialect): string {
  if (question === 'output') return shapeText(line.output!, dialect)
  if (question !== 'sees') return String(line[question])
  const [y, x] = (line.sees as Seen).size
  return y === x ? String(y) : `${y} × ${x}`
}

/** Whole numbers with anything usual between them: (16, 10, 10), 16x10x10. */
function readSizes(typed: string): number[] | null {
  const bare = typed.trim().replace(/^[([]\s*/, '').replace(/\s*,?\s*[)\]]$/, '') // prettier-ignore
  const parts = bare.split(/\s*[x×*,]\s*|\s+/)
  return parts.every((part) => /^\d{1,9}$/.test(part)) ? parts.map(Number) : null
}

/** A whole number, in groups of three if somebody likes: 14714688, 14,714,688. */
function readCount(typed: string): number | null {
  const bare = typed.trim()
  if (/^\d{1,15}$/.test(bare)) return Number(bare)
  return /^\d{1,3}(?:[,_'’ \u202f]\d{3})+$/.test(bare) ? Number(bare.replaceAll(/\D/g, '')) : null
}

const isSame = (a: readonly number[], b: readonly number[]): boolean => a.join() === b.join()
const right: Verdict = { is: 'right' }
const wrong = (slip: Slip | null): Verdict => ({ is: 'wrong', slip })

/** The verdict by the first slip that leads to what was typed. */
const bySlips = (slips: readonly (readonly [Slip, boolean])[]): Verdict =>
  wrong(slips.find(([, leads]) => leads)?.[0] ?? null)

function judgeShape(line: Line, typed: readonly number[], dialect: Dialect): Verdict {
  const output = line.output!
  const keras = dialect === 'keras' && output.length === 3
  const inOrder = keras ? [output[1]!, output[2]!, output[0]!] : output
  if (isSame(typed, inOrder)) return right
  if (output.length !== 3 || typed.length !== 3) return wrong(null)
  const other = keras ? output : [output[1]!, output[2]!, output[0]!]
  if (isSame(typed, other)) return wrong('axes')
  const [channels, height, width] = keras ? [typed[2]!, typed[0]!, typed[1]!] : (typed as Shape)
  const { row, input } = line
  if (height === output[1] && width === output[2]) return wrong(row.kind === 'conv' && channels === input![0] ? 'channels' : null) // prettier-ignore
  if (channels !== output[0] || !['conv', 'max', 'avg'].includes(row.kind)) return wrong(null)
  const sides = sidesOf(row, input!)
  const sizes = (count: (room: number, stride: number, zeros: number) => number) =>
    ([0, 1] as const).map((axis) => {
      const zeros = sides[2 * axis]! + sides[2 * axis + 1]!
      const span = row.dilation[axis] * (row.kernel[axis] - 1) + 1
      return count(input![axis + 1]! - span, row.stride[axis], zeros)
    })
  const is = (count: Parameters<typeof sizes>[0]): boolean => isSame([height!, width!], sizes(count))
  return bySlips([
    ['noPadding', is((room, stride) => Math.floor(room / stride) + 1)],
    ['noStride', is((room, _, zeros) => room + zeros + 1)],
    ['up', is((room, stride, zeros) => Math.ceil((room + zeros) / stride) + 1)],
    ['noPlusOne', is((room, stride, zeros) => Math.floor((room + zeros) / stride))],
  ])
}

/** Weights without biases; with one channel for each filter; without groups. */
function weightsOf({ row, input }: Line): { all: number; flat: number; ungrouped: number } | null {
  if (row.kind === 'dense') return { all: input![0]! * row.out, flat: row.out, ungrouped: input![0]! * row.out } // prettier-ignore
  if (row.kind !== 'conv') return null
  const flat = row.out * row.kernel[0] * row.kernel[1]
  return { all: (flat * input![0]!) / row.groups, flat, ungrouped: flat * input![0]! }
}

function judgeParameters(line: Line, typed: number): Verdict {
  if (typed === line.parameters) return right
  const { row } = line
  const weights = weightsOf(line)
  if (weights === null)
    return bySlips([
      ['statistics', row.kind === 'bn' && typed === 2 * line.parameters],
      ['none', line.parameters === 0],
    ])
  const biases = row.bias ? row.out : 0
  return bySlips([
    ['noBias', row.bias && typed === weights.all],
    ['extraBias', !row.bias && typed === weights.all + row.out],
    ['oneChannel', typed === weights.flat + biases || typed === weights.flat],
    ['allGroups', row.groups > 1 && typed === weights.ungrouped + biases],
  ])
}

function judgeMacs(line: Line, typed: number): Verdict {
  if (typed === line.macs) return right
  const { row, input, output } = line
  const weights = weightsOf(line)
  if (weights === null) return bySlips([['none', line.macs === 0]])
  const places = (shape: Shape): number => (shape.length === 3 ? shape[1]! * shape[2]! : 1)
  return bySlips([
    ['flops', typed === 2 * line.macs],
    ['once', typed === weights.all || typed === line.parameters],
    ['inputPlaces', typed === weights.all * places(input!)],
    ['biasesToo', typed === (weights.all + row.out) * places(output!)],
    ['oneChannel', typed === weights.flat * places(output!)],
    ['allGroups', typed === weights.ungrouped * places(output!)],
  ])
}

function judgeField(line: Line, before: Seen | null, typed: readonly number[]): Verdict {
  const { size, jump } = line.sees as Seen
  if (isSame(typed.length === 1 ? [typed[0]!, typed[0]!] : typed, size)) return right
  const value = typed[0]!
  if (before === null || typed.length > 1 || !['conv', 'max', 'avg'].includes(line.row.kind))
    return bySlips([['theJump', value === jump[0]]])
  const { kernel, stride, dilation } = line.row
  const reach = dilation[0] * (kernel[0] - 1)
  const [r, j] = [before.size[0], before.jump[0]]
  return bySlips([
    ['noJump', value === r + reach],
    ['ownStride', value === r + reach * j * stride[0]],
    ['oneTooMany', value === r + dilation[0] * kernel[0] * j],
    ['theJump', value === jump[0]],
  ])
}

/** What is to be said to an answer. */
export function judge(
  sheet: Sheet,
  line: Line,
  question: Question,
  typed: string,
  dialect: Dialect,
): Verdict {
  // prettier-ignore
  if (question === 'output' || question === 'sees') {
    const sizes = readSizes(typed)
    if (sizes === null || (question === 'sees' && sizes.length > 2)) return { is: 'unread' }
    return question === 'output' ? judgeShape(line, sizes, dialect) : judgeField(line, seenBefore(sheet, line), sizes) // prettier-ignore
  }
  const count = readCount(typed)
  if (count === null) return { is: 'unread' }
  return question === 'macs' ? judgeMacs(line, count) : judgeParameters(line, count)
}
