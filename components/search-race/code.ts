import { constants } from '../figure/cells.ts'
import { BUDGET, INITIAL, SETTINGS, SOLVED, type RaceSettings } from './model.ts'

/** As its page shows the figure. */
export const example: RaceSettings = INITIAL

/** Four searches for the weights of XOR, each with the same number of passes to spend. */
export const code = ({ seed, hidden, learningRate, backward }: RaceSettings): string =>
  `import { elementary, rng } from 'chainrule'

${constants({ seed, hidden, learningRate, backward, budget: BUDGET, solved: SOLVED })}
const examples = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]] // two inputs and the target
const count = 4 * hidden + 1 // of each hidden neuron two weights, bias and output weight; the output's bias

const logit = (p: number[], [x1, x2]: number[], activations = []) => {
  let z = p[count - 1]
  for (let k = 0; k < hidden; k++) {
    activations[k] = elementary.tanh(p[4 * k] * x1 + p[4 * k + 1] * x2 + p[4 * k + 2])
    z += p[4 * k + 3] * activations[k]
  }
  return z
}
const lossOf = (p: number[]) =>
  examples.reduce((total, example) => {
    const z = logit(p, example)
    return total + elementary.softplus(example[2] === 1 ? -z : z)
  }, 0) / examples.length

const normals = (random, std: number) => Array.from({ length: count }, () => random.normal(0, std))
const first = normals(rng(seed).stream('first'), ${SETTINGS.first})
const evaluation = examples.length // passes that a look at the loss costs

const searches = {
  random: (random) => {
    const search = { held: normals(random, ${SETTINGS.guess}), cost: evaluation, move: null }
    let best = Infinity
    search.move = () => {
      const guess = normals(random, ${SETTINGS.guess})
      const loss = lossOf(guess)
      if (loss < best) {
        best = loss
        search.held = guess
      }
    }
    return search
  },
  climb: (random) => {
    const search = { held: first, cost: evaluation, move: null }
    let best = lossOf(first)
    search.move = () => {
      const near = search.held.map((value) => value + random.normal(0, ${SETTINGS.nudge}))
      const loss = lossOf(near)
      if (loss < best) {
        best = loss
        search.held = near
      }
    }
    return search
  },
  genetic: (random) => {
    const search = { held: first, cost: evaluation, move: null }
    let parents = []
    let young = []
    const parent = () => {
      const drawn = Array.from({ length: ${SETTINGS.contestants} }, () => parents[random.integer(parents.length)])
      return drawn.reduce((a, b) => (b.loss < a.loss ? b : a)).genes
    }
    const child = () => {
      const mother = parent()
      const father = parent()
      return mother.map((gene, i) => {
        const inherited = random.bernoulli(0.5) ? gene : father[i]
        return random.bernoulli(${SETTINGS.mutationRate}) ? inherited + random.normal(0, ${SETTINGS.mutation}) : inherited
      })
    }
    search.move = () => {
      const isFirst = parents.length === 0
      const genes = !isFirst ? child() : young.length === 0 ? first : normals(random, ${SETTINGS.first})
      young.push({ genes, loss: lossOf(genes) })
      if (young.length >= (isFirst ? ${SETTINGS.population} : ${SETTINGS.population - SETTINGS.elite})) {
        parents = [...parents.slice(0, ${SETTINGS.elite}), ...young].sort((a, b) => a.loss - b.loss)
        young = []
        search.held = parents[0].genes
      }
    }
    return search
  },
  sgd: (random) => {
    const p = [...first]
    let order = []
    const move = () => {
      if (order.length === 0) order = random.permutation(examples.length)
      const example = examples[order.pop()]
      const a = []
      const delta = -learningRate * (elementary.sigmoid(logit(p, example, a)) - example[2])
      for (let k = 0; k < hidden; k++) {
        const back = delta * p[4 * k + 3] * (1 - a[k] * a[k])
        p[4 * k] += back * example[0]
        p[4 * k + 1] += back * example[1]
        p[4 * k + 2] += back
        p[4 * k + 3] += delta * a[k]
      }
      p[count - 1] += delta
    }
    return { held: p, cost: 1 + backward, move }
  },
}

const rows = Object.entries(searches).map(([method, begin]) => {
  const search = begin(rng(seed).stream(method))
  let passes = 0
  let solvedAt = null
  let seen = null
  while (passes + search.cost <= budget) {
    search.move()
    passes += search.cost
    const isNew = method === 'sgd' || search.held !== seen
    seen = search.held
    if (solvedAt === null && isNew && lossOf(search.held) <= solved) solvedAt = passes
  }
  return { method, solvedAt, loss: lossOf(search.held) }
})
table(rows)`
