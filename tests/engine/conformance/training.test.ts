import { describe, expect, test } from 'vitest'
import {
  type Optimizer,
  ReduceLROnPlateau,
  SGD,
  type Tensor,
  clipGradNorm,
  tensor,
  zerosLike,
} from '../../../src/engine/index.ts'
import { type Packed, TOLERANCE, distance, named, readCases, unpack } from './fixture.ts'

type Options = Readonly<Record<string, unknown>>

interface OptimizerCase {
  readonly optimizer: string
  readonly options: Options
  readonly secondLearningRate: number
  /** The step in which nothing has a gradient. */
  readonly without: number
  readonly start: readonly Packed[]
  readonly gradients: readonly (readonly Packed[])[]
  readonly steps: readonly (readonly Packed[])[]
}

interface ClipCase {
  readonly clip: number
  readonly options: { readonly normType: number | string }
  readonly gradients: readonly Packed[]
  readonly total: number
  readonly clipped: readonly Packed[]
}

interface ScheduleCase {
  readonly schedule: string
  readonly options: Options
  readonly rates: readonly (readonly [learningRate: number, momentum: number])[]
}

interface PlateauCase {
  readonly plateau: readonly (number | string)[]
  readonly options: Options
  readonly rates: readonly number[]
}

const cases = readCases<OptimizerCase | ClipCase | ScheduleCase | PlateauCase>('training')
const having = <T extends object>(key: string): T[] => cases.filter((one) => key in one) as unknown as T[]

type MakeOptimizer = new (groups: readonly object[], options: Options) => Optimizer
type MakeSchedule = new (optimizer: Optimizer, options: Options) => { step(): void }

describe('optimizers over 20 steps, two groups, one step without gradients', () => {
  test.each(
    having<OptimizerCase>('optimizer').map(
      (one) => [one.optimizer, JSON.stringify(one.options), one] as const,
    ),
  )('%s %s', (name, _text, one) => {
    const params = one.start.map((value) => unpack(value, true))
    const groups = [{ params: [params[0]!] }, { params: [params[1]!], learningRate: one.secondLearningRate }]
    const optimizer = new (named<MakeOptimizer>(name))(groups, one.options)
    one.steps.forEach((expected, step) => {
      optimizer.zeroGrad()
      if (step !== one.without) params.forEach((param, i) => (param.grad = unpack(one.gradients[step]![i]!)))
      optimizer.step()
      params.forEach((param, i) => {
        const tolerance = TOLERANCE[param.dtype]
        expect(distance(param, expected[i]!), `parameter ${i} after step ${step}`).toBeLessThanOrEqual(
          tolerance,
        )
      })
    })
  })
})

test.each(having<ClipCase>('clip').map((one) => [one.clip, String(one.options.normType), one] as const))(
  'clipGradNorm to %d with norm %s',
  (limit, normType, one) => {
    const params = one.gradients.map((gradient) => {
      const param = zerosLike(unpack(gradient))
      param.requiresGrad = true
      param.grad = unpack(gradient)
      return param
    })
    expect(clipGradNorm(params, limit, { normType: Number(normType) })).toBeCloseTo(one.total, 10)
    params.forEach((param, i) => expect(distance(param.grad!, one.clipped[i]!)).toBeLessThanOrEqual(1e-8))
  },
)

const weight = (): Tensor => tensor([0], { requiresGrad: true })

test.each(
  having<ScheduleCase>('schedule').map((one) => [one.schedule, JSON.stringify(one.options), one] as const),
)('schedule %s %s', (name, _text, one) => {
  const optimizer = new SGD([weight()], { learningRate: 0.4, momentum: 0.9 })
  const schedule = new (named<MakeSchedule>(name))(optimizer as unknown as Optimizer, one.options)
  for (const [learningRate, momentum] of one.rates) {
    expect(optimizer.learningRate).toBeCloseTo(learningRate, 10)
    expect(optimizer.paramGroups[0]!.momentum).toBeCloseTo(momentum, 10)
    schedule.step()
  }
})

test.each(having<PlateauCase>('plateau').map((one) => [JSON.stringify(one.options), one] as const))(
  'ReduceLROnPlateau %s',
  (_text, one) => {
    const optimizer = new SGD([weight()], { learningRate: 0.4 })
    const plateau = new ReduceLROnPlateau(optimizer as unknown as Optimizer, one.options)
    one.plateau.forEach((loss, i) => {
      plateau.step(Number(loss))
      expect(optimizer.learningRate, `after epoch ${i}`).toBeCloseTo(one.rates[i]!, 10)
    })
  },
)
