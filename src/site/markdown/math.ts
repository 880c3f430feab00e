import katex from 'katex'
import { shortStyles } from './short-styles.ts'
import { whereOf, type Positioned, type VisitContext } from './where.ts'

/** The colors of the look, by what they mean: `\positive{w_1}`. Their classes are in styles/prose.css. */
export const MACROS = {
  '\\positive': '\\htmlClass{positive}{#1}',
  '\\negative': '\\htmlClass{negative}{#1}',
  '\\gradient': '\\htmlClass{gradient}{#1}',
}

/** KaTeX would print a command that it does not trust as red text; here it is an error as any other. */
function allowed(command: string): true {
  if (command === '\\htmlClass' || command === '\\htmlData') return true
  throw new Error(`${command} is not for formulas`)
}

/**
 * KaTeX as the course uses it: TeX that KaTeX does not know is an error, never red text in a lesson.
 * @throws {Error} also for a doubled backslash: KaTeX would print `\\hat y` as a line break and _haty_;
 * and for a number as programs write it: `1e-5` would be read as 1 · e − 5.
 */
export function renderTex(tex: string, displayMode: boolean): string {
  const hasLines = displayMode || tex.includes('\\begin{')
  const doubled = (hasLines ? /(?<!\\)\\\\[a-zA-Z]{3,}/ : /\\\\[a-zA-Z]+/).exec(tex)
  if (doubled)
    throw new Error(
      `${doubled[0]} is a new line and letters, not a command. One backslash is enough in a template`,
    )
  const [number] = /\d(?:\.\d+)?e[+-]?\d+/.exec(tex.replaceAll(/\\text\{[^{}]*\}/g, '')) ?? []
  if (number) throw new Error(`${number} is read as a product with e. Write a power of ten: 10^{-5}`)
  const html = katex.renderToString(tex, {
    displayMode,
    throwOnError: true,
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
    trust: ({ command }: { command: string }) => allowed(command),
    macros: { ...MACROS },
  })
  return shortStyles(html)
}

interface MathNode extends Positioned {
  value: string
}

/**
 * Sätteri plugin: `$…$` and `$$…$$` become KaTeX at build. The element carries the markup in `set:html`, because a
 * raw HTML node would have its braces read as MDX expressions.
 */
export const math = () => ({
  name: 'math',
  options: { position: true },
  inlineMath: (node: MathNode, context: VisitContext) => element(node, context, 'span', 'mdxJsxTextElement'),
  math: (node: MathNode, context: VisitContext) => element(node, context, 'div', 'mdxJsxFlowElement'),
})

function element(node: MathNode, context: VisitContext, name: 'span' | 'div', type: string) {
  const display = name === 'div'
  return {
    type,
    name,
    attributes: [
      { type: 'mdxJsxAttribute', name: 'class', value: display ? 'math-display' : 'math-inline' },
      { type: 'mdxJsxAttribute', name: 'set:html', value: texOrThrow(node, context, display) },
    ],
    children: [],
  }
}

function texOrThrow(node: MathNode, context: VisitContext, display: boolean): string {
  try {
    return renderTex(node.value, display)
  } catch (error) {
    throw new Error(
      `${whereOf(node, context)}: KaTeX does not accept $${node.value}$ — ${(error as Error).message}`,
    )
  }
}
