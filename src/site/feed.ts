import { createHash } from 'node:crypto'

/** What changed at once: a sentence or a few. */
export interface Change {
  version: string
  /** `2026-11-21` */
  date: string
  text: string
}

/**
 * The entries of CHANGELOG.md. Versions are headings with their date, `## 0.1.0 (2026-11-21)`; what changed is a list.
 * @throws {Error} when a version has no date: a feed without dates cannot be sorted.
 */
export function readChanges(markdown: string): Change[] {
  const [, ...sections] = markdown.split(/^## /m)
  return sections.flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n')
    const { version, date } =
      /^(?<version>\S+) \((?<date>\d{4}-\d\d-\d\d)\)$/.exec(heading.trim())?.groups ?? {}
    if (!version || !date)
      throw new Error(`CHANGELOG.md: "## ${heading}" must be a version with its date, ## 1.2.3 (2026-01-31)`)
    return lines
      .join('\n')
      .split(/^- /m)
      .slice(1)
      .map((text) => ({ version, date, text: plainOf(text) }))
  })
}

/** Markdown's marks left out, lines joined. */
const plainOf = (text: string): string =>
  text
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[`*_]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

interface FeedOptions {
  title: string
  subtitle: string
  language: string
  author: string
  /** A URI of its own for the course, wherever it is published: its source's. */
  id: string
  /** Whole address of the front page, if it is known. */
  home: string | undefined
  /** Whole address of the feed, if it is known. */
  self: string | undefined
}

/** Sentences are split where one ends: the first is the title of an entry. */
const firstSentence = (text: string): string =>
  /^.+?[.:;](?= |$)/.exec(text)?.[0].replace(/[.:;]$/, '') ?? text

/** An Atom feed (RFC 4287). A line of the list that is written anew is a new entry: who subscribed should see it. */
export function atom(changes: readonly Change[], options: FeedOptions): string {
  const { title, subtitle, language, author, id, home, self } = options
  const time = (date: string) => `${date}T00:00:00Z`
  const latest =
    changes
      .map(({ date }) => date)
      .toSorted()
      .at(-1) ?? '1970-01-01'
  const entries = changes.map(({ version, date, text }) => {
    const key = createHash('sha256').update(`${version} ${text}`).digest('hex').slice(0, 16)
    return [
      '  <entry>',
      `    <id>${escapeXml(`${id}#change-${key}`)}</id>`,
      `    <title>${escapeXml(firstSentence(text))}</title>`,
      `    <updated>${time(date)}</updated>`,
      `    <category term="${escapeXml(version)}"/>`,
      ...(home ? [`    <link href="${escapeXml(home)}"/>`] : []),
      `    <content type="text">${escapeXml(text)}</content>`,
      '  </entry>',
    ].join('\n')
  })
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `  <id>${escapeXml(id)}</id>`,
    `  <title>${escapeXml(title)}</title>`,
    `  <subtitle>${escapeXml(subtitle)}</subtitle>`,
    `  <updated>${time(latest)}</updated>`,
    `  <author><name>${escapeXml(author)}</name></author>`,
    ...(home ? [`  <link href="${escapeXml(home)}"/>`] : []),
    ...(self ? [`  <link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`] : []),
    ...entries,
    '</feed>',
    '',
  ].join('\n')
}
