import type { LoweredModel } from '../../model/lower.ts'
import type { Linear } from '../../layers/linear.ts'
import type { Builder, Stored } from '../builder.ts'
import type { Program, ProgramOptions } from '../program.ts'
import { padded } from '../value.ts'

export type TinyActivation = 'identity' | 'tanh' | 'sigmoid' | 'relu'

/** A dense layer with its activation. Addresses are bytes: weight i → o at weight + (i · pitch + o) · 4. */
export interface TinyLayer {
  readonly inputs: number
  readonly outputs: number
  readonly pitch: number
  readonly weight: number
  readonly bias: number
  /** Where the gradients go, if not straight into the weights. */
  readonly weightGrad: number
  readonly biasGrad: number
  readonly activation: TinyActivation
}

/** The losses that have code; those of logits are given to the network's last sums. */
export type TinyLoss = 'mse' | 'bceWithLogits' | 'crossEntropy'

/** The loss, if it has code: without class weights, smoothing and the like. */
function tinyLoss(loss: ProgramOptions['loss']): TinyLoss | null {
  const { type, ...options } = typeof loss === 'string' ? { type: loss } : loss
  const name = type.replace(/Loss$/, '')
  const isKnown = name === 'mse' || name === 'bceWithLogits' || name === 'crossEntropy'
  return isKnown && Object.values(options).every((value) => !value || value === 'mean') ? name : null
}

/** So many outputs, times four groups of them, can be multiplied without leaving the range of float32. */
const MOST_OUTPUTS = 24

/** As many parameters as are worth straight-line code. */
const MOST_PARAMETERS = 256

const ACTIVATIONS: Readonly<Record<string, TinyActivation>> = {
  Tanh: 'tanh',
  Sigmoid: 'sigmoid',
  ReLU: 'relu',
  Identity: 'identity',
}

/**
 * A network small enough for code of its own: dense layers and simple activations, everything trained. Null for all others.
 */
export function tinyNetwork(
  lowered: LoweredModel,
  options: ProgramOptions,
  { builder, input }: Program,
): { layers: TinyLayer[]; loss: TinyLoss } | null {
  const loss = tinyLoss(options.loss)
  if (loss === null || input.layout !== 'rows' || input.shape.length !== 1) return null
  const parameters = builder.stored.reduce((sum, { tensor }) => sum + tensor.numel, 0)
  if (parameters > MOST_PARAMETERS || builder.stored.some(({ grad }) => grad === null)) return null
  const layers: TinyLayer[] = []
  for (const [i, { layer, inputs, path }] of lowered.nodes.entries()) {
    if (inputs.length !== 1 || inputs[0] !== i) return null // not a chain
    const activation = ACTIVATIONS[layer.type]
    if (layer.type === 'Linear') layers.push(denseLayer(builder, layer as Linear, path))
    else if (activation === undefined || layers.length === 0 || layers.at(-1)!.activation !== 'identity')
      return null
    else layers.push({ ...layers.pop()!, activation })
  }
  const isFit = layers.every(({ bias }) => bias !== 0) && (layers.at(-1)?.outputs ?? Infinity) <= MOST_OUTPUTS
  return isFit ? { layers, loss } : null
}

function denseLayer({ stored }: Builder, layer: Linear, path: string): TinyLayer {
  const find = (name: string): Stored | undefined =>
    stored.find((other) => other.name === (path === '' ? name : `${path}.${name}`))
  const [weight, bias] = [find('weight')!, find('bias')]
  return {
    inputs: layer.inFeatures,
    outputs: layer.outFeatures,
    pitch: padded(layer.outFeatures),
    weight: weight.slot.at,
    bias: bias?.slot.at ?? 0,
    weightGrad: weight.grad!.at,
    biasGrad: bias?.grad?.at ?? 0,
    activation: 'identity',
  }
}
