import { knownAre } from '../../../src/site/markdown/suggest.ts'
import type { Report } from '../finding.ts'
import type { LessonFiles } from './course.ts'
import { lineOf, textOf, walk, type Node } from './tree.ts'

export interface Page {
  lesson: LessonFiles
  tree: Node
}

/**
 * Internal links lead to a lesson or page that there is, and to a heading, an exercise or a figure in it. What is below a
 * page of the site itself, as `figures/`, is known only when it is built.
 */
export function checkLinks(pages: readonly Page[], routes: readonly string[], report: Report): void {
  const anchors = new Map(pages.map(({ lesson, tree }) => [lesson.id, anchorsOf(tree)] as const))
  for (const { lesson, tree } of pages) {
    walk(tree, (node) => {
      if (node.type !== 'link' && node.type !== 'definition') return
      const problem = problemOf(node.url ?? '', lesson.id, anchors, routes)
      if (problem) report({ file: lesson.file, line: lineOf(node), rule: 'link', ...problem })
    })
  }
}

function problemOf(
  url: string,
  from: string,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
  routes: readonly string[],
): { found: string; fix: string } | undefined {
  if (/^(?:https?:|mailto:)/.test(url)) return undefined
  if (url === '') return { found: 'a link without an address', fix: 'say where it leads' }
  if (/^[a-z]+:/i.test(url))
    return { found: `the link ${url}`, fix: 'link to https, to a lesson or to an anchor' }
  if (url.startsWith('/')) {
    const up = '../'.repeat(from.split('/').length)
    return {
      found: `the link ${url} breaks where the course is not at the root of its host`,
      fix: `write ${up}${url.slice(1)}`,
    }
  }
  const target = new URL(url, `https://course/${from}/`)
  const id = target.pathname.replaceAll(/^\/|\/$/g, '')
  const known = anchors.get(id)
  if (!known && routes.includes(id.split('/')[0]!)) return undefined
  if (!known) {
    const near = knownAre(id, [...anchors.keys()]).trim()
    return { found: `the link ${url} leads to no lesson (${id})`, fix: near }
  }
  const anchor = decodeURIComponent(target.hash.slice(1))
  if (anchor !== '' && !known.has(anchor))
    return {
      found: `the link ${url} leads to no heading, exercise or figure`,
      fix: knownAre(anchor, [...known]).trim(),
    }
  return target.pathname.endsWith('/')
    ? undefined
    : { found: `the link ${url} has no / at its end`, fix: 'lessons are folders: add it' }
}

/** A heading becomes an anchor, and so does the id of a tag: of two that are the same, links reach only the first. */
export function checkAnchors({ lesson, tree }: Page, report: Report): void {
  const seen = new Map<string, string>()
  for (const { anchor, what, line } of placesOf(tree)) {
    const other = seen.get(anchor)
    if (other === undefined) seen.set(anchor, what)
    else
      report({
        file: lesson.file,
        line,
        rule: 'anchor-twice',
        found: `${what} has the anchor #${anchor}, and so has ${other}`,
        fix: 'word the heading differently, or choose another id: a link leads only to the first',
      })
  }
}

/** The headings of a lesson in order, as links name them. */
export const headingAnchors = (tree: Node): string[] =>
  placesOf(tree).flatMap(({ anchor, what }) => (what.startsWith('the heading ') ? [anchor] : []))

const anchorsOf = (tree: Node): Set<string> => new Set(placesOf(tree).map(({ anchor }) => anchor))

/** Everything in a lesson that a link can lead to: headings, by their slugs as the site makes them, and the ids of tags. */
function placesOf(tree: Node): { anchor: string; what: string; line: number }[] {
  const places: { anchor: string; what: string; line: number }[] = []
  const slugs = new Set<string>()
  walk(tree, (node) => {
    const line = lineOf(node)
    if (node.type === 'heading') {
      const slug = slugOf(textOf(node))
      let anchor = slug
      for (let n = 1; slugs.has(anchor); n++) anchor = `${slug}-${n}`
      slugs.add(anchor)
      places.push({ anchor, what: `the heading "${textOf(node)}"`, line })
    }
    for (const { name, value } of node.attributes ?? [])
      if (name === 'id' && typeof value === 'string')
        places.push({ anchor: value, what: `<${node.name ?? ''} id="${value}">`, line })
  })
  return places
}

const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
