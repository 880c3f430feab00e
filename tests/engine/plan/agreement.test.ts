import { describe, expect, test } from 'vitest'
import { LAYERS, LOSSES, OPTIMIZERS } from './cases.ts'
import { type Case, bitsOf, byEager, byPlan, distance } from './models.ts'

describe('a plan trains as the eager engine does in float64', () => {
  test.each(Object.entries(LAYERS))('%s', (_, given) => {
    const plan = byPlan(given, 7)
    expect(plan.plan.reason).toBeNull()
    expect(distance(plan, byEager(given, 7))).toBeLessThan(2e-5)
  })

  test.each(Object.entries(LAYERS))('%s: the twin gives the bits of plain', (_, given) => {
    const [twin, plain] = [byPlan(given, 3, 'twin'), byPlan(given, 3, 'plain')]
    if (plain.plan.isTiny) expect(distance(plain, twin)).toBeLessThan(3e-6)
    else expect(bitsOf(twin)).toBe(bitsOf(plain))
  })
})

describe.each(Object.entries(LOSSES))('loss %s', (_, given) => {
  test.each(Object.entries(OPTIMIZERS))('with %s', (__, optimizer) => {
    const both: Case = { ...given, options: { ...given.options, optimizer } }
    const plan = byPlan(both, 6)
    expect(plan.plan.reason).toBeNull()
    // Adaptive optimizers divide by the size of a gradient, so that a rounding error of a small one is as large.
    const tolerance = optimizer.type === 'SGD' ? 2e-5 : 3e-4
    expect(distance(plan, byEager(both, 6))).toBeLessThan(tolerance)
  })
})

test.each([{ clipGradNorm: 0.3 }, { clipGradValue: 0.05 }, { clipGradNorm: 0.3, clipGradValue: 0.1 }])(
  'gradients are limited: %o',
  (limits) => {
    const given: Case = {
      ...LOSSES['mse']!,
      options: { ...limits, optimizer: { type: 'SGD', learningRate: 0.5, momentum: 0.5 } },
    }
    expect(distance(byPlan(given, 6), byEager(given, 6))).toBeLessThan(2e-5)
  },
)
