import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { serve } from '../../tools/serve.mjs'
import { buildCourse } from '../site/build.ts'
import { outputOf, run, write } from './helpers/cells.ts'
import { alive, close, disconnect, LESSON, open, PAGES, readThrough, expectSeen } from './helpers/page.ts'

afterAll(disconnect)

test('the course has its pages', () => {
  expect(PAGES).toEqual(expect.arrayContaining(['', '404.html', LESSON]))
})

describe('every page, read from top to bottom', () => {
  test.each(PAGES)('%s: no error, no violation of the policy, no request to another host', async (path) => {
    const opened = await open(path)
    await readThrough(opened.page)
    expect(opened.problems).toEqual([])
    expect(opened.foreign).toEqual([])
    await close(opened)
  })
})

describe('the host sends', () => {
  const headersOf = async (path: string) => (await fetch(inject('site') + path)).headers

  test.each(['', LESSON])('with page "%s" its policy, without code from text', async (path) => {
    const policy = (await headersOf(path)).get('content-security-policy')!
    expect(policy).toContain("default-src 'none'")
    expect(/script-src ([^;]*)/.exec(policy)![1]).not.toMatch(/'unsafe-(?:inline|eval)'|https?:|\*/)
  })

  test('with a worker one of its own, because it does not inherit the page’s', async () => {
    const worker = readdirSync('dist/_astro').find((file) => file.startsWith('training.worker'))
    const policy = (await headersOf(`_astro/${worker}`)).get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("connect-src 'self'")
  })

  test.each(['', LESSON, 'theme.js', 'neurons/missing/'])('with "%s" what holds everywhere', async (path) => {
    const headers = await headersOf(path)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  })
})

describe('the policy as a meta tag alone', () => {
  test('holds on a host that sends no headers, without a violation', async () => {
    const site = await serve('dist', { headers: false })
    for (const path of ['', LESSON]) {
      const opened = await open(path, { site: site.url })
      expect((await fetch(site.url + path)).headers.get('content-security-policy')).toBeNull()
      await readThrough(opened.page)
      expect(opened.problems).toEqual([])
      await close(opened)
    }
    site.close()
  })

  // Hosts that send no headers have the meta tag alone; the frames and workers of cells and figures must work under it, too.
  test('is enough by itself: every kind of page, a figure that trains and a cell that runs', async () => {
    const site = await serve('dist', { headers: false })
    for (const path of ['api/losses/', 'playground/', 'progress/']) {
      const opened = await open(path, { site: site.url })
      await readThrough(opened.page)
      expect([path, ...opened.problems, ...opened.foreign]).toEqual([path])
      await close(opened)
    }
    const opened = await open(LESSON, { site: site.url })
    const figure = await alive(opened.page.locator('#training'))
    await figure.getByRole('button', { name: 'One step' }).click()
    await expectSeen(figure.locator('.training-facts dd').first().filter({ hasText: /^1$/ }))
    const cell = opened.page.locator('[id^="cell-"]').first()
    await write(cell, '6 * 7')
    await run(cell)
    expect(await outputOf(cell)).toContain('42')
    expect([...opened.problems, ...opened.foreign]).toEqual([])
    await close(opened)
    site.close()
  })

  test('refuses code that somebody smuggles into the page', async () => {
    const site = await serve('dist', { headers: false })
    const opened = await open('', { site: site.url, expected: /policy:|Content Security Policy/i })
    await opened.page.evaluate(`{
      const script = document.createElement('script')
      script.textContent = 'window.wasRun = true'
      document.body.append(script)
      const image = document.createElement('img')
      image.setAttribute('onerror', 'window.wasRun = true')
      image.src = 'missing.png'
      document.body.append(image)
    }`)
    await opened.page.waitForTimeout(300)
    expect(await opened.page.evaluate('window.wasRun')).toBeUndefined()
    await close(opened)
    site.close()
  })
})

test('the course works below a path: pages, figures, exercises and links', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sub-path-'))
  const { status, output } = await buildCourse(process.cwd(), {
    base: '/sub/path/',
    site: 'https://course.example',
    outDir: folder,
  })
  expect(status, output).toBe(0)
  const site = await serve(folder, { base: '/sub/path/' })
  expect(site.url).toMatch(/\/sub\/path\/$/)
  const opened = await open('', { site: site.url })
  const { page } = opened
  await page.getByRole('link', { name: 'The artificial neuron', exact: true }).click()
  await page.waitForURL(`${site.url}${LESSON}`)
  const exercise = await alive(page.locator('#where-the-weights-are'))
  await exercise.getByRole('radio').first().check()
  await exercise.getByRole('button', { name: 'Check' }).click()
  await expectSeen(exercise.locator('.feedback'))
  const figure = await alive(page.locator('#training'))
  await figure.getByRole('button', { name: 'One step' }).click()
  await expectSeen(figure.locator('.training-facts dd').first().filter({ hasText: /^1$/ }))
  await readThrough(page)
  await page.getByRole('link', { name: 'Chainrule', exact: true }).click()
  await page.waitForURL(site.url)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('searchbox').fill('vanishing gradients')
  await page.locator('a.search-hit', { hasText: 'Lesson' }).first().click()
  await page.waitForURL(`${site.url}backpropagation/vanishing-gradients/`)
  expect(opened.problems).toEqual([])
  expect(opened.foreign).toEqual([])
  await close(opened)
  site.close()
  // The same build knows its address: it says where each page and its picture are, and maps them.
  const home = 'https://course.example/sub/path/'
  const html = readFileSync(join(folder, LESSON, 'index.html'), 'utf8')
  expect(html).toContain(`<link rel="canonical" href="${home}${LESSON}"`)
  const picture = /property="og:image" content="([^"]*)"/.exec(html)![1]!
  expect(statSync(join(folder, picture.slice(home.length))).size).toBeGreaterThan(1000)
  const mapped = [...readFileSync(join(folder, 'sitemap.xml'), 'utf8').matchAll(/<loc>([^<]*)<\/loc>/g)]
  expect(mapped.map(([, place]) => place)).toEqual(
    expect.arrayContaining([home, `${home}${LESSON}`, `${home}playground/`]),
  )
  for (const [, place] of mapped) statSync(join(folder, place!.slice(home.length), 'index.html'))
  expect(readFileSync(join(folder, 'robots.txt'), 'utf8')).toContain(`Sitemap: ${home}sitemap.xml`)
  rmSync(folder, { recursive: true, force: true })
})

test('an address that does not exist answers 404, with a way back', async () => {
  const opened = await open('neurons/missing/', { expected: /404/ })
  const { page } = opened
  const response = await page.reload()
  expect(response!.status()).toBe(404)
  await expectSeen(page.getByRole('heading', { name: 'There is no page here' }))
  await page.getByRole('main').getByRole('link').click()
  await expectSeen(
    page.getByRole('heading', { level: 1, name: 'Neural networks, worked out in front of you' }),
  )
  expect(opened.problems).toEqual([])
  await close(opened)
})

/** What one file may weigh, and what of it a reader may have to download, compressed as hosts do: in bytes. */
const LARGEST = { file: 600_000, download: 200 * 1024 }

test('fonts are shipped in one format, and no file is absurdly large', () => {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).map((file) => join('dist', file))
  expect(files.filter((file) => /\.(?:ttf|woff|otf|eot)$/.test(file))).toEqual([])
  const large = files.flatMap((file) => {
    if (!statSync(file).isFile()) return []
    const bytes = readFileSync(file)
    const download = gzipSync(bytes).length
    return bytes.length > LARGEST.file || download > LARGEST.download
      ? [`${file}: ${bytes.length} bytes, ${download} to download`]
      : []
  })
  expect(large).toEqual([])
})
