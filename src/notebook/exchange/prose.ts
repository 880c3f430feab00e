import type { Part } from './files.ts'

/** What stands in the page for a cell, by its element. */
export type CellOf = (element: Element) => Part | undefined

/**
 * The prose of a lesson's article as Markdown, with its computed numbers and its formulas as TeX, and its cells in
 * place. Figures and exercises are named; they live on the page.
 */
export function partsOf(article: Element, cellOf: CellOf): Part[] {
  const parts: Part[] = []
  let prose: string[] = []
  const flush = () => {
    if (prose.length > 0) parts.push({ kind: 'prose', markdown: prose.join('\n\n') })
    prose = []
  }
  const visit = (element: Element) => {
    const cell = cellOf(element)
    if (cell) {
      flush()
      parts.push(cell)
    } else if (isGroup(element)) for (const child of element.children) visit(child)
    else {
      const text = blockText(element)
      if (text) prose.push(text)
    }
  }
  for (const child of article.children) visit(child)
  flush()
  return parts
}

const isGroup = (element: Element): boolean =>
  element.querySelector('section.cell') !== null || element.matches('section:not([data-exercise]), div.steps')

function blockText(element: Element): string {
  const tag = element.localName
  if (element.matches('.exercise')) return `*${labelOf(element)}*`
  if (element.matches('figure, script, style, template')) return captionOf(element)
  if (element.matches('.math-display')) return `$$\n${texIn(element)}\n$$`
  if (/^h[1-6]$/.test(tag)) return `${'#'.repeat(Number(tag[1]))} ${inlineText(element)}`
  if (tag === 'pre')
    return `\`\`\`${element.getAttribute('data-language') ?? ''}\n${element.textContent?.trimEnd()}\n\`\`\``
  if (tag === 'ul' || tag === 'ol') return listText(element, tag === 'ol')
  if (tag === 'table') return tableText(element)
  if (element.matches('aside, details, blockquote, .note')) return quoted(childBlocks(element))
  if (tag === 'p' || tag === 'summary') return inlineText(element)
  return element.children.length > 0 && element.querySelector('p, ul, ol, table, pre, h2, h3, .math-display')
    ? childBlocks(element)
    : inlineText(element)
}

const childBlocks = (element: Element): string =>
  [...element.children].map(blockText).filter(Boolean).join('\n\n') || inlineText(element)

const quoted = (text: string): string =>
  text
    .split('\n')
    .map((line) => `> ${line}`.trimEnd())
    .join('\n')

const labelOf = (element: Element): string =>
  element.querySelector('[id$="-label"], .exercise-kind')?.textContent?.trim() ?? ''

const captionOf = (element: Element): string => {
  const caption = element.querySelector('figcaption')?.textContent?.trim()
  return caption ? `*${caption.replaceAll(/\s+/g, ' ')}*` : ''
}

const listText = (list: Element, isOrdered: boolean): string =>
  [...list.children].map((item, i) => `${isOrdered ? `${i + 1}.` : '-'} ${inlineText(item)}`).join('\n')

function tableText(table: Element): string {
  const rows = [...table.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => inlineText(cell).replaceAll('|', '\\|')),
  )
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const [head = [], ...body] = rows
  return [line(head), line(head.map(() => '---')), ...body.map(line)].join('\n')
}

/** The TeX that KaTeX keeps beside its drawing. */
const texIn = (element: Element): string =>
  element.querySelector('annotation[encoding="application/x-tex"]')?.textContent?.trim() ??
  element.textContent?.trim() ??
  ''

function inlineText(node: Node): string {
  return [...node.childNodes]
    .map(inlineOf)
    .join('')
    .replaceAll(/[ \t\n]+/g, ' ')
    .trim()
}

const ELEMENT = 1
const TEXT = 3

function inlineOf(node: Node): string {
  if (node.nodeType === TEXT) return node.textContent ?? ''
  if (node.nodeType !== ELEMENT) return ''
  const element = node as Element
  if (element.matches('.math-inline, .katex')) return `$${texIn(element)}$`
  if (element.matches('.math-display')) return `$$${texIn(element)}$$`
  if (element.matches('.visually-hidden, button, svg')) return ''
  const inner = [...element.childNodes].map(inlineOf).join('')
  switch (element.localName) {
    case 'em':
    case 'i':
      return `*${inner}*`
    case 'strong':
    case 'b':
      return `**${inner}**`
    case 'code':
      return `\`${element.textContent}\``
    case 'a':
      return `[${inner}](${(element as HTMLAnchorElement).href})`
    case 'br':
      return '\n'
    case 'script':
    case 'style':
      return ''
    default:
      return inner
  }
}
