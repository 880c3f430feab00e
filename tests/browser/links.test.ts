import { LinkChecker } from 'linkinator'
import { expect, inject, test } from 'vitest'
import { LESSON } from './helpers/page.ts'

test(
  'every internal link of the course leads somewhere, and every anchor exists',
  { timeout: 120_000 },
  async () => {
    const site = inject('site')
    const { links } = await new LinkChecker().check({
      path: site,
      recurse: true,
      checkFragments: true,
      linksToSkip: async (link) => !link.startsWith(site),
    })
    const checked = links.filter(({ state }) => state !== 'SKIPPED')
    const broken = links.filter(({ state }) => state === 'BROKEN')
    console.log(`${checked.length} internal links checked`)
    expect(broken.map(({ url, parent, status }) => `${parent} → ${url} (${status})`)).toEqual([])
    for (const path of ['', LESSON]) expect(checked.map(({ url }) => url)).toContain(site + path)
  },
)

test('an anchor that does not exist would be found', async () => {
  const html =
    '<!doctype html><title>x</title><a href="#there">a</a><a href="#nowhere">b</a><p id="there">c</p>'
  const { createServer } = await import('node:http')
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(html),
  ).listen(0)
  const { port } = server.address() as { port: number }
  const { links } = await new LinkChecker().check({
    path: `http://localhost:${port}/`,
    recurse: true,
    checkFragments: true,
  })
  server.close()
  expect(links.filter(({ state }) => state === 'BROKEN').map(({ url }) => new URL(url).hash)).toEqual([
    '#nowhere',
  ])
})
