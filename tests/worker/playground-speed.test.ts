import { expect, test } from 'vitest'
import { DEFAULTS, pointsOf, specOf, splitOf } from '../../components/playground/model.ts'
import { PlaySession } from '../../src/worker/playground/session.ts'

// The way most toys compute: an object for every neuron and every link, each sample through them one by one. It stands
// here for TensorFlow Playground, whose engine is built so, with its loss: squared error on −1 and 1. Written anew and
// leaner, so it is a harder measure than the original.

interface Link {
  from: Neuron
  weight: number
  slope: number
}
interface Neuron {
  links: Link[]
  bias: number
  biasSlope: number
  output: number
  delta: number
}

const neuron = (before: readonly Neuron[]): Neuron => ({
  links: before.map((from) => ({ from, weight: Math.random() - 0.5, slope: 0 })),
  bias: 0.1,
  biasSlope: 0,
  output: 0,
  delta: 0,
})

class ObjectNet {
  readonly layers: Neuron[][] = []
  constructor(sizes: readonly number[]) {
    for (const size of sizes)
      this.layers.push(Array.from({ length: size }, () => neuron(this.layers.at(-1) ?? [])))
  }
  learn(features: Float32Array, target: Float32Array, from: number, count: number): void {
    for (let n = from; n < from + count; n++) {
      this.layers[0]!.forEach((input, i) => (input.output = features[2 * n + i]!))
      this.layers.slice(1).forEach((layer) => {
        for (const one of layer) {
          const z = one.links.reduce(
            (sum, { from: source, weight }) => sum + weight * source.output,
            one.bias,
          )
          one.output = Math.tanh(z)
          one.delta = 0
        }
      })
      const last = this.layers.at(-1)![0]!
      last.delta = last.output - (2 * target[n]! - 1)
      for (let l = this.layers.length - 1; l > 0; l--) {
        for (const one of this.layers[l]!) {
          const slope = one.delta * (1 - one.output * one.output)
          one.biasSlope += slope
          for (const link of one.links) {
            link.slope += slope * link.from.output
            link.from.delta += slope * link.weight
          }
        }
      }
    }
    for (const layer of this.layers) {
      for (const one of layer) {
        one.bias -= (0.03 * one.biasSlope) / count
        one.biasSlope = 0
        for (const link of one.links) {
          link.weight -= (0.03 * link.slope) / count
          link.slope = 0
        }
      }
    }
  }
}

/** Samples per second of some epochs. */
function rate(epochs: number, work: () => void): number {
  const begun = performance.now()
  work()
  return (epochs * 250 * 1000) / (performance.now() - begun)
}

const LOSSES = ['squared', 'crossEntropy'] as const

test.each(LOSSES)('2-4-2-1 in batches of 10, %s: many times the samples of a net of objects', (loss) => {
  const state = { ...DEFAULTS, loss, init: 'playground' as const }
  const points = pointsOf(state)
  const spec = specOf(state, points, splitOf(points.target.length, 50, 1))
  const session = new PlaySession(spec)
  const net = new ObjectNet([2, 4, 2, 1])
  const objects = (epochs: number) => () => {
    for (let epoch = 0; epoch < epochs; epoch++)
      for (let from = 0; from < 250; from += 10) net.learn(spec.train.features, spec.train.target, from, 10)
  }
  const ours = (epochs: number) => () => session.advance(session.stepsOf('epoch', epochs))
  objects(100)()
  ours(1000)()
  const ratios = Array.from({ length: 9 }, () => rate(1000, ours(1000)) / rate(100, objects(100)))
  const median = ratios.toSorted((a, b) => a - b)[4]!
  console.log(
    `${loss}: a net of objects × ${median.toFixed(1)}; ${(rate(2000, ours(2000)) / 1e6).toFixed(1)} million samples a second now`,
  )
  // Measured 8 to 9, busy machine or not; a fifth of the goal of ten is the least that must hold.
  expect(median).toBeGreaterThan(2)
})
