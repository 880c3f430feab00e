import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  FormatError,
  Linear,
  Model,
  ReLU,
  type Tensor,
  loadModel,
  modelConfig,
  readSafetensors,
  saveModel,
  sequential,
  tensor,
  writeSafetensors,
} from '../../../src/engine/index.ts'
import { exportCases, outputsOf } from './exportModels.ts'

describe('saveModel and loadModel', () => {
  test.each(exportCases().map((one) => [one.name, one] as const))(
    '%s: same outputs to the last bit',
    (_name, { model, inputs }) => {
      const copy = loadModel(saveModel(model))
      expect(modelConfig(copy)).toEqual(modelConfig(model))
      expect(copy.stateDict()).toEqual(model.stateDict())
      expect(outputsOf(copy.eval(), inputs)).toEqual(outputsOf(model, inputs))
    },
  )

  const bytes = saveModel(sequential([new Linear(2, 3, { seed: 1 }), new ReLU()]))
  const { tensors, metadata } = readSafetensors(bytes)
  const altered = (change: (text: string) => string, state: Record<string, Tensor> = tensors) =>
    writeSafetensors(state, { 'chainrule.model': change(metadata['chainrule.model']!) })
  const same = (text: string) => text

  const refused: [string, Uint8Array, RegExp][] = [
    ['no architecture', writeSafetensors(tensors), /2 tensors but no architecture/],
    ['not safetensors', new TextEncoder().encode('PK\u0003\u0004 a zip file'), /^safetensors: /],
    ['no JSON', altered(() => '{'), /loadModel: .*JSON/],
    ['null', altered(() => 'null'), /^loadModel: /],
    [
      'newer version',
      altered((text) => text.replace('"version":1', '"version":2')),
      /version 2 is not known/,
    ],
    ['unknown layer', altered((text) => text.replace('ReLU', 'ReLV')), /no layer type 'ReLV'/],
    ['unknown option', altered((text) => text.replace('"bias"', '"bios"')), /no option 'bios'/],
    [
      'impossible size',
      altered((text) => text.replace('"outFeatures":3', '"outFeatures":-3')),
      /outFeatures is -3/,
    ],
    [
      'other size',
      altered((text) => text.replace('"outFeatures":3', '"outFeatures":4')),
      /wrong shape: 0\.weight/,
    ],
    ['weights missing', altered(same, { '0.weight': tensors['0.weight']! }), /missing: 0\.bias/],
    ['weights unexpected', altered(same, { ...tensors, more: tensor([1]) }), /unexpected: more/],
  ]
  test.each(refused)('refuses: %s', (_name, file, why) => {
    expect(() => loadModel(file)).toThrow(FormatError)
    expect(() => loadModel(file)).toThrow(why)
  })

  test('any damaged byte of a file gives a FormatError or a model, nothing else', () => {
    expect(() =>
      fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.nat(255), (position, value) => {
          const damaged = bytes.slice()
          damaged[position] = value
          try {
            loadModel(damaged)
          } catch (error) {
            return error instanceof FormatError
          }
          return true
        }),
        { numRuns: 3000 },
      ),
    ).not.toThrow()
  })

  test('a subclassed model is code; only its weights can be saved', () => {
    class Own extends Model {
      layer = new Linear(1, 1)
      forward(x: Tensor) {
        return this.layer.forward(x)
      }
    }
    const own = new Own()
    expect(() => saveModel(own)).toThrow(/own code.*writeSafetensors/)
    expect(readSafetensors(writeSafetensors(own.stateDict())).tensors).toEqual(own.stateDict())
  })
})
