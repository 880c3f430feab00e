import { afterAll, describe, expect, inject, test } from 'vitest'
import type { FrameLocator, Page } from 'playwright-core'
import { violations } from './helpers/axe.ts'
import { alive, close, connect, disconnect, expectSeen, expectSoon, LESSON, open } from './helpers/page.ts'

/** A figure in the frame of a page that is not ours: alone, in the state and with the controls that the address asks for. */

afterAll(disconnect)

const HEIGHTS = `<script>
  heights = []
  addEventListener('message', ({ data }) => data.subject === 'lti.frameResize' && heights.push(data.height))
</script>`

async function inFrame(html: string): Promise<{ page: Page; frame: FrameLocator }> {
  const context = await (await connect()).newContext({ viewport: { width: 900, height: 900 } })
  const page = await context.newPage()
  await page.setContent(`<!doctype html><title>A page</title>${HEIGHTS}${html}`)
  const frame = page.frameLocator('iframe')
  await expectSeen(frame.locator('figure.alone .frame'))
  return { page, frame }
}
const embedded = (search: string, path = LESSON) =>
  inFrame(
    `<iframe title="A figure" width="700" height="640" src="${inject('site')}${path}?${search}"></iframe>`,
  )

const valueOf = (frame: FrameLocator): Promise<string> =>
  frame.locator('#bench [data-description]').textContent().then(String)

describe('in a frame', () => {
  test('a figure of a lesson stands alone, and leads to its place in the course', async () => {
    const { page, frame } = await embedded('embed=bench&bench.w1=0.5')
    for (const hidden of ['header.bar', '.foot', '.toc', '.lesson-facts', '.exercise', '#training'])
      expect(await frame.locator(hidden).first().isVisible(), hidden).toBe(false)
    await expectSeen(frame.locator('#bench figcaption'))
    const home = frame.getByRole('link', { name: 'Open in the course' })
    await expectSeen(home)
    expect(await home.getAttribute('href')).toBe(`${inject('site')}${LESSON}?bench.w1=0.5#bench`)
    expect(await home.getAttribute('target')).toBe('_blank')
    await page.context().close()
  })

  test('it says how tall it is, and says so again when it grows', async () => {
    const { page, frame } = await embedded('embed=bench')
    const told = () => page.evaluate('heights.at(-1)') as Promise<number>
    const isTall = () =>
      frame.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height))
    await expectSoon(async () => (await told()) - (await isTall())).toBe(0)
    const before = await told()
    expect(before).toBeGreaterThan(200)
    await expectSoon(() => frame.locator('#bench astro-island[ssr]').count()).toBe(0)
    await frame.locator('#bench').getByRole('button', { name: 'Table' }).click()
    await expectSeen(frame.locator('#bench .frame-table'))
    await expectSoon(told).toBeGreaterThan(before + 50)
    await expectSoon(async () => (await told()) - (await isTall())).toBe(0)
    await page.context().close()
  })

  test('it begins in the state of the address, without the controls that it names', async () => {
    const all = await embedded('embed=bench')
    await expectSeen(all.frame.locator('#bench').getByRole('button', { name: 'Without bias' }))
    await all.page.context().close()
    const { page, frame } = await embedded('embed=bench&bench.hide=bias')
    await expectSoon(() =>
      frame.locator('#bench').getByRole('button', { name: 'Without bias' }).count(),
    ).toBe(0)
    await expectSoon(() => valueOf(frame)).toMatch(/\d/)
    await page.context().close()
  })

  test('the page of a figure shows its example where no figure is named', async () => {
    const { page, frame } = await embedded('embed', 'figures/gate-bench/')
    expect(await frame.locator('.figures-source').first().isVisible()).toBe(false)
    await page.context().close()
  })

  test('what is put away never wakes', async () => {
    const { page, frame } = await embedded('embed=bench')
    await expectSoon(() => frame.locator('#bench astro-island[ssr]').count()).toBe(0)
    expect(await frame.locator('#training astro-island[ssr]').count()).toBe(1)
    await page.context().close()
  })
})

describe('the button of a figure', () => {
  test('gives the HTML that shows it as it stands, without the controls that are ticked', async () => {
    const opened = await open(LESSON)
    const bench = await alive(opened.page.locator('#bench'))
    await bench.locator('input[type="range"]').first().press('ArrowRight')
    await bench.getByRole('button', { name: 'Embed' }).click()
    const html = bench.getByRole('textbox', { name: 'For a page of your own' })
    await expectSoon(() => html.inputValue()).toMatch(/^<iframe src="[^"]*\?embed=bench&amp;/)
    await bench.getByRole('checkbox', { name: 'bias' }).check()
    await expectSoon(() => html.inputValue()).toContain('bench.hide=bias')
    expect(await violations(opened.page)).toEqual([])
    const { page, frame } = await inFrame(await html.inputValue())
    await expectSoon(() =>
      frame.locator('#bench').getByRole('button', { name: 'Without bias' }).count(),
    ).toBe(0)
    const first = await bench.locator('input[type="range"]').first().inputValue()
    await expectSoon(() => frame.locator('#bench input[type="range"]').first().inputValue()).toBe(first)
    expect(await frame.locator('#bench .frame-embed').isVisible()).toBe(false)
    await page.context().close()
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('closes what it opened, and leaves the page as it was', async () => {
    const opened = await open(LESSON, { viewport: { width: 320, height: 700 } })
    const bench = await alive(opened.page.locator('#bench'))
    const button = bench.getByRole('button', { name: 'Embed' })
    await button.click()
    await expectSeen(bench.locator('.embed-form'))
    await expectSoon(() =>
      opened.page.evaluate('document.documentElement.scrollWidth - innerWidth'),
    ).toBeLessThanOrEqual(0)
    await button.click()
    await expectSoon(() => bench.locator('.embed-form').count()).toBe(0)
    expect(await button.getAttribute('aria-expanded')).toBe('false')
    await close(opened)
  })
})

test('alone, a figure has no fault that axe finds, in both themes, and fits 320 pixels', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const opened = await open(`${LESSON}?embed=bench`, { colorScheme, viewport: { width: 320, height: 700 } })
    await expectSeen(opened.page.locator('figure.alone'))
    expect(await violations(opened.page)).toEqual([])
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320)
    expect(opened.problems).toEqual([])
    await close(opened)
  }
})

test('an address that names nothing shows the page as it is', async () => {
  for (const path of ['404.html?embed', `${LESSON}?embed=nothing`]) {
    const opened = await open(path)
    await expectSeen(opened.page.locator('header.bar'))
    expect(await opened.page.locator('.embed-home').isVisible()).toBe(false)
    await close(opened)
  }
})

test('the page of a reader’s work may not stand in another site’s frame', async () => {
  const headers = async (path: string) =>
    (await fetch(inject('site') + path)).headers.get('content-security-policy')
  expect(await headers('progress/')).toContain("frame-ancestors 'self'")
  expect(await headers(LESSON)).not.toContain('frame-ancestors')
})
