import type { Declarations, Declared } from '../declare/types.ts'
import type { Node } from '../grammar/ast.ts'
import { toText } from '../print/toText.ts'
import { callBuiltin, primed } from './calls.ts'
import { entrywise, product } from './combine.ts'
import { derivative } from './derivative.ts'
import { divide, ENTRYWISE, power } from './functions.ts'
import { isScalar, mapEntries, scalar, shapeText, transpose, zeros, type Matrix } from './matrix.ts'
import { greatest, NotEvaluable, Track } from './track.ts'

/** Numbers for everything that has no definition: one random point. */
export interface Sample {
  readonly sizes: ReadonlyMap<string, number>
  /** The value of a free variable or index. */
  readonly value: (declared: Declared) => Matrix
  /** What a function without a definition does to one number. */
  readonly apply: (name: string, x: number) => number
}

/** A name bound by a sum or by a function's argument; `range` is the size that an index runs over. */
export interface Bound {
  readonly value: Matrix
  readonly range?: string
}
export type Scope = ReadonlyMap<string, Bound>
const EMPTY: Scope = new Map()

const MOST_TERMS = 1000

/** Values of expressions at one point, by way of the definitions. `held` cuts the graph of definitions at its names. */
export class Evaluation {
  readonly declarations: Declarations
  readonly sample: Sample
  readonly held: ReadonlyMap<string, Matrix>
  readonly track: Track
  readonly #known = new Map<string, Matrix>()

  constructor(
    declarations: Declarations,
    sample: Sample,
    track = new Track(),
    held?: ReadonlyMap<string, Matrix>,
  ) {
    this.declarations = declarations
    this.sample = sample
    this.track = track
    this.held = held ?? new Map()
  }

  /** The same point with other values held; nothing computed here is reused there. */
  at(held: ReadonlyMap<string, Matrix>, track: Track): Evaluation {
    return new Evaluation(this.declarations, this.sample, track, held)
  }

  /** The value of a declared name: held, drawn, or computed from its definition. */
  symbol(name: string): Matrix {
    const known = this.held.get(name) ?? this.#known.get(name)
    if (known) return known
    const value = this.#find(name)
    this.#known.set(name, value)
    return value
  }

  #find(name: string): Matrix {
    const declared = this.declarations.symbols.get(name)
    if (!declared || declared.kind === 'function') throw new NotEvaluable('free', { name })
    if (declared.kind === 'size') return scalar(this.size(name))
    if (!declared.definition) return this.sample.value(declared)
    if (!declared.indices) return this.value(declared.definition, EMPTY)
    const dims = [declared.shape[0]!, declared.shape[1] ?? '1'] as const
    const out = zeros(this.size(dims[0]), this.size(dims[1]), dims)
    return mapEntries(out, (_, at) => {
      const places = [Math.floor(at / out.cols) + 1, (at % out.cols) + 1]
      const scope = new Map(
        declared.indices!.map((index, i) => [index, { value: scalar(places[i]!), range: dims[i]! }]),
      )
      return this.#number(declared.definition!, scope)
    })
  }

  size(name: string): number {
    return this.sample.sizes.get(name) ?? Number(name)
  }

  value(node: Node, scope: Scope = EMPTY): Matrix {
    this.track.step()
    switch (node.kind) {
      case 'number':
        return scalar(node.value)
      case 'constant':
        return scalar(node.name === 'e' ? ENTRYWISE['exp']!(1) : Math.PI)
      case 'symbol':
        return scope.get(node.name)?.value ?? this.symbol(node.name)
      case 'call':
        return this.#call(node, scope)
      case 'sum':
      case 'prod':
        return this.#sum(node, scope)
      case 'index':
        return this.#index(node, scope)
      case 'derivative':
        return derivative(this, node, scope)
    }
    const x = this.value(node.args[0]!, scope)
    switch (node.kind) {
      case 'neg':
        return mapEntries(x, (value) => -value)
      case 'abs':
        return mapEntries(x, Math.abs)
      case 'transpose':
        return transpose(x)
      case 'norm':
        return scalar(node.p === 1 ? x.data.reduce((sum, v) => sum + Math.abs(v), 0) : Math.sqrt(x.data.reduce((sum, v) => sum + v * v, 0))) // prettier-ignore
    }
    return this.#binary(node, x, this.value(node.args[1]!, scope))
  }

  #binary(node: Node, a: Matrix, b: Matrix): Matrix {
    switch (node.kind) {
      case 'add':
      case 'sub': {
        const sign = node.kind === 'add' ? 1 : -1
        this.track.terms = Math.max(this.track.terms, greatest(a.data), greatest(b.data))
        return entrywise(node, a, b, (x, y) => x + sign * y)
      }
      case 'hadamard':
        this.track.gain = Math.max(this.track.gain, greatest(a.data), greatest(b.data))
        return entrywise(node, a, b, (x, y) => x * y)
      case 'div': {
        const out = entrywise(node, a, b, divide)
        this.track.gain = Math.max(this.track.gain, greatest(out.data))
        return out
      }
      case 'pow':
        return this.#power(node, a, b)
      case 'compare': {
        const { name } = node
        const holds = (x: number, y: number): boolean =>
          name === '<' ? x < y : name === '>' ? x > y : name === '<=' ? x <= y : x >= y
        return entrywise(node, a, b, (x, y) => (Number.isNaN(x + y) ? NaN : Number(holds(x, y))))
      }
      default:
        return product(node, a, b, this.track)
    }
  }

  #power(node: Node, a: Matrix, b: Matrix): Matrix {
    const base = node.args[0]!
    const isExp = base.kind === 'constant' && base.name === 'e'
    if (!isExp && !(isScalar(a) && isScalar(b)))
      throw new NotEvaluable('shape.power', { left: toText(base), leftShape: shapeText(a.dims) }, node.at)
    const out = mapEntries(b, isExp ? ENTRYWISE['exp']! : (y) => power(a.data[0]!, y))
    if (out.data.includes(Infinity)) this.track.hasOverflow = true
    return out
  }

  #call(node: Extract<Node, { kind: 'call' }>, scope: Scope): Matrix {
    if (node.name === 'ones' || node.name === 'eye') return this.#sized(node)
    const args = node.args.map((arg) => this.value(arg, scope))
    const own = this.declarations.symbols.get(node.name)
    if (own?.kind !== 'function') return callBuiltin(node, args, this.track)
    const f = (data: Float64Array): Float64Array => {
      if (!own.definition) return data.map((x) => this.sample.apply(node.name, x))
      if (args.length > 1) return this.#apply(own, args).data
      return data.map((x) => this.#apply(own, [scalar(x)]).data[0]!)
    }
    return { ...args[0]!, data: primed(f, args[0]!.data, node.primes, this.track) }
  }

  #apply(own: Declared, args: readonly Matrix[]): Matrix {
    return this.value(own.definition!, new Map(own.args!.map((name, i) => [name, { value: args[i]! }])))
  }

  #sized(node: Extract<Node, { kind: 'call' }>): Matrix {
    const names = node.args.map((arg) => {
      if (arg.kind === 'number') return String(arg.value)
      const name = arg.kind === 'symbol' ? arg.name : ''
      if (this.declarations.symbols.get(name)?.kind === 'size') return name
      throw new NotEvaluable('shape.size', { name: toText(arg) }, node.at)
    })
    if (names[0] === '0') return { ...scalar(1), dims: ['?', '1'] }
    const dims = [names[0]!, node.name === 'eye' ? names[0]! : (names[1] ?? '1')] as const
    const [rows, cols] = [this.size(dims[0]), this.size(dims[1])]
    if (!(Number.isInteger(rows * cols) && rows * cols < MOST_TERMS)) throw new NotEvaluable('tooMuchWork')
    const isOne = (i: number): boolean => node.name === 'ones' || i % (cols + 1) === 0
    return mapEntries(zeros(rows, cols, dims), (_, i) => Number(isOne(i)))
  }

  #number(node: Node, scope: Scope): number {
    const value = this.value(node, scope)
    if (!isScalar(value))
      throw new NotEvaluable(
        'shape.scalar',
        { left: toText(node), leftShape: shapeText(value.dims) },
        node.at,
      )
    return value.data[0]!
  }

  #index(node: Node, scope: Scope): Matrix {
    const [of, ...subscripts] = node.args
    const m = this.value(of!, scope)
    const flat = subscripts.length === 1
    if (flat && m.dims[0] !== '1' && m.dims[1] !== '1')
      throw new NotEvaluable('parse.index', { count: 2 }, node.at)
    const sizes = flat ? [m.rows * m.cols] : [m.rows, m.cols]
    const dims = flat && m.dims[0] === '1' ? [m.dims[1]] : m.dims
    const places = subscripts.map((subscript, i) => {
      const name = subscript.kind === 'symbol' ? subscript.name : ''
      const range = scope.has(name) ? scope.get(name)!.range : this.declarations.symbols.get(name)?.range
      if (range !== undefined && range !== dims[i])
        throw new NotEvaluable('shape.index', { name, range, of: toText(of!), size: dims[i]! }, node.at)
      const place = this.#number(subscript, scope)
      return Number.isInteger(place) && place >= 1 && place <= sizes[i]! ? place - 1 : NaN
    })
    return scalar(m.data[flat ? places[0]! : places[0]! * m.cols + places[1]!] ?? NaN)
  }

  #sum(node: Extract<Node, { name: string }>, scope: Scope): Matrix {
    const [body, from, to] = node.args
    const range = to?.kind === 'symbol' ? to.name : to ? undefined : this.#range(node, scope)
    const first = from ? this.#number(from, scope) : 1
    const last = to ? this.#number(to, scope) : this.size(range!)
    if (!(last - first < MOST_TERMS)) throw new NotEvaluable('tooMuchWork', {}, node.at)
    const isSum = node.kind === 'sum'
    let total = scalar(isSum ? 0 : 1)
    const term: Node = { ...node, kind: isSum ? 'add' : 'hadamard', args: [body!, body!] } as Node
    for (let k = first; k <= last; k++) {
      const bound: Bound = { value: scalar(k), ...(range === undefined || from ? {} : { range }) }
      const next = this.value(body!, new Map([...scope, [node.name, bound]]))
      this.track.terms = Math.max(this.track.terms, greatest(next.data))
      total = k === first ? next : this.#binary(term, total, next)
    }
    return total
  }

  /** What a sum without bounds runs over: the declared size of its index, or of the first thing it is an index of. */
  #range(node: Extract<Node, { name: string }>, scope: Scope): string {
    const declared = this.declarations.symbols.get(node.name)?.range
    if (declared !== undefined) return declared
    const find = (part: Node): string | undefined => {
      if (part.kind === 'index') {
        const at = part.args.findIndex((arg, i) => i > 0 && arg.kind === 'symbol' && arg.name === node.name)
        if (at > 0) return this.value(part.args[0]!, scope).dims[at - 1]
      }
      for (const arg of part.args) {
        const found = find(arg)
        if (found !== undefined) return found
      }
      return undefined
    }
    const found = find(node.args[0]!)
    if (found === undefined) throw new NotEvaluable('sumRange', { name: node.name }, node.at)
    return found
  }
}
