import { afterAll, describe, expect, test } from 'vitest'
import { EXAMPLES } from '../../components/examples.ts'
import { figureEntries } from '../../src/site/figures.ts'
import { alive, close, disconnect, expectSeen, open, textOf } from './helpers/page.ts'

afterAll(disconnect)

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
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})
