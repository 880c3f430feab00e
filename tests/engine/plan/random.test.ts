import { describe, expect, test } from 'vitest'
import { bitsOf, byPlan } from './models.ts'
import { compareRandom, randomCase } from './randomModels.ts'

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed)

describe('two hundred random models', () => {
  test('train by a plan as by the eager engine', () => {
    const outcomes = SEEDS.map((seed) => ({ seed, ...compareRandom(seed) }))
    expect(outcomes.filter(({ plan }) => !plan.plan.isCompiled)).toEqual([])
    const wrong = outcomes.filter(({ error }) => !(error <= 1)).map(({ seed, error }) => ({ seed, error }))
    expect(wrong).toEqual([])
    // Nearly all are as near as float32 can be.
    expect(outcomes.filter(({ distance }) => distance > 1e-5).length).toBeLessThan(10)
    // Else the comparison would be of few models.
    expect(outcomes.filter(({ isExcluded }) => isExcluded).length).toBeLessThan(10)
  }, 120_000)

  test('have the same bits with and without WebAssembly', () => {
    const differing = SEEDS.filter((seed) => {
      const [plain, twin] = [byPlan(randomCase(seed), 3), byPlan(randomCase(seed), 3, 'twin')]
      return !plain.plan.isTiny && bitsOf(plain) !== bitsOf(twin)
    })
    expect(differing).toEqual([])
  }, 120_000)
})
