import { markdownToHtml, type MarkdownToHtmlResult, type MdastPluginList } from 'satteri'

interface MathNode {
  value: string
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** TeX between the marks that Moodle's filter looks for. */
const math = {
  name: 'math',
  inlineMath: ({ value }: MathNode) => ({ type: 'html', value: String.raw`\(${escape(value)}\)` }),
  math: ({ value }: MathNode) => ({ type: 'html', value: String.raw`<p>\[${escape(value)}\]</p>` }),
}

/** An exercise's Markdown as the HTML that Moodle keeps. */
export function moodleHtml(markdown: string): string {
  const { html } = markdownToHtml(markdown, {
    features: { math: true, gfm: true, smartPunctuation: true },
    mdastPlugins: [math] as unknown as MdastPluginList,
  }) as MarkdownToHtmlResult
  return html.trim()
}

/** Text for an element, whatever is in it. */
export const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`

/** Plain text for an element. */
export const plain = escape
