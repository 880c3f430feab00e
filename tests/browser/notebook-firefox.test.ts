import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { writeLink } from '../../src/notebook/exchange/link.ts'
import { listeningServer } from './helpers/cells.ts'
import { findFirefox, type OtherBrowser } from './helpers/other-browsers.ts'
import { LESSON } from './helpers/page.ts'

const start = findFirefox()

describe.runIf(start !== undefined)('the same attacks in Firefox', () => {
  let firefox: OtherBrowser
  let server: Awaited<ReturnType<typeof listeningServer>>
  beforeAll(async () => {
    firefox = await start!()
    server = await listeningServer()
  })
  afterAll(async () => {
    await firefox.close()
    await server.close()
  })

  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const cell = (selector: string) => `document.querySelector('#cell-neuron ${selector}')`

  /** Opens the lesson with the code in its link, runs it, and gives its output once it rests. */
  async function attack(code: string): Promise<string> {
    await firefox.goto(`${inject('site')}${LESSON}#${await writeLink({ neuron: code })}`)
    await until(`document.querySelector('.cell-link-note') !== null`)
    await firefox.evaluate(
      `window.longest = 0; window.last = performance.now(); setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now }, 10); ${cell('[data-do="run"]')}.click()`,
    )
    await until(
      `/Done|Stopped by|from a link$/.test(${cell('.cell-status')}.textContent) && ${cell('[data-do="run"]:not([disabled])')} !== null && !/Out of date|Waiting|Running/.test(${cell('.cell-status')}.textContent)`,
    )
    await pause(100)
    return String(await firefox.evaluate(`${cell('.cell-output')}.innerText.replace(/\\s+/g, ' ').trim()`))
  }

  async function until(condition: string): Promise<void> {
    for (let i = 0; i < 200; i++) {
      if ((await firefox.evaluate(condition)) === true) return
      await pause(60)
    }
    throw new Error(
      `never: ${condition}; ${String(await firefox.evaluate(`${cell('.cell-below')}.innerText`))}`,
    )
  }

  test.each([
    ['an endless loop', 'for (;;);', /Stopped after 2 seconds/],
    ['endless microtasks', 'for (;;) await null', /Stopped after 2 seconds/],
    ['endless printing', 'for (;;) console.log("x".repeat(3000))', /Stopped after 2 seconds/],
    [
      'recursion',
      'function f(): number {\n  return 1 + f()\n}\nf()',
      /call each other without end \(line [12]\)/,
    ],
    ['a million lines', 'for (let i = 0; i < 1e6; i++) console.log(i)', /999800 more lines/],
    ['4 GB', 'new ArrayBuffer(2 ** 32)', /more than 256 MB/],
    ['a getter', '({ get trap() { for (;;); } })', /trap: \(getter\)/],
    ['an error', '\n\nnull.x', /TypeError.*\(line 3\)/],
  ])('%s', async (_, code, words) => {
    expect(await attack(code)).toMatch(words)
    // Firefox runs the frame on the page's own thread: only because cells run in a worker is the page free.
    expect(await firefox.evaluate('longest')).toBeLessThan(1000)
  })

  test('nothing reaches a server, and nothing of storage or messages exists', async () => {
    const a = `localhost:${server.port}`
    const tries = [
      `fetch('http://${a}/1')`,
      `new WebSocket('ws://${a}/2')`,
      `import('http://${a}/3')`,
      `importScripts('http://${a}/4')`,
      `new EventSource('http://${a}/5')`,
      `new Function("return import('http://${a}/6')")()`,
      `new Worker('http://${a}/7')`,
    ]
    const names =
      'indexedDB caches BroadcastChannel navigator postMessage MessageChannel Worker addEventListener WebAssembly fetch'.split(
        ' ',
      )
    const output = await attack(
      `const found = ${JSON.stringify(names)}.filter((name) => (0, eval)('typeof ' + name) !== 'undefined')\nfor (const code of ${JSON.stringify(tries)}) { try { await (0, eval)(code); found.push(code) } catch {} }\nfound.join() || 'nothing'`,
    )
    await pause(300)
    expect(output).toBe('"nothing"')
    expect(server.hits).toEqual([])
  })
})
