import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultCourseSeed } from '../../src/exercises/index.ts'
import { CourseExercises } from '../../tools/lib/regrade/course-exercises.ts'
import { page as paper } from '../../tools/lib/worksheets/page.ts'
import { worksheets } from '../../tools/lib/worksheets/worksheets.ts'
import { connect, disconnect } from './helpers/page.ts'

/** Between the margins of a sheet of A4, in pixels. */
const WIDTH = Math.floor((210 - 2 * 16) * (96 / 25.4))
const STUDENTS = ['Ada Lovelace', 'Maximiliana Wolfeschlegelsteinhausenbergerdorff']

let made: ReturnType<typeof worksheets>
beforeAll(async () => {
  const course = await CourseExercises.of(join(import.meta.dirname, '../..'), defaultCourseSeed)
  made = worksheets(course, { id: 'week-3', title: 'Everything', exercises: course.ids }, STUDENTS)
}, 120_000)
afterAll(disconnect)

async function printed(body: string) {
  const page = await (await connect()).newPage({ viewport: { width: WIDTH, height: 1000 } })
  await page.emulateMedia({ media: 'print' })
  await page.setContent(paper('Everything', body))
  return page
}

describe('every exercise of the course on paper', () => {
  test.each(['papers', 'key'])('%s: nothing is cut off at the edge of a sheet', async (what) => {
    const page = await printed(what === 'key' ? made.key : made.sheets.join('\n'))
    const beyond = await page.evaluate(
      `[...document.querySelectorAll('main *')]
        .filter((one) => one.closest('annotation') === null && one.getBoundingClientRect().right > ${WIDTH + 1})
        .map((one) => Math.round(one.getBoundingClientRect().right) + ' ' + one.outerHTML.slice(0, 200))`,
    )
    expect([...new Set(beyond as string[])]).toEqual([])
    await page.close()
  })

  test('a gap of a derivation is a box, and not a factor', async () => {
    const page = await printed(made.sheets[0]!)
    const gaps = page.locator('.steps menclose')
    expect(await gaps.count()).toBeGreaterThan(5)
    const borders = await gaps.evaluateAll((all) => all.map((gap) => getComputedStyle(gap).borderTopWidth))
    expect(new Set(borders)).toEqual(new Set(['1px']))
    const { width } = (await gaps.first().boundingBox())!
    const text = (await gaps.first().locator('mtext').nth(1).boundingBox())!
    expect(width).toBeGreaterThan(text.width + 2)
    await page.close()
  })

  test('equations below each other are aligned at their signs', async () => {
    const page = await printed(made.key)
    const rows = page.locator('mtable[columnalign="right left"]').first().locator('mtr > mtd:last-child')
    expect(await rows.count()).toBeGreaterThan(1)
    const starts = await rows
      .locator('mo', { hasText: '=' })
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)))
    expect(new Set(starts).size).toBe(1)
    await page.close()
  })
})
