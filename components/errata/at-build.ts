import {
  Adam,
  calculateGain,
  checkConv2dShape,
  checkPool2dShape,
  conv2d,
  sum,
  tensor,
  type Shape,
} from '../../src/engine/index.ts'

/** What the page of errata recomputes, by the engine wherever the engine has it. */

const BETAS = [0.9, 0.999] as const

/** How far Adam moves in step t at a gradient that stays the same, in learning rates; `multiply` is the published slip. */
export function adamStep(correction: 'divide' | 'multiply', t: number): number {
  if (correction === 'divide') return engineAdamStep(t)
  const [m, v] = BETAS.map((beta) => (1 - beta ** t) ** 2) as [number, number]
  return m / Math.sqrt(v)
}

function engineAdamStep(t: number): number {
  const weight = tensor([0], { dtype: 'float64', requiresGrad: true })
  const adam = new Adam([weight], { learningRate: 1, beta1: BETAS[0], beta2: BETAS[1] })
  let before = 0
  for (let step = 1; step <= t; step++) {
    before = weight.data[0]!
    adam.zeroGrad()
    sum(weight).backward()
    adam.step()
  }
  return Math.abs(weight.data[0]! - before)
}

export interface Row {
  name: string
  /** Height, width, channels. */
  shape: Shape
}

/** One image through convolutions ("c64": 3×3, padded by 1, 64 channels) and pools ("p": 2×2, stride 2). */
export function vggRows(plan: readonly string[], size = 224): Row[] {
  let shape: readonly number[] = [1, 3, size, size]
  const rows: Row[] = [{ name: 'input', shape: [size, size, 3] }]
  for (const part of plan) {
    const channels = Number(part.slice(1))
    shape =
      part === 'p'
        ? checkPool2dShape(shape, 2)
        : checkConv2dShape(shape, [channels, shape[1]!, 3, 3], { padding: 1 })
    rows.push({ name: part, shape: [shape[2]!, shape[3]!, shape[1]!] })
  }
  return rows
}

export const VGG_16 = 'c64 c64 p c128 c128 p c256 c256 c256 p c512 c512 c512 p c512 c512 c512 p'.split(' ')

export const valuesIn = (rows: readonly Row[]): number =>
  rows.reduce((total, { shape }) => total + shape.reduce((a, b) => a * b, 1), 0)

/** Side and channels of what AlexNet hands to its first dense layer, from images of 227 × 227 pixels. */
export function alexNetEnd(): { side: number; channels: number; pools: number } {
  const pool = (shape: Shape) => checkPool2dShape(shape, 3, { stride: 2 })
  const conv = (shape: Shape, channels: number, kernel: number, padding: number, stride = 1) =>
    checkConv2dShape(shape, [channels, shape[1]!, kernel, kernel], { padding, stride })
  let shape: Shape = pool(conv([1, 3, 227, 227], 96, 11, 0, 4))
  shape = pool(conv(shape, 256, 5, 2))
  shape = pool(conv(conv(conv(shape, 384, 3, 1), 384, 3, 1), 256, 3, 1))
  return { side: shape[2]!, channels: shape[1]!, pools: 3 }
}

/** Weights and biases of dense layers of these widths. */
export const parametersOf = (widths: readonly number[], withBias = widths.slice(1).map(() => true)): number =>
  widths.slice(1).reduce((total, width, i) => total + width * (widths[i]! + (withBias[i] ? 1 : 0)), 0)

/** What the kernel (1, −1) answers to rows of numbers. */
export function edges(rows: readonly (readonly number[])[]): number[][] {
  const [height, width] = [rows.length, rows[0]!.length]
  const image = tensor([[rows.map((row) => [...row])]], { dtype: 'float64' })
  const { data } = conv2d(image, tensor([[[[1, -1]]]], { dtype: 'float64' }))
  return Array.from({ length: height }, (_, i) =>
    Array.from(data.slice(i * (width - 1), (i + 1) * (width - 1))),
  )
}

/** How many outputs a window of this size has along a side. */
export const outputsOf = (size: number, kernel: number, stride: number): number =>
  checkConv2dShape([1, 1, size, size], [1, 1, kernel, kernel], { stride })[2]!

/** By what a layer of ReLU multiplies the mean square of the gradient, in expectation: n Var(w) / 2. */
export const reluFactor = (init: 'kaiming' | 'one over n'): number =>
  (init === 'kaiming' ? calculateGain('relu') ** 2 : 1) / 2

/** Receptive field and jump after each layer: r grows by (k − 1) jumps, the jump by the stride. */
export function fields(
  layers: readonly { kernel: number; stride: number }[],
): { field: number; jump: number }[] {
  let [field, jump] = [1, 1]
  return layers.map(({ kernel, stride }) => {
    field += (kernel - 1) * jump
    jump *= stride
    return { field, jump }
  })
}
