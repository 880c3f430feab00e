import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planBits } from '../engine/plan/goldenPlans.ts'
import { readCases } from '../engine/training/fixture.ts'
import type { GoldenCase } from '../engine/training/goldenRuns.ts'
import { otherBrowsers, runIn } from './helpers/other-browsers.ts'
import { connect, disconnect } from './helpers/page.ts'

const cases = readCases<GoldenCase>('golden')
const inNode = planBits(cases, 60)

type Script = typeof import('../engine/plan/goldenPlans.ts')
let script: string

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['tests/engine/plan/goldenPlans.ts'],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'plans',
    target: 'es2022',
  })
  script = outputFiles[0]!.text
})
afterAll(disconnect)

test('plans in Chromium have the bits of plans in Node, whatever the number of steps per call', async () => {
  const page = await (await connect()).newPage()
  await page.addScriptTag({ content: script })
  const inPage = await page.evaluate(
    ([given]) => {
      const { plans } = globalThis as unknown as { plans: Script }
      return [plans.planBits(given!, 60), plans.planBits(given!, 7)]
    },
    [cases],
  )
  await page.close()
  expect(inPage).toEqual([inNode, inNode])
  expect(Object.keys(inNode).length).toBeGreaterThan(10)
})

test('relaxed kernels and the fallback without WebAssembly come to PyTorch’s numbers in Chromium', async () => {
  const page = await (await connect()).newPage()
  await page.addScriptTag({ content: script })
  const [relaxed, twin] = await page.evaluate(
    async ([given]) => {
      const { plans } = globalThis as unknown as { plans: Script }
      if (!(await plans.loadRelaxed())) throw new Error('Chromium has no relaxed SIMD')
      return [plans.goldenDistances(given!, 'relaxed'), plans.goldenDistances(given!, 'twin')]
    },
    [cases],
  )
  await page.close()
  for (const distances of [relaxed!, twin!]) {
    expect(Object.keys(distances)).toHaveLength(6)
    for (const { losses, prediction } of Object.values(distances)) {
      expect(losses).toBeLessThan(2e-5)
      expect(prediction).toBeLessThan(2e-5)
    }
  }
})

test.each(otherBrowsers('the bits of plans'))(
  'plans have the bits of plans in Node in %s',
  async (_, start) => {
    expect(await runIn(start, `${script}\nreport(plans.planBits(${JSON.stringify(cases)}, 60))`)).toEqual(
      inNode,
    )
  },
)
