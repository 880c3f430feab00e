import { task } from '../dropout-race/code.ts'
import { constants } from '../figure/cells.ts'
import { RATES } from './ways.ts'
import { INITIAL, SETUP, type PenaltySettings } from './model.ts'

/** As its page shows the figure. */
export const example: PenaltySettings = INITIAL
export const data = 'digits'

/** One training of the network on few digits, given what makes an update. Names `follower` of the cell. */
export const trainer = `const trainedBy = (follower) => {
  const parameters = parametersOf()
  const [w1, b1, w2, b2] = parameters
  const follow = follower(parameters)
  for (const batch of batches()) {
    for (const parameter of parameters) parameter.zeroGrad()
    const x = inputsOf(batch.map((i) => training[i]))
    const logits = linear(relu(linear(x, w1, b1)), w2, b2)
    crossEntropyLoss(logits, tensor(batch.map((i) => given[i]))).backward()
    follow()
  }
  const answers = (examples: number[]) => noGrad(() => linear(relu(linear(inputsOf(examples), w1, b1)), w2, b2))
  return {
    train: shareRight(answers(training), given),
    test: shareRight(answers(testing), testing.map((n) => labels[n])),
    weights: [...w1.data, ...w2.data],
  }
}`

/** The network on few digits under three penalties and none; what is left of its weights. */
export const code = ({ l2, l1, seed }: PenaltySettings): string =>
  `import { crossEntropyLoss, linear, noGrad, relu, rng, SGD, tensor } from 'chainrule'

// One seed; the figure trains with some after it, too.
${constants({ seed, l2, l1, wrong: SETUP.wrong, learningRate: RATES.sgd })}
${task}
${trainer}
/** Plain descent; what else happens to the weights before and after each step. */
const descent = (weightDecay: number, before, after) => ([w1, b1, w2, b2]) => {
  const sgd = new SGD([{ params: [w1, w2], weightDecay }, { params: [b1, b2] }], { learningRate })
  return () => {
    before([w1, w2])
    sgd.step()
    after([w1, w2])
  }
}
const nothing = () => {}
const addSlope = (weights) => {
  for (const { data, grad } of weights) data.forEach((w, i) => { grad.data[i] += l1 * Math.sign(w) })
}
const shrink = (weights) => {
  const by = learningRate * l1
  for (const { data } of weights) data.forEach((w, i) => { data[i] = Math.abs(w) <= by ? 0 : w - by * Math.sign(w) })
}
const lanes = {
  none: descent(0, nothing, nothing),
  l2: descent(l2, nothing, nothing),
  l1: descent(0, nothing, shrink),
  'l1-slope': descent(0, addSlope, nothing),
}
const rows = Object.entries(lanes).map(([lane, follower]) => {
  const { train, test, weights } = trainedBy(follower)
  const zeros = weights.filter((w) => w === 0).length
  return { lane, train, test, zeros, largest: Math.max(...weights.map(Math.abs)) }
})
table(rows)`
