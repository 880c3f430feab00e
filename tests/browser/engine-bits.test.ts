import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exercise } from '../engine/bits/exercise.ts'
import { readCases } from '../engine/training/fixture.ts'
import type { GoldenCase } from '../engine/training/goldenRuns.ts'
import { otherBrowsers, runIn } from './helpers/other-browsers.ts'
import { connect, disconnect } from './helpers/page.ts'

const cases = readCases<GoldenCase>('golden')
const inNode = exercise(cases)

/** The same exercise as one classic script, minified as the site's own scripts are. */
let script: string

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['tests/engine/bits/exercise.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'bits',
    target: 'es2022',
  })
  script = outputFiles[0]!.text
})
afterAll(disconnect)

test('the exercise covers every elementary function, the operations in two precisions, chance, and golden runs', () => {
  const names = Object.keys(inNode)
  const count = (pattern: RegExp): number => names.filter((name) => pattern.test(name)).length
  expect(count(/^elementary\./)).toBe(15)
  expect(count(/float64$/)).toBeGreaterThanOrEqual(80)
  expect(count(/float32$/)).toBeGreaterThanOrEqual(80)
  expect(count(/^random /)).toBeGreaterThanOrEqual(10)
  expect(count(/^golden /)).toBe(cases.length)
  // No two things have the same bits: nothing is compared with nothing.
  expect(new Set(Object.values(inNode)).size).toBe(names.length)
})

test('Chromium computes the same bits as Node', async () => {
  const page = await (await connect()).newPage()
  await page.addScriptTag({ content: script })
  const inPage = await page.evaluate((given) => {
    const { bits } = globalThis as unknown as {
      bits: { exercise: (cases: unknown) => Record<string, string> }
    }
    return bits.exercise(given)
  }, cases as never)
  await page.close()
  expect(inPage).toEqual(inNode)
})

// Other engines for JavaScript altogether; only machines that have them can tell.
test.each(otherBrowsers('the bits of the engine'))(
  'computes the same bits as Node in %s',
  async (_, start) => {
    expect(await runIn(start, `${script}\nreport(bits.exercise(${JSON.stringify(cases)}))`)).toEqual(inNode)
  },
)
