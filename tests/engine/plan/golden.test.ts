import { describe, expect, test } from 'vitest'
import { loadRelaxedKernels, pytorchName } from '../../../src/engine/index.ts'
import { largestError, readCases } from '../training/fixture.ts'
import type { GoldenCase } from '../training/goldenRuns.ts'
import { goldenPlan, planBits } from './goldenPlans.ts'

const cases = readCases<GoldenCase>('golden')
const wanted = cases.filter(({ dtype }) => dtype === 'float64')

/** Float32 against PyTorch's float64: ten steps lose about two of its seven digits. */
const TOLERANCE = 2e-5

describe.each(['plain', 'relaxed', 'twin'] as const)(
  'ten steps as PyTorch makes them, by %s kernels',
  (backend) => {
    test.each(wanted.map((one) => [one.model, one] as const))('%s', async (_, one) => {
      if (backend === 'relaxed') expect(await loadRelaxedKernels()).toBe(true)
      const { plan, losses, prediction, model } = goldenPlan(one, cases, backend)
      expect(plan.reason).toBeNull()
      expect(plan.backend).toBe(backend)
      expect(largestError(losses, one.losses)).toBeLessThan(TOLERANCE)
      expect(largestError(prediction, one.prediction)).toBeLessThan(TOLERANCE)
      for (const [path, value] of Object.entries(model.stateDict())) {
        const expected =
          one.final[pytorchName(path)] ?? one.final[pytorchName(path).replace('0.', '0.layer.')]!
        expect(largestError(value.data, expected.data)).toBeLessThan(TOLERANCE)
      }
    })
  },
)

test('plain bits do not depend on the number of steps per call', () => {
  const [one, some, all] = [planBits(cases, 1), planBits(cases, 7), planBits(cases, 60)]
  expect(some).toEqual(one)
  expect(all).toEqual(one)
  expect(new Set(Object.values(one)).size).toBe(Object.keys(one).length)
  expect(Object.values(one).filter((text) => text.includes('tiny'))).toHaveLength(4)
})
