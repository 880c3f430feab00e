import { href } from '../base.ts'
import type { Strings } from '../../strings/index.ts'
import type { Kind } from './records.ts'

/** What Pagefind's own script answers; it is made at build, beside its index, and has no types here. */
interface Pagefind {
  options(options: PagefindOptions): Promise<void>
  mergeIndex(
    address: string,
    options: PagefindOptions & { language: string; indexWeight: number },
  ): Promise<void>
  filters(): Promise<unknown>
  search(term: string, options?: { filters: { kind: Kind } }): Promise<PagefindAnswer>
}
interface PagefindOptions {
  baseUrl: string
  excerptLength: number
  ranking: { pageLength: number; termFrequency: number }
}
interface PagefindAnswer {
  results: readonly { id: string; data(): Promise<PagefindPage> }[]
  filters: { kind?: Partial<Record<Kind, number>> }
}
interface PagefindPart {
  title: string
  url: string
  excerpt: string
}
interface PagefindPage {
  url: string
  excerpt: string
  meta: { title: string; kind: Kind; place?: string }
  sub_results: readonly PagefindPart[]
}

/** A piece of an excerpt, and whether it is what was looked for. */
export interface Piece {
  text: string
  isHit: boolean
}

export interface Hit {
  url: string
  kind: Kind
  title: string
  /** The lesson of an exercise, the unit of a lesson, the area of a name. */
  place: string
  pieces: Piece[]
  /** Sections of the page with the words, best first. */
  sections: { url: string; title: string }[]
}

export interface Found {
  query: string
  /** How many there are of each kind, whatever kind was asked for. */
  counts: Partial<Record<Kind, number>>
  total: number
  /** Reads results from one place in the order to another. */
  read(from: number, to: number): Promise<Hit[]>
}

/** Sections shown below one lesson. */
const SECTIONS = 3

/** A lesson is long because it explains: neither its length nor the share of a word in it may put it behind a signature. */
const RANKING = { pageLength: 0.1, termFrequency: 0.2 }

/** The language in which every lesson is there. */
const FIRST: Strings['language'] = 'en'

let loading: Promise<Pagefind> | undefined

/** Fetches Pagefind when the dialog opens for the first time; a failed fetch is tried again with the next one. */
export function load(): Promise<Pagefind> {
  loading ??= start().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

async function start(): Promise<Pagefind> {
  const pagefind = (await import(/* @vite-ignore */ href('pagefind/pagefind.js'))) as Pagefind
  const options = { baseUrl: href(''), excerptLength: 22, ranking: RANKING }
  await pagefind.options(options)
  // Pagefind has an index for each language and opens that of the page. What it finds there comes first, then the rest of
  // the course. A whole address, because Pagefind takes the path for the index that is open already.
  if (document.documentElement.lang !== FIRST)
    await pagefind.mergeIndex(new URL(href('pagefind/'), location.href).href, {
      ...options,
      language: FIRST,
      indexWeight: 0.01,
    })
  // Without the list of kinds, answers come without their counts.
  await pagefind.filters()
  return pagefind
}

/** What the index has for some words, of one kind or of all. */
export async function find(query: string, kind?: Kind): Promise<Found> {
  const pagefind = await load()
  const everything = await pagefind.search(query)
  const { results } = kind ? await pagefind.search(query, { filters: { kind } }) : everything
  return {
    query,
    counts: everything.filters.kind ?? {},
    total: results.length,
    read: async (from, to) =>
      (await Promise.all(results.slice(from, to).map((result) => result.data()))).map(hitOf),
  }
}

function hitOf({ url, excerpt, meta, sub_results: parts }: PagefindPage): Hit {
  const sections = meta.kind === 'lesson' || meta.kind === 'page' ? parts : []
  return {
    url,
    kind: meta.kind,
    title: meta.title,
    place: meta.place ?? '',
    pieces: piecesOf(excerpt),
    sections: sections
      .filter((part) => part.url !== url && part.title !== meta.title)
      .slice(0, SECTIONS)
      .map((part) => ({ url: part.url, title: plain(part.title) })),
  }
}

/** An excerpt is escaped text with marks; it becomes text nodes, never markup of the page. */
export function piecesOf(excerpt: string): Piece[] {
  return excerpt
    .split(/(<mark>[\s\S]*?<\/mark>)/)
    .filter(Boolean)
    .map((part) => ({ text: plain(part.replaceAll(/<\/?mark>/g, '')), isHit: part.startsWith('<mark>') }))
}

const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  apos: "'",
  amp: '&',
}

const plain = (text: string): string =>
  text.replaceAll(/&(lt|gt|quot|#39|apos|amp);/g, (_, name: string) => ENTITIES[name]!)
