import { afterAll, expect, test } from 'vitest'
import { planSession } from '../../src/worker/planSession.ts'
import type { TrainingSpec } from '../../src/worker/spec.ts'
import { neuronSpec } from '../worker/specs.ts'
import { close, disconnect, LESSON, open } from './helpers/page.ts'
import { trainIn } from './helpers/train-in.ts'

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
  const told = await trainIn(opened.page, [
    { do: 'create', session: 1, spec },
    { do: 'step', session: 1, steps: 500 },
    { do: 'frame', session: 1 },
  ])
  expect(told).toHaveLength(2)
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
