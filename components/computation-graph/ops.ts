import {
  abs,
  add,
  cos,
  div,
  exp,
  log,
  maximum,
  minimum,
  mul,
  neg,
  pow,
  relu,
  sigmoid,
  sin,
  softplus,
  sqrt,
  sub,
  tanh,
  type Tensor,
  type TensorLike,
} from 'chainrule'

/** What a node of the graph can do, by the engine. */
const ONE = { neg, exp, log, sqrt, sigma: sigmoid, tanh, relu, softplus, sin, cos, abs } as const
const TWO = { add, sub, mul, div, pow, max: maximum, min: minimum } as const

export type UnaryOp = keyof typeof ONE
export type BinaryOp = keyof typeof TWO
export type Op = UnaryOp | BinaryOp

export const isUnary = (name: string): name is UnaryOp => Object.hasOwn(ONE, name)
export const isBinary = (name: string): name is BinaryOp => Object.hasOwn(TWO, name)

/** The operation on tensors, recorded by the engine. */
export function apply(op: Op, args: readonly TensorLike[]): Tensor {
  return isUnary(op) ? ONE[op](args[0]!) : TWO[op](args[0]!, args[1]!)
}

/** An operand of a node: another node of the graph, or a number that never changes. */
export type Arg = { readonly node: number } | { readonly constant: number }

export interface GraphNode {
  /** The operation; null for a variable. */
  readonly op: Op | null
  /** A variable's own name; `u`, or `u_1`, `u_2` …, for what is computed on the way, `f` for the result. */
  readonly name: string
  readonly args: readonly Arg[]
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'
const digits = (text: string, signs: string): string =>
  text.replaceAll(/\d/g, (digit) => signs[Number(digit)]!)

/** A name as figures print it: `w_1` is w₁. */
export const shownName = (name: string): string => {
  const [stem, index] = name.split('_')
  return index === undefined ? stem! : stem! + digits(index, SUBSCRIPTS)
}

/** A number that the reader wrote, in as few digits as it takes. */
export const plain = (value: number): string => String(Number(value.toPrecision(6))).replace('-', '−')

const WORDS: Record<UnaryOp, string> = {
  neg: '−',
  exp: 'exp',
  log: 'ln',
  sqrt: '√',
  sigma: 'σ',
  tanh: 'tanh',
  relu: 'ReLU',
  softplus: 'softplus',
  sin: 'sin',
  cos: 'cos',
  abs: 'abs',
}
const SIGNS: Record<Exclude<BinaryOp, 'pow'>, string> = {
  add: '+',
  sub: '−',
  mul: '×',
  div: '÷',
  max: 'max',
  min: 'min',
}
const exponent = (power: string): string =>
  /^\d+$/.test(power) ? digits(power, SUPERSCRIPTS) : `^${/^[\d.]+$/.test(power) ? power : `(${power})`}`

/** What stands inside a node's box: `×`, `+ 1`, `2 ×`, `( )²`. */
export function labelOf({ op, name, args }: GraphNode): string {
  if (op === null) return shownName(name)
  if (isUnary(op)) return WORDS[op]
  const [left, right] = args.map((arg) => ('constant' in arg ? plain(arg.constant) : ''))
  if (op === 'pow') {
    if (right) return `( )${exponent(right)}`
    return left ? `${left}^( )` : '( )^( )'
  }
  return `${left} ${SIGNS[op]} ${right}`.trim()
}

/** The node's definition in the names of its operands: `u₁ × z`. */
export function definitionOf({ op, args }: GraphNode, names: readonly string[]): string {
  const [a, b] = args.map((arg) => ('constant' in arg ? plain(arg.constant) : shownName(names[arg.node]!)))
  if (op === null) return ''
  if (op === 'neg') return `−${a!}`
  if (op === 'max' || op === 'min') return `${op}(${a!}, ${b!})`
  if (isUnary(op)) return `${WORDS[op]}(${a!})`
  if (op === 'pow') return `${a!}${exponent(b!)}`
  return `${a!} ${SIGNS[op]} ${b!.startsWith('−') ? `(${b!})` : b!}`
}
