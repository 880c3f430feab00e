import type { Declarations } from './declare/types.ts'
import { compareAt, Points, problemOf, type PointOptions } from './equivalent.ts'
import { binary, factors, num, replace, sameNode, symbol, unary, walk, type Node } from './grammar/ast.ts'
import { message, type Message } from './message.ts'
import { activations, mutate, type Mutant, type Slip } from './mutate.ts'
import { toText } from './print/toText.ts'

export interface Diagnosis {
  readonly slip: Slip | 'wrongFactor' | 'extraFactor'
  /** `math.slip.…` with what the slip is about. Says what the answer would be the answer to, never the answer. */
  readonly message: Message
}

/** The mistakes that say most, first: several mutants may be the same function. */
const ORDER: readonly Slip[] = [
  'sign',
  'half',
  'two',
  'innerDerivative',
  'sumForgotten',
  'prime',
  'transposed',
  'swapped',
  'index',
  'zForA',
  'aForZ',
  'missingFactor',
  'divisor',
  'reciprocal',
  'exponent',
  'number',
]
const POINTS = 8
const MOST_CANDIDATES = 60

const named = (slip: Diagnosis['slip'], params: Message['params'] = {}): Diagnosis => ({
  slip,
  message: message(`slip.${slip}`, params),
})

/** What a reader may have left out although the reference does not show it: slopes of activations, symbols. */
const candidates = (
  references: readonly Node[],
  declarations: Declarations,
): readonly (readonly [Slip, Node])[] => {
  const found: (readonly [Slip, Node])[] = []
  const add = (slip: Slip, node: Node): void => {
    if (node.kind !== 'number' && !found.some(([, known]) => sameNode(known, node))) found.push([slip, node])
  }
  for (const [inner, outer] of activations(declarations))
    add('innerDerivative', { kind: 'derivative', isPartial: false, args: [outer, inner] })
  for (const { name, kind, shape } of declarations.symbols.values())
    if (kind === 'size') add('divisor', binary('div', num(1), { kind: 'symbol', name, args: [] }))
    else if (kind === 'variable' && shape.length === 0)
      add('missingFactor', { kind: 'symbol', name, args: [] })
  for (const reference of references)
    for (const part of walk(reference))
      if (part !== reference && part.kind !== 'symbol')
        add(part.kind === 'derivative' ? 'innerDerivative' : 'missingFactor', part)
  return found.slice(0, MOST_CANDIDATES)
}

/** A factor taken for another scalar: `w_2` where `a_1` belongs. */
function* otherSymbols(
  reference: Node,
  declarations: Declarations,
): Generator<Pick<Mutant, 'node' | 'params'>> {
  const others = [...declarations.symbols.values()].filter(
    ({ kind, shape }) => kind === 'variable' && shape.length === 0,
  )
  for (const part of walk(reference))
    for (const factor of factors(part))
      if (part !== factor && factor.kind === 'symbol')
        for (const { name } of others)
          yield { node: replace(reference, factor, symbol(name)), params: { used: name, meant: factor.name } }
}

/**
 * Names the slip that leads from the right answer to what the reader wrote, if a known one does: the reference is
 * changed by every known mistake and compared, numerically, with the reader's expression. Several references are
 * several ways to write the same right answer; the more of them, the more slips are seen.
 */
export const diagnose = (
  reader: Node,
  references: readonly Node[],
  declarations: Declarations,
  { seed = 1 }: PointOptions = {},
): Diagnosis | undefined => diagnoseAt(reader, references, new Points(declarations, seed))

/** Beyond this many parts nobody made one slip, and trying every mutant would block the page. */
const LONGEST = 150
const isTooLong = (node: Node): boolean => {
  let parts = 0
  for (const part of walk(node)) if (part && ++parts > LONGEST) return true
  return false
}

/** `diagnose` over points that remember. */
export const diagnoseAt = (
  reader: Node,
  references: readonly Node[],
  points: Points,
): Diagnosis | undefined => {
  const { declarations } = points
  const [reference] = references
  if ([reader, ...references].some(isTooLong)) return undefined
  if (!reference || problemOf(reader, points)) return undefined
  const isReader = (node: Node): boolean => compareAt(reader, node, points, POINTS).kind === 'equal'
  if (isReader(num(0))) return undefined
  const wholes: readonly (readonly [Slip, Node])[] = [
    ['sign', unary('neg', reference)],
    ['half', binary('mul', num(2), reference)],
    ['two', binary('div', reference, num(2))],
    ['reciprocal', binary('div', num(1), reference)],
    ['transposed', unary('transpose', reference)],
  ]
  for (const [slip, node] of wholes) if (isReader(node)) return named(slip, { factor: '' })
  const mutants = references
    .flatMap((one) => mutate(one, declarations))
    .toSorted((a, b) => ORDER.indexOf(a.slip) - ORDER.indexOf(b.slip))
  const hit = mutants.find(({ node }) => isReader(node))
  // A lost ∂z/∂a is a lost weight: the reference that shows the weight says it better.
  const plain =
    hit?.slip === 'innerDerivative' &&
    mutants.find(({ slip, node }) => slip === 'missingFactor' && isReader(node))
  if (hit) return plain ? named(plain.slip, plain.params) : named(hit.slip, hit.params)
  // Only a factor that stands in the answer can be the wrong one.
  const own = new Set([...walk(reader)].map((part) => (part.kind === 'symbol' ? part.name : '')))
  const swapped = references
    .flatMap((one) => [...otherSymbols(one, declarations)])
    .find(({ node, params }) => own.has(String(params['used'])) && isReader(node))
  if (swapped) return named('wrongFactor', swapped.params)
  const extra = candidates(references, declarations)
  const isReference = (node: Node): boolean => compareAt(node, reference, points, POINTS).kind === 'equal'
  for (const [slip, factor] of extra)
    if (isReference(binary('hadamard', reader, factor))) {
      const shown = slip === 'divisor' ? factor.args[1]! : factor
      return named(slip, { factor: toText(shown) })
    }
  for (const [, factor] of extra)
    if (isReader(binary('hadamard', reference, factor)))
      return named('extraFactor', { factor: toText(factor) })
  return undefined
}
