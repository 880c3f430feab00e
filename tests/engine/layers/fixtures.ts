// Reads the recorded cases (tests/engine/record/layers.py) and compares forward values and all gradients.

import { readFileSync } from 'node:fs'
import { type DType, type Tensor, grad, tensor } from '../../../src/engine/index.ts'

interface Packed {
  readonly shape: number[]
  readonly data: number[]
}

export interface Case {
  readonly op: string
  readonly title: string
  readonly options: Record<string, never>
  readonly inputs: Record<string, Packed>
  readonly outputs: Packed[]
  readonly cotangents: Packed[]
  readonly grads: Record<string, Packed>
  readonly state?: Record<string, Packed>
  readonly stateAfter?: Record<string, Packed>
}

/** Agreement asked for, |difference| / max(1, |expected|): design tolerances of the engine. */
export const tolerance = { float64: 1e-8, float32: 1e-5 } as const

export function readCases(group: string): Case[] {
  const path = new URL(`../fixtures/layers-${group}.json`, import.meta.url)
  return (JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] }).cases
}

export function unpack({ shape, data }: Packed, dtype: DType, requiresGrad = false): Tensor {
  return tensor(data, { shape, dtype, requiresGrad })
}

/** The largest |actual − expected| / max(1, |expected|); NaN and a missing element count as infinitely wrong. */
export function distance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity
  let worst = 0
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i]! - expected[i]!) / Math.max(1, Math.abs(expected[i]!))
    worst = Math.max(worst, Number.isNaN(error) ? Infinity : error)
  }
  return worst
}

/** What is wrong with a tensor, '' if it agrees. */
export function disagreement(actual: Tensor, expected: Packed, dtype: DType, what: string): string {
  if (String(actual.shape) !== String(expected.shape))
    return `${what}: shape ${actual.shape}, not ${expected.shape}`
  if (actual.dtype !== dtype && actual.dtype !== 'int32') return `${what}: dtype ${actual.dtype}`
  const error = distance(actual.data, expected.data)
  return error < tolerance[dtype as 'float64'] ? '' : `${what}: error ${error}`
}

/** Runs one recorded case in one dtype: what is wrong with its outputs and the gradients of its inputs. */
export function replay(
  record: Case,
  dtype: 'float64' | 'float32',
  run: (inputs: Record<string, Tensor>, record: Case) => Tensor | Tensor[],
): string[] {
  const inputs = Object.fromEntries(
    Object.entries(record.inputs).map(([name, packed]) => [name, unpack(packed, dtype, true)]),
  )
  const ran = run(inputs, record)
  const outputs = Array.isArray(ran) ? ran : [ran]
  if (outputs.length !== record.outputs.length)
    return [`${outputs.length} outputs, not ${record.outputs.length}`]
  const names = Object.keys(record.grads)
  const gradients = grad(
    outputs.filter((output) => output.dtype !== 'int32'),
    names.map((name) => inputs[name]!),
    { gradOutputs: record.cotangents.map((packed) => unpack(packed, dtype)), allowUnused: true },
  )
  return [
    ...outputs.map((output, i) => disagreement(output, record.outputs[i]!, dtype, `output ${i}`)),
    ...names.map((name, i) => disagreement(gradients[i]!, record.grads[name]!, dtype, `gradient of ${name}`)),
  ].filter((problem) => problem !== '')
}
