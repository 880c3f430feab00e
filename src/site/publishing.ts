import type { AstroIntegration } from 'astro'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What a static host needs besides the pages: each page's policy as a header too, and no font in a format that no
 * supported browser asks for.
 */
export const publishing = (): AstroIntegration => {
  let base = '/'
  return {
    name: 'publishing',
    hooks: {
      'astro:config:done': ({ config }) => {
        base = config.base
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir)
        const files = (await readdir(folder, { recursive: true })).map((file) => join(folder, file))
        await Promise.all(files.filter((file) => /\.(ttf|woff)$/.test(file)).map((file) => rm(file)))
        const pages = files.filter((file) => file.endsWith('.html'))
        const read = pages.map(async (file): Promise<[string, string]> => [
          addressOf(relative(folder, file), base),
          await readFile(file, 'utf8'),
        ])
        await writeFile(join(folder, '_headers'), headerFile(await Promise.all(read), base))
      },
    },
  }
}

/** `neurons/artificial-neuron/index.html` → `/neurons/artificial-neuron/`, below the site's base. */
function addressOf(file: string, base: string): string {
  return `${base.replace(/\/$/, '')}/${file.replaceAll('\\', '/').replace(/index\.html$/, '')}`
}

/** What a worker may do, for hosts that send headers: a worker loaded by its address does not inherit the page's meta tag. */
const WORKERS = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/**
 * The `_headers` file that Netlify, Cloudflare Pages and others read: one rule for each page with that page's own policy
 * (the frame that runs cells has another one than lessons), one for scripts, and what holds everywhere.
 */
export function headerFile(pages: readonly (readonly [address: string, html: string])[], base = '/'): string {
  const root = base.replace(/\/$/, '')
  const rules = pages
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([address, html]) => {
      const policy = policyOf(address, html) + framesOf(address, root)
      return `${address}\n  Content-Security-Policy: ${policy}`
    })
  return [
    `${root}/*`,
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: no-referrer',
    '  Permissions-Policy: camera=(), microphone=(), geolocation=()',
    ...['_astro/*', 'pagefind/*', 'sw.js'].flatMap((scripts) => [
      `${root}/${scripts}`,
      `  Content-Security-Policy: ${WORKERS}`,
    ]),
    ...rules,
    '',
  ].join('\n')
}

/**
 * Who may show a page in a frame, which only a header can say. Lessons and figures: anybody, because they are made to stand
 * in other pages. The page on which a reader's work is erased and replaced: nobody else, or a press could be stolen.
 */
const framesOf = (address: string, root: string): string =>
  address.startsWith(`${root}/progress/`) ? "; frame-ancestors 'self'" : ''

function policyOf(address: string, html: string): string {
  const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1]
  if (policy === undefined)
    throw new Error(`publishing: the page ${address} was built without a content security policy`)
  return policy.replaceAll('&#39;', "'").replaceAll('&amp;', '&').replace(/;\s*$/, '')
}
