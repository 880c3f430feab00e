import { ARGUMENT, type Context, type Groups } from './context.ts'
import type { Expression } from './lanes.ts'
import type { TinyLayer } from './network.ts'

/** The outputs of a layer. */
export function forward(
  context: Context,
  { inputs, outputs, pitch, weight, bias, activation }: TinyLayer,
  x: readonly Groups[],
): Groups[] {
  const { lanes: l } = context
  const half =
    (value: Expression): Expression =>
    () =>
      l.mul(value, () => l.constant(0.5)) // σ(z) = ½ + ½ tanh(½ z)
  return Array.from({ length: outputs }, (_, o) => {
    const sums = context.each((g) => {
      let z: Expression = () => context.parameter(bias + o * 4)
      for (let i = 0; i < inputs; i++) {
        const before = z
        z = () => l.madd(() => context.parameter(weight + (i * pitch + o) * 4), x[i]![g]!, before)
      }
      return l.keep(z)
    })
    if (activation === 'identity') return sums
    return sums.map((sum) => {
      if (activation === 'tanh') return l.keep(() => l.tanh(sum))
      if (activation === 'relu') return l.keep(() => l.wherePositive(sum, sum))
      return l.keep(() =>
        l.add(
          half(() => l.tanh(half(sum))),
          () => l.constant(0.5),
        ),
      )
    })
  })
}

/** The derivatives by the weighted sums, from those by the outputs y. */
export function deltasOf(
  { lanes: l }: Context,
  { activation }: TinyLayer,
  errors: readonly Groups[],
  y: readonly Groups[],
): Groups[] {
  const one = (): void => l.constant(1)
  return errors.map((groups, o) =>
    groups.map((error, g) => {
      const out = y[o]![g]!
      if (activation === 'tanh') return l.keep(() => l.mul(error, () => l.sub(one, () => l.mul(out, out))))
      if (activation === 'sigmoid') return l.keep(() => l.mul(error, () => l.mul(out, () => l.sub(one, out))))
      if (activation === 'relu') return l.keep(() => l.wherePositive(error, out))
      return error
    }),
  )
}

/** The derivatives by the inputs of a layer. */
export function backward(
  context: Context,
  { inputs, outputs, pitch, weight }: TinyLayer,
  deltas: readonly Groups[],
): Groups[] {
  const { lanes: l } = context
  return Array.from({ length: inputs }, (_, i) =>
    context.each((g) => {
      let sum: Expression = () => l.mul(() => context.parameter(weight + i * pitch * 4), deltas[0]![g]!)
      for (let o = 1; o < outputs; o++) {
        const before = sum
        sum = () => l.madd(() => context.parameter(weight + (i * pitch + o) * 4), deltas[o]![g]!, before)
      }
      return l.keep(sum)
    }),
  )
}

/** Adds to the sums of the gradients, or changes the weights at once. */
export function collect(
  { lanes: l, code: c, mode, registers, sums }: Context,
  { inputs, outputs, pitch, weight, bias }: TinyLayer,
  deltas: readonly Groups[],
  x: readonly Groups[],
): void {
  for (let o = 0; o < outputs; o++) {
    const direct =
      mode === 'direct' ? l.keep(() => l.mul(deltas[o]![0]!, () => c.get(ARGUMENT.factor))) : null
    for (let i = 0; i <= inputs; i++) {
      const at = i < inputs ? weight + (i * pitch + o) * 4 : bias + o * 4
      if (direct !== null) {
        const register = registers.get(at)!
        l.sub(() => c.get(register), i < inputs ? () => l.mul(direct, x[i]![0]!) : direct)
        c.set(register)
        continue
      }
      let sum: Expression = () => c.get(sums.get(at)!)
      for (const [g, delta] of deltas[o]!.entries()) {
        const before = sum
        sum = i < inputs ? () => l.madd(delta, x[i]![g]!, before) : () => l.add(delta, before)
      }
      sum()
      c.set(sums.get(at)!)
    }
  }
}
