import { constants } from '../figure/cells.ts'
import { INITIAL, SETUP, type RaceSettings } from './model.ts'

/** As its page shows the figure. */
export const example: RaceSettings = INITIAL
export const data = 'digits'

const { hidden, pixels, classes, training, test, batch, epochs } = SETUP

/** What the races on few digits share: examples with some labels wrong on purpose, first weights, share of right answers. */
export const task = `const streams = rng(seed)
const order = streams.stream('data').permutation(labels.length)
const training = order.slice(0, ${training})
const testing = order.slice(${training}, ${training + test})
const mislabeled = streams.stream('labels')
const given = training.map((n) => {
  return mislabeled.uniform() < wrong ? (labels[n] + 1 + mislabeled.integer(${classes - 1})) % ${classes} : labels[n]
})
const weights = (random, out: number, inputs: number) => {
  const bound = Math.sqrt(3 / inputs)
  const values = Float64Array.from({ length: out * inputs }, () => random.uniform(-bound, bound))
  return tensor(values, { shape: [out, inputs], requiresGrad: true })
}
const biases = (out: number) => tensor(new Float64Array(out), { requiresGrad: true })
const parametersOf = () => {
  const random = rng(seed).stream('weights')
  return [weights(random, ${hidden}, ${pixels}), biases(${hidden}), weights(random, ${classes}, ${hidden}), biases(${classes})]
}
const inputsOf = (examples: number[]) => tensor(examples.map(pixelsOf)) // (N, ${pixels})
const shareRight = (logits, wanted: number[]) => {
  const rows = logits.toArray()
  return rows.filter((row, i) => row.indexOf(Math.max(...row)) === wanted[i]).length / wanted.length
}
const batches = () => {
  const shuffle = rng(seed).stream('order')
  return Array.from({ length: ${epochs} }, () => shuffle.permutation(${training})).flatMap((epoch) =>
    Array.from({ length: ${training / batch} }, (_, i) => epoch.slice(${batch} * i, ${batch} * (i + 1))),
  )
}
`

/** A network on few digits, some labels wrong on purpose: with dropout and other noise, and without. */
export const code = ({ p, wrong, seed }: RaceSettings): string =>
  `import { crossEntropyLoss, dropout, linear, noGrad, relu, rng, SGD, tensor } from 'chainrule'

// One seed; the figure trains with some after it, too.
${constants({ seed, p, wrong })}
${task}
const lanes = {
  none: { disturb: (x) => x, drop: 0 },
  hidden: { disturb: (x) => x, drop: p },
  inputs: { disturb: (x, chance) => dropout(x, ${SETUP.inputDrop}, { rng: chance }), drop: 0 },
  noise: { disturb: (x, chance) => x.add(tensor(x.data.map(() => chance.normal(0, ${SETUP.inputNoise})), { shape: x.shape })), drop: 0 },
}
const rows = Object.entries(lanes).map(([lane, { disturb, drop }]) => {
  const parameters = parametersOf()
  const [w1, b1, w2, b2] = parameters
  const sgd = new SGD(parameters, { learningRate: ${SETUP.learningRate}, momentum: ${SETUP.momentum} })
  const chance = rng(seed).stream('chance')
  for (const batch of batches()) {
    sgd.zeroGrad()
    const h = relu(linear(disturb(inputsOf(batch.map((i) => training[i])), chance), w1, b1))
    const logits = linear(drop > 0 ? dropout(h, drop, { rng: chance }) : h, w2, b2)
    crossEntropyLoss(logits, tensor(batch.map((i) => given[i]))).backward()
    sgd.step()
  }
  const answers = (examples: number[]) => noGrad(() => linear(relu(linear(inputsOf(examples), w1, b1)), w2, b2))
  return {
    lane,
    train: shareRight(answers(training), given),
    test: shareRight(answers(testing), testing.map((n) => labels[n])),
  }
})
table(rows)`
