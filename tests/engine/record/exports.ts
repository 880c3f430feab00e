// Prints every exported model with its weights and inputs, for training_exports.py, which runs them in PyTorch.
import { exportPytorch, pytorchStateDict, writeSafetensors } from '../../../src/engine/index.ts'
import { exportCases } from '../training/exportModels.ts'

const cases = exportCases().map(({ name, model, inputs }) => ({
  name,
  source: exportPytorch(model),
  weights: Buffer.from(writeSafetensors(pytorchStateDict(model))).toString('base64'),
  inputs: inputs.map(({ shape, data, dtype }) => ({ shape, data: [...data], dtype })),
}))
process.stdout.write(JSON.stringify(cases))
