// Reads the recorded conformance cases, and calls the public API by the names that they give.

import { readFileSync } from 'node:fs'
import * as engine from '../../../src/engine/index.ts'

export interface Packed {
  readonly shape: number[]
  readonly dtype: engine.DType
  readonly data: (number | string)[]
}

export function readCases<T>(name: string): readonly T[] {
  const url = new URL(`../fixtures/conformance-${name}.json`, import.meta.url)
  const { provenance, cases } = JSON.parse(readFileSync(url, 'utf8')) as {
    provenance: { script: string }
    cases: T[]
  }
  if (provenance.script !== 'tests/engine/record/conformance.py' || cases.length === 0)
    throw new Error(`${name}: no provenance or no cases`)
  return cases
}

const publicNames: Readonly<Record<string, unknown>> = { ...engine }

/** A function or class of the public API. */
export function named<T>(name: string): T {
  const found = publicNames[name]
  if (typeof found !== 'function') throw new Error(`there is no ${name}`)
  return found as T
}

export const unpack = ({ data, shape, dtype }: Packed, requiresGrad = false): engine.Tensor =>
  engine.tensor(data.map(Number), { shape, dtype, requiresGrad: requiresGrad && dtype !== 'int32' })

export const TOLERANCE = { float64: 1e-8, float32: 1e-5, int32: 0 } as const

/** The largest |found − expected| / max(1, |expected|), Infinity for another shape. Equal infinities and NaN are equal. */
export function distance(found: engine.Tensor, expected: Packed): number {
  if (found.shape.join() !== expected.shape.join()) return Infinity
  return expected.data.reduce<number>((worst, text, i) => {
    const [a, b] = [found.data[i]!, Number(text)]
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return worst
    const error = Math.abs(a - b) / Math.max(1, Math.abs(b))
    return Math.max(worst, Number.isNaN(error) ? Infinity : error)
  }, 0)
}

/** The weights of an output in the scalar whose gradients are recorded: evenly spaced from −0.9 to 1.1. */
export function spread({ shape, dtype, numel }: engine.Tensor): engine.Tensor {
  const values = numel === 1 ? [-0.9] : engine.linspace(-0.9, 1.1, numel).data
  return engine.tensor([...values], { shape, dtype })
}
