import { describe, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { Tensor } from '../../../src/engine/index.ts'
import { type Case, readCases, replay } from './fixtures.ts'

type Inputs = Record<string, Tensor>

function convolution(inputs: Inputs, { op, options }: Case): Tensor {
  const { input, weight, bias } = inputs as Record<'input' | 'weight' | 'bias', Tensor>
  const run = engine[op as 'conv1d' | 'conv2d' | 'convTranspose1d' | 'convTranspose2d']
  return run(input, weight, bias, options)
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
  return engine[op as 'minPool2d' | 'avgPool2d' | 'l2Pool2d'](input, kernelSize, rest)
}

describe.each(['float64', 'float32'] as const)('convolution agrees with PyTorch in %s', (dtype) => {
  test.each(readCases('conv').map((record) => [`${record.op}: ${record.title}`, record] as const))(
    '%s',
    (_, record) => {
      replay(record, dtype, record.op === 'conv2dSecondDerivative' ? secondDerivative : convolution)
    },
  )
})

describe.each(['float64', 'float32'] as const)('pooling agrees with PyTorch in %s', (dtype) => {
  test.each(readCases('pool').map((record) => [`${record.op}: ${record.title}`, record] as const))(
    '%s',
    (_, record) => replay(record, dtype, pooling),
  )
})
