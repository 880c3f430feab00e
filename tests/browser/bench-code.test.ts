import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBench } from '../../bench/browser.mjs'
import { buildBench } from '../../bench/build.mjs'
import { CONTENDERS, TASKS } from '../../bench/tasks.mjs'
import { connect, disconnect } from './helpers/page.ts'

// That the bench runs, without the peers, which are not installed here. How fast is `npm run bench`'s business.
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
let bench: Awaited<ReturnType<typeof openBench>>

beforeAll(async () => {
  await buildBench(folder, ['ours'])
  bench = await openBench(folder, await connect())
})
afterAll(async () => {
  await bench.close()
  rmSync(folder, { recursive: true })
  await disconnect()
})

const ours = CONTENDERS.filter(({ isOurs }) => isOurs)

describe.each(ours.map((one) => [one.name, one] as const))('%s', (name, contender) => {
  test.each(TASKS.map(({ id }) => id).filter((id) => id !== 'playground'))('%s', async (id) => {
    expect(await bench.start(contender, id)).toEqual({ known: true })
    const { ms, result } = await bench.run(name, 1)
    expect(ms).toBeGreaterThanOrEqual(0)
    // Training gives its mean loss.
    if (result !== undefined) expect(result).toBeGreaterThan(0)
    await bench.stop(name)
  })

  test('the limit: every result is a number that was really computed', async () => {
    await bench.start(contender, 'limit: 8')
    // x ← ¾ x + ¼ ends at 1, on all eight sums.
    expect((await bench.run(name, 4)).result).toBeCloseTo(8, 4)
    await bench.stop(name)
  })
})

test('the playground trains by its own host, and tells how many examples a second', async () => {
  await bench.start(ours[0]!, 'playground')
  const { result } = await bench.run('plain', 1)
  const { samples, pictures } = result as { samples: number; pictures: number }
  expect(samples).toBeGreaterThan(1000)
  expect(pictures).toBeGreaterThan(0)
  await bench.stop('plain')
})
