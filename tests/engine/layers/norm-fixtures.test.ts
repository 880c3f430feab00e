import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { DType, Tensor } from '../../../src/engine/index.ts'
import { type Case, disagreement, readCases, replay, unpack } from './fixtures.ts'

type Inputs = Record<string, Tensor>
interface Recorded {
  normalizedShape: number[]
  numGroups: number
  indices: number[]
  paddingIdx: number
}

function batchNorm(inputs: Inputs, record: Case, dtype: DType): Tensor {
  const { input, weight, bias } = inputs as Record<'input' | 'weight' | 'bias', Tensor>
  const [runningMean, runningVar] = ['runningMean', 'runningVar'].map((name) =>
    unpack(record.state![name]!, dtype),
  ) as [Tensor, Tensor]
  const output = engine.batchNorm(input, runningMean, runningVar, weight, bias, record.options)
  expect(disagreement(runningMean, record.stateAfter!['runningMean']!, dtype, 'running mean')).toBe('')
  expect(disagreement(runningVar, record.stateAfter!['runningVar']!, dtype, 'running variance')).toBe('')
  return output
}

function run(inputs: Inputs, record: Case, dtype: DType): Tensor {
  const { input, weight, bias } = inputs as Record<'input' | 'weight' | 'bias', Tensor>
  // Shapes and indices stand among the recorded options; here they are arguments.
  const { normalizedShape, numGroups, indices, ...options } = record.options as unknown as Recorded
  if (record.op === 'batchNorm') return batchNorm(inputs, record, dtype)
  if (record.op === 'layerNorm') {
    return engine.layerNorm(input, normalizedShape, weight, bias, options as { eps?: number })
  }
  if (record.op === 'groupNorm') return engine.groupNorm(input, numGroups, weight, bias)
  if (record.op === 'instanceNorm') return engine.instanceNorm(input, weight, bias)
  if (record.op === 'embedding') return engine.embedding(indices, weight, options)
  expect(record.op).toBe('linear')
  return engine.linear(input, weight, bias)
}

describe.each(['float64', 'float32'] as const)('normalization agrees with PyTorch in %s', (dtype) => {
  test.each(readCases('norm').map((record) => [`${record.op}: ${record.title}`, record] as const))(
    '%s',
    (_, record) => expect(replay(record, dtype, (inputs) => run(inputs, record, dtype))).toEqual([]),
  )
})
