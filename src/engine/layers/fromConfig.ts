import type { Rng } from '../random/rng.ts'
import {
  ELU,
  GELU,
  Hardtanh,
  Identity,
  LeakyReLU,
  LogSigmoid,
  LogSoftmax,
  ReLU,
  Sigmoid,
  SiLU,
  Softmax,
  Softplus,
  Softsign,
  Tanh,
} from './activations.ts'
import { MultiHeadAttention, TransformerBlock } from './attention.ts'
import { Conv1d, Conv2d } from './conv.ts'
import { ConvTranspose1d, ConvTranspose2d } from './convTranspose.ts'
import { Dropout, Dropout2d } from './dropout.ts'
import type { Layer, LayerConfig } from './layer.ts'
import { Embedding, Linear } from './linear.ts'
import { BatchNorm1d, BatchNorm2d, GroupNorm, InstanceNorm2d, LayerNorm } from './norm.ts'
import {
  AdaptiveAvgPool2d,
  AvgPool2d,
  GlobalAvgPool2d,
  GlobalMaxPool2d,
  L2Pool2d,
  MaxPool2d,
  MinPool2d,
  WeightedPool2d,
} from './pooling.ts'
import { GRU, LSTM, RNN } from './recurrent.ts'
import { Add, Concatenate, Flatten, Residual, Sequential, Unflatten } from './structure.ts'

/** Options as read from JSON: the constructors check them. */
type Raw = Record<string, never>
type Make = (options: Raw, rng: Rng | undefined) => Layer

const withRng = (options: object, rng: Rng | undefined): Raw => ({ ...options, ...(rng && { rng }) }) as Raw

/** How to make each type of layer again from its options. */
const makers: Readonly<Record<string, Make>> = {
  AdaptiveAvgPool2d: ({ outputSize }) => new AdaptiveAvgPool2d(outputSize!),
  Add: () => new Add(),
  AvgPool2d: ({ kernelSize, ...options }) => new AvgPool2d(kernelSize!, options),
  BatchNorm1d: ({ numFeatures, ...options }) => new BatchNorm1d(numFeatures!, options),
  BatchNorm2d: ({ numFeatures, ...options }) => new BatchNorm2d(numFeatures!, options),
  Concatenate: ({ axis }) => new Concatenate(axis),
  Conv1d: ({ inChannels, outChannels, kernelSize, ...options }, rng) =>
    new Conv1d(inChannels!, outChannels!, kernelSize!, withRng(options, rng)),
  Conv2d: ({ inChannels, outChannels, kernelSize, ...options }, rng) =>
    new Conv2d(inChannels!, outChannels!, kernelSize!, withRng(options, rng)),
  ConvTranspose1d: ({ inChannels, outChannels, kernelSize, ...options }, rng) =>
    new ConvTranspose1d(inChannels!, outChannels!, kernelSize!, withRng(options, rng)),
  ConvTranspose2d: ({ inChannels, outChannels, kernelSize, ...options }, rng) =>
    new ConvTranspose2d(inChannels!, outChannels!, kernelSize!, withRng(options, rng)),
  Dropout: ({ p, ...options }, rng) => new Dropout(p, withRng(options, rng)),
  Dropout2d: ({ p, ...options }, rng) => new Dropout2d(p, withRng(options, rng)),
  ELU: ({ alpha }) => new ELU(alpha),
  Embedding: ({ numEmbeddings, embeddingDim, ...options }, rng) =>
    new Embedding(numEmbeddings!, embeddingDim!, withRng(options, rng)),
  Flatten: ({ startAxis, endAxis }) => new Flatten(startAxis, endAxis),
  GELU: (options) => new GELU(options),
  GlobalAvgPool2d: (options) => new GlobalAvgPool2d(options),
  GlobalMaxPool2d: (options) => new GlobalMaxPool2d(options),
  GroupNorm: ({ numGroups, numChannels, ...options }) => new GroupNorm(numGroups!, numChannels!, options),
  GRU: ({ inputSize, hiddenSize, ...options }, rng) =>
    new GRU(inputSize!, hiddenSize!, withRng(options, rng)),
  Hardtanh: ({ minVal, maxVal }) => new Hardtanh(minVal, maxVal),
  Identity: () => new Identity(),
  InstanceNorm2d: ({ numFeatures, ...options }) => new InstanceNorm2d(numFeatures!, options),
  L2Pool2d: ({ kernelSize, ...options }) => new L2Pool2d(kernelSize!, options),
  LayerNorm: ({ normalizedShape, ...options }) => new LayerNorm(normalizedShape!, options),
  LeakyReLU: ({ negativeSlope }) => new LeakyReLU(negativeSlope),
  Linear: ({ inFeatures, outFeatures, ...options }, rng) =>
    new Linear(inFeatures!, outFeatures!, withRng(options, rng)),
  LogSigmoid: () => new LogSigmoid(),
  LogSoftmax: ({ axis }) => new LogSoftmax(axis),
  LSTM: ({ inputSize, hiddenSize, ...options }, rng) =>
    new LSTM(inputSize!, hiddenSize!, withRng(options, rng)),
  MaxPool2d: ({ kernelSize, ...options }) => new MaxPool2d(kernelSize!, options),
  MinPool2d: ({ kernelSize, ...options }) => new MinPool2d(kernelSize!, options),
  MultiHeadAttention: ({ embedDim, nHead, ...options }, rng) =>
    new MultiHeadAttention(embedDim!, nHead!, withRng(options, rng)),
  ReLU: () => new ReLU(),
  Residual: ({ body, shortcut }, rng) =>
    new Residual(layerFromConfig(body!, rng), shortcut ? layerFromConfig(shortcut, rng) : null),
  RNN: ({ inputSize, hiddenSize, ...options }, rng) =>
    new RNN(inputSize!, hiddenSize!, withRng(options, rng)),
  Sequential: ({ layers }, rng) =>
    new Sequential(...(layers as unknown as LayerConfig[]).map((layer) => layerFromConfig(layer, rng))),
  Sigmoid: () => new Sigmoid(),
  SiLU: () => new SiLU(),
  Softmax: ({ axis }) => new Softmax(axis),
  Softplus: () => new Softplus(),
  Softsign: () => new Softsign(),
  Tanh: () => new Tanh(),
  TransformerBlock: ({ dModel, nHead, ...options }, rng) =>
    new TransformerBlock(dModel!, nHead!, withRng(options, rng)),
  Unflatten: ({ axis, sizes }) => new Unflatten(axis!, sizes!),
  WeightedPool2d: ({ kernelSize, ...options }) => new WeightedPool2d(kernelSize!, options),
}

/**
 * Makes a layer from its `config()`, with new first weights from `rng` (default: seed 0 for each layer). Load the old
 * ones with `loadStateDict`.
 *
 * @throws RangeError for an unknown type or an option that the type does not have; what the constructor throws.
 *
 * @example
 * const config = new Sequential(new Linear(2, 3, { seed: 1 }), new Tanh()).config()
 * layerFromConfig(config, rng(7)).outputShape([5, 2])
 * // → [5, 3]
 */
export function layerFromConfig(config: LayerConfig, rng?: Rng): Layer {
  const { type, ...options } = config
  const make = Object.hasOwn(makers, type) ? makers[type] : undefined
  if (make === undefined) {
    throw new RangeError(
      `layerFromConfig: there is no layer type '${type}'. Known: ${Object.keys(makers).join(', ')}.`,
    )
  }
  const layer = make(options as Raw, rng)
  const known = Object.keys(layer.config())
  const unknown = Object.keys(options).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new RangeError(
      `layerFromConfig: ${type} has no option '${unknown}'. Known: ${known.slice(1).join(', ')}.`,
    )
  }
  return layer
}
