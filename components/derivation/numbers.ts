import { evaluateAt, walk, type Declarations, type Node, type Value } from '../../src/math/index.ts'
import { decimal, significantFigures } from '../../src/strings/numbers.ts'

/** A value as it stands under its symbol: numbers to four figures, anything larger by its first entries. */
export function shortValue(value: Value): string {
  if (typeof value === 'number')
    return Number.isInteger(value) ? decimal(value, 0) : significantFigures(value, 4)
  const rows = value.map((row) =>
    typeof row === 'number' ? shortValue(row) : `(${row.map(shortValue).join(', ')})`,
  )
  return `(${rows.slice(0, 3).join(', ')}${rows.length > 3 ? ', …' : ''})`
}

/** Whether a number stands under this part: symbols that vary, functions of them, derivatives. */
const hasNumber = (node: Node, declarations: Declarations): boolean =>
  node.kind === 'derivative' ||
  node.kind === 'call' ||
  (node.kind === 'symbol' &&
    !['index', 'function'].includes(declarations.symbols.get(node.name)?.kind ?? 'function'))

/**
 * The parts of a side under which a number stands, in reading order: the outermost ones, so that a derivative shows its
 * own value and not those of the symbols it is written with.
 */
export function numbered(side: Node, declarations: Declarations): Node[] {
  const found: Node[] = []
  const inside = new Set<Node>()
  for (const node of walk(side)) {
    if (inside.has(node) || !hasNumber(node, declarations)) continue
    found.push(node)
    for (const part of walk(node)) inside.add(part)
  }
  return found
}

/** The value of a part at the given point, printed; a dash where an index has no value of its own. */
export function valueText(
  node: Node,
  declarations: Declarations,
  at: Readonly<Record<string, Value>>,
): string {
  const result = evaluateAt(node, declarations, at)
  return result.ok ? shortValue(result.value) : '–'
}
