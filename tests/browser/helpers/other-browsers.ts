import { existsSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startFirefox } from './firefox-bidi.ts'
import { startWebKit } from './webkit.ts'

/** What these tests do in a browser that Playwright does not drive: as a reader would, by pointer and keys. */
export interface OtherBrowser {
  goto(url: string): Promise<void>
  /** The value of an expression in the page: text, a number, true or false. */
  evaluate(expression: string): Promise<unknown>
  /** A press of the pointer in the middle of the first element of this selector. */
  press(selector: string): Promise<void>
  /** Keys, one after the other, wherever the focus is. */
  type(keys: string): Promise<void>
  close(): Promise<void>
}

export interface StartOptions {
  /** Whether pages may keep the course on the device. */
  keeps?: boolean
}

type Starter = (options?: StartOptions) => Promise<OtherBrowser>

/** WebDriver's names of keys that write nothing. */
export const KEY = { end: '\uE010', backspace: '\uE003', right: '\uE014' } as const

const FIREFOX = [
  process.env['FIREFOX'],
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  `${process.env['PROGRAMFILES']}\\Mozilla Firefox\\firefox.exe`,
]
const first = (paths: readonly (string | undefined)[]): string | undefined =>
  paths.find((path) => path && existsSync(path))

function starterOfFirefox(): Starter | undefined {
  const path = first(FIREFOX)
  return path === undefined ? undefined : (options) => startFirefox(path, options)
}

/** WebKitGTK's small browser lies in a folder of the library's own. */
function findMiniBrowser(): string | undefined {
  if (process.platform !== 'linux') return undefined
  const folders = readdirSync('/usr/lib').map((name) => join('/usr/lib', name))
  const libraries = ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']
  return first(folders.flatMap((folder) => libraries.map((name) => join(folder, name, 'MiniBrowser'))))
}

/** Debian: webkit2gtk-driver and xvfb. */
function starterOfWebKit(): Starter | undefined {
  const driver = first(['/usr/bin/WebKitWebDriver'])
  const browser = findMiniBrowser()
  return driver && browser && existsSync('/usr/bin/xvfb-run') ? () => startWebKit(driver, browser) : undefined
}

const KNOWN: readonly (readonly [name: string, start: Starter | undefined])[] = [
  ['Firefox', starterOfFirefox()],
  ['WebKitGTK', starterOfWebKit()],
]

/**
 * The other browsers of this machine; the tests do not fetch them. Of one that is not there it is said, loudly, that
 * nothing was tried in it.
 */
export function otherBrowsers(what: string): readonly (readonly [name: string, start: Starter])[] {
  return KNOWN.flatMap(([name, start]) => {
    if (start) return [[name, start] as const]
    console.log(`${name} is not installed: ${what} was NOT tried in it`)
    return []
  })
}

export const findFirefox = (): Starter | undefined => KNOWN[0]![1]

/** What a classic script sends back by `report(value)` when the browser runs it. */
export async function runIn(start: Starter, script: string): Promise<unknown> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const reported = new Promise((resolve) => {
    server.on('request', (request, response) => {
      if (request.method !== 'POST') {
        response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf(script))
        return
      }
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        response.end()
        resolve(JSON.parse(Buffer.concat(parts).toString()))
      })
    })
  })
  const browser = await start()
  try {
    await browser.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    return await reported
  } finally {
    await browser.close()
    server.close()
    server.closeAllConnections()
  }
}

const pageOf = (script: string): string => `<!doctype html><meta charset="utf-8"><script>
const report = (value) => fetch('/', { method: 'POST', body: JSON.stringify(value) })
addEventListener('error', ({ message }) => report({ error: message }))
${script.replaceAll('</script', '<\\/script')}
</script>`
