import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { violations } from './helpers/axe.ts'
import {
  close,
  disconnect,
  expectSeen,
  expectSoon,
  open,
  readThrough,
  textOf,
  type Opened,
} from './helpers/page.ts'

let opened: Opened
const show = async (options: Parameters<typeof open>[1] = {}, path = 'errata/') =>
  (opened = await open(path, options)).page

afterEach(async () => {
  expect(opened.problems).toEqual([])
  expect(opened.foreign).toEqual([])
  await close(opened)
})
afterAll(disconnect)

/** What stands under each heading: printed beside recomputed. */
const SAYS: [heading: string, texts: string[]][] = [
  ['Ten thousand updates', ['0.291027924', '0.291027774', '0.0000351085', '0.0000351019', '0.0000350848', '9,999']],
  ['Adam’s correction', ['1.00', '10.00']],
  ['The other share', ['4 times too small']],
  ['The rate of momentum', ['0.9487', '1.8974']],
  ['The memory of VGG-16', ['24 million', '15,237,608', '61 MB']],
  ['AlexNet’s last pool', ['6 × 6 × 256', '37.7']],
  ['A bias of each unit', ['111,018', '111,146', '128']],
  ['Which neighbor', ['0, 4, 0']],
  ['A stride that does not fit', ['3 outputs']],
  ['Half a gradient', ['1.0', '0.5']],
  ['What a pool doubles', ['3, 4, 8, 12', '3, 5, 7']],
] // prettier-ignore

describe('the page of errata', () => {
  test('is reached from the foot of every page, and says each number beside the one that it computes', async () => {
    const page = await show({}, '')
    await page.getByRole('contentinfo').getByRole('link', { name: 'Errata of famous numbers' }).click()
    await page.getByRole('heading', { level: 1, name: 'Errata of famous numbers' }).waitFor()
    const text = await textOf(page.getByRole('main'))
    for (const [heading, texts] of SAYS) {
      const at = text.replaceAll("'", '’').indexOf(heading)
      expect(at, heading).toBeGreaterThan(0)
      for (const part of texts) expect(text.slice(at, at + 2600), heading).toContain(part)
    }
  })
  test('computes again when a cell is run, and otherwise when its switch is turned', async () => {
    const page = await show()
    const cell = page.locator('#cell-mazur')
    await cell.scrollIntoViewIfNeeded()
    expect(await textOf(cell)).toContain('0.0000351')
    await cell.getByRole('button', { name: 'Run', exact: true }).click()
    await expectSoon(() => textOf(cell)).toMatch(/0\.00003510/)
  })
  test.each([
    ['light', 1280],
    ['dark', 375],
  ] as const)('can be read by everyone: %s, %d pixels', async (colorScheme, width) => {
    const page = await show({ colorScheme, viewport: { width, height: 800 } })
    await readThrough(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(await violations(page)).toEqual([])
  })
  test('is whole without scripts', async () => {
    const page = await show({ javaScriptEnabled: false })
    expect(await textOf(page.getByRole('main'))).toContain('15,237,608')
    await expectSeen(page.locator('#cell-mazur pre'))
  })
})

test('lessons that take such a number apart lead here', async () => {
  const page = await show({}, 'backpropagation/deltas/')
  await page.getByRole('main').getByRole('link', { name: 'errata' }).click()
  await page.getByRole('heading', { level: 1, name: 'Errata of famous numbers' }).waitFor()
})
