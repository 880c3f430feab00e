/** What search lists, each with a word of its own in the interface. */
export const KINDS = ['lesson', 'exercise', 'api', 'figure', 'page'] as const
export type Kind = (typeof KINDS)[number]

/** One thing that can be found: its address and the HTML that Pagefind reads. */
export interface SearchRecord {
  url: string
  content: string
}

/**
 * What is never indexed: formulas, whose glyphs are no words; whatever gives away an answer; what is there to be pressed.
 * An exercise is a record of its own, so a lesson does not repeat it.
 */
export const EXCLUDED: readonly string[] = [
  '.katex',
  '.exercise',
  '.eyebrow',
  '.predict',
  '.sheet',
  '.toc',
  '.neighbors',
  '.lesson-links',
  '.storage-note',
  '.needs-script',
  '.without-script',
  '.visually-hidden',
  '.exercise-head',
  '.exercise-note',
  '.exercise-sheet-solution',
  '.cell-below',
  '.cell-controls',
  '.cell-keys',
  '.cell-output',
  '.cell-status',
  '.exercise-foot',
  '.api-foot',
  'button',
  'form',
  'nav',
  'svg',
  '[hidden]',
  '[role="status"]',
]

/** Pages that say what a reader did, lists of what is found by itself, and notes that learners do not look for. */
const LEFT_OUT = /^(?:$|404\.html|(?:api|figures)\/$|(?:cells|progress|review|print|assignments?)\/|teach\/.)/

export interface BuiltPage {
  /** Below the site's base, as `neurons/artificial-neuron/`. */
  path: string
  html: string
}

/**
 * Everything that one built page gives to search.
 *
 * @param titleOf the title of an exercise by its whole id
 */
export function recordsOf({ path, html }: BuiltPage, titleOf: (id: string) => string): SearchRecord[] {
  const main = elementAt(html, html.search(/<main\b/), 'main')
  if (LEFT_OUT.test(path) || !main) return []
  const language = /<html lang="([^"]*)"/.exec(html)?.[1] ?? 'en'
  const title = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(main)?.[1] ?? '')
  const record = (url: string, kind: Kind, place: string, content: string): SearchRecord => ({
    url,
    content:
      `<html lang="${language}"><body><main data-pagefind-body data-pagefind-filter="kind:${kind}"` +
      `${kind === 'lesson' ? ' data-pagefind-weight="2"' : ''}>` +
      `<span data-pagefind-meta="kind:${kind}"></span>` +
      `<span data-pagefind-meta="place" data-pagefind-ignore>${place}</span>${withGaps(content)}</main></body></html>`,
  })
  const kind = kindOf(path, main)
  if (kind === 'api') {
    const entries = elementsOf(main, 'article', /^<article class="api-entry"/)
    const names = entries.map((entry) => {
      const id = /\bid="([^"]*)"/.exec(entry)![1]!
      const name = textOf(/<h2[^>]*>([\s\S]*?)<\/h2>/.exec(entry)![1]!)
      const rest = entry.replace(/<h2[\s\S]*?<\/h2>/, '').replaceAll(/ id="[^"]*"/g, '')
      return record(`${path}#${id}`, 'api', title, `<h1>${name}</h1>${rest}`)
    })
    const lead = /<p class="lead">[\s\S]*?<\/p>/.exec(main)?.[0] ?? ''
    return [record(path, 'api', '', `<h1>${title}</h1>${lead}`), ...names]
  }
  const section = textOf(/<span class="bar-section"[^>]*>([\s\S]*?)<\/span>/.exec(html)?.[1] ?? '')
  // An exercise that says its language is that of the lesson in the course's own, and found there.
  const exercises =
    kind === 'lesson' ? elementsOf(main, 'section', /^<section class="exercise"(?![^>]* lang=)/) : []
  return [
    // Figures and cells are drawn by islands: numbers and labels, which say nothing out of their place.
    record(path, kind, kind === 'lesson' ? section : '', ignoreIslands(main)),
    ...exercises.map((exercise) => {
      const id = /\bdata-exercise="([^"]*)"/.exec(exercise)![1]!
      const anchor = /\bid="([^"]*)"/.exec(exercise)![1]!
      const inner = exercise.replace(/^<section[^>]*>/, '').replace(/<\/section>$/, '')
      const bare = inner.replaceAll(/<astro-island[^>]*>/g, '').replaceAll(/ id="[^"]*"/g, '')
      return record(`${path}#${anchor}`, 'exercise', title, `<h1>${escape(titleOf(id))}</h1>${bare}`)
    }),
  ]
}

/** What an exercise is called whose author gave it no title: `neurons/one/double-it` is Double it. */
export function titleFromId(id: string): string {
  const words = id.slice(id.lastIndexOf('/') + 1).replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function kindOf(path: string, main: string): Kind {
  if (/^<main[^>]* class="lesson"/.test(main)) return 'lesson'
  if (/^api\/./.test(path)) return 'api'
  if (/^figures\/./.test(path)) return 'figure'
  return 'page'
}

/** Where a formula is left out, the sentence shows that something stood there. */
const withGaps = (html: string): string => html.replaceAll('<span class="katex">', '…<span class="katex">')

const ignoreIslands = (html: string): string =>
  html.replaceAll('<astro-island ', '<astro-island data-pagefind-ignore ')

/** The elements of a name whose opening tag matches, outermost only. */
function elementsOf(html: string, name: string, opening: RegExp): string[] {
  const found: string[] = []
  for (let at = html.indexOf(`<${name}`); at >= 0; at = html.indexOf(`<${name}`, at + 1)) {
    if (!opening.test(html.slice(at, at + 200))) continue
    const element = elementAt(html, at, name)
    if (!element) continue
    found.push(element)
    at += element.length - 1
  }
  return found
}

/** The element that opens at a place, with all that is in it; pages are generated, so every tag is closed. */
function elementAt(html: string, at: number, name: string): string | undefined {
  if (at < 0) return undefined
  const tags = new RegExp(`<(/?)${name}\\b`, 'g')
  tags.lastIndex = at
  let depth = 0
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : 1
    if (depth === 0) return html.slice(at, html.indexOf('>', tag.index) + 1)
  }
  return undefined
}

/** Escaped text, without tags. */
const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
