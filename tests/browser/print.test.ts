import { afterAll, describe, expect, test } from 'vitest'
import { EXERCISES, exerciseOn } from './helpers/exercises.ts'
import { close, disconnect, LESSON, open, readThrough, textOf } from './helpers/page.ts'

afterAll(disconnect)

describe('the lesson on paper', () => {
  test('is a worksheet: the text, the figures, and room for every answer; no control, no solution', async () => {
    const opened = await open(LESSON)
    const { page } = opened
    await readThrough(page)
    await page.emulateMedia({ media: 'print' })
    const visible: string[] = []
    for (const control of await page.locator('button, input, select, textarea').all()) {
      if (await control.isVisible())
        visible.push(await control.evaluate((element) => element.outerHTML.slice(0, 120)))
    }
    expect(visible).toEqual([])
    for (const [id] of EXERCISES) {
      const exercise = page.locator(`#${id}`)
      expect(await exercise.locator('.sheet').isVisible()).toBe(true)
      expect((await textOf(exercise.locator('.exercise-prompt'))).length).toBeGreaterThan(20)
      expect(
        await exercise
          .locator('.exercise-solution, .exercise-sheet-solution')
          .filter({ visible: true })
          .count(),
      ).toBe(0)
    }
    for (const id of ['bench', 'training'])
      expect(await page.locator(`#${id} svg`).first().isVisible()).toBe(true)
    // Both libraries are printed, one after the other.
    expect(await page.locator('.framework-keras').first().isVisible()).toBe(true)
    expect(await page.locator('.framework-pytorch').first().isVisible()).toBe(true)
    expect(await page.locator('header.bar').isVisible()).toBe(false)
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const pages = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    console.log(`the lesson prints on ${pages} pages`)
    expect(pages).toBeGreaterThan(3)
    expect(pages).toBeLessThan(40)
    await close(opened)
  })

  test('with the solutions, for whoever teaches', async () => {
    const opened = await open(`${LESSON}?print=solutions`)
    const { page } = opened
    await readThrough(page)
    for (const [id] of EXERCISES.slice(0, 4)) await exerciseOn(page, id)
    await page.emulateMedia({ media: 'print' })
    for (const [id] of EXERCISES.slice(0, 4)) {
      const solution = page.locator(`#${id} .exercise-solution`)
      expect(await solution.isVisible()).toBe(true)
      expect((await textOf(solution)).length).toBeGreaterThan(20)
    }
    await close(opened)
  })

  test('is black on white also for readers of the dark', async () => {
    const opened = await open(LESSON, { colorScheme: 'dark' })
    const { page } = opened
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const chosen of [undefined, 'dark']) {
      if (chosen) await page.evaluate(`document.documentElement.dataset.theme = '${chosen}'`)
      const [paper, ink] = (await page.evaluate(
        '[getComputedStyle(document.documentElement).backgroundColor, getComputedStyle(document.body).color]',
      )) as [string, string]
      expect(paper).toBe('rgb(255, 255, 255)')
      expect(ink).toBe('rgb(0, 0, 0)')
    }
    await close(opened)
  })
})
