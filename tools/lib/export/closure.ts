import { posix } from 'node:path'
import type { BuiltSite } from './built-site.ts'

const IS_TEXT = /\.(?:html|js|css|json|svg)$/

/** Every file that a page needs, itself first: what it names, and what those name. Rather one too many. */
export async function closureOf(site: BuiltSite, page: string, html: string): Promise<Set<string>> {
  const needed = new Set([page])
  for (const path of needed) {
    if (!IS_TEXT.test(path)) continue
    const text = path === page ? html : await site.text(path)
    for (const found of namedIn(site, path, text)) needed.add(found)
  }
  return needed
}

/** Files of the site that a text names: by their address from the root, or by their name beside it. Pages are links, not needs. */
function* namedIn(site: BuiltSite, path: string, text: string): Generator<string> {
  const folder = posix.dirname(path)
  // In attributes, JSON stands with its quotes written out.
  for (const [word] of text.replaceAll('&quot;', ' ').matchAll(/[\w./~@-]+\.\w+/g)) {
    const fromRoot = word.startsWith(site.base) ? word.slice(site.base.length) : word
    const candidates = [fromRoot, posix.join(folder, word)]
    for (const candidate of candidates) if (site.files.has(candidate) && !isOther(candidate)) yield candidate
  }
}

/** Pages are linked to; the frame that runs cells is a page that is needed. */
const isOther = (path: string): boolean =>
  (/\.(?:html|xml)$/.test(path) && !path.startsWith('cells/')) || OF_THE_SITE.has(path)

/** The service worker names everything; in a learning platform it has no place, and the page then does not ask for it. */
const OF_THE_SITE: ReadonlySet<string> = new Set(['sw.js', 'offline.json', 'manifest.webmanifest'])
