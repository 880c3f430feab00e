import { describe, expect, test } from 'vitest'
import { median } from '../../bench/measure.mjs'
import { onnxModel } from '../../bench/onnx.mjs'
import { between, goalTable, judged, rateTable } from '../../bench/report.mjs'
import { GOALS, TASKS } from '../../bench/tasks.mjs'

const rate = (value: number, flops?: number) => ({
  median: value,
  low: value,
  high: value,
  samples: 1,
  flops,
})

describe('goals', () => {
  test('all belong to a task that somebody of ours takes part in', () => {
    for (const { task } of GOALS) expect(TASKS.find(({ id }) => id === task)?.who).toContain('plain')
    expect(new Set(TASKS.map(({ id }) => id)).size).toBe(TASKS.length)
  })

  const cnn = {
    id: 'cnn',
    title: 'The CNN',
    unit: 'steps/s',
    load: 1,
    measured: {
      plain: rate(220, 34e9),
      relaxed: rate(260, 40e9),
      ConvNetJS: rate(4),
      'jax-js wasm': rate(1),
    },
    limit: { plain: 40e9, relaxed: 50e9 },
    absent: {},
  }

  test('are judged against the fastest of the others, and against the limit of the same build', () => {
    expect(judged([cnn])).toMatchObject([
      { variant: 'plain', against: 'ConvNetJS', reached: 55, isMet: true },
      { variant: 'relaxed', against: 'ConvNetJS', reached: 65, isMet: true },
      { variant: 'plain', against: 'the limit', reached: 0.85, isMet: true },
      { variant: 'relaxed', against: 'the limit', reached: 0.8, isMet: true },
    ])
  })

  test('that are missed say so, and what was not measured is left out', () => {
    const slow = { ...cnn, measured: { ...cnn.measured, plain: rate(199, 10e9) }, limit: {} }
    const rows = judged([slow])
    expect(rows.map(({ isMet }) => isMet)).toEqual([false, true])
    expect(goalTable([slow])).toContain('**missed**')
    expect(judged([{ ...cnn, measured: { plain: rate(1, 1) }, limit: {} }])).toEqual([])
  })

  test('are neither met nor missed where samples were interrupted, of ours or of the other', () => {
    for (const name of ['plain', 'ConvNetJS', 'limit plain']) {
      const table = goalTable([{ ...cnn, steady: { [name]: false } }])
      const rows = table.split('\n').filter((row) => row.includes('unsteady'))
      expect(rows).toHaveLength(name === 'limit plain' ? 1 : 2)
    }
    expect(goalTable([cnn])).not.toContain('unsteady')
  })

  test('in milliseconds are met from below', () => {
    const ready = { ...cnn, id: 'ready cnn', unit: 'ms', limit: {} }
    expect(judged([{ ...ready, measured: { plain: rate(4) } }])[0]).toMatchObject({ isMet: true, wanted: 20 })
    expect(judged([{ ...ready, measured: { plain: rate(21) } }])[0]!.isMet).toBe(false)
  })

  test('the table of rates names the share of the limit, and who cannot', () => {
    const table = rateTable([cnn, { ...cnn, title: 'Another', measured: { plain: rate(1.5e6) }, limit: {} }])
    expect(table).toContain('220 (85 %)')
    expect(table.split('\n').at(-1)).toBe('| Another, steps/s | 1.50 M | – | – | – |')
  })
})

test('the median of an even number of samples is the mean of the two in the middle', () => {
  expect(median([9, 1, 3, 5])).toBe(4)
  expect(median([9, 1, 3])).toBe(3)
})

test('what stands between marks is replaced, and nothing else', () => {
  const text = 'a\n<!-- x -->\nold\n<!-- /x -->\nb'
  expect(between(text, 'x', 'new')).toBe('a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb')
  expect(() => between(text, 'y', 'new')).toThrow('no marks')
})

test('a model for onnxruntime begins with its version and names its operations', () => {
  const bytes = onnxModel({
    nodes: [{ op: 'MatMul', inputs: ['x', 'w'], output: 'y' }],
    weights: { w: { shape: [2, 3], values: new Float32Array(6) } },
    input: [1, 2],
    output: [1, 3],
  })
  expect([...bytes.subarray(0, 2)]).toEqual([8, 8])
  expect(new TextDecoder('latin1').decode(bytes)).toMatch(/MatMul[\s\S]*graph/)
})
