import type { AstroIntegration } from 'astro'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * What a static host needs besides the pages: the policy as a header (the meta tag's, with the hashes of all pages), and
 * no font in a format that no supported browser asks for.
 */
export const publishing = (): AstroIntegration => ({
  name: 'publishing',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      const folder = fileURLToPath(dir)
      const files = (await readdir(folder, { recursive: true })).map((file) => join(folder, file))
      await Promise.all(files.filter((file) => /\.(ttf|woff)$/.test(file)).map((file) => rm(file)))
      const pages = await Promise.all(files.filter((file) => file.endsWith('.html')).map((file) => readFile(file, 'utf8')))
      await writeFile(join(folder, '_headers'), headerFile(pages))
    },
  },
})

/** The `_headers` file that Netlify, Cloudflare Pages and others read; ARCHITECTURE.md tells what other hosts need. */
export function headerFile(pages: readonly string[]): string {
  const policy = unitePolicies(pages.map(policyOf))
  return [
    '/*',
    `  Content-Security-Policy: ${policy}; frame-ancestors 'self'`,
    '  X-Content-Type-Options: nosniff',
    '  Referrer-Policy: no-referrer',
    '  Permissions-Policy: camera=(), microphone=(), geolocation=()',
    '',
  ].join('\n')
}

function policyOf(page: string): string {
  const policy = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(page)?.[1]
  if (policy === undefined) throw new Error('publishing: a page was built without a content security policy')
  return policy.replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

/** One policy that allows what every page's own allows: the directives' sources united. */
function unitePolicies(policies: readonly string[]): string {
  const united = new Map<string, Set<string>>()
  for (const policy of policies) {
    for (const directive of policy.split(';').map((part) => part.trim()).filter(Boolean)) {
      const [name = '', ...sources] = directive.split(/\s+/)
      const set = united.get(name) ?? new Set()
      for (const source of sources) set.add(source)
      united.set(name, set)
    }
  }
  return [...united].map(([name, sources]) => [name, ...sources].join(' ')).join('; ')
}
