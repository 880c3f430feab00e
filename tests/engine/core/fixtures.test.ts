import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'

const { Tensor, grad, tensor } = engine

interface Packed {
  readonly shape: number[]
  readonly dtype: engine.DType
  readonly data: (number | string)[]
}

interface Case {
  readonly call: string
  readonly equation?: string
  readonly inputs: Packed[]
  readonly args: unknown[]
  readonly output: Packed
  readonly gradOutput?: Packed
  readonly gradients?: Packed[]
}

const { cases } = JSON.parse(readFileSync(new URL('../fixtures/core.json', import.meta.url), 'utf8')) as {
  cases: Case[]
}

const functions: Readonly<Record<string, unknown>> = { ...engine }

function unpack({ data, shape, dtype }: Packed, requiresGrad = false): engine.Tensor {
  return tensor(data.map(Number), { shape, dtype, requiresGrad: requiresGrad && dtype !== 'int32' })
}

/** Arguments as the fixtures write them: tensors are wrapped, also inside options. */
function unpackArgument(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('tensor' in value) return unpack(value.tensor as Packed)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unpackArgument(item)]))
}

/** Largest |found − expected| / max(1, |expected|); equal infinities and NaN count as equal. */
function distance(found: engine.Tensor, expected: Packed): number {
  expect(found.shape).toEqual(expected.shape)
  expect(found.dtype).toBe(expected.dtype)
  let worst = 0
  expected.data.forEach((text, index) => {
    const [a, b] = [found.data[index]!, Number(text)]
    if (Object.is(a, b) || a === b) return
    const error = Math.abs(a - b) / Math.max(1, Math.abs(b))
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error)
  })
  return worst
}

const tolerance = { float64: 1e-12, float32: 1e-5, int32: 0 }

const calls = [...new Set(cases.map(({ call }) => call))]

describe.each(calls)('%s agrees with PyTorch', (call) => {
  const own = cases.filter((candidate) => candidate.call === call).map((c, index) => [index, c] as const)

  test.each(own)('case %i', (_, { equation, inputs, args, output, gradOutput, gradients }) => {
    const fn = functions[call] as (...args: unknown[]) => engine.Tensor
    const tensors = inputs.map((input) => unpack(input, true))
    const found = fn(...(equation === undefined ? [] : [equation]), ...tensors, ...args.map(unpackArgument))
    expect(found).toBeInstanceOf(Tensor)
    const allowed = tolerance[inputs.some(({ dtype }) => dtype === 'float32') ? 'float32' : 'float64']
    expect(distance(found, output), 'output').toBeLessThanOrEqual(allowed)
    if (gradOutput === undefined || gradients === undefined) return
    const leaves = tensors.filter(({ requiresGrad }) => requiresGrad)
    const options = { gradOutputs: [unpack(gradOutput)], allowUnused: true }
    grad([found], leaves, options).forEach((gradient, index) => {
      expect(distance(gradient, gradients[index]!), `gradient ${index}`).toBeLessThanOrEqual(allowed)
    })
  })
})
