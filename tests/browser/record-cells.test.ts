import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { violations } from './helpers/axe.ts'
import { cellOn, outputOf, run, statusOf, write } from './helpers/cells.ts'
import { downloadBy } from './helpers/downloads.ts'
import { close, disconnect, expectGone, expectSeen, expectSoon, LESSON, open } from './helpers/page.ts'

afterAll(disconnect)

const MINE = 'console.log("mine", 6 * 7)'
const THEIRS = 'console.log("theirs", 7 * 7)'
const PLACE = { lesson: 'neurons/artificial-neuron', cell: 'neuron' }

const goTo = (page: Page, path: string) => page.goto(new URL(`/${path}`, page.url()).href)

/** The codes that the device has in its table, read past the course's own code; the page has opened it before. */
const keptCodes = (page: Page): Promise<unknown[]> =>
  page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = indexedDB.open('chainrule-cells')
        request.addEventListener('error', () => reject(request.error ?? new Error('error')))
        request.addEventListener('success', () => {
          const all = request.result.transaction('edits').objectStore('edits').getAll()
          all.addEventListener('success', () => {
            request.result.close()
            resolve((all.result as { code: unknown }[]).map(({ code }) => code))
          })
        })
      }),
  )

/** Edits the cell in its lesson, and waits until the device has it. */
async function edit(page: Page, code: string): Promise<void> {
  await write(cellOn(page, PLACE.cell), code)
  await expectSoon(() => keptCodes(page)).toContain(code)
}

const recordWith = (cells: unknown, more: object = {}): string =>
  JSON.stringify({
    format: 'chainrule-work',
    formatVersion: 4,
    course: 'Chainrule',
    exported: '2026-11-21T00:00:00Z',
    work: [],
    cells,
    ...more,
  })

/** Reads a file in on the page of one's work, and waits until it says so. */
async function readIn(page: Page, text: string, words: RegExp): Promise<void> {
  await page
    .getByLabel('Read a file')
    .setInputFiles({ name: 'work.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await expectSeen(page.getByRole('status').filter({ hasText: words }))
}

const withCells = (page: Page) => page.getByRole('checkbox', { name: /With my own code/ })

/** The cell in its lesson, with this code in it, of which nothing has run. */
async function expectShown(page: Page, code: string, standing: string): Promise<void> {
  await goTo(page, LESSON)
  const cell = cellOn(page, PLACE.cell)
  await expectSeen(cell.locator('.cell-code').getByText(code))
  await expectSoon(() => statusOf(cell)).toContain(standing)
  expect(await outputOf(cell)).not.toMatch(/mine|theirs/)
}

describe('one’s own code in cells', () => {
  test('leaves with the file, is erased, and comes back on another device, marked as one’s own and not run', async () => {
    const first = await open(LESSON)
    first.page.on('dialog', (dialog) => void dialog.accept())
    await edit(first.page, MINE)
    await goTo(first.page, 'progress/')
    await expectSeen(withCells(first.page).and(first.page.getByLabel('1 cell on 1 page')))
    const { text } = await downloadBy(first.page, 'Download as a file')
    const { formatVersion, cells } = JSON.parse(text) as { formatVersion: number; cells: object[] }
    expect(formatVersion).toBe(4)
    expect(cells).toEqual([
      { ...PLACE, code: MINE, base: expect.stringContaining('const products'), updated: expect.any(Number) },
    ])
    // Whoever hands the file in may keep the code to themselves.
    await withCells(first.page).uncheck()
    const alone = JSON.parse((await downloadBy(first.page, 'Download as a file')).text) as object
    expect(alone).not.toHaveProperty('cells')
    expect(alone).toMatchObject({ formatVersion: 2 })
    await first.page.getByRole('button', { name: 'Erase everything' }).click()
    await expectSeen(first.page.getByText('Erased.', { exact: true }))
    await expectGone(withCells(first.page))
    expect(await keptCodes(first.page)).toEqual([])
    expect(first.problems).toEqual([])
    await close(first)

    const second = await open('progress/')
    await readIn(second.page, text, /Code in cells: 1 new, 0 unchanged, 0 different\./)
    await expectShown(second.page, MINE, 'your version')
    await goTo(second.page, 'progress/')
    await readIn(second.page, text, /Code in cells: 0 new, 1 unchanged, 0 different\./)
    expect(second.problems).toEqual([])
    await close(second)
  })

  test('of an original that has changed since says so on the other device', async () => {
    const opened = await open('progress/')
    const { page } = opened
    await readIn(page, recordWith([{ ...PLACE, code: MINE, base: 'an earlier cell' }]), /1 new/)
    await expectShown(page, MINE, 'your version; the original has changed since')
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('is not replaced by that of a file: both are shown, the reader chooses, and the other stays a press away', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await edit(page, MINE)
    const cell = { ...PLACE, code: THEIRS, base: 'an earlier cell', updated: Date.UTC(2030, 0, 1) }
    await goTo(page, 'progress/')
    await readIn(page, recordWith([cell]), /0 new, 0 unchanged, 1 different\. Where it differs, yours stays/)
    expect(await keptCodes(page)).toEqual([MINE])
    const choice = page.getByRole('group', { name: 'The artificial neuron, cell “neuron”' })
    await choice.getByText('On this device').click()
    await expectSeen(choice.getByText(MINE))
    await choice.getByText('In the file').click()
    await expectSeen(choice.getByText(THEIRS))
    expect(await violations(page)).toEqual([])
    await choice.getByRole('button', { name: 'Use the code of the file' }).click()
    await expectSeen(choice.getByText('The cell now has the code of the file. It has not run.'))
    expect(await keptCodes(page)).toEqual([THEIRS])
    await choice.getByRole('button', { name: 'Back to mine' }).click()
    await expectSeen(choice.getByText('The cell has your code again.'))
    expect(await keptCodes(page)).toEqual([MINE])
    await choice.getByRole('button', { name: 'Use the code of the file' }).click()
    await expectSeen(choice.getByText('The cell now has the code of the file. It has not run.'))
    await expectShown(page, THEIRS, 'your version')
    const live = cellOn(page, PLACE.cell)
    await live.getByRole('button', { name: 'My other version' }).click()
    await expectSeen(live.locator('.cell-code').getByText(MINE))
    await expectSoon(() => keptCodes(page)).toEqual([MINE])
    await live.getByRole('button', { name: 'My other version' }).click()
    await expectSeen(live.locator('.cell-code').getByText(THEIRS))
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('in a file that is damaged or hostile is refused whole; what this course does not know is named', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await edit(page, MINE)
    await goTo(page, 'progress/')
    const cell = { ...PLACE, code: THEIRS, base: '' }
    const fine = { ...cell, lesson: 'neurons/activations' }
    const files: [text: string, reason: RegExp][] = [
      [recordWith([fine, { ...cell, code: 7 }]), /damaged at “cells\.1\.code”/],
      [recordWith([fine, { ...cell, lesson: '<img src=x>' }]), /damaged at “cells\.1\.lesson”/],
      [
        recordWith([fine, { ...cell, code: 'x'.repeat(300_001) }]),
        /code at “cells\.1\.code” is too long to be that of a cell/,
      ],
      [recordWith([fine], { formatVersion: 5 }), /newer version of the course/],
      [recordWith([fine], { formatVersion: 3 }), /damaged at “cells”/],
      [recordWith(Array.from({ length: 2001 }, () => fine)), /more cells than a course/],
    ]
    for (const [text, reason] of files) await readIn(page, text, reason)
    expect(await keptCodes(page)).toEqual([MINE])
    const foreign = { ...cell, lesson: 'elsewhere/not-here' }
    await readIn(page, recordWith([fine, foreign]), /1 new.*This course has no page “elsewhere\/not-here”/)
    expect(new Set(await keptCodes(page))).toEqual(new Set([MINE, THEIRS]))
    expect(await page.locator('main img').count()).toBe(0)
    expect(opened.problems).toEqual([])
    await close(opened)
  })

  test('where the browser refuses to store it: it is still in the file, says the page, and cells run all the same', async () => {
    const opened = await open('progress/', {
      before: `{
        const open = indexedDB.open.bind(indexedDB)
        IDBFactory.prototype.open = (name, version) => {
          if (name === 'chainrule-cells') throw new DOMException('refused', 'SecurityError')
          return open(name, version)
        }
      }`,
    })
    const { page } = opened
    await readIn(
      page,
      recordWith([{ ...PLACE, code: MINE, base: '' }]),
      /could not be stored in this browser/,
    )
    await goTo(page, LESSON)
    const live = cellOn(page, PLACE.cell)
    await write(live, MINE)
    await run(live)
    expect(await outputOf(live)).toContain('42')
    await expectSeen(
      page.locator('.storage-note').filter({ hasText: 'does not let the page store anything' }),
    )
    expect(opened.problems).toEqual([])
    await close(opened)
  })
})
