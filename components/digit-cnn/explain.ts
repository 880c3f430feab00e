import { mul, noGrad, type Sequential, softmax, sum, tensor, type Tensor } from 'chainrule'
import { CLASSES, FULL, PIXELS, SIDE } from './network.ts'

/** Side of the square that occlusion covers. */
export const WINDOWS = [1, 3] as const
export type Window = (typeof WINDOWS)[number]

/** What is to be looked at. */
export interface Question {
  /** Counts, 0 … 16. */
  pixels: ArrayLike<number> // (64)
  /** The class whose logit is explained; −1 for the one that the network answers. */
  answer: number
  window: Window
}

/** All that the network makes of one digit. */
export interface Insight {
  first: Float32Array // (8, 8, 8) after the ReLU
  second: Float32Array // (16, 8, 8) after the ReLU
  pooled: Float32Array // (16, 4, 4)
  chances: Float32Array // (10)
  /** The class that is explained. */
  answer: number
  /** Slope of its logit by each input, the input running from 0 to 1. */
  gradient: Float32Array // (64)
  /** What its logit loses when the square around a pixel is covered with paper. */
  occlusion: Float32Array // (64)
}

/** (N, 1, 8, 8), between 0 and 1. */
export function inputOf(images: readonly ArrayLike<number>[]): Tensor {
  const values = new Float32Array(images.length * PIXELS)
  images.forEach((pixels, n) => {
    for (let i = 0; i < PIXELS; i++) values[n * PIXELS + i] = pixels[i]! / FULL
  })
  return tensor(values, { shape: [images.length, 1, SIDE, SIDE], dtype: 'float32' })
}

const numbersOf = ({ data }: Tensor): Float32Array => Float32Array.from(data)

/** The place of the largest number, the first of equal ones. */
export function largestAt(values: ArrayLike<number>): number {
  let best = 0
  for (let k = 1; k < values.length; k++) if (values[k]! > values[best]!) best = k
  return best
}

/** The digit with the square around each pixel covered: 64 pictures. */
export function coveredOf(pixels: ArrayLike<number>, window: Window): Float32Array[] {
  const reach = (window - 1) / 2
  return Array.from({ length: PIXELS }, (_, at) => {
    const [row, column] = [Math.floor(at / SIDE), at % SIDE]
    return Float32Array.from({ length: PIXELS }, (_none, i) => {
      const isCovered =
        Math.abs(Math.floor(i / SIDE) - row) <= reach && Math.abs((i % SIDE) - column) <= reach
      return isCovered ? 0 : pixels[i]!
    })
  })
}

/** Looks at one digit with the model's present weights, by the eager engine. */
export function insightOf(model: Sequential, { pixels, answer: asked, window }: Question): Insight {
  model.eval()
  const [first, second, pooled, logits] = noGrad(() => {
    const values: Tensor[] = []
    let x = inputOf([pixels])
    for (const layer of model.layers) values.push((x = layer.forward(x)))
    return [values[1]!, values[3]!, values[4]!, values[6]!]
  })
  const answer = asked >= 0 ? asked : largestAt(logits.data)
  const input = tensor(inputOf([pixels]), { requiresGrad: true })
  input.requiresGrad = true
  const one = tensor(
    Float32Array.from({ length: CLASSES }, (_, k) => (k === answer ? 1 : 0)),
    {
      shape: [1, CLASSES],
      dtype: 'float32',
    },
  )
  sum(mul(model.forward(input), one)).backward()
  model.zeroGrad()
  const without = noGrad(() => model.forward(inputOf(coveredOf(pixels, window))))
  return {
    first: numbersOf(first),
    second: numbersOf(second),
    pooled: numbersOf(pooled),
    chances: numbersOf(softmax(logits)),
    answer,
    gradient: numbersOf(input.grad!),
    occlusion: Float32Array.from(
      { length: PIXELS },
      (_, i) => logits.data[answer]! - without.data[i * CLASSES + answer]!,
    ),
  }
}
