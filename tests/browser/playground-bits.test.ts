import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { playBits } from '../worker/playgroundBits.ts'
import { otherBrowsers, runIn } from './helpers/other-browsers.ts'
import { connect, disconnect } from './helpers/page.ts'

const SEEDS = [1, 2]
const inNode = playBits(SEEDS)

let script: string

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['tests/worker/playgroundBits.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'play',
    target: 'es2022',
  })
  script = outputFiles[0]!.text
})
afterAll(disconnect)

test('every run has a curve of its own, and every seed another', () => {
  const all = Object.values(inNode)
  expect(all.length).toBe(12)
  expect(new Set(all).size).toBe(12)
  // 26 epochs of three numbers and the weights, eight bytes each.
  for (const bits of all) expect(bits.length).toBeGreaterThan(26 * 3 * 16)
})

test('the playground’s curves in Chromium have the bits of those in Node', async () => {
  const page = await (await connect()).newPage()
  await page.addScriptTag({ content: script })
  const inPage = await page.evaluate(
    (seeds) =>
      (globalThis as unknown as { play: typeof import('../worker/playgroundBits.ts') }).play.playBits(seeds),
    SEEDS,
  )
  await page.close()
  expect(inPage).toEqual(inNode)
})

test.each(otherBrowsers('the bits of the playground'))(
  'the playground’s curves have the bits of those in Node in %s',
  async (_, start) => {
    expect(await runIn(start, `${script}\nreport(play.playBits(${JSON.stringify(SEEDS)}))`)).toEqual(inNode)
  },
)
