import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const INSTALLED = [
  process.env['FIREFOX'],
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  `${process.env['PROGRAMFILES']}\\Mozilla Firefox\\firefox.exe`,
]

/** A Firefox of this machine, if there is one: the tests do not fetch it. */
export const findFirefox = (): string | undefined => INSTALLED.find((path) => path && existsSync(path))

/**
 * What a classic script sends back by `report(value)` when a headless Firefox of its own runs it. No driver is needed:
 * the browser is started on a page that posts its result.
 */
export async function runInFirefox(executable: string, script: string): Promise<unknown> {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const firefox = spawn(executable, ['--headless', '--no-remote', '--profile', profile, address], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_CRASHREPORTER_DISABLE: '1' },
  })
  const ended = new Promise<void>((resolve) => firefox.once('exit', () => resolve()))
  try {
    return await new Promise((resolve, reject) => {
      firefox.once('error', reject)
      firefox.once('exit', (code) => reject(new Error(`Firefox ended with ${code} before it reported`)))
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
  } finally {
    firefox.kill()
    await ended
    server.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

const pageOf = (script: string): string => `<!doctype html><meta charset="utf-8"><script>
const report = (value) => fetch('/', { method: 'POST', body: JSON.stringify(value) })
addEventListener('error', ({ message }) => report({ error: message }))
${script.replaceAll('</script', '<\\/script')}
</script>`
