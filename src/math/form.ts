import { compact, splitName, joinName } from './declare/names.ts'
import type { Declarations } from './declare/types.ts'
import { walk, type Node } from './grammar/ast.ts'
import { message, type Message } from './message.ts'

/**
 * How an answer must be written, besides being right. `factored`: no sum or difference outside brackets; `noPrime`: no
 * σ′; `only`: in terms of these symbols (sizes and bound indices are always allowed); `without`: not these.
 */
export type Form =
  | 'noDerivative'
  | 'noPrime'
  | 'noSum'
  | 'factored'
  | { readonly only: readonly string[] }
  | { readonly without: readonly string[] }

const canonical = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => { const parts = splitName(name); return parts ? joinName(parts) : compact(name) })) // prettier-ignore

const isFactored = (node: Node): boolean => {
  if (node.kind === 'neg' || node.kind === 'transpose' || node.kind === 'div')
    return isFactored(node.args[0]!)
  return node.kind !== 'add' && node.kind !== 'sub'
}

function* freeNames(node: Node, bound: readonly string[] = []): Generator<string> {
  if (node.kind === 'symbol' && !bound.includes(node.name)) yield node.name
  const inside = node.kind === 'sum' || node.kind === 'prod' ? [...bound, node.name] : bound
  for (const arg of node.args) yield* freeNames(arg, inside)
}

const broken = (node: Node, form: Form, declarations: Declarations): Message | undefined => {
  const has = (test: (part: Node) => boolean): boolean => [...walk(node)].some(test)
  if (form === 'noDerivative')
    return has((part) => part.kind === 'derivative') ? message('form.noDerivative') : undefined
  if (form === 'noPrime')
    return has((part) => part.kind === 'call' && part.primes > 0) ? message('form.noPrime') : undefined
  if (form === 'noSum') return has((part) => part.kind === 'sum') ? message('form.noSum') : undefined
  if (form === 'factored') return isFactored(node) ? undefined : message('form.factored')
  const isOnly = 'only' in form
  const names = canonical(isOnly ? form.only : form.without)
  for (const name of freeNames(node)) {
    const isFree = declarations.symbols.get(name)?.kind === 'size'
    if (isOnly ? !names.has(name) && !isFree : names.has(name))
      return message(isOnly ? 'form.only' : 'form.without', { name, names: [...names].join(', ') })
  }
  return undefined
}

/** What is wrong with the form of a (right) answer; nothing if every form is met. */
export const requiredForm = (
  node: Node,
  forms: readonly Form[],
  declarations: Declarations,
): Message | undefined => {
  for (const form of forms) {
    const found = broken(node, form, declarations)
    if (found) return found
  }
  return undefined
}
