import { gzipSync } from 'node:zlib'
import type { Request } from 'playwright-core'
import { afterAll, expect, inject, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { connect, disconnect } from './helpers/page.ts'

afterAll(disconnect)

/**
 * A phone of the middle on a slow connection, as Lighthouse imagines both, and as it computes by default: what a page
 * fetches and what its thread works is measured, and the time that it would take there follows. A clock would say how
 * busy this machine is.
 */
const SLOWER = 4
const ROUND_TRIP = 150
const BITS_PER_MS = 1600

/** In milliseconds; a test asks for no more than five times as much. */
const GOAL = { paint: 2500, blocked: 50 }
const CEILING = 5
/** All that a lesson fetches before the reader touches anything, compressed. */
const MOST_BYTES = 700 * 1024

const WATCH = `
  window.seen = { paint: 0, shift: 0, long: 0 }
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  watch('largest-contentful-paint', ({ startTime }) => (seen.paint = startTime))
  watch('layout-shift', ({ value, hadRecentInput }) => hadRecentInput || (seen.shift += value))
  watch('longtask', ({ duration }) => (seen.long = Math.max(seen.long, duration)))
`

/** What must be there before the text is painted as it stays. */
const isNeeded = (request: Request): boolean =>
  ['document', 'stylesheet', 'font'].includes(request.resourceType()) || request.url().endsWith('/theme.js')

async function sizeOf(request: Request): Promise<number> {
  const body = await (await request.response())!.body()
  return request.url().endsWith('woff2') ? body.length : gzipSync(body).length
}

interface Measured {
  paint: number
  blocked: number
  shift: number
  bytes: number
  /** What this machine's clock said of the largest paint and of the longest task: told, not judged. */
  clock: readonly [paint: number, task: number]
}

async function measure(path: string): Promise<Measured> {
  const context = await (await connect()).newContext({ viewport: { width: 375, height: 800 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await page.addInitScript(WATCH)
  const sizes: Promise<[size: number, isNeeded: boolean]>[] = []
  const add = (request: Request) => {
    if (!/^https?:/.test(request.url())) return
    sizes.push(sizeOf(request).then((size): [number, boolean] => [size, isNeeded(request)]))
  }
  page.on('requestfinished', add)
  await page.goto(inject('site') + path, { waitUntil: 'networkidle' })
  await expect.poll(() => page.evaluate('seen.paint'), { timeout: 30_000 }).toBeGreaterThan(0)
  page.off('requestfinished', add)
  const seen = (await page.evaluate('seen')) as { paint: number; shift: number; long: number }
  const { metrics } = await devtools.send('Performance.getMetrics')
  const thread = (name: string) => 1000 * metrics.find((metric) => metric.name === name)!.value
  const fetched = await Promise.all(sizes)
  const sum = (some: typeof fetched) => some.reduce((all, [size]) => all + size, 0)
  await context.close()
  return {
    // Connection, page, and what the page names; the thread's whole work, as if nothing were painted before its end.
    paint:
      3 * ROUND_TRIP +
      (8 * sum(fetched.filter(([, needed]) => needed))) / BITS_PER_MS +
      SLOWER * thread('TaskDuration'),
    blocked: SLOWER * thread('ScriptDuration'),
    shift: seen.shift,
    bytes: sum(fetched),
    clock: [seen.paint, seen.long],
  }
}

const LESSONS = (await allLessons()).map(({ id }) => `${id}/`)

test.each(LESSONS)(
  '%s on a slow phone: painted soon, never moving, free to answer, and small',
  async (path) => {
    const { paint, blocked, shift, bytes, clock } = await measure(path)
    const [real, task] = clock.map(Math.round)
    console.log(
      `${path}: largest paint within ${Math.round(paint)} ms, scripts ${Math.round(blocked)} ms, shift ${shift.toFixed(5)}, ${Math.round(bytes / 1024)} KB (here: paint ${real} ms, longest task ${task} ms)`,
    )
    // Something was measured: a clock that stands still would let everything pass.
    expect(Math.min(paint, blocked, bytes)).toBeGreaterThan(0)
    expect(paint).toBeLessThanOrEqual(CEILING * GOAL.paint)
    expect(blocked).toBeLessThanOrEqual(CEILING * GOAL.blocked)
    expect(shift).toBeLessThan(0.001)
    expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
  },
)
