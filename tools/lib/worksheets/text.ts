import katex from 'katex'
import { markdownToHtml, type MarkdownToHtmlResult, type MdastPluginList } from 'satteri'
import { MACROS } from '../../../src/site/markdown/math.ts'

interface MathNode {
  value: string
}

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** A minus behind an operator or an opening bracket; browsers would set it as a difference, between two spaces. */
const SIGN = /(<mo(?: [^>]*)?>[^<)\]}|∣!]+<\/mo>(?:<mspace[^>]*><\/mspace>)?)<mo>−<\/mo>/g

/** A formula as MathML: browsers draw and print it without a font of ours. */
export const mathml = (tex: string, displayMode: boolean): string =>
  katex
    .renderToString(tex, {
      displayMode,
      output: 'mathml',
      throwOnError: true,
      strict: 'ignore',
      trust: true,
      macros: { ...MACROS },
    })
    .replaceAll(SIGN, '$1<mo form="prefix">−</mo>')

/** A formula and the point or comma behind it, which would otherwise begin the next line. */
const CLOSED = /<span class="katex"><math(?:(?!<\/math>)[^])*<\/math><\/span>[.,;:?!)]+/g

const math = {
  name: 'math',
  inlineMath: ({ value }: MathNode) => ({ type: 'html', value: mathml(value, false) }),
  math: ({ value }: MathNode) => ({
    type: 'html',
    value: `<div class="display">${mathml(value, true)}</div>`,
  }),
}

/** An exercise's Markdown as HTML that needs nothing else. `where` begins the message of an error. */
export function paperHtml(markdown: string, where: string): string {
  try {
    const { html } = markdownToHtml(markdown, {
      features: { math: true, gfm: true, smartPunctuation: true },
      mdastPlugins: [math] as unknown as MdastPluginList,
    }) as MarkdownToHtmlResult
    return html.trim().replaceAll(CLOSED, '<span class="closed">$&</span>')
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message} In: ${markdown}`)
  }
}
