import type { APIRoute } from 'astro'
import { atom, readChanges } from '../site/feed.ts'
import { href, sourceUrl } from '../site/links.ts'
import { absolute } from '../site/meta.ts'
import { ui } from '../strings/index.ts'

const [changelog = ''] = Object.values(
  import.meta.glob<string>('/CHANGELOG.md', { query: '?raw', import: 'default', eager: true }),
)

/** What changed, for whoever subscribes. */
export const GET: APIRoute = () =>
  new Response(
    atom(readChanges(changelog), {
      title: `${ui.site.name}: ${ui.site.changes}`,
      subtitle: ui.site.description,
      language: ui.language,
      author: ui.site.authors,
      id: sourceUrl,
      home: absolute(href('')),
      self: absolute(href('feed.xml')),
    }),
    { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } },
  )
