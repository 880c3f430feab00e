import { markdownToHtml, type MarkdownToHtmlResult, type MdastPluginList } from 'satteri'
import { renderTex } from './math.ts'

interface MathNode {
  value: string
}

/** As the lessons' math plugin, for plain Markdown: here raw HTML is HTML. */
const math = {
  name: 'math',
  inlineMath: ({ value }: MathNode) => ({
    type: 'html',
    value: `<span class="math-inline">${renderTex(value, false)}</span>`,
  }),
  math: ({ value }: MathNode) => ({
    type: 'html',
    value: `<div class="math-display">${renderTex(value, true)}</div>`,
  }),
}

/** Markdown with TeX, as exercises write it, to HTML. `where` begins the message of an error. */
export function renderMarkdown(markdown: string, where: string): string {
  try {
    const { html } = markdownToHtml(markdown, {
      features: { math: true, gfm: true, smartPunctuation: true },
      mdastPlugins: [math] as unknown as MdastPluginList,
    }) as MarkdownToHtmlResult // synchronous, as its plugins are
    return html.trim()
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message} In: ${markdown}`)
  }
}
