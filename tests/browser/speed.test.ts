import { gzipSync } from 'node:zlib'
import type { Response } from 'playwright-core'
import { afterAll, describe, expect, inject, test } from 'vitest'
import { allLessons } from '../lessons/course.ts'
import { connect, disconnect } from './helpers/page.ts'

afterAll(disconnect)

/** A phone of the middle on a slow connection, as Lighthouse imagines both. */
const SLOWER = 4
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}

/** The goals, in milliseconds; a clock on a busy machine is only asked for ceilings five times as high. */
const GOAL = { paint: 2500, blocked: 200 }
const CEILING = 5
/** All that a lesson fetches before the reader touches anything, compressed. */
const MOST_BYTES = 600 * 1024

const WATCH = `
  window.seen = { paint: 0, shift: 0, blocked: 0 }
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  watch('largest-contentful-paint', ({ startTime }) => (seen.paint = startTime))
  watch('layout-shift', ({ value, hadRecentInput }) => hadRecentInput || (seen.shift += value))
  watch('longtask', ({ duration }) => (seen.blocked += duration - 50))
`

interface Seen {
  /** Largest contentful paint. */
  paint: number
  /** Cumulative layout shift. */
  shift: number
  /** Total blocking time: what of each task is beyond 50 milliseconds. */
  blocked: number
  bytes: number
}

async function measure(path: string): Promise<Seen> {
  const context = await (await connect()).newContext({ viewport: { width: 375, height: 800 } })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', NETWORK)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  await page.addInitScript(WATCH)
  const sizes: Promise<number>[] = []
  const sizeOf = async (response: Response): Promise<number> => {
    const body = await response.body()
    return /woff2$/.test(response.url()) ? body.length : gzipSync(body).length
  }
  page.on('response', (response) => void sizes.push(sizeOf(response)))
  await page.goto(inject('site') + path, { waitUntil: 'networkidle', timeout: 60_000 })
  const seen = (await page.evaluate('seen')) as Omit<Seen, 'bytes'>
  const bytes = (await Promise.all(sizes)).reduce((a, b) => a + b, 0)
  await context.close()
  return { ...seen, bytes }
}

describe('on a phone four times slower, over 1.6 megabits a second, nothing compressed,', () => {
  test.each((await allLessons()).map(({ id }) => `${id}/`))(
    '%s is painted, stands still and answers',
    { timeout: 120_000 },
    async (path) => {
      const { paint, shift, blocked, bytes } = await measure(path)
      console.log(
        `${path}: largest paint ${Math.round(paint)} ms, shift ${shift.toFixed(5)}, blocked ${Math.round(blocked)} ms, ${Math.round(bytes / 1024)} KB`,
      )
      // Something was painted: an observer that hears nothing would let everything pass.
      expect(paint).toBeGreaterThan(0)
      expect(paint).toBeLessThanOrEqual(CEILING * GOAL.paint)
      expect(blocked).toBeLessThanOrEqual(CEILING * GOAL.blocked)
      expect(shift).toBeLessThan(0.001)
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
    },
  )
})
