import { add, matmul, mean, mul, rand, softplus, square, sub, tensor, transpose, type Rng, type Tensor } from '../engine/index.ts'

export type LayerConfig = { type: 'Linear'; inFeatures: number; outFeatures: number; bias: boolean }
export type LossName = 'bceWithLogitsLoss' | 'mseLoss'
export interface Model {
  parameters: Tensor[]
  names: string[]
  forward: (x: Tensor) => Tensor
}
export function createModel(layers: readonly LayerConfig[], random: Rng): Model {
  const parameters: Tensor[] = []
  const names: string[] = []
  for (const [i, l] of layers.entries()) {
    const w = mul(sub(rand([l.outFeatures, l.inFeatures], { rng: random }), 0.5), 0.5)
    parameters.push(tensor(w.data as Float64Array, { shape: w.shape, requiresGrad: true }))
    names.push(`${i}.weight`)
    if (l.bias) {
      parameters.push(tensor([0], { requiresGrad: true }))
      names.push(`${i}.bias`)
    }
  }
  return { parameters, names, forward: (x) => (parameters[1] ? add(matmul(x, transpose(parameters[0]!)), parameters[1]) : matmul(x, transpose(parameters[0]!))) }
}
export const lossOf = (name: LossName, output: Tensor, target: Tensor): Tensor =>
  name === 'mseLoss' ? mean(square(sub(output, target))) : mean(sub(softplus(output), mul(target, output)))
export const predictedRight = (name: LossName, output: Tensor, target: Tensor): number =>
  name === 'mseLoss' ? Number.NaN : output.data.reduce<number>((n, z, i) => n + Number(z > 0 === (target.data[i]! > 0)), 0) / output.numel
