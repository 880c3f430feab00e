import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { close, disconnect, open } from './helpers/page.ts'

afterAll(disconnect)

/** What a page of the reference may weigh on its way; most are a third of it. */
const BUDGET = 20 * 1024

const PATHS = readdirSync('dist/api', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('index.html'))
  .map((file) => `api/${file.replace(/index\.html$/, '')}`)

describe.each(PATHS)('%s', (path) => {
  test('stays within its budget of bytes, and needs no script', async () => {
    const html = readFileSync(`dist/${path}index.html`)
    expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(BUDGET)
    const opened = await open(path, { javaScriptEnabled: false })
    expect(await opened.page.locator('h1').isVisible()).toBe(true)
    expect(await opened.page.locator('pre').first().isVisible()).toBe(true)
    expect(await opened.page.locator('astro-island').count()).toBe(0)
    await close(opened)
  })

  test('fits a phone, in the dark', async () => {
    const opened = await open(path, { viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
    const { page } = opened
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    const cut = await page
      .locator('main *')
      .evaluateAll((all) =>
        all
          .filter((one) => one.getBoundingClientRect().right > 361)
          .map((one) => one.outerHTML.slice(0, 120)),
      )
    expect(cut).toEqual([])
    expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
      'rgb(20, 22, 26)',
    )
    await close(opened)
  })
})

test('from the foot of any page to an entry, by its name', async () => {
  const opened = await open('')
  const { page } = opened
  await page.getByRole('contentinfo').getByRole('link', { name: 'API reference' }).click()
  await page.getByRole('link', { name: 'conv2d', exact: true }).click()
  await page.waitForURL('**/api/convolution/#conv2d')
  const entry = page.locator('article:target')
  expect(await entry.locator('h2').innerText()).toBe('conv2d')
  expect(await entry.locator('.api-signature').innerText()).toContain('conv2d(input: TensorLike')
  expect(await entry.locator('.api-value').innerText()).toContain('[[[[19, 25], [37, 43]]]]')
  expect(await entry.getByRole('link', { name: 'Source' }).getAttribute('href')).toMatch(
    /blob\/main\/src\/engine\/ops\/spatial\/conv\.ts#L\d+$/,
  )
  await close(opened)
})

test('every link between its pages arrives at an entry', async () => {
  const ids = new Map(
    PATHS.map((path) => [
      path,
      new Set(
        [...readFileSync(`dist/${path}index.html`, 'utf8').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id),
      ),
    ]),
  )
  const lost = PATHS.flatMap((path) =>
    [...readFileSync(`dist/${path}index.html`, 'utf8').matchAll(/href="\/(api\/[^"#]*)#([^"]+)"/g)]
      .filter(([, target, id]) => !ids.get(target!)?.has(id))
      .map(([link]) => `${path}: ${link}`),
  )
  expect(lost).toEqual([])
})
