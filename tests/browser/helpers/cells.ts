import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Locator, Page } from 'playwright-core'

export const cellOn = (page: Page | Frame, id: string): Locator => page.locator(`#cell-${id}`)

/** Opens a cell's editor and replaces its code, as a reader would who pastes. */
export async function write(cell: Locator, code: string): Promise<void> {
  const editor = cell.locator('.cm-content')
  if ((await editor.count()) === 0) await cell.locator('.cell-code').click()
  await editor.waitFor()
  await editor.focus()
  await cell.page().keyboard.press('ControlOrMeta+a')
  await cell.page().keyboard.insertText(code)
}

/** Presses Run and waits until the cell rests. */
export async function run(cell: Locator): Promise<void> {
  await cell.locator('[data-do="run"]').click()
  await rested(cell)
}

/** Longest time that a cell of these tests may take, in milliseconds. */
const LONGEST_RUN = 20_000

export async function rested(cell: Locator): Promise<void> {
  const end = Date.now() + LONGEST_RUN
  while (Date.now() < end) {
    const isOpen = (await cell.locator('[data-do="run"]:not([disabled])').count()) > 0
    if (isOpen && !/Running|Waiting|Computed when/.test(await statusOf(cell))) return
    await cell.page().waitForTimeout(40)
  }
  throw new Error(`the cell does not rest: ${await statusOf(cell)}`)
}

export const statusOf = (cell: Locator): Promise<string> => cell.locator('.cell-status').innerText()
export const outputOf = async (cell: Locator): Promise<string> =>
  (await cell.locator('.cell-output').innerText()).replaceAll(/\s+/g, ' ').trim()

/** A server that only counts who asks it for anything, by whatever protocol. */
export async function listeningServer(): Promise<{
  port: number
  hits: string[]
  close: () => Promise<void>
}> {
  const hits: string[] = []
  const server: Server = createServer((request, response) => {
    hits.push(`${request.method} ${request.url}`)
    response.setHeader('access-control-allow-origin', '*')
    response.end('caught')
  })
  server.on('upgrade', (request, socket) => {
    hits.push(`upgrade ${request.url}`)
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const { port } = server.address() as AddressInfo
  return { port, hits, close: () => new Promise((resolve) => void server.close(() => resolve())) }
}

/** Counts, in the page, how long its own thread was held up. */
export const WATCH_STALLS = `
  window.stalls = { longest: 0, long: 0 }
  let last = performance.now()
  setInterval(() => {
    const now = performance.now()
    window.stalls.longest = Math.max(window.stalls.longest, now - last - 10)
    last = now
  }, 10)
  new PerformanceObserver((list) => { window.stalls.long += list.getEntries().length }).observe({ type: 'longtask' })
`
export const resetStalls = (page: Page) =>
  page.evaluate('Object.assign(window.stalls, { longest: 0, long: 0 }), undefined')
export const stallsOf = (page: Page) =>
  page.evaluate('window.stalls') as Promise<{ longest: number; long: number }>
