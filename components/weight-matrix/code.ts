import { constants } from '../figure/cells.ts'
import { INITIAL, type MatrixState } from './model.ts'

/** As its page shows the figure. */
export const example: MatrixState = INITIAL

const WEIGHT = {
  dense: 'count++',
  local: 'isNear ? count++ : -1',
  shared: 'isNear ? row * kernel + column : -1',
} as const

/** The layer as one matrix, its weights numbered; a shared one is held against the engine's convolution. */
export const code = ({ kind, input, kernel, output }: MatrixState): string => `import { ${
  kind === 'shared' ? 'conv2d, matmul, rand, rng' : 'matmul, rand, rng'
} } from 'chainrule'

${constants({ input, kernel, output })}
const side = input - kernel + 1
let count = 0
const matrix = Array.from({ length: side * side }, (_, place) =>
  Array.from({ length: input * input }, (_, pixel) => {
    const row = Math.floor(pixel / input) - Math.floor(place / side)
    const column = (pixel % input) - (place % side)
    const isNear = row >= 0 && column >= 0 && row < kernel && column < kernel
    return ${WEIGHT[kind]}
  }),
)
const joined = matrix.flat().filter((weight) => weight >= 0)
const weights = new Set(joined).size
console.log(weights, 'weights,', joined.length, 'multiplications')
console.log('row', output, matrix[output])

// Any picture through the matrix, with a number drawn for every weight.
const random = rng(1).stream('weights')
const values = Array.from({ length: weights }, () => random.uniform(-1, 1))
const picture = rand([1, 1, input, input], { rng: rng(1).stream('picture') })
const full = matrix.map((line) => line.map((weight) => (weight < 0 ? 0 : values[weight])))
const result = matmul(full, picture.reshape([input * input, 1])) // (side², 1)
${
  kind === 'shared'
    ? `const same = conv2d(picture, [[Array.from({ length: kernel }, (_, row) => values.slice(row * kernel, (row + 1) * kernel))]])
const apart = Math.max(...[...same.data].map((value, i) => Math.abs(value - result.data[i])))
console.log('farthest from the engine’s convolution', apart)
`
    : ''
}result.reshape([side, side])`
