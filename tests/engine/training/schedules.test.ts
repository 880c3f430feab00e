import { describe, expect, test } from 'vitest'
import {
  Adagrad,
  Adam,
  ConstantLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  ExponentialLR,
  InverseTimeDecay,
  LambdaLR,
  LinearLR,
  MultiStepLR,
  OneCycleLR,
  PolynomialLR,
  ReduceLROnPlateau,
  SGD,
  SequentialLR,
  StepLR,
  SubtractiveLR,
  type LRScheduler,
  type Optimizer,
  type SchedulerState,
  tensor,
} from '../../../src/engine/index.ts'
import { camelOptions, largestError, readCases } from './fixture.ts'

interface ScheduleCase {
  scheduler: string
  options: Record<string, unknown>
  optimizer: 'SGD' | 'Adam'
  rates: number[]
  momenta?: number[]
  metrics?: number[]
}

const schedules = {
  StepLR,
  MultiStepLR,
  ExponentialLR,
  CosineAnnealingLR,
  CosineAnnealingWarmRestarts,
  LinearLR,
  ConstantLR,
  PolynomialLR,
  OneCycleLR,
}

const make = (kind: 'SGD' | 'Adam' = 'SGD') => {
  const w = tensor([0], { requiresGrad: true })
  return kind === 'SGD'
    ? new SGD([w], { learningRate: 0.1, momentum: 0.9 })
    : new Adam([w], { learningRate: 0.1 })
}

function schedulerOf(one: ScheduleCase, optimizer: SGD | Adam): LRScheduler {
  if (one.scheduler === 'LambdaLR') return new LambdaLR(optimizer, (t) => 0.95 ** t / (1 + t))
  if (one.scheduler === 'SequentialLR') {
    const parts = [
      new LinearLR(optimizer, { startFactor: 0.25, totalIters: 5 }),
      new CosineAnnealingLR(optimizer, { tMax: 12, etaMin: 0.01 }),
      new StepLR(optimizer, { stepSize: 2, gamma: 0.5 }),
    ]
    return new SequentialLR(optimizer, parts, [5, 16])
  }
  const Type = schedules[one.scheduler as 'StepLR'] as new (o: unknown, options: unknown) => LRScheduler
  return new Type(optimizer, camelOptions(one.options))
}

function plateauRates(one: ScheduleCase, optimizer: SGD | Adam): number[] {
  const plateau = new ReduceLROnPlateau(optimizer, camelOptions(one.options))
  return one.metrics!.map((metric) => {
    plateau.step(metric)
    return optimizer.learningRate
  })
}

/** The learning rates and momenta that the optimizer is given, one after the other. */
function trace(one: ScheduleCase, optimizer: SGD | Adam): { rates: number[]; momenta: number[] } {
  if (one.metrics !== undefined) return { rates: plateauRates(one, optimizer), momenta: [] }
  const scheduler = schedulerOf(one, optimizer)
  const [rates, momenta]: [number[], number[]] = [[], []]
  for (let t = 0; t < one.rates.length; t++) {
    if (t > 0) scheduler.step()
    rates.push(optimizer.learningRate)
    momenta.push(
      optimizer instanceof SGD ? optimizer.paramGroups[0]!.momentum : optimizer.paramGroups[0]!.beta1,
    )
  }
  return { rates, momenta }
}

describe('schedules follow PyTorch for 20 steps', () => {
  const cases = readCases<ScheduleCase>('schedules')
  test.each(cases.map((one) => [one.scheduler, JSON.stringify(one.options), one.optimizer, one] as const))(
    '%s %s %s',
    (_name, _options, kind, one) => {
      const { rates, momenta } = trace(one, make(kind))
      expect(largestError(rates, one.rates)).toBeLessThan(1e-10)
      const expected = one.momenta ?? momenta
      expect(largestError(momenta, expected)).toBeLessThan(1e-10)
    },
  )
})

describe('schedules of others', () => {
  test("InverseTimeDecay is Keras's decay: lr / (1 + decay · updates)", () => {
    const decay = 1e-3 / 200
    const schedule = new InverseTimeDecay(1e-3, { decayRate: decay })
    expect(schedule.at(200)).toBeCloseTo(1e-3 / (1 + decay * 200), 18)
    expect(new InverseTimeDecay(1, { decayRate: 1, decaySteps: 10, staircase: true }).at(19)).toBe(0.5)
    expect(new InverseTimeDecay(1, { decayRate: 1, decaySteps: 10 }).at(5)).toBeCloseTo(1 / 1.5, 15)
  })

  test('SubtractiveLR reaches zero after 200 updates, then climbs the loss; a floor stops it', () => {
    const schedule = new SubtractiveLR(1e-3, { decay: 1e-3 / 200 })
    expect(schedule.at(200)).toBeCloseTo(0, 15)
    expect(schedule.at(300)).toBeLessThan(0)
    expect(new SubtractiveLR(1e-3, { decay: 1e-3 / 200, floor: 0 }).at(300)).toBe(0)
    const sgd = make()
    const scheduler = new SubtractiveLR(sgd, { decay: 0.075 })
    scheduler.step()
    scheduler.step()
    expect(sgd.learningRate).toBeCloseTo(-0.05, 15)
  })

  test('every group keeps its own base', () => {
    const [a, b] = [tensor([0], { requiresGrad: true }), tensor([0], { requiresGrad: true })]
    const sgd = new SGD([
      { params: [a], learningRate: 1 },
      { params: [b], learningRate: 0.1 },
    ])
    new StepLR(sgd, { stepSize: 1, gamma: 0.5 }).step()
    expect(sgd.paramGroups.map((group) => group.learningRate)).toEqual([0.5, 0.05])
  })

  test('impossible schedules are refused', () => {
    expect(() => new StepLR(1, { stepSize: 0 })).toThrow(/StepLR: stepSize is 0; it is a count, 1 or more/)
    expect(() => new SequentialLR(1, [], [])).toThrow(/milestones/)
    expect(() => new OneCycleLR(1, { maxLR: 1, totalSteps: 5, pctStart: 2 })).toThrow(/fraction/)
    expect(() => new OneCycleLR(1, { maxLR: 1, totalSteps: 5 }).at(6)).toThrow(/past totalSteps/)
    const adagrad = new Adagrad([tensor([0], { requiresGrad: true })])
    expect(() => new OneCycleLR(adagrad, { maxLR: 1, totalSteps: 5 })).toThrow(/has no momentum/)
    expect(() => new ReduceLROnPlateau(make(), { factor: 1 })).toThrow(/below 1/)
    expect(() => new LinearLR(1, { startFactor: 0 })).toThrow(/startFactor is 0/)
  })
})

describe('state of a scheduler', () => {
  const optimizerOf = (momentum = 0.9) =>
    new SGD([tensor([1], { requiresGrad: true })], { learningRate: 0.4, momentum })

  test.each([
    ['StepLR', (o: Optimizer) => new StepLR(o, { stepSize: 2, gamma: 0.5 })],
    ['OneCycleLR', (o: Optimizer) => new OneCycleLR(o, { maxLR: 1, totalSteps: 20 })],
    ['CosineAnnealingLR', (o: Optimizer) => new CosineAnnealingLR(o, { tMax: 6 })],
  ])('%s continues where it was, as plain data', (_name, make) => {
    const first = optimizerOf()
    const schedule = make(first as unknown as Optimizer)
    for (let i = 0; i < 5; i++) schedule.step()
    const saved = JSON.stringify([schedule.stateDict(), first.stateDict()])
    const [state, optimizerState] = JSON.parse(saved) as [SchedulerState, ReturnType<typeof first.stateDict>]
    const second = optimizerOf()
    const continued = make(second as unknown as Optimizer)
    second.loadStateDict(optimizerState)
    continued.loadStateDict(state)
    for (let i = 0; i < 6; i++) {
      expect(second.learningRate).toBe(first.learningRate)
      expect(second.paramGroups[0]!.momentum).toBe(first.paramGroups[0]!.momentum)
      schedule.step()
      continued.step()
    }
    expect(continued.lastEpoch).toBe(11)
  })

  test('ReduceLROnPlateau continues counting', () => {
    const first = optimizerOf()
    const plateau = new ReduceLROnPlateau(first as unknown as Optimizer, {
      patience: 1,
      cooldown: 1,
      factor: 0.5,
    })
    for (const loss of [3, 2, 2]) plateau.step(loss)
    const second = optimizerOf()
    const continued = new ReduceLROnPlateau(second as unknown as Optimizer, {
      patience: 1,
      cooldown: 1,
      factor: 0.5,
    })
    second.loadStateDict(first.stateDict())
    continued.loadStateDict(plateau.stateDict())
    for (const loss of [2, 2, 2, 1.9, 2, 2, 2]) {
      plateau.step(loss)
      continued.step(loss)
      expect(second.learningRate).toBe(first.learningRate)
    }
    expect(second.learningRate).toBeLessThan(0.2)
  })

  test('refuses the state of another number of groups', () => {
    const schedule = new StepLR(optimizerOf() as unknown as Optimizer, { stepSize: 2 })
    expect(() => schedule.loadStateDict({ lastEpoch: 1, baseLearningRates: [1, 2] })).toThrow(
      'the state is of 2 groups, this scheduler steers 1',
    )
  })
})
