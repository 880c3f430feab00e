import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Tensor } from '../../../src/engine/index.ts'
import { type Case, readCases, replay } from './fixtures.ts'

type Inputs = Record<string, Tensor>

const { conv1d, conv2d, convTranspose1d, convTranspose2d, minPool2d, avgPool2d, l2Pool2d } = engine
const convolutions = { conv1d, conv2d, convTranspose1d, convTranspose2d }
const poolings = { minPool2d, avgPool2d, l2Pool2d }

function convolution(inputs: Inputs, { op, options }: Case): Tensor {
  const { input, weight, bias } = inputs as Record<'input' | 'weight' | 'bias', Tensor>
  return convolutions[op as keyof typeof convolutions](input, weight, bias, options)
}

function secondDerivative(inputs: Inputs, { options }: Case): Tensor {
  const { input, weight } = inputs as Record<'input' | 'weight', Tensor>
  const loss = engine.sum(engine.tanh(engine.conv2d(input, weight, null, options)))
  const gradients = engine.grad(loss, [input, weight], { createGraph: true })
  return engine.add(engine.sum(engine.square(gradients[0]!)), engine.sum(engine.square(gradients[1]!)))
}

function pooling(inputs: Inputs, { op, options }: Case): Tensor | Tensor[] {
  const input = inputs['input']!
  const { kernelSize, outputSize, ...rest } = options as unknown as { kernelSize: number; outputSize: number }
  if (op === 'adaptiveAvgPool2d') return engine.adaptiveAvgPool2d(input, outputSize)
  if (op === 'globalMaxPool2d') return engine.globalMaxPool2d(input)
  if (op === 'maxPool2d') {
    const { output, indices } = engine.maxPool2dWithIndices(input, kernelSize, rest)
    return [output, indices]
  }
  return poolings[op as keyof typeof poolings](input, kernelSize, rest)
}

describe.each(['float64', 'float32'] as const)('convolution agrees with PyTorch in %s', (dtype) => {
  test.each(readCases('conv').map((record) => [`${record.op}: ${record.title}`, record] as const))(
    '%s',
    (_, record) => {
      expect(
        replay(record, dtype, record.op === 'conv2dSecondDerivative' ? secondDerivative : convolution),
      ).toEqual([])
    },
  )
})

describe.each(['float64', 'float32'] as const)('pooling agrees with PyTorch in %s', (dtype) => {
  test.each(readCases('pool').map((record) => [`${record.op}: ${record.title}`, record] as const))(
    '%s',
    (_, record) => expect(replay(record, dtype, pooling)).toEqual([]),
  )
})
