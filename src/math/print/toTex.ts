import type { Declarations } from '../declare/types.ts'
import type { Node } from '../grammar/ast.ts'
import { HOLD, isQuotient, needsBracket } from './layout.ts'
import { functionTex, nameTex } from './names.ts'

export interface TexOptions {
  /** Gives the TeX that authors chose for their symbols. */
  readonly declarations?: Declarations
  /** Dresses the TeX of any node: `\htmlClass{…}` around what changed, `\boxed{…}` for a blank. */
  readonly wrap?: (tex: string, node: Node) => string
}

const SIGNS = { add: ' + ', sub: ' - ', dot: ' \\cdot ', hadamard: ' \\odot ' } as const
const COMPARISON = { '<': '<', '>': '>', '<=': '\\le', '>=': '\\ge' } as const
const FRACTIONS: Readonly<Record<string, true>> = {
  '1/2': true,
  '1/3': true,
  '1/4': true,
  '2/3': true,
  '3/4': true,
}

/** Products are written side by side; a dot keeps numbers, fractions and derivatives from running together. */
const joint = (left: Node, right: Node): string => {
  const first = leftmost(right)
  if (first.kind === 'number') return ' \\cdot '
  if (first.kind === 'derivative' && isQuotient(first)) return ' \\cdot '
  if (first.kind === 'call' || rightmost(left).kind === 'call') return '\\,'
  return ' '
}
const isProduct = (node: Node): boolean =>
  ['mul', 'dot', 'hadamard', 'pow', 'index', 'transpose'].includes(node.kind)
const leftmost = (node: Node): Node => (isProduct(node) ? leftmost(node.args[0]!) : node)
const rightmost = (node: Node): Node => (node.kind === 'mul' ? rightmost(node.args[1]!) : node)

const simpleFraction = (node: Node): string | undefined => {
  const [a, b] = node.args
  if (a?.kind !== 'number' || b?.kind !== 'number') return undefined
  return FRACTIONS[`${a.value}/${b.value}`] ? `\\tfrac{${a.value}}{${b.value}}` : undefined
}

/** Brackets grow only around what is tall. */
const bracket = (tex: string): string =>
  /\\(?:frac|sum|prod|left)/u.test(tex) ? `\\left(${tex}\\right)` : `(${tex})`

class Printer {
  readonly #options: TexOptions
  constructor(options: TexOptions) {
    this.#options = options
  }

  place(node: Node, least: number, isLast: boolean): string {
    // A fraction holds its parts together by its bar.
    const hold = node.kind === 'div' && least <= HOLD.power ? 0 : least
    const isBracketed = needsBracket(node, hold, isLast)
    const tex = this.#wrap(this.#body(node, isBracketed || isLast), node)
    return isBracketed ? bracket(tex) : tex
  }

  all = (node: Node): string => this.place(node, 0, true)

  #wrap(tex: string, node: Node): string {
    return this.#options.wrap?.(tex, node) ?? tex
  }

  #name(name: string): string {
    return nameTex(name, this.#options.declarations)
  }

  #body(node: Node, isLast: boolean): string {
    const [a, b, c] = node.args
    switch (node.kind) {
      case 'number':
        return String(node.value).replace(/e\+?(-?\d+)$/u, ' \\cdot 10^{$1}')
      case 'symbol':
        return this.#name(node.name)
      case 'constant':
        return node.name === 'pi' ? '\\pi' : '\\mathrm{e}'
      case 'neg':
        return `-${this.place(a!, HOLD.hadamard, isLast)}`
      case 'transpose':
        return `${this.#base(a!, HOLD.atom)}^{\\top}`
      case 'abs':
        return `\\left|${this.all(a!)}\\right|`
      case 'norm':
        return `\\left\\lVert ${this.all(a!)}\\right\\rVert${node.p === 1 ? '_1' : ''}`
      case 'pow':
        return this.#pow(a!, b!)
      case 'index':
        return this.#index(node)
      case 'call':
        return this.#call(node)
      case 'compare':
        return `\\left[${this.all(a!)} ${COMPARISON[node.name]} ${this.all(b!)}\\right]`
      case 'sum':
      case 'prod': {
        const k = this.#name(node.name)
        const bounds = b && c ? `_{${k}=${this.all(b)}}^{${this.all(c)}}` : `_{${k}}`
        return `\\${node.kind}${bounds} ${this.place(a!, HOLD.hadamard, isLast)}`
      }
      case 'derivative': {
        const d = node.isPartial ? '\\partial ' : '\\mathrm{d}'
        const below = d + this.all(b!)
        if (isQuotient(node)) return `\\frac{${d}${this.all(a!)}}{${below}}`
        return `\\frac{${d.trim()}}{${below}} ${this.place(a!, HOLD.product, isLast)}`
      }
      case 'div':
        return simpleFraction(node) ?? `\\frac{${this.all(a!)}}{${this.all(b!)}}`
      case 'mul':
        return this.place(a!, HOLD.product, false) + joint(a!, b!) + this.place(b!, HOLD.product + 1, isLast)
      case 'add':
      case 'sub':
        return this.place(a!, HOLD.sum, true) + SIGNS[node.kind] + this.place(b!, HOLD.sum + 1, isLast)
      case 'dot':
      case 'hadamard': {
        const level = node.kind === 'dot' ? HOLD.product : HOLD.hadamard
        return this.place(a!, level, false) + SIGNS[node.kind] + this.place(b!, level + 1, isLast)
      }
    }
  }

  /** What carries a superscript; braces keep a second one from following the first. */
  #base(node: Node, least: number): string {
    const tex = this.place(node, least, false)
    return /[\^']/u.test(tex) && !tex.endsWith(')') ? `{${tex}}` : tex
  }

  #pow(base: Node, exponent: Node): string {
    const raised = `^{${this.all(exponent)}}`
    if (base.kind === 'call' && base.primes === 0 && base.name === 'tanh' && exponent.kind === 'number')
      return this.#wrap(`\\tanh${raised}${bracket(this.all(base.args[0]!))}`, base)
    if (base.kind === 'call' && base.name === 'sqrt')
      return `{${this.#wrap(this.#body(base, true), base)}}${raised}`
    return this.#base(base, HOLD.power + 1) + raised
  }

  #index(node: Node): string {
    const [of, ...subscripts] = node.args
    const parts = subscripts.map(this.all)
    const isLong = parts.some((part) => !/^(?:\d|[a-z]|\\[a-z]+)$/iu.test(part))
    const list = parts.join(isLong ? ',' : parts.some((part) => part.includes('\\')) ? ' ' : '')
    const tex = this.place(of!, HOLD.atom, false)
    const match = of!.kind === 'symbol' ? /^(.*)(\^\{\(\w+\)\})$/u.exec(tex) : undefined
    if (match && !match[1]!.includes('_')) return `${match[1]!}_{${list}}${match[2]!}`
    const isTaken = /[_^]/u.test(tex) && !tex.endsWith(')')
    return `${isTaken ? `(${tex})` : tex}_{${list}}`
  }

  #call(node: Extract<Node, { kind: 'call' }>): string {
    const list = node.args.map(this.all)
    const [first] = node.args
    if (node.name === 'sqrt' && node.primes === 0) return `\\sqrt{${list[0]!}}`
    if (node.name === 'ones' && list.length === 1)
      return first!.kind === 'number' ? '\\mathbf{1}' : `\\mathbf{1}_{${list[0]!}}`
    if (node.name === 'eye') return `\\mathbf{I}_{${list[0]!}}`
    const name = functionTex(node.name, this.#options.declarations) + "'".repeat(node.primes)
    return name + bracket(list.join(', '))
  }
}

/** TeX with no more brackets than needed. KaTeX and every other TeX renderer read it. */
export const toTex = (node: Node, options: TexOptions = {}): string => new Printer(options).all(node)
