import type { BatchNorm1d, GroupNorm, LayerNorm } from '../../layers/norm.ts'
import type { Conv2d } from '../../layers/conv.ts'
import type { Dropout, Dropout2d } from '../../layers/dropout.ts'
import type { Layer } from '../../layers/layer.ts'
import type { Embedding, Linear } from '../../layers/linear.ts'
import type { MultiHeadAttention } from '../../layers/attention.ts'
import type { LSTM } from '../../layers/recurrent.ts'
import type { Softmax } from '../../layers/activations.ts'
import type { Concatenate } from '../../layers/structure.ts'
import type { Builder, Rule } from '../builder.ts'
import type { Value } from '../value.ts'
import { adaptivePoolRule } from './adaptivePool.ts'
import { attentionRule } from './attention.ts'
import { concatenateRule } from './concatenate.ts'
import { convRule } from './conv.ts'
import { dropout2dRule, dropoutRule } from './dropout.ts'
import { activationRule, addRule } from './elementwise.ts'
import { groupNormRule } from './groupNorm.ts'
import { embeddingRule, linearRule } from './linear.ts'
import { batchNormRule, layerNormRule, softmaxRule } from './norm.ts'
import { avgPoolRule, maxPoolRule } from './pool.ts'
import { recurrentRule } from './recurrent.ts'
import { reshapeRule } from './structure.ts'

/** Layers that compute nothing. */
export const PASSED: readonly string[] = ['Identity']

/** Layers with a rule of their own beside the activations; what is missing here runs eagerly. */
export function ruleOf(b: Builder, layer: Layer, name: string, inputs: readonly Value[], seed: number): Rule {
  switch (layer.type) {
    case 'Linear':
      return linearRule(b, layer as Linear, name, inputs)
    case 'Embedding':
      return embeddingRule(b, layer as Embedding, name, inputs)
    case 'Conv1d':
    case 'Conv2d':
      return convRule(b, layer as Conv2d, name, inputs)
    case 'MaxPool2d':
    case 'MinPool2d':
    case 'GlobalMaxPool2d':
      return maxPoolRule(b, layer, name, inputs)
    case 'AvgPool2d':
    case 'GlobalAvgPool2d':
      return avgPoolRule(b, layer, name, inputs)
    case 'AdaptiveAvgPool2d':
      return adaptivePoolRule(b, layer, name, inputs)
    case 'Flatten':
    case 'Unflatten':
      return reshapeRule(b, layer, name, inputs)
    case 'Dropout':
      return dropoutRule(b, layer as Dropout, name, inputs, seed)
    case 'Dropout2d':
      return dropout2dRule(b, layer as Dropout2d, name, inputs, seed)
    case 'Concatenate':
      return concatenateRule(b, layer as Concatenate, name, inputs)
    case 'Add':
      return addRule(b, name, inputs)
    case 'BatchNorm1d':
    case 'BatchNorm2d':
      return batchNormRule(b, layer as BatchNorm1d, name, inputs)
    case 'GroupNorm':
    case 'InstanceNorm2d':
      return groupNormRule(b, layer as GroupNorm, name, inputs)
    case 'LayerNorm':
      return layerNormRule(b, layer as LayerNorm, name, inputs)
    case 'RNN':
    case 'LSTM':
    case 'GRU':
      return recurrentRule(b, layer as LSTM, name, inputs)
    case 'MultiHeadAttention':
      return attentionRule(b, layer as MultiHeadAttention, name, inputs, seed)
    case 'Softmax':
    case 'LogSoftmax':
      return softmaxRule(b, layer as Softmax, name, inputs)
    case 'ReLU':
    case 'LeakyReLU':
    case 'ELU':
    case 'Sigmoid':
    case 'LogSigmoid':
    case 'Tanh':
    case 'Hardtanh':
    case 'GELU':
    case 'SiLU':
    case 'Softplus':
    case 'Softsign':
      return activationRule(b, layer, name, inputs)
    default:
      return b.refuse(`there is no compiled ${layer.type}`)
  }
}
