import type { Declarations } from '../declare/types.ts'
import type { Node } from './ast.ts'

/** Whether the expression can be a vector or a matrix, judged from the declared shapes alone. */
export const isShaped = (node: Node, declarations: Declarations): boolean => {
  switch (node.kind) {
    case 'symbol':
      return (declarations.symbols.get(node.name)?.shape.length ?? 0) > 0
    case 'index':
    case 'norm':
      return false
    case 'call':
      if (['sum', 'mean', 'tr', 'dot'].includes(node.name)) return false
      if (['ones', 'eye', 'diag'].includes(node.name)) return true
  }
  return node.args.some((arg) => isShaped(arg, declarations))
}

/** The number of dimensions that subscripts can pick from. */
export const rankOf = (node: Node, declarations: Declarations): number => {
  if (node.kind === 'symbol') return declarations.symbols.get(node.name)?.shape.length ?? 0
  if (!isShaped(node, declarations)) return 0
  if (node.kind === 'call' && node.name !== 'eye' && node.name !== 'diag')
    return rankOf(node.args[0]!, declarations)
  if (node.kind === 'transpose' || node.kind === 'call') return 2
  if (node.kind === 'derivative') return node.args.reduce((sum, arg) => sum + rankOf(arg, declarations), 0)
  const ranks = node.args.map((arg) => rankOf(arg, declarations))
  if (node.kind === 'mul' && ranks[0] === 2 && ranks[1] === 1) return 1
  return Math.max(...ranks)
}
