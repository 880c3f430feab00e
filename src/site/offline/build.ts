import type { AstroIntegration } from 'astro'
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { getManifest } from 'workbox-build'
import type { Cost, Kept } from './release.ts'

/** Nobody reads these in a page: for hosts, for other sites, and the service worker's own. */
const LEFT_OUT = [
  '_headers',
  'feed.xml',
  'robots.txt',
  'sitemap.xml',
  'social/**',
  'icons/**',
  'sw.js',
  'offline.json',
]

/** Names with a hash: their text never changes. */
const HASHED = /^_astro\/|^cells\/\w+\.[0-9a-f]{10}\./

/** The service worker with the list of everything that a reader may need without a network. Not there in `npm run dev`. */
export const offline = (): AstroIntegration => ({
  name: 'offline',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const cost = await addServiceWorker(fileURLToPath(dir))
      await writeFile(join(fileURLToPath(dir), 'offline.json'), JSON.stringify(cost))
    },
  },
})

/** Writes `sw.js` for a built site; the tests make a second release with it. */
export async function addServiceWorker(folder: string): Promise<Cost> {
  const { manifestEntries, size, warnings } = await getManifest({
    globDirectory: folder,
    globPatterns: ['**/*'],
    globIgnores: LEFT_OUT,
    dontCacheBustURLsMatching: HASHED,
    maximumFileSizeToCacheInBytes: 5_000_000,
  })
  if (warnings.length) throw new Error(`offline: ${warnings.join('; ')}`)
  const files = manifestEntries
    .map(({ url, revision }): Kept => [url.replace(/(^|\/)index\.html$/, '$1'), revision])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
  const list = JSON.stringify(files)
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('./worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    minify: true,
    define: {
      FILES: list,
      RELEASE: JSON.stringify(createHash('sha256').update(list).digest('hex').slice(0, 16)),
      BYTES: String(size),
    },
  })
  await writeFile(join(folder, 'sw.js'), outputFiles[0]!.contents)
  const sizes = await Promise.all(manifestEntries.map(({ url }) => transferOf(join(folder, url))))
  return { files: files.length, transfer: sizes.reduce((a, b) => a + b, 0), bytes: size }
}

/** What a host that compresses sends of a file. */
async function transferOf(file: string): Promise<number> {
  const bytes = await readFile(file)
  return /\.(?:woff2|png|pagefind|pf_\w+)$/.test(file) ? bytes.length : (await promisify(gzip)(bytes)).length
}
