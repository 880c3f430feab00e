import { describe, expect, test } from 'vitest'
import { SGD, tensor, zeros } from '../../../src/engine/index.ts'
import { named, readCases } from './fixture.ts'

interface Refusal {
  readonly call?: string
  readonly new?: string
  readonly optimizer?: string
  readonly schedule?: string
  readonly args: readonly unknown[]
}

/** `{ zeros: shape }` and `{ classes: values }` stand for tensors, wherever they are. */
function argument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(argument)
  if (typeof value !== 'object' || value === null) return value
  if ('zeros' in value) return zeros(value.zeros as number[])
  if ('classes' in value) return tensor(value.classes as number[], { dtype: 'int32' })
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, argument(item)]))
}

const weight = () => tensor([0, 0], { requiresGrad: true })
type Make = new (...args: unknown[]) => unknown
type Call = (...args: unknown[]) => unknown

function attempt(one: Refusal): void {
  const args = one.args.map(argument)
  if (one.call !== undefined) named<Call>(one.call)(...args)
  else if (one.new !== undefined) new (named<Make>(one.new))(...args)
  else if (one.schedule !== undefined) {
    new (named<Make>(one.schedule))(new SGD([weight()], { learningRate: 0.1, momentum: 0.9 }), ...args)
  } else {
    const { empty, ...options } = args[0] as Record<string, unknown>
    new (named<Make>(one.optimizer!))(empty === true ? [] : [weight()], options)
  }
}

describe('what PyTorch refuses is refused, with a message that says where', () => {
  test.each(
    readCases<Refusal>('refusals').map((one) => {
      const name = one.call ?? one.new ?? one.optimizer ?? one.schedule
      return [name!, JSON.stringify(one.args), one] as const
    }),
  )('%s %s', (name, _args, one) => {
    let refused: unknown
    try {
      attempt(one)
    } catch (error) {
      refused = error
    }
    expect(refused, 'nothing was thrown').toBeInstanceOf(Error)
    const { message, name: kind } = refused as Error
    expect(kind).toMatch(/^(?:ShapeError|RangeError|DTypeError)$/)
    // A layer may leave the checking to the operation or the part inside it.
    expect(message).toMatch(new RegExp(`^(?:${name}|\\w+(?:\\.\\w+)?): .{15,}`, 'i'))
  })
})
