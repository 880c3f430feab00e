import type { AstroIntegration } from 'astro'
import { readdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { escapeXml } from './feed.ts'

/** Pages that nobody should find: the one of errors, the frames of cells, and sheets that repeat lessons. */
const HIDDEN = /^(?:404\.html|cells\/|print\/)/

/**
 * `sitemap.xml` with every page, where the build knows the site's address (a sitemap must be absolute), and `robots.txt`,
 * which lets everybody in and names it.
 */
export const sitemap = (): AstroIntegration => {
  let site: string | undefined
  let base = '/'
  return {
    name: 'sitemap',
    hooks: {
      'astro:config:done': ({ config }) => {
        ;({ site, base } = config)
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir)
        const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
          .filter((file) => file.isFile() && file.name.endsWith('.html'))
          .map((file) => relative(folder, join(file.parentPath, file.name)).replaceAll('\\', '/'))
        const root = site && new URL(`${base.replace(/\/$/, '')}/`, site).href
        if (root) await writeFile(join(folder, 'sitemap.xml'), sitemapOf(files, root))
        await writeFile(join(folder, 'robots.txt'), robots(root))
      },
    },
  }
}

/** @param files paths of HTML files below the site @param root whole address of the front page, with a slash at its end */
export function sitemapOf(files: readonly string[], root: string): string {
  const places = files
    .filter((file) => !HIDDEN.test(file))
    .map((file) => new URL(file.replace(/(?:^|(?<=\/))index\.html$/, ''), root).href)
    .toSorted()
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    ...places.map((place) => `  <url><loc>${escapeXml(place)}</loc></url>`),
    '</urlset>',
    '',
  ].join('\n')
}

export const robots = (root: string | undefined): string =>
  ['User-agent: *', 'Allow: /', ...(root ? ['', `Sitemap: ${root}sitemap.xml`] : []), ''].join('\n')
