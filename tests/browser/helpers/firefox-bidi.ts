import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OtherBrowser, StartOptions } from './other-browsers.ts'

interface Reply {
  id?: number
  error?: string
  message?: string
  result?: Record<string, unknown>
}

/**
 * Starts Firefox and speaks WebDriver BiDi with it, which it understands without a driver beside it. As in Chromium's
 * tests, pages keep the course on the device only where a test asks for it.
 */
export async function startFirefox(
  path: string,
  { keeps = false }: StartOptions = {},
): Promise<OtherBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
  writeFileSync(join(profile, 'user.js'), `user_pref("dom.serviceWorkers.enabled", ${keeps});\n`)
  const args = [
    '--headless',
    '--no-remote',
    '--profile',
    profile,
    '--remote-debugging-port',
    '0',
    'about:blank',
  ]
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stderr.on('data', (data: Buffer) => {
      said += data.toString()
      const found = /ws:\/\/\S+/.exec(said)
      if (found) resolve(found[0])
    })
    child.on('exit', () => reject(new Error(`Firefox ended: ${said}`)))
  })
  const socket = new WebSocket(`${address}/session`)
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.addEventListener('message', ({ data }) => {
    const reply = JSON.parse(data as string) as Reply
    if (reply.id !== undefined) waiting.get(reply.id)?.(reply)
  })
  let count = 0
  const send = (method: string, params: object = {}) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++count
      waiting.set(id, ({ error, message, result }) =>
        error ? reject(new Error(`${error}: ${message}`)) : resolve(result!),
      )
      socket.send(JSON.stringify({ id, method, params }))
    })
  await send('session.new', { capabilities: {} })
  const { context } = await send('browsingContext.create', { type: 'tab' })

  async function evaluate(expression: string): Promise<{ value?: unknown; sharedId?: string } | undefined> {
    const answer = await send('script.evaluate', { expression, target: { context }, awaitPromise: true })
    const { type, result, exceptionDetails } = answer as {
      type: string
      result?: { value?: unknown; sharedId?: string }
      exceptionDetails?: { text: string }
    }
    if (type === 'exception') throw new Error(exceptionDetails?.text)
    return result
  }
  const act = (source: object) => send('input.performActions', { context, actions: [source] })

  return {
    async goto(url) {
      // A fragment alone would not load the page anew.
      await send('browsingContext.navigate', { context, url: 'about:blank', wait: 'complete' })
      await send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    evaluate: async (expression) => (await evaluate(expression))?.value,
    async press(selector) {
      const part = await evaluate(
        `(() => { const part = document.querySelector(${JSON.stringify(selector)}); part.scrollIntoView({ block: 'center', behavior: 'instant' }); return part })()`,
      )
      const origin = { type: 'element', element: { sharedId: part?.sharedId } }
      const actions = [
        { type: 'pointerMove', x: 0, y: 0, origin },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await act({ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions })
    },
    async type(keys) {
      const actions = [...keys].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await act({ type: 'key', id: 'keyboard', actions })
    },
    async close() {
      const isGone = new Promise((resolve) => child.once('exit', resolve))
      socket.close()
      child.kill()
      await isGone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
