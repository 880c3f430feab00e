import { describe, expect, test } from 'vitest'
import {
  type Layer,
  type Tensor,
  loadPytorchState,
  mul,
  pytorchName,
  sum,
} from '../../../src/engine/index.ts'
import { type Packed, TOLERANCE, distance, named, readCases, spread, unpack } from './fixture.ts'

interface LayerCase {
  readonly layer: string
  readonly args: readonly unknown[]
  readonly training: boolean
  readonly steps: number
  /** PyTorch's state before and after. */
  readonly state: Readonly<Record<string, Packed>>
  readonly after: Readonly<Record<string, Packed>>
  readonly inputs: readonly Packed[]
  readonly output: Packed
  readonly inputGradients: readonly (Packed | null)[]
  readonly gradients: Readonly<Record<string, Packed>>
}

type MakeLayer = new (...args: unknown[]) => Layer & { forward(...inputs: Tensor[]): Tensor }

const near = (found: Tensor, expected: Packed, what: string): void =>
  expect(distance(found, expected), what).toBeLessThanOrEqual(TOLERANCE.float64)

describe('layers as classes, with PyTorch’s options in camelCase and its state', () => {
  test.each(readCases<LayerCase>('layers').map((one) => [one.layer, JSON.stringify(one.args), one] as const))(
    '%s %s',
    (name, _text, one) => {
      const layer = new (named<MakeLayer>(name))(...one.args)
      const state = Object.entries(one.state).map(([key, value]) => [key, unpack(value)] as const)
      loadPytorchState(layer, Object.fromEntries(state))
      layer.train(one.training)
      let inputs: Tensor[] = []
      for (let step = 0; step < one.steps; step++) {
        layer.zeroGrad()
        inputs = one.inputs.map((value) => unpack(value, true))
        const output = layer.forward(...inputs)
        sum(mul(output, spread(output))).backward()
        if (step < one.steps - 1) continue
        expect(layer.outputShape(...inputs.map(({ shape }) => shape))).toEqual(one.output.shape)
        near(output, one.output, 'output')
      }
      one.inputGradients.forEach((expected, i) => {
        if (expected !== null) near(inputs[i]!.grad!, expected, `gradient of input ${i}`)
      })
      const parameters = layer.namedParameters().map(([path, value]) => [pytorchName(path), value] as const)
      expect(parameters.map(([path]) => path).toSorted()).toEqual(Object.keys(one.gradients).toSorted())
      for (const [path, { grad }] of parameters) near(grad!, one.gradients[path]!, `gradient of ${path}`)
      for (const [path, value] of layer.namedBuffers()) near(value, one.after[pytorchName(path)]!, path)
    },
  )
})
