import { describe, expect, test } from 'vitest'
import { pytorchName } from '../../../src/engine/index.ts'
import { largestError, readCases } from './fixture.ts'
import { type GoldenCase, goldenRun } from './goldenRuns.ts'

const cases = readCases<GoldenCase>('golden')

describe('golden runs: ten steps as PyTorch makes them', () => {
  test.each(cases.map((one) => [one.model, one.dtype, one] as const))('%s in %s', (_model, dtype, one) => {
    const tolerance = dtype === 'float64' ? 1e-8 : 1e-5
    const { model, losses, norms, prediction } = goldenRun(one, cases)
    expect(largestError(losses, one.losses)).toBeLessThan(tolerance)
    expect(largestError(norms, one.norms ?? [])).toBeLessThan(tolerance)
    const own = Object.entries(model.stateDict())
    expect(own.map(([path]) => pytorchName(path)).toSorted()).toEqual(
      Object.keys(one.final)
        .map((name) => name.replace('0.layer.', '0.'))
        .toSorted(),
    )
    for (const [path, value] of own) {
      const expected = one.final[pytorchName(path)] ?? one.final[pytorchName(path).replace('0.', '0.layer.')]!
      expect(largestError(value.data, expected.data)).toBeLessThan(tolerance)
    }
    expect(largestError(prediction.data, one.prediction)).toBeLessThan(tolerance)
  })
})
