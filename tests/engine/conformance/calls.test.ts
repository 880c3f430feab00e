import { describe, expect, test } from 'vitest'
import { type DType, Tensor, add, mul, sum, tensor } from '../../../src/engine/index.ts'
import { type Packed, TOLERANCE, distance, named, readCases, spread, unpack } from './fixture.ts'

interface Call {
  readonly call: string
  readonly args: readonly unknown[]
  readonly tensors: Readonly<Record<string, Packed>>
  /** The fields of the result; null when the result is the tensor. */
  readonly pick: readonly (string | null)[]
  readonly outputs: readonly Packed[]
  readonly gradOutputs?: readonly number[]
  readonly gradients?: Readonly<Record<string, Packed>>
  /** What arguments hold after the call, by position. */
  readonly after?: Readonly<Record<string, Packed>>
}

const cases = readCases<Call>('calls')

/** Arguments as recorded: tensors by name, plain values, and buffers that the call changes. */
function argument(value: unknown, tensors: Readonly<Record<string, Tensor>>, dtype: DType): unknown {
  if (Array.isArray(value)) return value.map((item) => argument(item, tensors, dtype))
  if (typeof value === 'string' && /^-?(?:Infinity|0)$|^NaN$/.test(value)) return Number(value)
  if (typeof value !== 'object' || value === null) return value
  if ('tensor' in value) return tensors[value.tensor as string]
  if ('values' in value) return tensor(value.values as number[], { dtype })
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, argument(item, tensors, dtype)]))
}

/** Calls the public API and walks backward as a user would: a weighted sum, then `backward()` and `.grad`. */
function run({ call, args, tensors: packed, pick, gradOutputs }: Call, dtype: DType) {
  const wanted = gradOutputs !== undefined
  const tensors = Object.fromEntries(
    Object.entries(packed).map(([name, value]) => [name, unpack(value, wanted)]),
  )
  const given = args.map((arg) => argument(arg, tensors, dtype))
  const result = named<(...args: unknown[]) => Tensor | Record<string, Tensor>>(call)(...given)
  const outputs = pick.map((field) => (field === null ? result : (result as Record<string, Tensor>)[field]))
  const all = outputs as Tensor[]
  if (wanted) {
    gradOutputs
      .map((i) => sum(mul(all[i]!, spread(all[i]!))))
      .reduce((a, b) => add(a, b))
      .backward()
  }
  return { outputs: all, tensors, given }
}

const dtypeOf = ({ tensors }: Call): 'float64' | 'float32' =>
  Object.values(tensors).some(({ dtype }) => dtype === 'float32') ? 'float32' : 'float64'

describe.each([...new Set(cases.map(({ call }) => call))])('%s', (call) => {
  const own = cases.filter((one) => one.call === call)

  test.each(own.map((one, i) => [i, JSON.stringify(one.args).slice(0, 150), one] as const))(
    'case %i: %s',
    (_i, _text, one) => {
      const dtype = dtypeOf(one)
      const { outputs, tensors, given } = run(one, dtype)
      one.outputs.forEach((expected, i) => {
        expect(outputs[i]!.shape, `shape of output ${i}`).toEqual(expected.shape)
        expect(distance(outputs[i]!, expected), `output ${i}`).toBeLessThanOrEqual(TOLERANCE[dtype])
      })
      for (const [name, expected] of Object.entries(one.gradients ?? {})) {
        const { grad } = tensors[name]!
        expect(grad, `gradient of ${name}`).toBeInstanceOf(Tensor)
        expect(distance(grad!, expected), `gradient of ${name}`).toBeLessThanOrEqual(TOLERANCE[dtype])
      }
      for (const [position, expected] of Object.entries(one.after ?? {})) {
        expect(
          distance(given[Number(position)] as Tensor, expected),
          `argument ${position} after`,
        ).toBeLessThanOrEqual(TOLERANCE[dtype])
      }
    },
  )
})
