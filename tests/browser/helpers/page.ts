import { readdirSync } from 'node:fs'
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from 'playwright-core'
import { expect, inject } from 'vitest'

export const LESSON = 'neurons/artificial-neuron/'

/** The address of every page of the built course, below its base; the frames that run cells are no pages. */
export const PAGES: readonly string[] = readdirSync('dist', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.html') && !file.startsWith('cells/'))
  .map((file) => file.replace(/index\.html$/, ''))
  .toSorted()

/** Of what is generated from one and the same template. */
const ONE_OF_EACH = ['api/losses/', 'figures/formula-live/', 'teach/neurons/artificial-neuron/']

/**
 * The same without what is generated from one and the same template: of the pages of the API, of those of the
 * figures, which stand in lessons too, and of the notes for teachers one is enough.
 */
export const DISTINCT: readonly string[] = PAGES.filter(
  (path) => !/^(?:api|figures|teach)\/./.test(path) || ONE_OF_EACH.includes(path),
)

let browser: Promise<Browser> | undefined

/** The Chromium of this run; each file has its own connection to it. */
export const connect = (): Promise<Browser> => (browser ??= chromium.connect(inject('browser')).then(unkept))

/**
 * No page of this browser keeps the course on the device, unless a test asks for it (`serviceWorkers: 'allow'`): it would
 * fetch all of it, for each test anew.
 */
function unkept(plain: Browser): Browser {
  const newContext = plain.newContext.bind(plain)
  plain.newContext = (options) => newContext({ serviceWorkers: 'block', ...options })
  return plain
}
export const disconnect = async (): Promise<void> => (await browser)?.close()

/** What a reader would not see and a developer would: everything that went wrong on a page. */
export interface Opened {
  page: Page
  /** Console errors and warnings, uncaught errors, policy violations, failed requests. */
  problems: string[]
  /** Addresses on other hosts that the page asked for. */
  foreign: string[]
}

export interface OpenOptions extends BrowserContextOptions {
  /** The base address; the site of this run unless given. */
  site?: string
  /** A context that is there already, with what it keeps; a new one unless given. */
  context?: BrowserContext
  /** Runs in the page before anything of it. */
  before?: string
  /** What the page's console may say, because the test provokes it. */
  expected?: RegExp
}

/**
 * Every message to and from a worker comes so many milliseconds late, in order: `LATE=300 npm test -- browser` finds
 * the tests, and the parts of the site, that take an answer for granted.
 */
const lateWorkers = (milliseconds: number): string => `{
  const late = (work) => setTimeout(work, ${milliseconds})
  const { Worker: Plain } = globalThis
  globalThis.Worker = class Worker extends Plain {
    postMessage(...args) { late(() => super.postMessage(...args)) }
    addEventListener(type, listener, ...rest) {
      super.addEventListener(type, type === 'message' ? (event) => late(() => listener.call(this, event)) : listener, ...rest)
    }
    set onmessage(listener) { this.addEventListener('message', listener) }
  }
}`

/** What `unkept` makes Playwright say. */
const BLOCKED = /Service Worker registration blocked by Playwright/

/** A page in a context of its own, unless one is given: nothing of an earlier test is left in it. */
export async function open(
  path: string,
  { site = inject('site'), context: given, before, expected, ...options }: OpenOptions = {},
): Promise<Opened> {
  const context =
    given ?? (await (await connect()).newContext({ viewport: { width: 1280, height: 900 }, ...options }))
  const page = await context.newPage()
  const problems: string[] = []
  const foreign: string[] = []
  const add = (text: string) => BLOCKED.test(text) || expected?.test(text) || problems.push(text)
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) add(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => add(`uncaught: ${error.message}`))
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? ''
    // A page that is left gives up what it still wanted.
    if (reason !== 'net::ERR_ABORTED') add(`failed: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400 && !path.includes('missing')) add(`${response.status()}: ${response.url()}`)
  })
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== new URL(site).host)
      foreign.push(request.url())
  })
  await page.addInitScript(
    `document.addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI))`,
  )
  if (process.env['LATE']) await page.addInitScript(lateWorkers(Number(process.env['LATE'])))
  if (before) await page.addInitScript(before)
  await page.goto(site + path, { waitUntil: 'load' })
  return { page, problems, foreign }
}

/** Closes a page with its context; what a test still holds back or rewrites on the way is given up with it. */
export async function close({ page }: Opened): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().unrouteAll({ behavior: 'ignoreErrors' })
  await page.context().close()
}

/** Brings a part of the page to life: islands wake when they come near the screen. */
export async function alive(part: Locator): Promise<Locator> {
  await part.scrollIntoViewIfNeeded()
  await part.locator('astro-island:not([ssr])').first().waitFor({ state: 'attached' })
  return part
}

/** Scrolls through the whole page, as a reader who looks at everything. */
export async function readThrough(page: Page): Promise<void> {
  const height = (await page.evaluate('document.documentElement.scrollHeight')) as number
  for (let y = 0; y <= height; y += 700) {
    await page.evaluate(`scrollTo(0, ${y})`)
    await page.waitForTimeout(60)
  }
  await page.locator('astro-island[ssr]').first().waitFor({ state: 'detached' })
}

/** The words of a part as they stand on the screen. */
export const textOf = async (part: Locator): Promise<string> =>
  (await part.innerText()).replaceAll(/\s+/g, ' ').trim()

/** Waits until a part is there to be seen, and fails where it does not come. */
export const expectSeen = (part: Locator): Promise<void> => part.first().waitFor()

/** Waits until a part is gone, and fails where it stays. */
export const expectGone = (part: Locator): Promise<void> => part.first().waitFor({ state: 'detached' })

/** Asks again and again until it is so: the page may take its time on a busy machine. */
export const expectSoon = <T>(read: () => Promise<T> | T) => expect.poll(read, { timeout: 10_000 })
