import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { RecurrentWeights, Tensor } from '../../../src/engine/index.ts'
import { type Case, readCases, replay } from './fixtures.ts'

type Inputs = Record<string, Tensor>
interface Recorded {
  numLayers: number
  bias: boolean
  bidirectional: boolean
  nonlinearity: 'tanh' | 'relu'
  resetAfter?: boolean
  nHead: number
  isCausal: boolean
  attnMask?: number[][]
  keyPaddingMask?: number[][]
}

/** PyTorch's names (weight_ih_l1_reverse, …) in the order of the engine: layer by layer, forward before backward. */
function weightsOf(inputs: Inputs, { numLayers, bidirectional }: Recorded): RecurrentWeights[] {
  const directions = bidirectional ? ['', '_reverse'] : ['']
  return Array.from({ length: numLayers }, (_, layer) => layer).flatMap((layer) =>
    directions.map((direction) => ({
      weightIh: inputs[`weight_ih_l${layer}${direction}`]!,
      weightHh: inputs[`weight_hh_l${layer}${direction}`]!,
      biasIh: inputs[`bias_ih_l${layer}${direction}`] ?? null,
      biasHh: inputs[`bias_hh_l${layer}${direction}`] ?? null,
    })),
  )
}

function recurrent(inputs: Inputs, op: string, options: Recorded): Tensor[] {
  const { input, h0, c0 } = inputs as Record<'input' | 'h0' | 'c0', Tensor>
  const weights = weightsOf(inputs, options)
  const { numLayers: _layers, bias: _bias, ...runOptions } = options // told by the weights
  if (op === 'lstm') {
    const { output, hidden, cell } = engine.lstm(input, h0 ? [h0, c0] : null, weights, runOptions)
    return [output, hidden, cell]
  }
  const run = op === 'rnn' ? engine.rnn : engine.gru
  const { output, hidden } = run(input, h0, weights, runOptions)
  return [output, hidden]
}

function multiHead(inputs: Inputs, options: Recorded): Tensor[] {
  const { query, key = query, value = query } = inputs as Record<'query' | 'key' | 'value', Tensor>
  const weights = {
    inProjWeight: inputs['in_proj_weight']!,
    inProjBias: inputs['in_proj_bias'] ?? null,
    outProjWeight: inputs['out_proj_weight']!,
    outProjBias: inputs['out_proj_bias'] ?? null,
  }
  const { output, probs } = engine.multiHeadAttention(query, key, value, weights, options)
  return [output, probs]
}

function attention(inputs: Inputs, options: Recorded): Tensor[] {
  const { query, key, value } = inputs as Record<'query' | 'key' | 'value', Tensor>
  return [
    engine.scaledDotProductAttention(query, key, value, options),
    engine.attentionProbs(query, key, options),
  ]
}

function runCase(inputs: Inputs, record: Case): Tensor[] {
  const options = record.options as unknown as Recorded
  if (record.op === 'scaledDotProductAttention') return attention(inputs, options)
  if (record.op === 'multiHeadAttention') return multiHead(inputs, options)
  expect(['rnn', 'gru', 'lstm']).toContain(record.op)
  return recurrent(inputs, record.op, options)
}

const cases = readCases('sequence').filter(({ op }) => op !== 'transformerBlock')

describe.each(['float64', 'float32'] as const)('sequences agree with PyTorch in %s', (dtype) => {
  test.each(cases.map((record) => [`${record.op}: ${record.title}`, record] as const))('%s', (_, record) =>
    expect(replay(record, dtype, runCase)).toEqual([]),
  )
})
