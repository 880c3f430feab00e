import type { Report } from '../finding.ts'
import { lineAt } from './lines.ts'
import { typedInTex, typedNumbers } from './numbers.ts'
import { templatesIn } from './templates.ts'
import { lineOf, walk, type Node } from './tree.ts'

/** Where numbers are somebody else's: sources are citations, code is quoted. */
const EXEMPT = new Set(['Sources'])

/** Attributes that a reader reads. */
const READ = new Set(['question', 'title', 'caption', 'alt', 'label'])

const fix = (number: string): string =>
  `compute it ({fixed(…)}), or declare it: {given(${number})}, in a formula {tex\`… \${given(${number})}\`}`

/** Reports numbers that a lesson's text or formulas hold without computing or declaring them. */
export function checkTypedNumbers(tree: Node, file: string, report: Report): void {
  const add = (number: string, line: number, where: string) =>
    report({ file, line, rule: 'typed-number', found: `${number} is typed into ${where}`, fix: fix(number) })

  walk(tree, (node, within) => {
    if (within.some(({ name }) => name && EXEMPT.has(name))) return
    const value = node.value ?? ''
    const lineIn = (at: number): number => lineOf(node) + lineAt(value, at) - 1
    if (node.type === 'text') {
      for (const { found, at } of typedNumbers(value)) add(found, lineIn(at), 'the text')
    } else if (node.type === 'inlineMath' || node.type === 'math') {
      for (const { found, at } of typedInTex(value)) add(found, lineIn(at), 'a formula')
    } else if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') {
      for (const { found, at } of inTemplates(value)) add(found, lineIn(at), 'a formula')
    }
    for (const { name, value: attribute } of node.attributes ?? []) {
      if (!name || !READ.has(name) || typeof attribute !== 'string') continue
      for (const { found } of typedNumbers(attribute)) add(found, lineOf(node), `the attribute ${name}`)
    }
  })
}

/** Numbers in the literal parts of tex`…`; what is interpolated is computed or declared. */
const inTemplates = (expression: string): { found: string; at: number }[] =>
  templatesIn(expression).flatMap(({ parts, at }) =>
    parts.flatMap((part) => typedInTex(part).map(({ found }) => ({ found, at }))),
  )
