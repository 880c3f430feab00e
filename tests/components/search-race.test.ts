import { describe, expect, test } from 'vitest'
import { bceWithLogitsLoss, linear, rng, tanh, tensor } from '../../src/engine/index.ts'
import {
  BUDGET,
  conventions,
  fromLink,
  INITIAL,
  lossAt,
  medianPasses,
  NOTED,
  race,
  run,
  SOLVED,
  toLink,
} from '../../components/search-race/model.ts'
import {
  addGradient,
  EXAMPLES,
  lossOf,
  parameterCount,
  swapped,
} from '../../components/search-race/network.ts'
import { METHODS, searchOf } from '../../components/search-race/searches.ts'

/** The same network of the engine's layers: its loss, and its gradient in the order of the flat parameters. */
function byEngine(p: Float64Array, which = EXAMPLES.map((_, i) => i)) {
  const hidden = (p.length - 1) / 4
  const neurons = Array.from({ length: hidden }, (_, k) => [...p.subarray(4 * k, 4 * k + 4)])
  const w1 = tensor(
    neurons.map(([a, b]) => [a!, b!]),
    { requiresGrad: true },
  )
  const b1 = tensor(
    neurons.map(([, , c]) => c!),
    { requiresGrad: true },
  )
  const w2 = tensor([neurons.map(([, , , d]) => d!)], { requiresGrad: true })
  const b2 = tensor([p.at(-1)!], { requiresGrad: true })
  const x = tensor(which.map((i) => [...EXAMPLES[i]!.x]))
  const target = tensor(which.map((i) => [EXAMPLES[i]!.target]))
  const loss = bceWithLogitsLoss(linear(tanh(linear(x, w1, b1)), w2, b2), target)
  loss.backward()
  const [g1, c1, g2] = [w1.grad!.data, b1.grad!.data, w2.grad!.data]
  const gradient = neurons.flatMap((_, k) => [g1[2 * k]!, g1[2 * k + 1]!, c1[k]!, g2[k]!])
  return { loss: loss.item(), gradient: [...gradient, b2.grad!.item()] }
}

const random = (hidden: number, seed = 1) => {
  const stream = rng(seed)
  return Float64Array.from({ length: parameterCount(hidden) }, () => stream.normal(0, 1.5))
}

describe('the network', () => {
  test.each([2, 3, 8])('with %i hidden neurons has the loss and the gradients of the engine', (hidden) => {
    const p = random(hidden)
    expect(lossOf(p)).toBeCloseTo(byEngine(p).loss, 12)
    for (const example of [0, 1, 2, 3]) {
      const moved = p.slice()
      addGradient(moved, example, -0.5)
      const { gradient } = byEngine(p, [example])
      moved.forEach((value, i) => expect(value).toBeCloseTo(p[i]! - 0.5 * gradient[i]!, 12))
    }
  })

  test('with two neurons swapped is another list of numbers and the same function', () => {
    const p = random(3)
    const twin = swapped(p, 0, 2)
    expect([...twin]).not.toEqual([...p])
    expect(lossOf(twin)).toBeCloseTo(lossOf(p), 13)
  })
})

describe('a search', () => {
  test('costs four passes for each candidate, and one forward and one backward pass for each step of SGD', () => {
    for (const method of METHODS)
      expect(searchOf(method, 1, 2, 1).cost).toEqual(
        method === 'sgd' ? { forward: 1, backward: 1 } : { forward: 4, backward: 0 },
      )
  })

  test('without gradients never holds anything worse than before', () => {
    for (const method of ['random', 'climb', 'genetic'] as const) {
      const losses = run(method, INITIAL).marks.map(({ loss }) => loss)
      for (let i = 1; i < losses.length; i++) expect(losses[i]!).toBeLessThanOrEqual(losses[i - 1]!)
    }
  })

  test('of SGD makes the very steps of gradient descent on one shuffled example after the other', () => {
    const search = searchOf('sgd', 4, 2, 0.3)
    const before = search.held.slice()
    for (let move = 0; move < 4; move++) search.move()
    // Each example once in the first four moves: the order that leads there is one of 24.
    const orders = [0, 1, 2, 3].flatMap((a) =>
      [0, 1, 2, 3].flatMap((b) => [0, 1, 2, 3].flatMap((c) => [0, 1, 2, 3].map((d) => [a, b, c, d]))),
    )
    const reached = orders.filter((order) => {
      const p = before.slice()
      for (const example of order) {
        const { gradient } = byEngine(p, [example])
        for (let i = 0; i < p.length; i++) p[i]! -= 0.3 * gradient[i]!
      }
      return p.every((value, i) => Math.abs(value - search.held[i]!) < 1e-10)
    })
    expect(reached).toHaveLength(1)
    expect(new Set(reached[0]).size).toBe(4)
  })

  test('with an evolving population gets better over generations than its first generation', () => {
    const { marks } = run('genetic', INITIAL)
    expect(marks.at(-1)!.loss).toBeLessThan(lossAt({ marks, solvedAt: null, right: 0 }, 24 * 4) / 2)
  })
})

test('a race is the same whenever it is run, and another from another seed', () => {
  expect(race(INITIAL)).toEqual(race(INITIAL))
  expect(run('climb', { ...INITIAL, seed: 2 })).not.toEqual(run('climb', INITIAL))
})

test('passes are counted to the budget, and a dearer backward pass delays SGD in proportion', () => {
  expect(NOTED[0]).toBe(4)
  expect(NOTED.at(-1)).toBe(BUDGET)
  const at = (backward: number) => run('sgd', { ...INITIAL, backward }).solvedAt!
  expect(at(2)).toBe(3 * at(0))
  expect(at(3)).toBe(4 * at(0))
  for (const method of METHODS) expect(run(method, INITIAL).marks.map(({ passes }) => passes)).toEqual(NOTED)
})

test('solved means a loss at most as low as said, and not before', () => {
  const solvedAt = run('climb', INITIAL).solvedAt!
  const search = searchOf('climb', INITIAL.seed, INITIAL.hidden, INITIAL.learningRate)
  for (let move = 1; move < solvedAt / 4; move++) search.move()
  expect(lossOf(search.held)).toBeGreaterThan(SOLVED)
  search.move()
  expect(lossOf(search.held)).toBeLessThanOrEqual(SOLVED)
})

test('the median counts misses as endless', () => {
  expect(medianPasses([4, null, 8])).toBe(8)
  expect(medianPasses([4, null, 8, 12])).toBe(10)
  expect(medianPasses([4, null, null])).toBe(null)
})

test('what the lesson says: SGD leads at the first seed; a child of twins is worse than both', () => {
  const { sgd, climb, genetic, random: blind } = race(INITIAL)
  expect(sgd.solvedAt!).toBeLessThan(climb.solvedAt!)
  expect(climb.solvedAt!).toBeLessThan(genetic.solvedAt!)
  expect(genetic.solvedAt!).toBeLessThan(blind.solvedAt!)
  const { parent, twin, child } = conventions(INITIAL)
  expect(twin).toBeCloseTo(parent, 12)
  expect(child).toBeGreaterThan(100 * parent)
})

test('a link brings back the settings it was made of; nonsense changes nothing', () => {
  const settings = { seed: 12, hidden: 8, learningRate: 0.3, backward: 0 }
  expect(fromLink(toLink(settings), INITIAL)).toEqual(settings)
  expect(fromLink({ seed: 'x', hidden: '5', rate: '1e999', backward: '-1' }, INITIAL)).toEqual(INITIAL)
})
