import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { serve } from '../../tools/serve.mjs'
import {
  cellOn,
  listeningServer,
  outputOf,
  resetStalls,
  run,
  rested,
  stallsOf,
  statusOf,
  WATCH_STALLS,
  write,
} from './helpers/cells.ts'
import { close, disconnect, LESSON, open, type Opened } from './helpers/page.ts'
import { KEPT_WITHIN, ready, UNREACHABLE } from './helpers/kept.ts'

/** Longest time that the page's own thread may be held up while a cell misbehaves: five times the goal of 50 ms. */
const LONGEST_STALL = 250

let server: Awaited<ReturnType<typeof listeningServer>>
beforeAll(async () => (server = await listeningServer()))
afterAll(async () => {
  await server.close()
  await disconnect()
})

/** A page that is opened again in the same context begins like a first visit, but for the kept course. */
const FORGET = `
  // The frame of cells has no storage to forget.
  if (self === top) {
    for (const name of ['chainrule', 'chainrule-cells']) indexedDB.deleteDatabase(name)
    localStorage.clear()
  }
`

describe.each([
  ['the frame that the host sends', false],
  ['the frame that the service worker keeps', true],
])('%s:', (_way, isKept) => {
  let opened: Opened
  /** For the second way: a reader who has kept the course, and whose host is gone. Other hosts are there. */
  let reader: Opened
  let gone: string
  beforeAll(async () => {
    if (!isKept) return
    const site = await serve('dist')
    gone = site.url
    reader = await open('', { site: gone, serviceWorkers: 'allow' })
    await ready(reader.page)
    site.close()
  }, KEPT_WITHIN)
  afterEach(() => leave())
  afterAll(() => (isKept ? close(reader) : undefined))

  const leave = () => (isKept ? opened.page.close() : close(opened))

  async function lesson(expected?: RegExp) {
    opened = isKept
      ? await open(LESSON, {
          site: gone,
          context: reader.page.context(),
          before: FORGET + WATCH_STALLS,
          expected: new RegExp(
            [UNREACHABLE, ...(expected ? [expected] : [])].map(({ source }) => source).join('|'),
            'i',
          ),
        })
      : await open(LESSON, { before: WATCH_STALLS, ...(expected ? { expected } : {}) })
    return { page: opened.page, cell: cellOn(opened.page, 'neuron') }
  }

  /** What answers at the frame's address, and the policy that is sent along; only the page can ask the service worker. */
  const answerOf = (address: string): Promise<{ html: string; sent: string | null }> =>
    opened.page.evaluate(async (url) => {
      const response = await fetch(url)
      return { html: await response.text(), sent: response.headers.get('content-security-policy') }
    }, address)

  /** Writes code into the first cell and runs it. */
  async function attack(code: string, expected?: RegExp) {
    const { page, cell } = await lesson(expected)
    await write(cell, code)
    await run(cell)
    return { page, cell, text: await outputOf(cell) }
  }

  /** The page works: it reacts, and the other cell of the lesson runs with its own right result. */
  async function isAlive() {
    const { page } = opened
    const cell = cellOn(page, 'neuron')
    await cell.getByRole('button', { name: 'Reset' }).click()
    await run(cellOn(page, 'nudge'))
    expect(await outputOf(cellOn(page, 'nudge'))).toMatch(/∂a\/∂w₁ is ?0\.1227/)
    expect(opened.problems).toEqual([])
    expect(opened.foreign).toEqual([])
  }

  describe('a cell that never ends is stopped, and the page does not notice', () => {
    test.each([
      ['an endless loop', 'for (;;);'],
      ['endless microtasks', 'for (;;) await null'],
      ['endless printing', 'for (;;) console.log("x".repeat(3000))'],
      [
        'endless progress and figures',
        'for (;;) { progress(1, 2, "x"); display(Plot.plot({ marks: [Plot.dot([1, 2])] })) }',
      ],
      ['a Proxy met by the inspector', 'new Proxy({}, { ownKeys() { for (;;); } })'],
      [
        'a thrown object whose stack spins',
        'const e = new Error("x"); Object.defineProperty(e, "stack", { get() { for (;;); } }); throw e',
      ],
      [
        'a stream without end',
        '(function* () { for (;;) yield Array.from({ length: 1000 }, (_, i) => ({ i })) })()',
      ],
    ])('%s', async (_, code) => {
      const { page, cell } = await lesson()
      await write(cell, code)
      await cell.locator('[data-do="run"]').click()
      await cell.locator('[data-do="stop"]').waitFor()
      await page.waitForTimeout(300)
      await resetStalls(page)
      await rested(cell)
      const { longest, long } = await stallsOf(page)
      expect(await outputOf(cell)).toMatch(/Stopped after 2 seconds|it no longer answered/)
      // The clock is asked once: what relays and draws is the same code on both ways.
      if (!isKept) {
        expect(longest).toBeLessThan(LONGEST_STALL)
        expect(long).toBeLessThanOrEqual(1)
      }
      await isAlive()
    })

    test('Stop ends it at once; outputs stay, marked out of date; the next run runs what it needs', async () => {
      const { cell, page } = await lesson()
      await run(cellOn(page, 'nudge'))
      await write(
        cell,
        'const x = [0.5, -0.35]\nconst w = [0.55, 0.45]\nconst [a, b] = [1, 2]\nconsole.log("begun")\nawait new Promise((d) => setTimeout(d, 100))\nfor (;;);',
      )
      await cell.locator('[data-do="run"]').click()
      await cell.locator('.cell-output').getByText('begun').waitFor()
      const from = Date.now()
      await cell.locator('[data-do="stop"]').click()
      await rested(cell)
      expect(Date.now() - from).toBeLessThan(1000)
      expect(await outputOf(cell)).toBe('begun Stopped.')
      expect(await statusOf(cellOn(page, 'nudge'))).toContain('because “neuron” did not finish')
      await isAlive()
    })

    test('a getter is not called when its object is shown', async () => {
      const { text } = await attack('({ name: 1, get trap() { for (;;); } })')
      expect(text).toContain('trap: (getter)')
      await isAlive()
    })

    test('recursion without end is an error with its line', async () => {
      const { text } = await attack('function f(): number {\n  return 1 + f()\n}\nf()')
      expect(text).toContain('call each other without end (line 2): what stops the recursion?')
      await isAlive()
    })

    test('a million lines: 200 are shown, the rest is counted', async () => {
      const { cell, text } = await attack('for (let i = 0; i < 1e6; i++) console.log("line", i)')
      expect(await cell.locator('.cell-log').count()).toBe(200)
      expect(text).toContain('999800 more lines')
      await isAlive()
    })

    test.each([
      [
        'typed arrays',
        'const keep = []; for (let i = 0; i < 512; i++) keep.push(new Float64Array(1e6).fill(1))',
      ],
      ['one buffer of 4 GB', 'new ArrayBuffer(2 ** 32)'],
      [
        'tensors of the engine',
        "import { zeros } from 'chainrule'\nconst keep = []; for (let i = 0; i < 512; i++) keep.push(zeros([1e6]))",
      ],
    ])('4 GB of memory as %s: the budget says no before the browser does', async (_, code) => {
      const { text } = await attack(code)
      expect(text).toContain('would take more than 256 MB of memory')
      await isAlive()
    })

    test('plain arrays have no budget of memory, only of time; the page outlives them', async () => {
      const { text } = await attack('const keep = []; for (;;) keep.push(new Array(1000).fill(7))')
      expect(text).toMatch(/Stopped/)
      await isAlive()
    })

    test('a timer that spins after its cell is done: the idle worker is ended, later runs are fresh', async () => {
      const { cell } = await attack('setTimeout(() => { for (;;); }, 50)\n"done"')
      expect(await outputOf(cell)).toContain('done')
      await cell
        .getByText('no longer answered')
        .or(cell.getByText('Out of date'))
        .first()
        .waitFor({ timeout: 20_000 })
      await isAlive()
    })
  })

  describe('nothing gets out', () => {
    const reach: Record<string, (address: string) => string> = {
      fetch: (a) => `fetch('http://${a}/fetch')`,
      'fetch of a constructor': (a) => `(0, eval)("fetch")('http://${a}/eval')`,
      XMLHttpRequest: (a) =>
        `const r = new XMLHttpRequest(); r.open('GET', 'http://${a}/xhr', false); r.send()`,
      WebSocket: (a) => `new WebSocket('ws://${a}/ws')`,
      EventSource: (a) => `new EventSource('http://${a}/sse')`,
      importScripts: (a) => `importScripts('http://${a}/scripts.js')`,
      'import()': (a) => `await import('http://${a}/module.js')`,
      'import() from made code': (a) => `await new Function("return import('http://${a}/made.js')")()`,
      'import() of data': () => `const m = await import('data:text/javascript,export default 1')`,
      beacon: (a) => `navigator.sendBeacon('http://${a}/beacon', 'x')`,
      Worker: (a) => `new Worker('http://${a}/worker.js')`,
      'a font': (a) => `await new FontFace('f', "url(http://${a}/font)").load()`,
      'a picture': (a) => `await createImageBitmap(await (await fetch('http://${a}/image')).blob())`,
      WebTransport: (a) => `new WebTransport('https://${a}/transport')`,
      location: (a) => `self.location.href = 'http://${a}/location'`,
      'a link in a figure': (a) =>
        `Plot.plot({ marks: [Plot.dot([1], { href: 'http://${a}/href', fill: 'url(http://${a}/fill)' })] })`,
      'markup in text': (a) =>
        `console.log('<img src="http://${a}/img">'); display({ '<img src=http://${a}/key>': '<script src=http://${a}/script></script>' }); tex\`\\href{http://${a}/tex}{x}\\includegraphics{http://${a}/tex.png}\``,
      'markup in a table': (a) => `table([{ '<img src=http://${a}/head>': '<img src=http://${a}/cell>' }])`,
    }
    test(`${Object.keys(reach).length} ways to reach a server: it is asked for nothing, and nothing becomes markup`, async () => {
      const { page, cell } = await lesson(/policy|Content Security Policy|ERR_BLOCKED|Refused|failed:/i)
      for (const [name, code] of Object.entries(reach)) {
        await write(cell, code(`localhost:${server.port}`))
        await run(cell)
        expect(await cell.locator('.cell-output').locator('img, script, a, iframe, link').count(), name).toBe(
          0,
        )
      }
      await page.waitForTimeout(300)
      expect(server.hits).toEqual([])
    })

    test('nothing of storage, messages, threads or the page exists', async () => {
      const names =
        'indexedDB caches BroadcastChannel localStorage navigator parent top opener postMessage MessageChannel SharedWorker Worker addEventListener onmessage WebAssembly document fetch importScripts'.split(
          ' ',
        )
      const { text } = await attack(
        `const found = []\nfor (const name of ${JSON.stringify(names)}) if ((0, eval)('typeof ' + name) !== 'undefined' || name in self) found.push(name)\nfound.join() || 'nothing'`,
      )
      expect(text).toBe('"nothing"')
    })

    test('the frame has an origin of its own and a policy without network', async () => {
      const { page, cell } = await lesson()
      await run(cell)
      const frame = page.frames().find((f) => /\/cells\/(?:confined\/)?runner/.test(f.url()))!
      expect(frame.url().includes('/confined/')).toBe(isKept)
      expect(await frame.evaluate('self.origin')).toBe('null')
      expect(
        await page.locator('iframe').evaluate((element: HTMLIFrameElement) => element.contentDocument),
      ).toBe(null)
      expect(await page.locator('iframe').getAttribute('sandbox')).toBe(isKept ? null : 'allow-scripts')
      const { html, sent } = await answerOf(frame.url())
      if (isKept) expect(sent).toMatch(/(?:^|, )sandbox allow-scripts$/)
      const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)![1]
      expect(policy).toMatch(/default-src 'none'.*connect-src 'none'/)
      expect(policy).not.toContain('unsafe-inline')
    })

    test('changing the built-in objects changes nothing in the page', async () => {
      const { page } = await attack(
        'Object.prototype.polluted = 1; Array.prototype.map = () => ["forged"]; JSON.stringify = () => "forged"; Promise.prototype.then = () => {}; String.prototype.slice = () => "forged"; "ran"',
      )
      expect(await page.evaluate('({}).polluted === undefined && [1].map((x) => x)[0] === 1')).toBe(true)
    })
  })

  describe('a result cannot be forged', () => {
    /** Writes a program into the first code exercise, checks it, and gives the verdict. */
    async function verdictOn(program: string) {
      const { page } = await lesson()
      const exercise = page.locator('#write-a-neuron')
      await exercise.scrollIntoViewIfNeeded()
      await exercise.locator('.code-place [role="textbox"]').click()
      await exercise.locator('.cm-content').focus()
      await page.keyboard.press('ControlOrMeta+a')
      await page.keyboard.insertText(program)
      await exercise.getByRole('button', { name: 'Check' }).click()
      await exercise.locator('.feedback').waitFor()
      return (await exercise.locator('.feedback').innerText()).replaceAll(/\s+/g, ' ')
    }

    test('an honest solution passes; known wrong ones get their own words; an endless one is named', async () => {
      const neuron = (body: string) =>
        `function neuron(x: number[], w: number[], b: number): number {\n${body}\n}`
      const sum = 'let z = b\nfor (let i = 0; i < x.length; i++) z += w[i] * x[i]\n'
      expect(await verdictOn(neuron(`${sum}return 1 / (1 + Math.exp(-z))`))).toContain('Correct.')
      await leave()
      expect(await verdictOn(neuron(`${sum}return 1 / (1 + Math.exp(z))`))).toContain(
        'What is the sign in the exponent',
      )
      await leave()
      expect(await verdictOn(neuron('for (;;);'))).toMatch(/2 s|2 seconds|2000/)
    })

    test.each([
      'postMessage({ type: "verdict", passed: true }); function neuron() { return 0 }',
      'self.parent?.postMessage({ passed: true }, "*"); function neuron() { return 0 }',
      'throw { passed: true }',
      'Object.is = () => true; Math.max = () => Infinity; function neuron() { return 0.5 }',
      'Array.prototype.push = function () { this[this.length] = { id: "test-bias-counts", passed: true } }; function neuron() { return 0 }',
    ])('%s', async (program) => expect(await verdictOn(program)).not.toContain('Correct'))

    test('messages that another window or the page itself sends are not heard', async () => {
      const { page, cell } = await lesson()
      // The frame is there before it is tried.
      await run(cell)
      await write(cell, 'await new Promise((d) => setTimeout(d, 600)); "mine"')
      await cell.locator('[data-do="run"]').click()
      await cell.locator('[data-do="stop"]').waitFor()
      await page.evaluate(`
      const text = JSON.stringify({ type: 'output', cell: 'neuron', at: 0, items: [{ kind: 'value', value: { t: 'text', text: 'forged', more: 0 } }] })
      for (let id = 1; id < 9; id++) window.postMessage({ type: 'message', id, text }, '*')`)
      await rested(cell)
      expect(await outputOf(cell)).toBe('"mine"')
    })
  })

  test('cells and graded programs do not wait for each other', async () => {
    const { page, cell } = await lesson()
    await write(cell, 'for (;;);')
    const exercise = page.locator('#slope-by-nudging')
    await exercise.scrollIntoViewIfNeeded()
    await exercise.locator('.code-place [role="textbox"]').click()
    await exercise.locator('.cm-content').focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('function slopeAt(f, x) { return (f(x + 1e-5) - f(x - 1e-5)) / 2e-5 }')
    await cell.locator('[data-do="run"]').click()
    await cell.locator('[data-do="stop"]').waitFor()
    await exercise.getByRole('button', { name: 'Check' }).click()
    await exercise.getByText('Correct.').waitFor({ timeout: 5000 })
    await rested(cell)
    expect(await outputOf(cell)).toContain('Stopped after 2 seconds')
  })
})
