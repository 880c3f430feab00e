import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addServiceWorker } from '../../src/site/offline/build.ts'
import type { Cost } from '../../src/site/offline/release.ts'
import { serve } from '../../tools/serve.mjs'
import { violations } from './helpers/axe.ts'
import { cellOn, outputOf, run, write } from './helpers/cells.ts'
import { answer, exerciseOn, rightAnswer } from './helpers/exercises.ts'
import {
  alive,
  close,
  disconnect,
  expectGone,
  expectSeen,
  expectSoon,
  LESSON,
  open,
  PAGES,
  type Opened,
  type OpenOptions,
} from './helpers/page.ts'
import { KEPT_WITHIN, noteOf, ready, UNREACHABLE } from './helpers/kept.ts'
import { stepOf } from './helpers/training.ts'

afterAll(disconnect)

type Site = Awaited<ReturnType<typeof serve>>

const visit = (path: string, site: Site, options: OpenOptions = {}): Promise<Opened> =>
  open(path, { site: site.url, serviceWorkers: 'allow', ...options })
const offerIn = (page: Page) => page.locator('.release-box')

describe('after the first visit, with its host gone', () => {
  let first: Opened
  let page: Page
  let site: Site
  beforeAll(async () => {
    site = await serve('dist')
    first = await visit('', site, { expected: UNREACHABLE })
    page = first.page
    await ready(page)
    site.close()
  }, KEPT_WITHIN)
  afterAll(async () => {
    await close(first)
  })

  test('a lesson opens that was never opened before, and its figure trains', async () => {
    await page.goto(site.url + LESSON)
    const training = await alive(page.locator('#training'))
    await training.getByRole('button', { name: 'One step' }).click()
    await expectSoon(() => stepOf(training)).toBe(1)
  })

  test.each([
    ['the host does not answer', false],
    ['the browser knows that it is offline', true],
  ])('where %s, a cell runs, in a frame whose origin is its own', async (_, isOffline) => {
    await page.context().setOffline(isOffline)
    await page.goto(site.url + LESSON)
    const cell = cellOn(page, 'neuron')
    await write(cell, `[1, 2].map((x) => x * 21)`)
    await run(cell)
    expect(await outputOf(cell)).toContain('42')
    const frame = page.locator('iframe')
    expect(await frame.getAttribute('src')).toContain('/cells/confined/')
    // Nothing of the page can be reached from it, nor it from the page: they have not the same origin.
    expect(await frame.evaluate((element: HTMLIFrameElement) => element.contentDocument)).toBe(null)
    await write(
      cell,
      `['indexedDB', 'caches', 'fetch', 'navigator'].filter((name) => name in globalThis).length`,
    )
    await run(cell)
    expect(await outputOf(cell)).toBe('0')
    await page.context().setOffline(false)
  })

  test('an exercise is answered and checked', async () => {
    await page.goto(site.url + LESSON)
    const exercise = await exerciseOn(page, 'sum-of-two')
    await answer(exercise, rightAnswer('sum-of-two'))
    await expectSeen(exercise.locator('.feedback'))
  })

  test('the search finds', async () => {
    await page.goto(site.url)
    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill('vanishing gradients')
    await page.locator('a.search-hit', { hasText: 'Lesson' }).first().click()
    await page.waitForURL(/\/backpropagation\/vanishing-gradients\/$/)
    await expectSeen(page.getByRole('heading', { level: 1, name: 'Vanishing gradients' }))
  })

  test('every page of the course is there, and every file of a lesson', async () => {
    const files = readdirSync('dist/_astro')
      .filter((file) => file.includes('.'))
      .map((file) => `_astro/${file}`)
    const exercises = readdirSync('dist/exercises', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.json'))
      .map((file) => `exercises/${file.replaceAll('\\', '/')}`)
    const missing = await page.evaluate(
      async ({ root, paths }) => {
        const found = await Promise.all(
          paths.map(async (path) => ((await fetch(root + path).catch(() => undefined))?.ok ? '' : path)),
        )
        return found.filter(Boolean)
      },
      { root: site.url, paths: [...PAGES, ...files, ...exercises] },
    )
    expect(missing).toEqual([])
  })

  test('an address without its last slash leads to the page, and one that never was is told so', async () => {
    await page.goto(site.url + LESSON.replace(/\/$/, '?variant=2'))
    expect(page.url()).toBe(`${site.url}${LESSON}?variant=2`)
    const response = await page.goto(`${site.url}no/such/page/`)
    expect(response!.status()).toBe(404)
    await expectSeen(page.getByRole('heading', { name: 'There is no page here' }))
    first.problems.splice(0, Infinity, ...first.problems.filter((problem) => !problem.includes('404')))
  })

  test('the policy was never broken, and nobody else was asked for anything', () => {
    expect(first.problems).toEqual([])
    expect(first.foreign).toEqual([])
  })
})

/** A second release: each page says so, and the script that brings cells to life has another name. */
async function secondRelease(): Promise<{ folder: string; lost: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'))
  cpSync('dist', folder, { recursive: true })
  const lost = readdirSync(join(folder, '_astro')).find((file) => /^live\..*\.js$/.test(file))!
  const renamed = lost.replace('live.', 'live.2')
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!/\.(?:html|js)$/.test(file)) continue
    const text = readFileSync(join(folder, file), 'utf8')
    const changed = text
      .replaceAll(lost, renamed)
      .replaceAll(/(<span data-version="[^"]*">)/g, '$1Second release of ')
    if (changed !== text) writeFileSync(join(folder, file), changed)
  }
  cpSync(join(folder, '_astro', lost), join(folder, '_astro', renamed))
  rmSync(join(folder, '_astro', lost))
  await addServiceWorker(folder)
  return { folder, lost }
}

describe('a new release', () => {
  let second: Awaited<ReturnType<typeof secondRelease>>
  beforeAll(async () => {
    second = await secondRelease()
  }, KEPT_WITHIN)
  afterAll(() => rmSync(second.folder, { recursive: true, force: true }))

  const versionOf = (page: Page) => page.locator('[data-version]').innerText()
  const releasesOf = (page: Page): Promise<number> =>
    page.evaluate(async () => (await caches.keys()).filter((name) => !name.endsWith(':state')).length)

  test(
    'is offered and not forced; an open lesson keeps its files and what is typed, and the next page is new',
    { timeout: 2 * KEPT_WITHIN },
    async () => {
      const before = await serve('dist')
      const lesson = await visit(LESSON, before)
      const { page } = lesson
      await ready(page)
      await page.evaluate('window.neverReloaded = true')
      const exercise = await exerciseOn(page, 'sum-of-two')
      const field = exercise.getByRole('textbox').first()
      await field.fill('0.123')

      before.close()
      const after = await serve(second.folder, { port: Number(new URL(before.url).port) })
      expect(after.url).toBe(before.url)
      const other = await page.context().newPage()
      await other.goto(after.url)
      expect(await versionOf(other)).not.toContain('Second release')
      await offerIn(other).waitFor({ timeout: KEPT_WITHIN })
      expect(await offerIn(other).innerText()).toContain('There is a new version of the course.')
      expect(await violations(other)).toEqual([])
      await offerIn(other).getByRole('button', { name: 'Later' }).click()
      await expectGone(offerIn(other))

      // The lesson that is open takes it: nothing happens to it.
      await expectSeen(offerIn(page))
      expect(await field.inputValue()).toBe('0.123')
      await offerIn(page).getByRole('button', { name: 'Use it' }).click()
      await expectSeen(offerIn(page).filter({ hasText: 'opens with the next page' }))
      expect(await releasesOf(page)).toBe(2)
      expect(await versionOf(page)).not.toContain('Second release')
      expect(await page.evaluate('window.neverReloaded')).toBe(true)
      expect(await field.inputValue()).toBe('0.123')

      // Its host has no longer what brings cells to life: it comes from the release that the lesson was opened with.
      const gone = await other.context().request.get(`${after.url}_astro/${second.lost}`)
      expect(gone.status()).toBe(404)
      const cell = cellOn(page, 'neuron')
      await write(cell, '6 * 7')
      await run(cell)
      expect(await outputOf(cell)).toBe('42')

      // The next page is new, and has what was typed; when the old one is closed, its files go.
      await other.goto(after.url)
      expect(await versionOf(other)).toContain('Second release')
      expect(lesson.problems).toEqual([])
      expect(lesson.foreign).toEqual([])
      await page.close()
      await other.goto(after.url + LESSON)
      expect(await versionOf(other)).toContain('Second release')
      const again = await exerciseOn(other, 'sum-of-two')
      await expectSoon(() => again.getByRole('textbox').first().inputValue()).toBe('0.123')
      const left = async () => {
        await other.reload()
        return releasesOf(other)
      }
      await expect.poll(left, { timeout: KEPT_WITHIN }).toBe(1)
      // And the new release is whole: its host may go too.
      after.close()
      await other.goto(`${after.url}progress/`)
      expect(await versionOf(other)).toContain('Second release')
      await close({ ...lesson, page: other })
    },
  )
})

describe('where nothing can be kept', () => {
  test(
    'for service workers are blocked: the page works and says nothing',
    { timeout: KEPT_WITHIN },
    async () => {
      const site = await serve('dist')
      const opened = await visit(LESSON, site, {
        before: `ServiceWorkerContainer.prototype.register = () => {
        window.loadedFirst = performance.getEntriesByType('navigation')[0].loadEventEnd > 0
        return Promise.reject(new DOMException('The operation is insecure.', 'SecurityError'))
      }`,
      })
      const { page } = opened
      // It was tried, and not before the page had loaded.
      await expect.poll(() => page.evaluate('window.loadedFirst'), { timeout: KEPT_WITHIN }).toBe(true)
      const training = await alive(page.locator('#training'))
      await training.getByRole('button', { name: 'One step' }).click()
      await expectSoon(() => stepOf(training)).toBe(1)
      expect(await noteOf(page).isVisible()).toBe(false)
      expect(opened.problems).toEqual([])
      await close(opened)
      site.close()
    },
  )

  test('for a file is missing: nothing is called ready', { timeout: KEPT_WITHIN }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'broken-'))
    cpSync('dist', folder, { recursive: true })
    rmSync(join(folder, 'exercises', LESSON, 'sum-of-two.json'))
    const site = await serve(folder)
    const opened = await visit('', site, {
      // Whoever would call it ready for a moment is caught.
      before: `window.words = []; addEventListener('DOMContentLoaded', () => {
        const note = document.querySelector('.offline-note')
        new MutationObserver(() => words.push(note.textContent)).observe(note, { childList: true })
      })`,
    })
    await expect
      .poll(() => opened.page.evaluate('words'), { timeout: KEPT_WITHIN })
      .toEqual(['The course is being kept on this device, to be read offline.', ''])
    expect(await noteOf(opened.page).isVisible()).toBe(false)
    await close(opened)
    site.close()
    rmSync(folder, { recursive: true })
  })
})

test('a reader who saves data is told the size and asked first', { timeout: KEPT_WITHIN }, async () => {
  const site = await serve('dist')
  const opened = await visit('', site, {
    before: `Object.defineProperty(navigator, 'connection', { value: { saveData: true } })`,
  })
  const { page } = opened
  const button = noteOf(page).getByRole('button', { name: /^Keep the course on this device, .* \(\d+ MB\)$/ })
  await button.waitFor({ timeout: KEPT_WITHIN })
  expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0)
  await button.click()
  await ready(page)
  expect(opened.problems).toEqual([])
  await close(opened)
  site.close()
})

test(
  'the kept course is removed on the page of one’s work, with its size, and not kept again unasked',
  { timeout: 3 * KEPT_WITHIN },
  async () => {
    const site = await serve('dist')
    const opened = await visit(LESSON, site)
    const { page } = opened
    await ready(page)
    await answer(await exerciseOn(page, 'sum-of-two'), rightAnswer('sum-of-two'))
    const { bytes, transfer } = JSON.parse(readFileSync('dist/offline.json', 'utf8')) as Cost
    const size = (count: number) => `${Math.round(count / 1e6)} MB`
    const left = () =>
      page.evaluate(async () => [
        (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length,
      ])
    const place = page.locator('.kept-course')

    await page.goto(`${site.url}progress/`)
    await expectSeen(place.getByText(`without a network: ${size(bytes)}. Your work is not part of it.`))
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.message())
      void dialog.accept()
    })
    await place.getByRole('button', { name: 'Remove the kept course' }).click()
    await expectSeen(place.getByText(`Removed: ${size(bytes)}. Your work is still here.`))
    expect(asked).toEqual([expect.stringContaining('Your work stays.')])
    expect(await left()).toEqual([0, 0])
    expect(await noteOf(page).innerText()).toContain('Keep the course on this device')

    // The next page does not keep it, says so, and has the work.
    await page.reload()
    await expectSeen(place.getByText('The course is not kept on this device'))
    await expectSeen(page.getByText('1 exercise done, 0 more tried.'))
    expect(await left()).toEqual([0, 0])
    expect(await violations(page)).toEqual([])

    // Asked for, it is kept again; removed and asked for in one and the same page, too.
    const keep = place.getByRole('button', { name: `Keep the course (${size(transfer)})` })
    await keep.click()
    await ready(page)
    await place.getByRole('button', { name: 'Remove the kept course' }).click()
    await keep.click()
    await ready(page)
    site.close()
    await page.goto(`${site.url}review/`)
    await expectSeen(page.getByRole('heading', { level: 1 }))
    expect(opened.problems).toEqual([])
    await close(opened)
  },
)

test('what is kept costs at most 10 MB to fetch and 60 MB on the device, and the reader is told so', () => {
  const { files, transfer, bytes } = JSON.parse(readFileSync('dist/offline.json', 'utf8')) as Cost
  console.log(
    `offline: ${files} files, ${(transfer / 1e6).toFixed(1)} MB to fetch (gzip), ${(bytes / 1e6).toFixed(1)} MB on the device`,
  )
  expect(transfer).toBeLessThanOrEqual(10e6)
  expect(bytes).toBeLessThanOrEqual(60e6)
})

test('the course can be installed: its manifest is without fault and its icons are of the size they say', async () => {
  const opened = await open('')
  const session = await opened.page.context().newCDPSession(opened.page)
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const manifest = JSON.parse(data!) as {
    start_url: string
    icons: { src: string; sizes: string; type: string }[]
  }
  expect(manifest.start_url).toBe('/')
  const pictures = manifest.icons.filter(({ type }) => type === 'image/png')
  expect(pictures.map(({ sizes }) => sizes)).toEqual(['192x192', '512x512'])
  for (const { src, sizes } of pictures) {
    const png = readFileSync(join('dist', src))
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes)
  }
  expect(opened.problems).toEqual([])
  await close(opened)
})
