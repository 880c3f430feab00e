import { readdirSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Command, Report } from '../../src/worker/protocol.ts'
import { planSession } from '../../src/worker/planSession.ts'
import type { TrainingSpec } from '../../src/worker/spec.ts'
import { neuronSpec } from '../worker/specs.ts'
import { close, disconnect, LESSON, open } from './helpers/page.ts'

const worker = readdirSync('dist/_astro').find((file) => /^training\.worker.*\.js$/.test(file))!
const dense = (inFeatures: number, outFeatures: number) => ({ type: 'Linear', inFeatures, outFeatures })
const spec: TrainingSpec = neuronSpec({
  model: {
    type: 'Sequential',
    layers: [dense(2, 4), { type: 'Tanh' }, dense(4, 2), { type: 'Tanh' }, dense(2, 1)],
  },
  loss: 'mseLoss',
  batchSize: 3,
  optimizer: { type: 'SGD', learningRate: 0.1 },
  precision: 'float32',
})

afterAll(disconnect)

test('the worker of the site fetches the planner under the site’s own policy, and trains to Node’s bits', async () => {
  const opened = await open(LESSON)
  const fetched: string[] = []
  opened.page.on('request', (request) => fetched.push(request.url()))
  const { told, count } = await opened.page.evaluate(
    async ({ address, commands }) => {
      const hosted = new Worker(new URL(address, document.baseURI), { type: 'module' })
      const reports: (Report & { numbers?: number[] })[] = []
      await new Promise<void>((resolve, reject) => {
        hosted.addEventListener('error', (event) => reject(new Error(event.message)))
        hosted.addEventListener('message', ({ data }: MessageEvent<Report>) => {
          reports.push(
            data.tell === 'snapshot' ? { ...data, numbers: [...new Float64Array(data.parameters)] } : data,
          )
          if (data.tell === 'snapshot' || data.tell === 'failed') resolve()
        })
        for (const command of commands) hosted.postMessage(command)
      })
      hosted.terminate()
      return { told: reports, count: reports.length }
    },
    {
      address: `/_astro/${worker}`,
      commands: [
        { do: 'create', session: 1, spec },
        { do: 'step', session: 1, steps: 500 },
        { do: 'frame', session: 1 },
      ] satisfies Command[],
    },
  )
  expect(count).toBe(2)
  expect(fetched.filter((url) => url.includes('planSession'))).toHaveLength(1)
  expect(told[0]).toEqual({ tell: 'created', session: 1, isCompiled: true, reason: '' })
  const alone = planSession(spec)
  alone.step(500)
  const numbers = new Float64Array(alone.parameterCount)
  alone.writeParameters(numbers)
  expect(told[1]).toMatchObject({ tell: 'snapshot', step: 500, numbers: [...numbers], ...alone.evaluate() })
  expect(opened.problems).toEqual([])
  await close(opened)
})

test('a figure that trains in float64 does not fetch the planner', async () => {
  const opened = await open('')
  const fetched: string[] = []
  opened.page.on('request', (request) => fetched.push(request.url()))
  await opened.page.reload()
  await opened.page.waitForFunction(
    () => Number(document.querySelector('.training-facts dd')?.textContent) > 5,
  )
  expect(fetched.some((url) => url.includes('training.worker'))).toBe(true)
  expect(fetched.filter((url) => url.includes('planSession'))).toEqual([])
  await close(opened)
})
