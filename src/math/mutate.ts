import { splitName } from './declare/names.ts'
import type { Declarations } from './declare/types.ts'
import {
  binary,
  factors,
  index,
  num,
  replace,
  sameNode,
  symbol,
  unary,
  walk,
  withArgs,
  type Node,
} from './grammar/ast.ts'
import { isShaped } from './grammar/shaped.ts'
import { toText } from './print/toText.ts'

/** A mistake that people make. */
export type Slip =
  | 'sign'
  | 'half'
  | 'two'
  | 'innerDerivative'
  | 'prime'
  | 'sumForgotten'
  | 'index'
  | 'zForA'
  | 'aForZ'
  | 'transposed'
  | 'swapped'
  | 'missingFactor'
  | 'reciprocal'
  | 'divisor'
  | 'exponent'
  | 'number'

export interface Mutant {
  readonly slip: Slip
  readonly node: Node
  /** What the mistake is about, as text: `factor`, or what was `used` where something else was `meant`. */
  readonly params: Readonly<Record<string, string>>
}

const PRODUCTS: readonly Node['kind'][] = ['mul', 'dot', 'hadamard']
const isNumber = (node: Node, value?: number): boolean =>
  node.kind === 'number' && (value === undefined || node.value === value)
const isHalf = (node: Node): boolean =>
  isNumber(node, 0.5) || (node.kind === 'div' && isNumber(node.args[0]!, 1) && isNumber(node.args[1]!, 2))

/** `1 − a` beside `a`, or `1 − a²`: the slope of a sigmoid, of tanh. */
const isSlopeOf = (part: Node, other: Node): boolean =>
  part.kind === 'sub' && isNumber(part.args[0]!, 1) && sameNode(part.args[1]!, other)
const isInner = (part: Node): boolean =>
  part.kind === 'derivative' ||
  (part.kind === 'call' && part.primes > 0) ||
  (part.kind === 'sub' && isNumber(part.args[0]!, 1) && part.args[1]!.kind === 'pow') ||
  (PRODUCTS.includes(part.kind) && factors(part).some((a) => factors(part).some((b) => isSlopeOf(b, a))))

/** A product without one of its factors. */
const without = (product: Node, part: Node): Node => {
  if (!PRODUCTS.includes(product.kind)) return product
  const [left, right] = [product.args[0]!, product.args[1]!]
  if (left === part) return right
  if (right === part) return left
  return withArgs(product, [without(left, part), without(right, part)])
}

type Local = readonly [slip: Slip, node: Node, params?: Mutant['params']]
const used = (wrong: Node, right: Node): Mutant['params'] => ({ used: toText(wrong), meant: toText(right) })

function* signs(part: Node): Generator<Local> {
  const [a, b] = part.args
  if (part.kind === 'neg') yield ['sign', a!]
  if (part.kind === 'add') yield ['sign', binary('sub', a!, b!)]
  if (part.kind === 'sub') yield ['sign', binary('add', a!, b!)]
}

function* dropped(part: Node): Generator<Local> {
  const [a, b] = part.args
  if (part.kind === 'div' && !isNumber(a!, 1)) {
    yield [isNumber(b!, 2) ? 'half' : 'divisor', a!, { factor: toText(b!) }]
    yield ['reciprocal', binary('mul', a!, b!), { factor: toText(b!) }]
  }
  if (part.kind === 'pow') yield ['exponent', a!, { factor: toText(part) }]
  if (part.kind === 'call' && part.primes > 0)
    yield ['prime', { ...part, primes: part.primes - 1 }, { factor: toText(part) }]
  if (!PRODUCTS.includes(part.kind)) return
  const parts = factors(part)
  for (const one of parts)
    for (const other of parts)
      if (isSlopeOf(other, one)) {
        const rest = without(without(part, one), other)
        const factor = toText(binary('mul', one, other))
        if (parts.length > 2) yield ['innerDerivative', rest, { factor }]
      }
  for (const lost of [a!, b!]) {
    const rest = lost === a ? b! : a!
    const slip = isHalf(lost) ? 'half' : isNumber(lost, 2) ? 'two' : isInner(lost) ? 'innerDerivative' : 'missingFactor' // prettier-ignore
    yield [slip, rest, { factor: toText(lost) }]
  }
  if (part.kind === 'mul' && b!.kind !== 'number')
    yield ['reciprocal', binary('div', a!, b!), { factor: toText(b!) }]
}

function* matrices(part: Node, declarations: Declarations): Generator<Local> {
  const [a, b] = part.args
  if (part.kind === 'transpose') yield ['transposed', a!, { factor: toText(part) }]
  const areShaped = a && b && isShaped(a, declarations) && isShaped(b, declarations)
  if (!areShaped || !PRODUCTS.includes(part.kind)) return
  for (const [i, operand] of [a, b].entries()) {
    const turned = operand.kind === 'transpose' ? operand.args[0]! : unary('transpose', operand)
    yield ['transposed', withArgs(part, i === 0 ? [turned, b] : [a, turned]), { factor: toText(operand) }]
  }
  if (part.kind === 'mul') yield ['swapped', withArgs(part, [b, a]), { factor: toText(part) }]
}

/** The slope `a(1 − a)` with another symbol in both of its places. */
function* slopes(part: Node, declarations: Declarations): Generator<Local> {
  if (!PRODUCTS.includes(part.kind)) return
  const parts = factors(part)
  for (const one of parts)
    for (const other of parts) {
      if (one.kind !== 'symbol' || !isSlopeOf(other, one)) continue
      const put = (node: Node): Node => replace(replace(part, one, node), other, binary('sub', num(1), node))
      for (const name of siblings(one.name, declarations))
        yield ['index', put(symbol(name)), used(symbol(name), one)]
      for (const [inner, outer] of activations(declarations))
        if (sameNode(one, outer)) yield ['zForA', put(inner), used(inner, one)]
    }
}

/** Names that differ from this one by their subscript only. */
const siblings = (name: string, declarations: Declarations): readonly string[] => {
  const own = splitName(name)
  if (!own?.subscript && !own?.layer) return []
  return [...declarations.symbols.values()]
    .filter(
      ({ name: other, kind }) => kind === 'variable' && other !== name && splitName(other)?.stem === own.stem,
    )
    .map((other) => other.name)
}

function* indices(part: Node, declarations: Declarations, names: ReadonlySet<string>): Generator<Local> {
  if (part.kind === 'symbol')
    for (const name of siblings(part.name, declarations))
      yield ['index', symbol(name), used(symbol(name), part)]
  if (part.kind !== 'index') return
  const [of, ...subscripts] = part.args
  const changed = (next: readonly Node[]): Local => {
    const wrong = index(of!, next)
    return ['index', wrong, used(wrong, part)]
  }
  if (subscripts.length === 2 && !sameNode(subscripts[0]!, subscripts[1]!))
    yield changed(subscripts.toReversed())
  for (const [i, subscript] of subscripts.entries()) {
    const put = (node: Node): Local => changed(subscripts.map((old, at) => (at === i ? node : old)))
    if (subscript.kind === 'number') yield put(num(subscript.value === 1 ? 2 : subscript.value - 1))
    if (subscript.kind === 'symbol')
      for (const name of names) if (name !== subscript.name) yield put(symbol(name))
  }
}

function* sums(part: Node, declarations: Declarations): Generator<Local> {
  if (part.kind !== 'sum') return
  const [body] = part.args
  const first = (node: Node): Node =>
    node.kind === 'symbol' && node.name === part.name ? num(1) : withArgs(node, node.args.map(first))
  const params = { over: part.name }
  if (declarations.symbols.get(part.name)?.kind === 'index') yield ['sumForgotten', body!, params]
  yield ['sumForgotten', first(body!), params]
}

/** `a := σ(z)`: pairs of what goes in and what comes out. */
export function* activations(declarations: Declarations): Generator<readonly [inner: Node, outer: Node]> {
  for (const { name, definition } of declarations.symbols.values())
    if (definition?.kind === 'call' && definition.args[0]!.kind === 'symbol')
      yield [definition.args[0]!, symbol(name)]
}

const everywhere = (node: Node, old: Node, next: Node): Node =>
  sameNode(node, old)
    ? next
    : withArgs(
        node,
        node.args.map((arg) => everywhere(arg, old, next)),
      )

function* activated(part: Node, declarations: Declarations): Generator<Local> {
  if (part.kind !== 'symbol') return
  for (const [inner, outer] of activations(declarations)) {
    if (sameNode(part, outer)) yield ['zForA', inner, used(inner, outer)]
    if (sameNode(part, inner)) yield ['aForZ', outer, used(outer, inner)]
  }
}

function* local(part: Node, declarations: Declarations, names: ReadonlySet<string>): Generator<Local> {
  yield* signs(part)
  yield* dropped(part)
  yield* sums(part, declarations)
  yield* matrices(part, declarations)
  yield* indices(part, declarations, names)
  yield* activated(part, declarations)
  yield* slopes(part, declarations)
  if (part.kind === 'number')
    yield ['number', num(part.value + 1), { used: String(part.value + 1), meant: toText(part) }]
}

/**
 * Every single mistake of a known kind that can be made in an expression: a sign flipped, a factor or a sum or a ½
 * dropped, an operand transposed, operands swapped, an index or subscript changed, z taken for a. Some mutants are
 * equal to the original after all (a factor 1 dropped); whoever uses them tests that.
 */
export const mutate = (node: Node, declarations: Declarations): readonly Mutant[] => {
  const found: Mutant[] = [{ slip: 'sign', node: unary('neg', node), params: {} }]
  const names = new Set<string>()
  for (const part of walk(node))
    if (part.kind === 'symbol' && declarations.symbols.get(part.name)?.kind === 'index') names.add(part.name)
    else if (part.kind === 'sum') names.add(part.name)
  for (const part of walk(node))
    for (const [slip, next, params = {}] of local(part, declarations, names))
      found.push({ slip, node: replace(node, part, next), params })
  for (const [inner, outer] of activations(declarations)) {
    found.push({ slip: 'zForA', node: everywhere(node, outer, inner), params: used(inner, outer) })
    found.push({ slip: 'aForZ', node: everywhere(node, inner, outer), params: used(outer, inner) })
  }
  const seen = new Set([toText(node)])
  return found.filter((mutant) => {
    const text = toText(mutant.node)
    return !seen.has(text) && seen.add(text)
  })
}
