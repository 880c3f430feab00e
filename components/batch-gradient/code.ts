import { constants } from '../figure/cells.ts'
import { COUNT, INITIAL, TRUTH, type BatchState } from './model.ts'

/** As its page shows the figure. */
export const example: BatchState = { ...INITIAL, batchSize: 5, draws: 20 }

const DRAWN = {
  with: 'const batch = Array.from({ length: batchSize }, () => random.integer(count))',
  without: `for (let i = 0; i < batchSize; i++) {
    const j = random.integer(i, count) // the first places of a Fisher–Yates shuffle
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
  const batch = order.slice(0, batchSize)`,
} as const

/** A line fitted by mini-batches, and how far the gradients of mini-batches stray from the full one. */
export const code = ({
  start,
  batchSize,
  replacement,
  learningRate,
  draws,
  updates,
  seed,
}: BatchState): string =>
  `import { linear, mseLoss, rng, SGD, tensor } from 'chainrule'

${constants({ seed, start, batchSize, learningRate, updates, draws })}
const count = ${COUNT}
const stream = rng(seed).stream('examples')
const examples = Array.from({ length: count }, () => {
  const x = stream.uniform(-2, 2)
  return { x, y: ${TRUTH.w} * x - ${-TRUTH.b} + stream.normal(0, ${TRUTH.noise}) }
})

const w = tensor([[start[0]]], { requiresGrad: true })
const b = tensor([start[1]], { requiresGrad: true })
const sgd = new SGD([w, b], { learningRate })
const backward = (batch: number[]) => {
  sgd.zeroGrad()
  const rows = batch.map((i) => examples[i])
  const cost = mseLoss(linear(rows.map(({ x }) => [x]), w, b), rows.map(({ y }) => [y]))
  cost.backward()
  return { cost: cost.item(), slopes: [w.grad.item(), b.grad.item()] }
}

// Every epoch passes over all examples in an order of its own.
const perEpoch = Math.ceil(count / batchSize)
for (let update = 0; update < updates; update++) {
  const epoch = rng(seed).stream('epochs').stream(String(Math.floor(update / perEpoch)))
  const at = (update % perEpoch) * batchSize
  backward(epoch.permutation(count).slice(at, at + batchSize))
  sgd.step()
}

const order = Array.from({ length: count }, (_, i) => i)
const full = backward(order)
console.log('w', w.item(), 'b', b.item(), 'cost', full.cost)
console.log('full gradient', full.slopes)

const each = order.map((i) => backward([i]).slopes)
const random = rng(seed).stream('draws')
const means = Array.from({ length: draws }, () => {
  ${DRAWN[replacement]}
  return [0, 1].map((k) => batch.reduce((total, i) => total + each[i][k], 0) / batchSize)
})
const spread = [0, 1].map((k) => means.reduce((total, mean) => total + (mean[k] - full.slopes[k]) ** 2, 0) / draws)
console.log('variance of the drawn gradients', spread)
Plot.plot({ marks: [Plot.dot(means), Plot.dot([full.slopes], { fill: 'currentColor', r: 5 })] })`
