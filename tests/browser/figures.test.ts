import { afterAll, describe, expect, test } from 'vitest'
import { EXAMPLES } from '../../components/examples.ts'
import { rightOf, TABLES, type GateState } from '../../components/gate-bench/model.ts'
import { figureCells, WITHOUT_CODE } from '../../src/site/figure-cells.ts'
import { figureEntries } from '../../src/site/figures.ts'
import { ui } from '../../src/strings/index.ts'
import { notebookText } from '../../src/strings/notebook.en.ts'
import { violations } from './helpers/axe.ts'
import { alive, close, disconnect, expectSeen, expectSoon, open, textOf } from './helpers/page.ts'

afterAll(disconnect)

const plain = (text: string | null): string => (text ?? '').replaceAll(/\s+/g, ' ').trim()

test('the gallery names every figure and leads to it', async () => {
  const opened = await open('figures/')
  const { page } = opened
  const links = await page.locator('.figures-list a').allTextContents()
  expect(links).toEqual(Object.keys(EXAMPLES))
  await page.getByRole('link', { name: 'XorSpace' }).click()
  await page.waitForURL(/figures\/xor-space\/$/)
  await expectSeen(page.locator('#two-hidden-neurons'))
  expect(opened.problems).toEqual([])
  await close(opened)
})

describe('every figure comes to life from its own example, and says what it shows', () => {
  test.each(figureEntries().map((entry) => [entry.tag, entry] as const))('%s', async (_, entry) => {
    const opened = await open(`figures/${entry.slug}/`)
    const { page } = opened
    const id = entry.example['id']
    const part = id === undefined ? page.locator('.formula-live') : page.locator(`#${id as string}`)
    await alive(part)
    expect(await page.locator('.figures-source').innerText()).toBe(entry.source)
    if (id !== undefined) {
      expect(await part.locator('[data-description]').textContent()).toMatch(/\d|\w{3}/)
      await part.getByRole('button', { name: 'Table', exact: true }).click()
      await expectSeen(part.locator('.frame-table tbody tr'))
    } else expect(await textOf(part)).toContain('z')
    // The code of the figure as it stands is the code below it; it was run at build.
    if (!(entry.tag in WITHOUT_CODE)) {
      await part.getByRole('button', { name: ui.figure.code, exact: true }).click()
      await page.waitForURL(new RegExp(`figures/${entry.slug}/#cell-code$`))
      const { code } = await figureCells(entry.slug)
      expect(plain(await page.locator('#cell-code pre').textContent())).toBe(plain(code!))
    }
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})

test('“Code” carries what the reader has made of the figure, held until it is run', async () => {
  const opened = await open('figures/gate-bench/?a-gate-to-find.w1=2.5&a-gate-to-find.b=-1')
  const { page } = opened
  const part = page.locator('#a-gate-to-find')
  await alive(part)
  await expectSoon(() => part.locator('[data-description]').textContent()).toContain('2.5')
  await part.getByRole('button', { name: ui.figure.code, exact: true }).click()
  await page.waitForURL(/figures\/gate-bench\/#cells=/)
  await expectSeen(page.locator('.cell-link-note'))
  const cell = page.locator('#cell-code')
  await expectSoon(() => cell.locator('.cell-code').textContent()).toContain('const weight = [2.5, -1]')
  expect(await cell.locator('.cell-code').textContent()).toContain('const bias = -1')
  await cell.getByRole('button', { name: notebookText.run, exact: true }).click()
  const state: GateState = { w1: 2.5, w2: -1, b: -1, table: TABLES.or }
  await expectSoon(async () => plain(await cell.locator('.cell-below').innerText())).toMatch(
    new RegExp(`^${rightOf(state)} ?of 4 corners`),
  )
  expect(rightOf(state)).not.toBe(rightOf({ w1: 1, w2: -1, b: -0.5, table: TABLES.or }))
  expect(opened.problems).toEqual([])
  await close(opened)
})

test.each(['light', 'dark'] as const)(
  'a figure’s page with its code passes axe in %s, and fits 320 pixels',
  async (colorScheme) => {
    const opened = await open('figures/dropout-race/', { colorScheme, viewport: { width: 320, height: 700 } })
    const { page } = opened
    await alive(page.locator('#with-and-without'))
    await page.locator('.cell summary').click()
    await expectSeen(page.locator('#cell-digits pre'))
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320)
    expect(await violations(page)).toEqual([])
    expect(opened.problems).toEqual([])
    await close(opened)
  },
)
