import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import type { OtherBrowser } from './other-browsers.ts'

/** What an element is called in WebDriver's messages. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Starts WebKitGTK's small browser by its driver, on a screen of its own that nobody sees, and speaks WebDriver with it. */
export async function startWebKit(driver: string, browser: string): Promise<OtherBrowser> {
  const port = await freePort()
  // A process group of its own: the screen, the driver and the browser end together.
  const child = spawn('xvfb-run', ['-a', driver, `--port=${port}`], { stdio: 'ignore', detached: true })
  const isGone = new Promise((resolve) => child.once('exit', resolve))
  const end = async () => {
    if (child.exitCode === null) process.kill(-child.pid!, 'SIGTERM')
    await isGone
  }
  const send = async (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: unknown }
    if (!response.ok) throw new Error(JSON.stringify(value))
    return value
  }
  const isUp = () =>
    send('GET', '/status').then(
      () => true,
      () => false,
    )
  for (let tries = 0; !(await isUp()); tries++) {
    if (tries > 300 || child.exitCode !== null) throw new Error('the driver of WebKitGTK does not answer')
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const options = { binary: browser, args: ['--automation'] }
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } }
  const { sessionId } = (await send('POST', '/session', { capabilities })) as { sessionId: string }
  const at = `/session/${sessionId}`
  const evaluate = (expression: string) =>
    send('POST', `${at}/execute/sync`, { script: `return (${expression})`, args: [] })
  const act = (source: object) => send('POST', `${at}/actions`, { actions: [source] })

  return {
    async goto(url) {
      await send('POST', `${at}/url`, { url: 'about:blank' })
      await send('POST', `${at}/url`, { url })
    },
    evaluate,
    async press(selector) {
      const part = (await send('POST', `${at}/element`, { using: 'css selector', value: selector })) as {
        [ELEMENT]: string
      }
      await send('POST', `${at}/element/${part[ELEMENT]}/click`, {})
    },
    async type(keys) {
      const actions = [...keys].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ])
      await act({ type: 'key', id: 'keyboard', actions })
    },
    async close() {
      await send('DELETE', at).catch(() => undefined)
      await end()
    },
  }
}
