import type { APIRoute } from 'astro'
import { href } from '../site/links.ts'
import { COLORS } from '../site/social/card.ts'
import { ui } from '../strings/index.ts'

/** What a system needs to install the course as a program of its own. */
export const GET: APIRoute = () => {
  const manifest = {
    id: href(''),
    start_url: href(''),
    scope: href(''),
    name: ui.site.name,
    short_name: ui.site.name,
    description: ui.site.description,
    lang: ui.language,
    display: 'standalone',
    background_color: COLORS.paper,
    theme_color: COLORS.paper,
    categories: ['education'],
    icons: [
      { src: href('favicon.svg'), type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
      ...[192, 512].map((size) => ({
        src: href(`icons/${size}.png`),
        type: 'image/png',
        sizes: `${size}x${size}`,
        purpose: 'any maskable',
      })),
    ],
    shortcuts: [
      { name: ui.site.review, url: href('review/') },
      { name: ui.site.playground, url: href('playground/') },
    ],
  }
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } })
}
