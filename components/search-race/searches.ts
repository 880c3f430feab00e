import { rng, type Rng } from 'chainrule'
import { addGradient, EXAMPLES, lossOf, parameterCount } from './network.ts'

export const METHODS = ['random', 'climb', 'genetic', 'sgd'] as const
export type MethodName = (typeof METHODS)[number]

/** What each method is set to. Changing these changes the race: none of the four is at its best at once. */
export const SETTINGS = {
  /** Standard deviation of random search's guesses, and of the first weights of the others. */
  guess: 3,
  first: 1,
  /** Standard deviation of a step of hill climbing. */
  nudge: 0.5,
  /** Individuals, survivors of a generation, contestants for parenthood, and the mutation of each weight. */
  population: 24,
  elite: 4,
  contestants: 3,
  mutationRate: 0.3,
  mutation: 0.5,
} as const

/** One search: makes its next move. */
interface Search {
  /** The parameters it would hand over now. */
  readonly held: Float64Array
  /** Passes that a move takes. */
  readonly cost: { forward: number; backward: number }
  move: () => void
}

const normals = (stream: Rng, count: number, std: number): Float64Array =>
  Float64Array.from({ length: count }, () => stream.normal(0, std))

const EVALUATION = { forward: EXAMPLES.length, backward: 0 } as const

function randomSearch(stream: Rng, count: number): Search {
  const search = { held: normals(stream, count, SETTINGS.guess), cost: EVALUATION, move: () => {} }
  let best = Infinity
  search.move = () => {
    const guess = normals(stream, count, SETTINGS.guess)
    const loss = lossOf(guess)
    if (loss < best) [best, search.held] = [loss, guess]
  }
  return search
}

function hillClimbing(stream: Rng, first: Float64Array): Search {
  const search = { held: first, cost: EVALUATION, move: () => {} }
  let best = lossOf(first)
  search.move = () => {
    const near = search.held.map((value) => value + stream.normal(0, SETTINGS.nudge))
    const loss = lossOf(near)
    if (loss < best) [best, search.held] = [loss, near]
  }
  return search
}

interface Individual {
  genes: Float64Array
  loss: number
}

/** One move is one new individual; when there are enough of them, they and the elite are the next generation. */
function geneticAlgorithm(stream: Rng, first: Float64Array): Search {
  const { population, elite, contestants, mutationRate, mutation } = SETTINGS
  const born = (genes: Float64Array): Individual => ({ genes, loss: lossOf(genes) })
  let parents: Individual[] = []
  let young: Individual[] = []
  const search = { held: first, cost: EVALUATION, move: () => {} }
  const parent = () => {
    const drawn = Array.from({ length: contestants }, () => parents[stream.integer(parents.length)]!)
    return drawn.reduce((a, b) => (b.loss < a.loss ? b : a)).genes
  }
  const child = () => {
    const [mother, father] = [parent(), parent()]
    return mother.map((gene, i) => {
      const inherited = stream.bernoulli(0.5) ? gene : father[i]!
      return stream.bernoulli(mutationRate) ? inherited + stream.normal(0, mutation) : inherited
    })
  }
  search.move = () => {
    const isFirst = parents.length === 0
    const genes = !isFirst
      ? child()
      : young.length === 0
        ? first
        : normals(stream, first.length, SETTINGS.first)
    young.push(born(genes))
    if (young.length >= (isFirst ? population : population - elite)) {
      parents = [...parents.slice(0, elite), ...young].sort((a, b) => a.loss - b.loss)
      young = []
      search.held = parents[0]!.genes
    }
  }
  return search
}

function gradientDescent(stream: Rng, first: Float64Array, learningRate: number): Search {
  const held = first.slice()
  let order: number[] = []
  return {
    held,
    cost: { forward: 1, backward: 1 },
    move: () => {
      if (order.length === 0) order = stream.permutation(EXAMPLES.length)
      addGradient(held, order.pop()!, -learningRate)
    },
  }
}

/** A search from its seed. Hill climbing, the genetic algorithm and SGD begin at the same weights. */
export function searchOf(method: MethodName, seed: number, hidden: number, learningRate: number): Search {
  const count = parameterCount(hidden)
  const first = normals(rng(seed).stream('first'), count, SETTINGS.first)
  const stream = rng(seed).stream(method)
  if (method === 'random') return randomSearch(stream, count)
  if (method === 'climb') return hillClimbing(stream, first)
  if (method === 'genetic') return geneticAlgorithm(stream, first)
  return gradientDescent(stream, first, learningRate)
}
