import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Page } from 'playwright-core'
import type { LmsConfig } from '../../../src/lms/config.ts'
import { expectSoon } from './page.ts'

/** Where an LMS puts the files of a package: deep, and behind a file server that opens no folders. */
const FOLDER = '/pluginfile.php/7/mod_scorm/content/1/'

const runtime = (name: string): string =>
  readFileSync(new URL(`../../../node_modules/scorm-again/dist/${name}.min.js`, import.meta.url), 'utf8')

/** The LMS's page: scorm-again as the runtime, the lesson in a frame. */
const PAGE = `<!doctype html><title>LMS</title>
<script src="/scorm12.js"></script><script src="/scorm2004.js"></script>
<script>
  const names = { '1.2': 'API', '2004': 'API_1484_11' }
  const makers = { '1.2': Scorm12API, '2004': Scorm2004API }
  window.hang = (standard, record) => {
    const api = new makers[standard]({ autocommit: false, logLevel: 5, strict_errors: true })
    if (record) api.loadFromJSON(record)
    window[names[standard]] = window.runtime = api
  }
</script>
<iframe id="lesson" style="width: 1200px; height: 850px"></iframe>`

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  png: 'image/png',
  xml: 'text/xml',
}

export interface Lms {
  url: string
  /** Address of a page of a package. */
  lesson(name: string, page: string): string
  close(): void
}

/** Serves packages as an LMS does, each below a folder of its own name. */
export async function serveLms(packages: Record<string, ReadonlyMap<string, Uint8Array>>): Promise<Lms> {
  const own: Record<string, string> = {
    '/lms.html': PAGE,
    '/scorm12.js': runtime('scorm12'),
    '/scorm2004.js': runtime('scorm2004'),
    '/favicon.ico': '',
    '/blank.html': '<!doctype html><title>nothing</title>',
  }
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!.replace(/[?#].*$/, ''))
    const [name = '', ...rest] = path.startsWith(FOLDER) ? path.slice(FOLDER.length).split('/') : []
    const body = own[path] ?? packages[name]?.get(rest.join('/'))
    response.setHeader('content-type', TYPES[path.split('.').at(-1)!] ?? 'application/octet-stream')
    response.writeHead(body === undefined ? 404 : 200).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`
  return {
    url,
    lesson: (name, page) => `${FOLDER}${name}/${page}`,
    close: () => server.close(),
  }
}

export interface Launch {
  standard: LmsConfig['standard']
  /** What an earlier visit left. */
  record?: unknown
  /** The LMS's object is hung up only when this is over, in milliseconds. */
  late?: number
}

/** Opens a lesson in the LMS's frame. */
export async function launch(
  page: Page,
  address: string,
  { standard, record, late }: Launch,
): Promise<Frame> {
  await page.evaluate(
    ([version, kept, wait, source]) => {
      const act = () => (window as unknown as { hang: Function }).hang(version, kept)
      if (wait) setTimeout(act, wait as number)
      else act()
      document.querySelector<HTMLIFrameElement>('#lesson')!.src = source as string
    },
    [standard, record, late, address] as const,
  )
  const frame = () => page.frames().find((one) => one.url().includes(address))
  await expectSoon(() => frame() !== undefined).toBe(true)
  await frame()!.waitForLoadState('load')
  return frame()!
}

/** What the LMS has now, by the names of the standard. */
export const value = (page: Page, name: string): Promise<string> =>
  page.evaluate((element) => {
    const at = element.split('.').slice(1)
    let here = (window as unknown as { runtime: { cmi: unknown } }).runtime.cmi as Record<string, unknown>
    for (const part of at) here = here[part] as Record<string, unknown>
    return String(here)
  }, name)

/** The student leaves: the frame shows something else. What the LMS keeps of the visit comes back. */
export async function leave(page: Page, standard: LmsConfig['standard']): Promise<Record<string, unknown>> {
  await page.evaluate(() => {
    document.querySelector<HTMLIFrameElement>('#lesson')!.src = '/blank.html'
  })
  await expectSoon(() =>
    page.evaluate(() =>
      (window as unknown as { runtime: { isTerminated(): boolean } }).runtime.isTerminated(),
    ),
  ).toBe(true)
  const names =
    standard === '1.2'
      ? ['suspend_data', 'core.student_id', 'core.lesson_status', 'core.score.raw']
      : ['suspend_data', 'learner_id', 'completion_status', 'success_status', 'score.raw', 'score.scaled']
  const record: Record<string, unknown> = {}
  for (const name of names) {
    const at = name.split('.')
    let here = record
    for (const part of at.slice(0, -1)) here = (here[part] ??= {}) as Record<string, unknown>
    here[at.at(-1)!] = await value(page, `cmi.${name}`)
  }
  return record
}
