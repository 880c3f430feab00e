import { markdownToMdast, mdxToMdast } from 'satteri'
import { withoutDollars } from '../../../src/site/markdown/scope-plugin.ts'

/** What rules need of a Markdown tree. */
export interface Node {
  type: string
  value?: string
  name?: string | null
  depth?: number
  /** Of a fence of code. */
  lang?: string | null
  meta?: string | null
  url?: string
  alt?: string | null
  attributes?: { type: string; name?: string; value?: string | null | { value: string } }[]
  children?: Node[]
  position?: { start: { line: number; offset?: number }; end: { line: number; offset?: number } }
}

/** A lesson as the site hands it to the Markdown parser; every line is where it was. Throws on a template left open. */
export const lessonText = (source: string, file: string): string => withoutDollars(source, file)

/** The tree of a lesson's text. Throws `line:column: message` on what is no MDX. */
export const lessonTree = (text: string): Node =>
  mdxToMdast(text, { features: { math: true, frontmatter: true, gfm: true } }) as Node

/** The tree of Markdown as exercises write it. */
export const textTree = (markdown: string): Node =>
  markdownToMdast(markdown, { features: { math: true, gfm: true } }) as Node

/** Visits every node, outermost first, with the nodes that it stands in. */
export function walk(
  node: Node,
  visit: (node: Node, within: readonly Node[]) => void,
  within: Node[] = [],
): void {
  visit(node, within)
  for (const child of node.children ?? []) walk(child, visit, [...within, node])
}

export const lineOf = (node: Node): number => node.position?.start.line ?? 1

/** The plain text below a node. */
export const textOf = (node: Node): string =>
  node.type === 'text' || node.type === 'inlineCode' || node.type === 'inlineMath'
    ? (node.value ?? '')
    : (node.children ?? []).map(textOf).join('')
