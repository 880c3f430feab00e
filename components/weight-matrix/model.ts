import { numberFromLink, wordFromLink, type LinkState } from '../figure/state-link.ts'

/** How the weights of a layer are tied: each its own, only near pixels, near pixels and the same everywhere. */
export const KINDS = ['dense', 'local', 'shared'] as const
export type Kind = (typeof KINDS)[number]
export const INPUTS = [4, 5, 6, 7] as const
export const KERNELS = [2, 3, 4] as const

export interface MatrixState {
  kind: Kind
  /** Side of the square input. */
  input: number
  /** Side of the square kernel. */
  kernel: number
  /** The output whose row is looked at. */
  output: number
  /** The weight that is lit: its number among the layer's weights. */
  weight: number
}

export const INITIAL: MatrixState = { kind: 'shared', input: 5, kernel: 3, output: 4, weight: 4 }

export const sideOf = ({ input, kernel }: Pick<MatrixState, 'input' | 'kernel'>): number => input - kernel + 1

/**
 * The layer as one matrix from all inputs to all outputs, (m², n²) with m = n − k + 1: for each pair the number of the
 * weight that joins them, or −1 where nothing does. Equal numbers are one and the same weight.
 */
export function matrixOf({
  kind,
  input,
  kernel,
}: Pick<MatrixState, 'kind' | 'input' | 'kernel'>): number[][] {
  const side = input - kernel + 1
  let count = 0
  return Array.from({ length: side * side }, (_, output) =>
    Array.from({ length: input * input }, (__, pixel) => {
      const row = Math.floor(pixel / input) - Math.floor(output / side)
      const column = (pixel % input) - (output % side)
      const isNear = row >= 0 && column >= 0 && row < kernel && column < kernel
      if (kind === 'shared') return isNear ? row * kernel + column : -1
      return kind === 'dense' || isNear ? count++ : -1
    }),
  )
}

/** Weights that can be learned, and multiplications for one picture: counted in the matrix. */
export function countsOf(matrix: readonly (readonly number[])[]): { weights: number; macs: number } {
  const joined = matrix.flat().filter((weight) => weight >= 0)
  return { weights: new Set(joined).size, macs: joined.length }
}

/** The same counts for pictures too large for a matrix, biases included in the parameters. */
export function costOf(
  kind: Kind,
  { height, width, kernel }: { height: number; width: number; kernel: number },
): { outputs: number; parameters: number; macs: number } {
  const outputs = (height - kernel + 1) * (width - kernel + 1)
  if (kind === 'dense')
    return { outputs, parameters: outputs * (height * width + 1), macs: outputs * height * width }
  const macs = outputs * kernel * kernel
  return { outputs, parameters: kind === 'local' ? macs + outputs : kernel * kernel + 1, macs }
}

/** Keeps what is looked at on a matrix that may have become smaller. */
export function fitted(state: MatrixState): MatrixState {
  const { weights } = countsOf(matrixOf(state))
  const outputs = sideOf(state) ** 2
  return {
    ...state,
    output: Math.min(outputs - 1, state.output),
    weight: Math.min(weights - 1, state.weight),
  }
}

export const toLink = (state: MatrixState): LinkState => ({
  kind: state.kind,
  input: String(state.input),
  kernel: String(state.kernel),
  output: String(state.output),
  weight: String(state.weight),
})

export const fromLink = (link: LinkState, initial: MatrixState): MatrixState =>
  fitted({
    kind: wordFromLink(link['kind'], KINDS, initial.kind),
    input: Math.round(numberFromLink(link['input'], initial.input, INPUTS[0], INPUTS.at(-1)!)),
    kernel: Math.round(numberFromLink(link['kernel'], initial.kernel, KERNELS[0], KERNELS.at(-1)!)),
    output: Math.round(numberFromLink(link['output'], initial.output, 0, 48)),
    weight: Math.round(numberFromLink(link['weight'], initial.weight, 0, 2400)),
  })
