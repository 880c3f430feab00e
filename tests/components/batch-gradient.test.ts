import { expect, test } from 'vitest'
import { add, mseLoss, mul, tensor } from '../../src/engine/index.ts'
import { epochOrder } from '../../components/batch-gradient/draws.ts'
import {
  batchOfUpdate,
  bowlOf,
  COUNT,
  examplesOf,
  fromLink,
  gradientsAt,
  INITIAL,
  lossAt,
  meanOf,
  pathOf,
  shownAt,
  toLink,
  updatesPerEpoch,
  type BatchState,
} from '../../components/batch-gradient/model.ts'
import {
  covariance,
  ellipse,
  inverse,
  shareInside,
  spreadOfMean,
} from '../../components/batch-gradient/spread.ts'

const examples = examplesOf(1)
const at = INITIAL.start
const shownWith = (part: Partial<BatchState>) => shownAt(examples, at, { ...INITIAL, ...part })

/** The same loss by the engine's tensors, with its gradient by backward(). */
function byEngine(batch: readonly { x: number; y: number }[], [w, b]: readonly [number, number]) {
  const [weight, bias] = [tensor(w, { requiresGrad: true }), tensor(b, { requiresGrad: true })]
  const loss = mseLoss(
    add(mul(weight, tensor(batch.map(({ x }) => x))), bias),
    tensor(batch.map(({ y }) => y)),
  )
  loss.backward()
  return { loss: loss.item(), gradient: [weight.grad!.item(), bias.grad!.item()] }
}

test('each arrow, their mean and the loss are those of the engine', () => {
  const arrows = gradientsAt(examples, at)
  arrows.forEach((arrow, i) => {
    const { gradient } = byEngine([examples[i]!], at)
    expect(arrow[0]).toBeCloseTo(gradient[0]!, 10)
    expect(arrow[1]).toBeCloseTo(gradient[1]!, 10)
  })
  const all = byEngine(examples, at)
  expect(lossAt(examples, at)).toBeCloseTo(all.loss, 10)
  meanOf(arrows).forEach((value, k) => expect(value).toBeCloseTo(all.gradient[k]!, 10))
})

test('the drawn batch is the mean of the examples that it names, which are different ones', () => {
  for (const batchSize of [1, 7, 40]) {
    const { draws, batch, gradients } = shownWith({ batchSize, draws: 3 })
    expect(new Set(batch).size).toBe(batchSize)
    meanOf(batch.map((i) => gradients[i]!)).forEach((value, k) =>
      expect(draws.at(-1)![k]).toBeCloseTo(value, 10),
    )
  }
})

test('with replacement some batch repeats an example, and every example can come', () => {
  const repeats = Array.from({ length: 20 }, (_, i) => shownWith({ replacement: 'with', draws: i + 1 }).batch)
  expect(repeats.some((batch) => new Set(batch).size < batch.length)).toBe(true)
  expect(new Set(repeats.flat()).size).toBe(COUNT)
})

test('the mean of every possible pair scatters exactly as the formula says, with and without replacement', () => {
  const few = gradientsAt(examples, at).slice(0, 9)
  const center = meanOf(few)
  const spread = covariance(few, center)
  for (const replacement of ['with', 'without'] as const) {
    const pairs = few.flatMap((a, i) =>
      few.flatMap((b, j) => (i === j && replacement === 'without' ? [] : [meanOf([a, b])])),
    )
    const exact = covariance(pairs, center)
    spreadOfMean(spread, 2, few.length, replacement).forEach((value, k) =>
      expect(value).toBeCloseTo(exact[k]!, 10),
    )
  }
})

test('over 5000 draws the measured errors meet the formula within four percent, for small and large batches', () => {
  for (const replacement of ['with', 'without'] as const)
    for (const batchSize of [1, 4, 16, 36]) {
      const { measured, predicted } = shownWith({ batchSize, replacement, draws: 5000 })
      for (const k of [0, 2] as const) {
        const ratio = Math.sqrt(measured[k] / predicted[k])
        expect(Math.abs(ratio - 1), `${replacement} ${batchSize}`).toBeLessThan(0.04)
      }
    }
})

test('a batch of everything, drawn without replacement, has no error at all', () => {
  const { measured, predicted, draws, mean } = shownWith({ batchSize: COUNT, draws: 50 })
  for (const value of predicted) expect(Math.abs(value)).toBe(0)
  expect(Math.sqrt(measured[0] + measured[2])).toBeLessThan(1e-12)
  expect(shareInside(draws, predicted, 2, mean)).toBe(1)
})

test('the ellipse is where the formula says: two standard errors out in every direction', () => {
  const { predicted, mean, draws } = shownWith({ draws: 5000 })
  const [a, b, c] = inverse(predicted)
  for (const [x, y] of ellipse(predicted, 2, mean)) {
    const [u, v] = [x - mean[0], y - mean[1]]
    expect(a * u * u + 2 * b * u * v + c * v * v).toBeCloseTo(4, 8)
  }
  expect(Math.abs(shareInside(draws, predicted, 2, mean) - (1 - Math.exp(-2)))).toBeLessThan(0.02)
})

test('an epoch deals out every example once, the last batch with the rest', () => {
  for (const size of [1, 7, 16, 40]) {
    const updates = updatesPerEpoch(COUNT, size)
    for (const epoch of [0, 3]) {
      const batches = Array.from({ length: updates }, (_, i) => batchOfUpdate(5, epoch * updates + i, size))
      expect(batches.flat()).toEqual(epochOrder(5, epoch, COUNT))
      expect(batches.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: COUNT }, (_, i) => i))
      expect(batches.slice(0, -1).every((batch) => batch.length === size)).toBe(true)
    }
  }
  expect(batchOfUpdate(1, 2, 16)).toHaveLength(8)
  expect(epochOrder(5, 0, COUNT)).not.toEqual(epochOrder(5, 1, COUNT))
})

test('the path is plain w ← w − η · mean of the batch, and full batches reach the least loss', () => {
  let [w, b] = INITIAL.start
  for (let update = 0; update < 7; update++) {
    const batch = batchOfUpdate(INITIAL.seed, update, INITIAL.batchSize).map((i) => examples[i]!)
    const { gradient } = byEngine(batch, [w, b])
    w -= INITIAL.learningRate * gradient[0]!
    b -= INITIAL.learningRate * gradient[1]!
  }
  const end = pathOf(examples, { ...INITIAL, updates: 7 }).at(-1)!
  expect(end[0]).toBeCloseTo(w, 10)
  expect(end[1]).toBeCloseTo(b, 10)
  const { least } = bowlOf(examples)
  const settled = pathOf(examples, { ...INITIAL, batchSize: COUNT, learningRate: 0.3, updates: 200 }).at(-1)!
  settled.forEach((value, k) => expect(value).toBeCloseTo(least[k]!, 8))
})

test('the contours are levels of the loss', () => {
  const { least, hessian } = bowlOf(examples)
  const floor = lossAt(examples, least)
  for (const point of ellipse(inverse(hessian), Math.sqrt(2 * 0.8), least))
    expect(lossAt(examples, point) - floor).toBeCloseTo(0.8, 8)
})

test('what the lesson says: in one epoch many rough steps beat one exact step; later the noise keeps them up', () => {
  const lossAfter = (part: Partial<BatchState>) =>
    lossAt(examples, pathOf(examples, { ...INITIAL, ...part }).at(-1)!)
  expect(lossAfter({ batchSize: 1, updates: 40 })).toBeLessThan(lossAfter({ batchSize: 40, updates: 1 }) / 2)
  const late = (batchSize: number) =>
    meanOf(
      pathOf(examples, { ...INITIAL, batchSize, learningRate: 0.1, updates: 2000 })
        .slice(-1000)
        .map((point) => [lossAt(examples, point), 0]),
    )[0]
  expect(late(1)).toBeGreaterThan(late(16) * 1.1)
  expect(late(16)).toBeGreaterThan(late(40))
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  const state: BatchState = {
    start: [0.25, -1.5],
    batchSize: 7,
    replacement: 'with',
    learningRate: 0.1,
    draws: 501,
    updates: 12,
    seed: 9,
  }
  expect(fromLink(toLink(state), INITIAL)).toEqual(state)
  expect(fromLink({ w: 'x', size: 'NaN', replacement: 'maybe', rate: '7', draws: '1e999' }, INITIAL)).toEqual(
    INITIAL,
  )
  expect(fromLink({ size: '900', w: '-80' }, INITIAL)).toEqual({
    ...INITIAL,
    batchSize: COUNT,
    start: [-1, INITIAL.start[1]],
  })
})
