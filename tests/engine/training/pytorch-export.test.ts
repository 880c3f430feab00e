import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  Linear,
  Module,
  ReLU,
  type Tensor,
  WeightedPool2d,
  exportPytorch,
  loadPytorchState,
  modelConfig,
  noGrad,
  pytorchStateDict,
  sequential,
} from '../../../src/engine/index.ts'
import { exportCases } from './exportModels.ts'
import { largestError, readCases } from './fixture.ts'

interface ExecutedCase {
  name: string
  sha256: string
  outputs: { shape: number[]; data: number[] }[]
}

const executed = readCases<ExecutedCase>('exports')

describe('exports to PyTorch, executed there', () => {
  test.each(exportCases().map((one) => [one.name, one] as const))('%s', (name, { model, inputs }) => {
    const { sha256, outputs } = executed.find((one) => one.name === name)!
    const source = exportPytorch(model)
    // The text that was run is the text of today; record again when it is meant to change.
    expect(createHash('sha256').update(source).digest('hex')).toBe(sha256)
    const own = noGrad(() => [model.forward(...inputs)].flat()) as Tensor[]
    expect(own.map((output) => output.shape)).toEqual(outputs.map((output) => output.shape))
    own.forEach((output, i) => expect(largestError(output.data, outputs[i]!.data)).toBeLessThan(1e-8))
  })

  test('every recorded case is still exported', () => {
    expect(executed.map(({ name }) => name)).toEqual(exportCases().map(({ name }) => name))
  })
})

describe('exportPytorch', () => {
  test('the source of a chain reads like one', () => {
    const model = sequential([new Linear(2, 3, { dtype: 'float32' }), new ReLU()])
    expect(exportPytorch(model)).toBe(
      'import torch\nfrom torch import nn\n\nmodel = nn.Sequential(\n    nn.Linear(2, 3),\n    nn.ReLU(),\n)\n',
    )
  })

  test('a graph becomes a class', () => {
    const { model } = exportCases().find(({ name }) => name === 'two inputs, two outputs')!
    expect(exportPytorch(model, { className: 'TwoHeads' })).toMatchInlineSnapshot(`
      "import torch
      from torch import nn


      class TwoHeads(nn.Module):
          def __init__(self):
              super().__init__()
              self.conv2d_1 = nn.Conv2d(1, 2, 3)
              self.relu_1 = nn.ReLU()
              self.features = nn.Flatten()
              self.linear_1 = nn.Linear(35, 4)
              self.tanh_1 = nn.Tanh()
              self.kind = nn.Linear(4, 3)
              self.size = nn.Linear(4, 1)

          def forward(self, image, extra):
              conv2d_1 = self.conv2d_1(image)
              relu_1 = self.relu_1(conv2d_1)
              features = self.features(relu_1)
              joined = torch.cat((features, extra), 1)
              linear_1 = self.linear_1(joined)
              tanh_1 = self.tanh_1(linear_1)
              kind = self.kind(tanh_1)
              size = self.size(tanh_1)
              return [kind, size]


      model = TwoHeads()
      model = model.double()
      "
    `)
  })

  test('plain data is enough', () => {
    const { model } = exportCases().find(({ name }) => name === 'cnn')!
    const config = JSON.parse(JSON.stringify(modelConfig(model))) as ReturnType<typeof modelConfig>
    expect(exportPytorch(config)).toBe(exportPytorch(model))
  })

  test("weights travel under PyTorch's names, there and back", () => {
    const model = sequential([new Linear(2, 3, { seed: 4 }), new ReLU()])
    const copy = sequential([new Linear(2, 3), new ReLU()])
    loadPytorchState(copy, pytorchStateDict(model))
    expect(copy.stateDict()).toEqual(model.stateDict())
  })

  test('what PyTorch cannot do or what is not data is refused', () => {
    expect(() => exportPytorch(sequential([new WeightedPool2d(2)]))).toThrow(/no layer like WeightedPool2d/)
    class Own extends Module {
      forward(x: Tensor) {
        return x
      }
    }
    expect(() => exportPytorch(new Own())).toThrow(/forward is code/)
  })
})
