import { afterAll, beforeAll, expect, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { disconnect } from './helpers/page.ts'
import { serveCompressed, speedOf, type Speed } from './helpers/slow-phone.ts'

/** On a slow phone, times in milliseconds; this machine may be busy: a test asks for no more than five times as much. */
const GOAL = { paint: 2500, blocked: 200, scripts: 50, shift: 0.001 }
const CEILING = 5
/** All that a lesson fetches before the reader touches anything, compressed. */
const MOST_BYTES = 700 * 1024

const LESSONS = (await allLessons()).map(({ id }) => `${id}/`)

let site: Awaited<ReturnType<typeof serveCompressed>>
const measured = new Map<string, Speed>()
beforeAll(async () => {
  site = await serveCompressed()
})
afterAll(async () => {
  const row = (...cells: readonly string[]) => cells.map((cell, i) => cell.padEnd(i ? 10 : 40)).join(' ')
  const rows = [...measured].map(([path, { paint, due, blocked, scripts, shift, bytes }]) =>
    row(
      path,
      ...[paint, due, blocked, scripts].map((ms) => `${Math.round(ms)} ms`),
      shift.toFixed(5),
      `${Math.round(bytes / 1024)} KB`,
    ),
  )
  const head = row(
    'slow phone (goals 2500, 200, 50 ms)',
    'paint',
    'due by',
    'blocked',
    'scripts',
    'shift',
    'fetched',
  )
  console.log([head, ...rows].join('\n'))
  site.close()
  await disconnect()
})

test.each(LESSONS)(
  '%s on a slow phone: painted soon, never moving, free to answer, and small',
  async (path) => {
    const speed = await speedOf(site.url + path)
    measured.set(path, speed)
    const { paint, due, blocked, scripts, shift, shifted, bytes } = speed
    // Something was measured: clocks that stand still and pages that are empty would pass otherwise.
    expect(paint).toBeGreaterThan(2 * 150)
    expect(Math.min(blocked, scripts)).toBeGreaterThan(0)
    expect(bytes).toBeGreaterThan(50 * 1024)
    // Where the clock says more, other programs may have had the processor: then what must be there by then counts.
    expect(Math.min(paint, due)).toBeLessThanOrEqual(CEILING * GOAL.paint)
    expect(blocked).toBeLessThanOrEqual(CEILING * GOAL.blocked)
    expect(scripts).toBeLessThanOrEqual(CEILING * GOAL.scripts)
    // budgets.test.ts holds every page to the goal itself; here parts come whenever a busy machine sends them.
    expect(shift, shifted.join('; ')).toBeLessThan(CEILING * GOAL.shift)
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
  },
)
