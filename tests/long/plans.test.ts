// The long run: ten thousand random models by plan and by the eager engine, and a million updates of one tiny network.
import { describe, expect, test } from 'vitest'
import * as engine from '../../src/engine/index.ts'
import type { Plan } from '../../src/engine/plan/plan.ts'
import { bitsOf, byPlan } from '../engine/plan/models.ts'
import { compareRandom, randomCase } from '../engine/plan/randomModels.ts'

const MODELS = 10_000
/** Seconds after which a busy machine ends the run, and says how far it came. An idle one takes about a third of this. */
const PATIENCE = 390

test(`up to ${MODELS} random models train by a plan as by the eager engine, twin and WebAssembly to the same bits`, () => {
  const until = performance.now() + PATIENCE * 1000
  const wrong: { seed: number; error: number }[] = []
  let excluded = 0
  let far = 0
  let seed = 0
  for (; seed < MODELS && performance.now() < until; seed++) {
    const { isExcluded, distance, error, plan } = compareRandom(seed)
    if (isExcluded) excluded++
    if (distance > 1e-5) far++
    if (!plan.plan.isCompiled || !(error <= 1)) wrong.push({ seed, error })
    if (seed % 20 > 0 || plan.plan.isTiny) continue
    if (bitsOf(byPlan(randomCase(seed), 4, 'twin')) !== bitsOf(plan)) wrong.push({ seed, error: Number.NaN })
  }
  console.log(`${seed} models compared, ${excluded} excluded, ${far} farther than 1e-5`)
  expect(wrong).toEqual([])
  expect(excluded).toBeLessThan(seed / 20)
  expect(far).toBeLessThan(seed / 20) // nearly all are as near as float32 can be
  expect(seed).toBeGreaterThan(MODELS / 10)
}, 480_000)

describe('a million updates', () => {
  const steps = 1_000_000
  const make = (backend: engine.Backend, batchSize: number): engine.TrainingPlan => {
    const model = new engine.Sequential(
      new engine.Linear(2, 4),
      new engine.Tanh(),
      new engine.Linear(4, 2),
      new engine.Tanh(),
      new engine.Linear(2, 1),
    )
    model.resetParameters(engine.rng(1))
    const x = engine.randn([100, 2], { rng: engine.rng(2) })
    const y = engine.tanh(engine.sum(x, 1, { keepdim: true }))
    return engine
      .compilePlan(model, {
        loss: 'mse',
        optimizer: { type: 'SGD', learningRate: 0.01 },
        inputShape: [2],
        batchSize,
        backend,
      })
      .setData(x, y)
  }
  const bits = (plan: engine.TrainingPlan): string =>
    bitsOf({ losses: [], output: engine.zeros([1]), parameters: plan.parameters() })

  test.each([1, 10])('of the tiny network, batch %i: memory stays, portions do not matter', (batchSize) => {
    const [one, many] = [make('plain', batchSize), make('plain', batchSize)] as [Plan, Plan]
    one.step(10)
    const before = [one.arenaBytes, one.memoryBytes]
    let heap = 0
    for (let made = 10; made < steps;) {
      const portion = Math.min(steps - made, 1 + (made % 9973))
      one.step(portion)
      made += portion
      if (made > steps / 2 && heap === 0) heap = process.memoryUsage().arrayBuffers
    }
    expect([one.arenaBytes, one.memoryBytes]).toEqual(before)
    expect(process.memoryUsage().arrayBuffers - heap).toBeLessThan(8 * 2 ** 20)
    many.step(steps)
    expect(many.steps).toBe(steps)
    expect(bits(many)).toBe(bits(one))
    expect(one.evaluate().loss).toBeLessThan(0.02)
    expect(one.evaluate().loss).toBe(many.evaluate().loss)
  })

  test('kept by the general path, too, with dropout and Adam', () => {
    const model = new engine.Sequential(
      new engine.Linear(2, 4),
      new engine.Dropout(0.2),
      new engine.Linear(4, 1),
    )
    const options = { loss: 'huber', optimizer: 'Adam', inputShape: [2], batchSize: 4 } as const
    const plan = engine.compilePlan(model, options) as Plan
    plan.setData(engine.randn([9, 2], { rng: engine.rng(2) }), engine.randn([9, 1], { rng: engine.rng(3) }))
    plan.step(100)
    const before = [plan.arenaBytes, plan.memoryBytes]
    plan.step(steps / 5)
    expect([plan.arenaBytes, plan.memoryBytes]).toEqual(before)
    expect(plan.steps).toBe(100 + steps / 5)
  })
})
