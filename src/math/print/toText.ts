import type { Node } from '../grammar/ast.ts'
import { HOLD, isQuotient, needsBracket } from './layout.ts'

const SIGNS = { add: ' + ', sub: ' - ', mul: '*', dot: '·', hadamard: ' .* ', div: '/' } as const
const LEVEL = { add: HOLD.sum, sub: HOLD.sum, mul: HOLD.product, dot: HOLD.product, hadamard: HOLD.hadamard, div: HOLD.product } as const // prettier-ignore

const text = (node: Node, least: number, isLast: boolean): string =>
  needsBracket(node, least, isLast) ? `(${body(node, true)})` : body(node, isLast)

const all = (node: Node): string => body(node, true)

const body = (node: Node, isLast: boolean): string => {
  const [a, b, c] = node.args
  switch (node.kind) {
    case 'number':
      return String(node.value)
    case 'symbol':
    case 'constant':
      return node.name
    case 'neg':
      return `-${text(a!, HOLD.hadamard, isLast)}`
    case 'transpose':
      return `${text(a!, HOLD.atom, false)}^⊤`
    case 'abs':
      return `abs(${all(a!)})`
    case 'norm':
      return node.p === 1 ? `||(${all(a!)})||_1` : `norm(${all(a!)})`
    case 'pow':
      return `${text(a!, HOLD.power + 1, false)}^${isSimple(b!) ? all(b!) : `{${all(b!)}}`}`
    case 'index':
      return `${text(a!, HOLD.atom, false)}_{${node.args.slice(1).map(all).join(',')}}`
    case 'call':
      if (node.name === 'ones' && a!.kind === 'number' && a!.value === 0) return '1'
      return `${node.name}${"'".repeat(node.primes)}(${node.args.map(all).join(', ')})`
    case 'compare':
      return `[${all(a!)} ${node.name} ${all(b!)}]`
    case 'sum':
    case 'prod': {
      const bounds = b && c ? `_{${node.name}=${all(b)}}^{${all(c)}}` : `_{${node.name}}`
      return `${node.kind}${bounds} ${text(a!, HOLD.hadamard, isLast)}`
    }
    case 'derivative': {
      const d = node.isPartial ? '∂' : 'd'
      const below = `${d}${all(b!)}`
      return isQuotient(node) ? `${d}${all(a!)}/${below}` : `${d}/${below} ${text(a!, HOLD.product, isLast)}`
    }
    default: {
      const level = LEVEL[node.kind]
      const isSum = level === HOLD.sum
      return text(a!, level, isSum) + SIGNS[node.kind] + text(b!, level + 1, isLast)
    }
  }
}

const isSimple = (node: Node): boolean =>
  node.kind === 'symbol' || (node.kind === 'number' && node.value >= 0)

/** Plain text that reads back as the same expression. */
export const toText = (node: Node): string => body(node, true)
