import { constants } from '../figure/cells.ts'
import { DEFAULTS, SPECIES, type Settings } from './model.ts'

type TrainingState = Settings & { step: number }

/** As its page shows the figure. */
export const example: TrainingState = { ...DEFAULTS, step: 0 }
export const data = 'irises'

/** The training of one neuron on two species of irises, all flowers in every step. */
export const code = ({ pair, hasBias, learningRate, seed, step }: TrainingState): string =>
  `import { bceWithLogitsLoss, Linear, rng, SGD, tensor } from 'chainrule'

${constants({ species: SPECIES[pair], learningRate, seed, steps: step })}
const chosen = irises.filter(([, , kind]) => species.includes(kind))
const petals = tensor(chosen.map(([length, width]) => [length, width])) // (N, 2)
const targets = tensor(chosen.map(([, , kind]) => [species.indexOf(kind)])) // (N, 1)

const neuron = new Linear(2, 1, { bias: ${hasBias}, dtype: 'float64', rng: rng(seed).stream('weights') })
const sgd = new SGD(neuron.parameters(), { learningRate })
const losses = []
for (let step = 0; step <= steps; step++) {
  sgd.zeroGrad()
  const loss = bceWithLogitsLoss(neuron.forward(petals), targets)
  losses.push(loss.item())
  if (step === steps) break
  loss.backward()
  sgd.step()
}
const right = [...neuron.forward(petals).data].filter((z, n) => (z > 0 ? 1 : 0) === targets.data[n]).length
console.log('loss', losses.at(-1), 'right', right, 'of', chosen.length)
console.log('weights', neuron.weight.toArray()${hasBias ? ", 'bias', neuron.bias.toArray()" : ''})
Plot.plot({ marks: [Plot.line(losses.map((loss, step) => [step, loss])), Plot.ruleY([0])] })`
