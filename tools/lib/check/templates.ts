import { parseExpressionAt } from 'acorn'
import { renderTex } from '../../../src/site/markdown/math.ts'
import type { Report } from '../finding.ts'
import { jsNodes, type JsNode } from './js.ts'
import { lineAt } from './lines.ts'
import { lineOf, walk, type Node } from './tree.ts'

export interface Template {
  /** The literal parts, between which computed numbers stand. */
  parts: string[]
  isDisplayed: boolean
  /** Its place in the expression. */
  at: number
}

/** The formulas of an expression: tex`…`, which the site reads as `tex({ raw: […] }, …)`. */
export function templatesIn(expression: string): Template[] {
  let program: JsNode
  try {
    program = parseExpressionAt(expression, 0, { ecmaVersion: 'latest' }) as unknown as JsNode
  } catch {
    return []
  }
  return jsNodes(program).flatMap((node): Template[] => {
    const name = (node['callee'] as JsNode | undefined)?.['name']
    const [strings] = (node['arguments'] ?? []) as JsNode[]
    if (node.type !== 'CallExpression' || (name !== 'tex' && name !== 'texBlock') || !strings) return []
    const raw = ((strings['properties'] ?? []) as JsNode[]).find(
      ({ key }) => (key as JsNode | undefined)?.['name'] === 'raw',
    )
    const elements = ((raw?.['value'] as JsNode | undefined)?.['elements'] ?? []) as JsNode[]
    const parts = elements.map(({ value }) => String(value))
    return [{ parts, isDisplayed: name === 'texBlock', at: node.start }]
  })
}

/** KaTeX on formulas with computed numbers, with a 1 in the place of each: what it does not know is found anyway. */
export function checkTemplates(tree: Node, file: string, report: Report): void {
  walk(tree, (node) => {
    if (node.type !== 'mdxTextExpression' && node.type !== 'mdxFlowExpression') return
    const expression = node.value ?? ''
    for (const { parts, isDisplayed, at } of templatesIn(expression)) {
      try {
        renderTex(parts.join('1'), isDisplayed)
      } catch (error) {
        report({
          file,
          line: lineOf(node) + lineAt(expression, at) - 1,
          rule: 'katex',
          found: `KaTeX does not accept ${parts.join('…')}: ${(error as Error).message.replace(/\s+/g, ' ')}`,
          fix: 'use the TeX that KaTeX supports: katex.org/docs/supported',
        })
      }
    }
  })
}
