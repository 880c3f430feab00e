import type { Module } from '../layers/module.ts'
import { type ModelConfig, modelConfig, modelFromConfig } from '../model/config.ts'
import type { FunctionalModel } from '../model/functional.ts'
import type { SequentialModel } from '../model/sequential.ts'
import { FormatError } from './formatError.ts'
import { readSafetensors, writeSafetensors } from './safetensors.ts'

const KEY = 'chainrule.model'

/**
 * A model as one file: its parameters and buffers in safetensors, which any reader of that format opens, and its
 * architecture as JSON in the header.
 *
 * @throws TypeError for a subclassed model, whose architecture is code (save its `stateDict()` with writeSafetensors).
 *
 * @example
 * const model = sequential([new Linear(2, 1, { seed: 5 })])
 * const copy = loadModel(saveModel(model))
 * copy.layers[0].weight.toArray()[0][1] === model.layers[0].weight.toArray()[0][1]
 * // → true
 */
export function saveModel(model: Module<unknown>): Uint8Array {
  return writeSafetensors(model.stateDict(), {
    [KEY]: JSON.stringify({ version: 1, model: modelConfig(model) }),
  })
}

/**
 * The model in the bytes that `saveModel` wrote.
 *
 * @throws FormatError saying what is wrong: no safetensors file, no architecture in it, a newer version, layers or
 * options that do not exist, weights missing, unexpected or of another shape.
 *
 * @example
 * let message = ''
 * try {
 *   loadModel(writeSafetensors({ w: tensor([1]) }))
 * } catch (error) {
 *   message = error.message
 * }
 * message
 * // → 'loadModel: the file holds 1 tensors but no architecture. Make the model and use loadStateDict.'
 */
export function loadModel(bytes: Uint8Array): SequentialModel | FunctionalModel {
  const { tensors, metadata } = readSafetensors(bytes)
  const text = Object.hasOwn(metadata, KEY) ? metadata[KEY] : undefined
  if (text === undefined) {
    const count = Object.keys(tensors).length
    throw new FormatError(
      `loadModel: the file holds ${count} tensors but no architecture. Make the model and use loadStateDict.`,
    )
  }
  try {
    const { version, model: config } = JSON.parse(text) as { version?: unknown; model: ModelConfig }
    if (version !== 1) throw new RangeError(`version ${String(version)} is not known, only 1`)
    const model = modelFromConfig(config)
    model.loadStateDict(tensors)
    return model
  } catch (error) {
    throw new FormatError(`loadModel: ${(error as Error).message}`, { cause: error })
  }
}
