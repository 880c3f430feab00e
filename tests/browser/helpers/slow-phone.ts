import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { CDPSession } from 'playwright-core'
import { connect, expectSoon } from './page.ts'

/** A phone of the middle on a slow connection, as Lighthouse imagines both: four times slower than a desk's computer. */
const SLOWER = 4
/**
 * Work by which a machine is known, and the milliseconds of the processor that it takes such a computer: a slow or a busy
 * machine takes longer for this and for the page alike.
 */
const WORK =
  '(() => { let sum = 0; for (let i = 1; i < 3e7; i++) sum += Math.sqrt(i) / (1 + (i & 7)); return sum })()'
const WORK_TAKES = 60
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
}
const VIEWPORT = { width: 375, height: 800 }

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
}

/** The built site as a host sends it that compresses: what a slow line carries is what such a reader gets. */
export async function serveCompressed(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = join('dist', decodeURI(new URL(request.url!, 'http://localhost').pathname))
    const file = path.endsWith('/') ? `${path}index.html` : path
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end()
    const type = extname(file)
    const isPacked = ['.woff2', '.png'].includes(type)
    response.setHeader('content-type', TYPES[type] ?? 'application/octet-stream')
    if (!isPacked) response.setHeader('content-encoding', 'gzip')
    response.end(isPacked ? readFileSync(file) : gzipSync(readFileSync(file)))
  })
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://localhost:${(server.address() as AddressInfo).port}/`, close }
}

const WATCH = `
  window.seen = { paint: 0, shift: 0, shifted: [] }
  const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(',')
  const said = ({ node, previousRect, currentRect }) =>
    (node?.className || node?.nodeName) + ' “' + node?.textContent.slice(0, 20) + '” ' + place(previousRect) + ' → ' + place(currentRect)
  const watch = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  watch('largest-contentful-paint', ({ startTime }) => (seen.paint = startTime))
  watch('layout-shift', ({ value, hadRecentInput, sources }) => {
    if (hadRecentInput) return
    seen.shift += value
    seen.shifted.push(value.toFixed(5) + ' ' + sources.map(said).join(' '))
  })
`

export interface Speed {
  /** Milliseconds until the largest contentful paint, by the clock, with processor and line throttled. */
  paint: number
  /**
   * The time by which it must be there on the phone, however busy this machine is: as if the line brought first all that
   * the page needs and then the page's thread did all its work before it painted.
   */
  due: number
  /** Sum of the layout shifts of that visit. */
  shift: number
  /** What shifted, for whoever has to mend it. */
  shifted: readonly string[]
  /** What that visit has fetched before the reader touches anything, with headers, as it was sent. */
  bytes: number
  /** Total blocking time: what the tasks of the page's thread take beyond 50 milliseconds each, on the phone. */
  blocked: number
  /** What the scripts among it take. */
  scripts: number
}

/**
 * Opens a page twice: as a reader with such a phone, whose clock and line count; and on this machine as it is, where the
 * page's thread is measured in its own time, for the processor's throttle counts what other programs take as well.
 */
export async function speedOf(address: string): Promise<Speed> {
  const context = await (await connect()).newContext({ viewport: VIEWPORT })
  await context.addInitScript(WATCH)
  const slow = await context.newPage()
  const line = await context.newCDPSession(slow)
  await line.send('Network.enable')
  await line.send('Network.emulateNetworkConditions', SLOW_4G)
  await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
  const types = new Map<string, string>()
  let bytes = 0
  let needed = 0
  line.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  line.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    if (['Document', 'Stylesheet', 'Font'].includes(types.get(requestId)!)) needed += encodedDataLength
  })
  const response = await slow.goto(address, { waitUntil: 'networkidle' })
  if (!response?.ok()) throw new Error(`${address}: ${response?.status()}`)
  await expectSoon(() => slow.evaluate('seen.paint')).toBeGreaterThan(0)
  await slow.evaluate('document.fonts.ready.then(() => new Promise(requestAnimationFrame))')
  const { paint, shift, shifted } = (await slow.evaluate('seen')) as Pick<
    Speed,
    'paint' | 'shift' | 'shifted'
  >
  await slow.close()

  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  const tasks = await tasksDuring(devtools, () => page.goto(address, { waitUntil: 'networkidle' }))
  const readThread = async () => {
    const { metrics } = await devtools.send('Performance.getMetrics')
    const read = (name: string) => 1000 * metrics.find((metric) => metric.name === name)!.value
    return { tasks: read('TaskDuration'), scripts: read('ScriptDuration') }
  }
  const thread = await readThread()
  await page.evaluate(WORK)
  const slower = (SLOWER * WORK_TAKES) / ((await readThread()).tasks - thread.tasks)
  await context.close()
  return {
    paint,
    due: 3 * SLOW_4G.latency + (1000 * needed) / SLOW_4G.downloadThroughput + slower * thread.tasks,
    shift,
    shifted,
    bytes,
    blocked: tasks.reduce((sum, task) => sum + Math.max(0, slower * task - 50), 0),
    scripts: slower * thread.scripts,
  }
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** In microseconds of the clock and, for tasks, of the thread. */
  ts: number
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** The tasks of the page's thread while something happens, each in milliseconds of the processor. */
async function tasksDuring(devtools: CDPSession, act: () => Promise<unknown>): Promise<number[]> {
  const events: TraceEvent[] = []
  devtools.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])))
  const isWhole = new Promise((resolve) => devtools.once('Tracing.tracingComplete', resolve))
  await devtools.send('Tracing.start', {
    traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
    transferMode: 'ReportEvents',
  })
  await act()
  await devtools.send('Tracing.end')
  await isWhole
  const threads = events
    .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => tasksOf(events, pid, tid))
  const sum = (tasks: readonly number[]) => tasks.reduce((a, b) => a + b, 0)
  // Besides the page's there are threads of pages that the browser keeps in reserve.
  return threads.toSorted((a, b) => sum(b) - sum(a))[0] ?? []
}

function tasksOf(events: readonly TraceEvent[], pid: number, tid: number): number[] {
  const own = events.filter(
    (event) => event.pid === pid && event.tid === tid && event.name === 'ThreadControllerImpl::RunTask',
  )
  let end = 0
  return own
    .toSorted((a, b) => a.ts - b.ts)
    .flatMap(({ ts, dur = 0, tdur = 0 }) => {
      // A task within a task is counted with it.
      if (ts < end) return []
      end = ts + dur
      return [tdur / 1000]
    })
}
