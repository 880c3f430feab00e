import { linear, relu, sigmoid, tensor } from 'chainrule'
import { numberFromLink, type LinkState } from '../figure/state-link.ts'

/** One row of weights for each neuron, as PyTorch and this course keep them. */
export interface LayerNumbers {
  /** (outputs, inputs) */
  weight: readonly (readonly number[])[]
  /** (outputs) */
  bias: readonly number[]
}

/** A 2-3-2 network: ReLU in the hidden layer, sigmoid at the output. */
export interface BenchState {
  x: readonly number[]
  layers: readonly LayerNumbers[]
  /** The neuron looked at, counted from the first hidden one to the last output. */
  at: number
  /** Which of its numbers the slider moves: the weight of that input, or the bias after the last. */
  part: number
  /** Whether what comes after the neuron looked at is covered. */
  covered: boolean
}

export const LIMIT = 2
export const STEP = 0.1

export const START: BenchState = {
  x: [1, 0.5],
  layers: [
    {
      weight: [
        [0.8, -0.4],
        [-0.6, 0.5],
        [0.3, 0.9],
      ],
      bias: [0.1, 0.2, -0.5],
    },
    {
      weight: [
        [1, -0.7, 0.6],
        [-0.5, 0.9, 0.4],
      ],
      bias: [-0.3, 0.1],
    },
  ],
  at: 0,
  part: 0,
  covered: false,
}

export interface Pass {
  /** What the layer gets. */
  inputs: number[]
  /** Its sums. */
  z: number[]
  /** What it hands on. */
  a: number[]
}

/** The forward pass, layer by layer: z = W a + b, then the activation. */
export function passOf({ x, layers }: Pick<BenchState, 'x' | 'layers'>): Pass[] {
  let inputs = [...x]
  return layers.map(({ weight, bias }, i) => {
    const sums = linear(tensor([inputs]), tensor(weight.map((row) => [...row])), tensor([...bias])) // (1, outputs)
    const pass = { inputs, z: Array.from(sums.data), a: Array.from((i === 0 ? relu : sigmoid)(sums).data) }
    inputs = pass.a
    return pass
  })
}

export const NEURONS = START.layers.reduce((sum, { bias }) => sum + bias.length, 0)

/** Layer and row of a neuron counted through the network. */
export function placeOf(at: number): { layer: number; row: number } {
  const first = START.layers[0]!.bias.length
  return at < first ? { layer: 0, row: at } : { layer: 1, row: at - first }
}
export const indexOf = (layer: number, row: number): number =>
  layer === 0 ? row : START.layers[0]!.bias.length + row

/** Whether the value of a neuron may be seen. */
export const isShown = ({ covered, at }: BenchState, layer: number, row: number): boolean =>
  !covered || indexOf(layer, row) <= at

/** The number that the slider moves. */
export function partOf({ layers, at, part }: BenchState): number {
  const { layer, row } = placeOf(at)
  const { weight, bias } = layers[layer]!
  return part < weight[row]!.length ? weight[row]![part]! : bias[row]!
}

const tidy = (value: number): number => Math.round(value / STEP) / Math.round(1 / STEP)

/** The same network with the chosen number changed. */
export function withPart(state: BenchState, value: number): BenchState {
  const { layer, row } = placeOf(state.at)
  const put = (list: readonly number[], index: number) =>
    list.map((old, i) => (i === index ? tidy(value) : old))
  return {
    ...state,
    layers: state.layers.map((numbers, l) => {
      if (l !== layer) return numbers
      const inputs = numbers.weight[row]!.length
      return state.part < inputs
        ? { ...numbers, weight: numbers.weight.map((w, r) => (r === row ? put(w, state.part) : w)) }
        : { ...numbers, bias: put(numbers.bias, row) }
    }),
  }
}

export const withInput = (state: BenchState, index: number, value: number): BenchState => ({
  ...state,
  x: state.x.map((old, i) => (i === index ? tidy(value) : old)),
})

/** The next neuron; after the last, the first again. Its first weight comes under the slider. */
export const nextNeuron = (state: BenchState): BenchState => ({
  ...state,
  at: (state.at + 1) % NEURONS,
  part: 0,
})

const flat = (layers: readonly LayerNumbers[]): number[] =>
  layers.flatMap(({ weight, bias }) => [...weight.flat(), ...bias])

/** All numbers in the order of the layers, weights row by row and then biases. */
export const toLink = ({ x, layers, at, part, covered }: BenchState): LinkState => ({
  x: x.join(),
  n: flat(layers).join(),
  at: String(at),
  part: String(part),
  covered: covered ? 'yes' : 'no',
})

export function fromLink(link: LinkState, initial: BenchState): BenchState {
  const read = (text: string | undefined, fallback: readonly number[]): number[] => {
    const given = (text ?? '').split(',')
    return fallback.map((old, i) => tidy(numberFromLink(given[i], old, -LIMIT, LIMIT)))
  }
  const numbers = read(link['n'], flat(initial.layers))
  const take = (count: number) => numbers.splice(0, count)
  const layers = initial.layers.map(({ weight, bias }) => ({
    weight: weight.map((row) => take(row.length)),
    bias: take(bias.length),
  }))
  const at = Math.round(numberFromLink(link['at'], initial.at, 0, NEURONS - 1))
  const { layer, row } = placeOf(at)
  const inputs = layers[layer]!.weight[row]!.length
  return {
    x: read(link['x'], initial.x),
    layers,
    at,
    part: Math.round(numberFromLink(link['part'], initial.part, 0, inputs)),
    covered: link['covered'] === undefined ? initial.covered : link['covered'] === 'yes',
  }
}
