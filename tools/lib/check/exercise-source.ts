import { parse } from 'acorn'
import { withoutTypes } from '../without-types.ts'
import type { Report } from '../finding.ts'
import { jsNodes, type JsNode } from './js.ts'
import { lineAt } from './lines.ts'
import { typedInTex, typedNumbers } from './numbers.ts'

/** Keys of a specification whose strings readers read. */
const READ = new Set(['title', 'prompt', 'hints', 'solution', 'say', 'text', 'name'])

interface Entry {
  id: string
  line: number
}

/** What the source of an exercises.ts says that its module cannot: where each exercise stands, and what was typed. */
export function readExerciseSource(source: string, file: string, report: Report): Entry[] {
  let program: JsNode
  try {
    // Types become spaces, so that every position stays what it was.
    program = parse(withoutTypes(source), {
      ecmaVersion: 'latest',
      sourceType: 'module',
    }) as unknown as JsNode
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number } }
    const line = loc?.line ?? Number(/:(\d+):\d+/.exec(message)?.[1] ?? 1)
    report({ file, line, rule: 'syntax', found: message.split('\n')[0]!, fix: 'mend the TypeScript' })
    return []
  }
  const properties = exercisesIn(program)
  const entries = properties.map(({ key, start }) => ({
    id: keyName(key as JsNode),
    line: lineAt(source, start),
  }))
  reportDoubles(entries, file, report)
  for (const property of properties) reportTyped(property, source, file, report)
  return entries
}

/** The properties of the object that is given to `exercises(…)`. */
function exercisesIn(program: JsNode): JsNode[] {
  const call = jsNodes(program).find(
    ({ type, callee }) => type === 'CallExpression' && (callee as JsNode)['name'] === 'exercises',
  )
  const [argument] = (call?.['arguments'] ?? []) as JsNode[]
  return ((argument?.['properties'] ?? []) as JsNode[]).filter(({ type }) => type === 'Property')
}

const keyName = (key: JsNode): string => String(key['name'] ?? key['value'])

function reportDoubles(entries: readonly Entry[], file: string, report: Report): void {
  for (const [i, { id, line }] of entries.entries()) {
    const first = entries.findIndex((entry) => entry.id === id)
    if (first === i) continue
    report({
      file,
      line,
      rule: 'id-twice',
      found: `"${id}" is here and in line ${entries[first]!.line}; only the last one exists`,
      fix: 'give one of them its own id',
    })
  }
}

/** Numbers in the literal parts of what readers read. What is interpolated is computed or declared. */
function reportTyped(root: JsNode, source: string, file: string, report: Report): void {
  const visit = (node: JsNode, isRead: boolean): void => {
    if (isRead)
      for (const { text, start } of literalParts(node)) reportText(text, start, source, file, report)
    const reads = isRead || (node.type === 'Property' && READ.has(keyName(node['key'] as JsNode)))
    for (const value of Object.values(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (typeof child === 'object' && child !== null && 'type' in child)
          visit(child as JsNode, reads && child !== node['key'])
      }
    }
  }
  visit(root, false)
}

function literalParts(node: JsNode): { text: string; start: number }[] {
  if (node.type === 'Literal' && typeof node['value'] === 'string')
    return [{ text: node['value'], start: node.start }]
  if (node.type === 'TemplateElement')
    return [{ text: (node['value'] as { raw: string }).raw, start: node.start }]
  return []
}

function reportText(text: string, start: number, source: string, file: string, report: Report): void {
  const plain = text.replaceAll(/`[^`]*`|\\`[^]*?\\`/g, (code) => ' '.repeat(code.length))
  const numbers = plain.includes('\\') ? typedInTex(plain) : typedNumbers(plain)
  for (const { found, at } of numbers) {
    report({
      file,
      line: lineAt(source, start) + lineAt(plain, at) - 1,
      rule: 'typed-number',
      found: `${found} is typed into a text`,
      fix: `draw or compute it and interpolate it: md\`… \${${found}} …\``,
    })
  }
}
