// One Chromium with one page; every contender has a worker of its own in it.
import { chromium } from 'playwright-core'
import { CHROMIUM_ARGS, findChromium } from '../tools/browser.mjs'
import { serve } from '../tools/serve.mjs'

/** What the page does: starts workers, passes questions on and answers back. */
function install() {
  const workers = new Map()
  globalThis.start = (name, script) => {
    workers.get(name)?.terminate()
    workers.set(name, new Worker(script, { type: 'module' }))
  }
  globalThis.stop = (name) => {
    workers.get(name)?.terminate()
    workers.delete(name)
  }
  globalThis.ask = (name, question) =>
    new Promise((resolve) => {
      const worker = workers.get(name)
      worker.onmessage = ({ data }) => resolve(data)
      worker.onerror = ({ message }) => resolve({ error: message || 'the worker could not start' })
      worker.postMessage(question)
    })
}

const launch = () => chromium.launch({ executablePath: findChromium(), headless: true, args: CHROMIUM_ARGS })

/**
 * @param {string} folder where the contenders' scripts are
 * @param {import('playwright-core').Browser} [given] a browser to use, which stays open; one of its own otherwise
 */
export async function openBench(folder, given) {
  const site = await serve(folder)
  const browser = given ?? (await launch())
  const page = await browser.newPage()
  await page.goto(site.url)
  await page.evaluate(install)
  return {
    version: browser.version(),
    /** Starts a contender at a task; null when it cannot. */
    async start({ name, script, variant }, task) {
      await page.evaluate(([who, file]) => globalThis.start(who, file), [name, `${site.url}${script}.js`])
      const { known, error } = await page.evaluate(
        ([who, question]) => globalThis.ask(who, question),
        [name, { task, variant }],
      )
      return error ? { error } : { known }
    },
    stop: (name) => page.evaluate((who) => globalThis.stop(who), name),
    /** Milliseconds that so many times take. */
    async run(name, times) {
      const answer = await page.evaluate(
        ([who, question]) => globalThis.ask(who, question),
        [name, { times }],
      )
      if (answer.error) throw new Error(answer.error)
      return answer
    },
    async close() {
      await (given ? page : browser).close()
      site.close()
    },
  }
}
