import type { Context, Groups } from './context.ts'
import type { Examples } from './examples.ts'
import type { Expression } from './lanes.ts'

/** Where losses are summed: float32 by lane, for the batch at hand; float64, for all batches. */
export interface LossLocals {
  readonly sum: number
  readonly total: number
}

/** Adds the losses of the examples at hand; the derivatives by the outputs y (of squared errors by half). */
export function lossOf(
  context: Context,
  examples: readonly Examples[],
  y: readonly Groups[],
  { sum, total }: LossLocals,
): Groups[] {
  const { lanes: l, code: c, loss } = context
  const add = (value: Expression): void => {
    l.add(() => c.get(sum), value)
    c.set(sum)
  }
  if (loss === 'mse') {
    return y.map((groups, o) =>
      groups.map((out, g) => {
        const target = examples[g]!.target(o)
        const error = l.keep(() => examples[g]!.masked(() => l.sub(out, target)))
        add(() => l.mul(error, error))
        return error
      }),
    )
  }
  // Logarithms are taken of products: one for all examples at hand.
  const product = c.local(l.type)
  l.constant(1)
  c.set(product)
  const multiply = (factor: Expression): void => {
    l.mul(() => c.get(product), factor)
    c.set(product)
  }
  const perGroup = loss === 'crossEntropy' ? softmax : binary
  const errors = context.each((g) =>
    perGroup(
      context,
      examples[g]!,
      y.map((groups) => groups[g]!),
      add,
      multiply,
    ),
  )
  c.get(total)
  for (let lane = 0; lane < l.width; lane++) {
    c.get(product)
    if (l.width > 1) c.lane(lane)
    c.op('f64.promote')
    if (lane > 0) c.op('f64.mul')
  }
  c.log()
  c.op('f64.add')
  c.set(total)
  return y.map((_, o) => errors.map((group) => group[o]!))
}

type Collect = (value: Expression) => void

/** ln(1 + eᶻ) − t z = max(z, 0) − t z + ln(1 + e), e = e^−|z|; its derivative σ(z) − t. */
function binary(
  { lanes: l }: Context,
  examples: Examples,
  z: Groups,
  add: Collect,
  multiply: Collect,
): Expression[] {
  const one = (): void => l.constant(1)
  return z.map((logit, o) => {
    const target = examples.target(o)
    const e = l.keep(() => l.exp(() => l.minusMagnitude(logit)))
    multiply(() => l.add(one, () => examples.masked(e)))
    add(() =>
      examples.masked(() =>
        l.sub(
          () => l.wherePositive(logit, logit),
          () => l.mul(target, logit),
        ),
      ),
    )
    const above = l.keep(() => l.div(one, () => l.add(one, e))) // σ(|z|)
    const below = l.keep(() => l.mul(e, above)) // σ(−|z|)
    const more = (): void => l.wherePositive(() => l.sub(above, below), logit)
    return l.keep(() => examples.masked(() => l.sub(() => l.add(below, more), target)))
  })
}

/** ln Σ e^(z − m) + m − z of the right class, m the largest; its derivative e^(z − m) / Σ, minus 1 for the right class. */
function softmax(
  { lanes: l }: Context,
  examples: Examples,
  z: Groups,
  add: Collect,
  multiply: Collect,
): Expression[] {
  const right = examples.target(0)
  const most = z.reduce((a, b) => l.keep(() => l.max(a, b)))
  const powers = z.map((logit) => l.keep(() => l.exp(() => l.sub(logit, most))))
  const sum = powers.reduce((a, b) => l.keep(() => l.add(a, b)))
  const one = (): void => l.constant(1)
  multiply(() => l.add(one, () => examples.masked(() => l.sub(sum, one))))
  add(() => examples.masked(most))
  const part = l.keep(() => l.div(one, sum))
  return powers.map((power, o) => {
    const isRight = l.keep(() => l.isEqual(right, o))
    add(() =>
      examples.masked(() =>
        l.sub(
          () => l.constant(0),
          () => l.mul(isRight, z[o]!),
        ),
      ),
    )
    return l.keep(() => examples.masked(() => l.sub(() => l.mul(power, part), isRight)))
  })
}
