import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { exportText } from '../../../src/strings/lms.en.ts'
import { READING } from '../../../src/lms/config.ts'
import type { BuiltSite } from './built-site.ts'
import { ExportRefusal } from './refusal.ts'

/** A lesson's page without what belongs to the whole site: its search, its lists, what installs it, the ways to other pages. */
export const lessonAlone = (html: string): string =>
  html
    .replace('<html ', '<html data-package ')
    .replaceAll(/<link rel="(?:alternate|canonical|manifest|apple-touch-icon)"[^>]*>/g, '')
    .replaceAll(/<nav class="(?:neighbors|foot-nav|lesson-languages)"[\s\S]*?<\/nav>/g, '')
    .replaceAll(/<a href="[^"]*\/#contents">[^<]*<\/a>/g, '')
    .replaceAll(/<(nav|span) class="(?:embed-home|to-teaching)"[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<button class="search-open[\s\S]*?<\/button>/g, '')
    .replaceAll(/<script [^>]*src="[^"]*\/OpenSearch\.[^"]*"[^>]*><\/script>/g, '')

/**
 * Makes the built files work in any folder of any server: addresses from the root become relative, folders become the
 * pages in them (an LMS's file server opens no folder), and a changed style's hash is put right in the page's policy.
 */
export class Relocation {
  readonly #site: BuiltSite
  /** Pages that the package holds. */
  readonly #pages: ReadonlySet<string>
  /** Where the course is published, for links to what the package does not hold. */
  readonly #online: string | undefined

  constructor(site: BuiltSite, pages: Iterable<string>, online?: string) {
    this.#site = site
    this.#pages = new Set(pages)
    this.#online = online
  }

  page(path: string, html: string): string {
    const moved = html
      .replaceAll(/<a\b[^>]*>/g, (tag) => this.#link(path, tag))
      .replaceAll(/(\s[\w:-]+=")([^"]+)(?=")/g, (all, name: string, value: string) =>
        this.#isHere(value) ? name + this.#file(path, value) : all,
      )
      // Inside attributes that hold JSON: what islands and cells fetch, and their links.
      .replaceAll(/(&quot;)([^&\s<]+)(?=&quot;)/g, (all, quote: string, value: string) => {
        if (this.#isHere(value)) return quote + this.#file(path, value)
        return this.#isPage(value) ? quote + (this.#target(path, value) ?? '#') : all
      })
    return this.#styles(path, moved)
  }

  /** A script: addresses are found from where the script lies. */
  script(path: string, code: string): string {
    const moved = code
      .replaceAll(/(["'`])([^"'`\s\\]+)\1/g, (all, quote: string, value: string) =>
        this.#isHere(value) && value.startsWith(this.#site.base)
          ? `new URL(${quote}${this.#file(path, value)}${quote},import.meta.url).href`
          : all,
      )
      // Vite's helper, which knows the site's root, and is asked for `_astro/x.js`.
      .replaceAll(
        new RegExp(`return\\s*(["'\`])${escaped(this.#site.base)}\\1\\+(\\w+)`, 'g'),
        (_, quote: string, name: string) =>
          `return new URL(${quote}${up(path)}${quote}+${name},import.meta.url).href`,
      )
    if (moved.includes(`${this.#site.base}_astro/`)) throw new ExportRefusal(exportText.unmovable(path))
    return moved
  }

  style(path: string, css: string): string {
    return css.replaceAll(/url\((["']?)([^)"']+)\1\)/g, (all, quote: string, value: string) =>
      this.#isHere(value) ? `url(${quote}${this.#file(path, value)}${quote})` : all,
    )
  }

  /** Data of one page: addresses that the page asks for, and texts with HTML in them. */
  data(page: string, json: string): string {
    return JSON.stringify(JSON.parse(json), (_, value: unknown) => {
      if (typeof value !== 'string') return value
      if (this.#isHere(value)) return this.#file(page, value)
      return value.replaceAll(/<a\b[^>]*>/g, (tag) => this.#link(page, tag))
    })
  }

  #styles(path: string, html: string): string {
    let policy = html
    for (const [, css] of html.matchAll(/<style>([\s\S]*?)<\/style>/g)) {
      const moved = this.style(path, css!)
      if (moved !== css) policy = policy.replace(css!, moved).replaceAll(hash(css!), hash(moved))
    }
    return policy
  }

  #isHere(address: string): boolean {
    return address.startsWith(this.#site.base) && this.#site.files.has(this.#pathOf(address))
  }

  #isPage(address: string): boolean {
    return (
      address.startsWith(this.#site.base) &&
      this.#site.files.has(pageOf(this.#pathOf(address).replace(/[?#].*$/, '')))
    )
  }

  #pathOf(address: string): string {
    return address.slice(this.#site.base.length)
  }

  #file(from: string, address: string): string {
    return relative(from, this.#pathOf(address))
  }

  /** A link keeps its words; where its page is nowhere to be had, it is no link. */
  #link(from: string, tag: string): string {
    const href = /\shref="([^"]*)"/.exec(tag)?.[1]
    if (href === undefined || !href.startsWith(this.#site.base) || href.startsWith('//')) return tag
    const target = this.#target(from, href)
    if (target === undefined) return tag.replace(/\shref="[^"]*"/, '')
    const window = target.startsWith('#') ? '' : ' target="_blank" rel="noopener"'
    return tag.replace(/\shref="[^"]*"/, () => ` href="${target}"${window}`)
  }

  #target(from: string, href: string): string | undefined {
    const [, path, query, fragment] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(this.#pathOf(href))!
    const page = pageOf(path!)
    if (page === from) return fragment ?? '#'
    // Another lesson is there to be read along; it is recorded when the LMS opens it.
    if (this.#pages.has(page)) return `${relative(from, page)}?${READING}${fragment ?? ''}`
    return this.#online === undefined ? undefined : `${this.#online}${path}${query ?? ''}${fragment ?? ''}`
  }
}

const pageOf = (path: string): string => (path === '' || path.endsWith('/') ? `${path}index.html` : path)
const up = (path: string): string => '../'.repeat(path.split('/').length - 1)
const relative = (from: string, to: string): string => posix.relative(posix.dirname(from), to)
const hash = (text: string): string => `sha256-${createHash('sha256').update(text).digest('base64')}`
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
