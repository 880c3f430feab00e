import { constants } from '../figure/cells.ts'
import { EDGES, INITIAL, stepsOf, strideOf, type ShiftState } from './model.ts'

/** As its page shows the figure. */
export const example: ShiftState = INITIAL
export const data = 'photo'

const kernel = [0, 1, 2].map((row) => EDGES.slice(row * 3, row * 3 + 3))

const SHARED = (state: ShiftState) => `const kernel = ${JSON.stringify(kernel)}
const layer = (picture: number[][]) =>
  conv2d(tensor([[picture]]), tensor([[kernel]]), null, { stride: ${strideOf(state)}, padding: ${state.layer === 'zeros' ? 1 : 0} }).toArray()[0][0]`
const UNSHARED = `// Nine weights of its own at every place, from a linear congruential generator (Numerical Recipes, §7.1).
const [rows, columns] = [photo.length - 2, photo[0].length - 2]
let state = 1
const weights = Array.from({ length: rows * columns * 9 }, () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return ((state >>> 16) % 5) - 2
})
const layer = (picture: number[][]) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      let sum = 0
      for (let p = 0; p < 3; p++)
        for (let q = 0; q < 3; q++) sum += weights[(i * columns + j) * 9 + 3 * p + q] * picture[i + p][j + q]
      return sum
    }),
  )`

/** The photograph of the cell above moved and then computed, and computed and then moved. */
export const code = (state: ShiftState): string => `${
  state.layer === 'unshared' ? '' : "import { conv2d, tensor } from 'chainrule'\n\n"
}${constants({
  right: state.right,
  down: state.down,
  stepsRight: stepsOf(state, state.right),
  stepsDown: stepsOf(state, state.down),
})}
${state.layer === 'unshared' ? UNSHARED : SHARED(state)}
const moved = (map: number[][], right: number, down: number) =>
  map.map((line, i) => line.map((_, j) => map[i - down]?.[j - right] ?? 0))

const first = layer(moved(photo, right, down))
const second = moved(layer(photo), stepsRight, stepsDown)
const apart = first.flatMap((line, i) => line.map((value, j) => Math.abs(value - second[i][j])))
const differ = apart.filter((value) => value > 0).length
console.log(differ, 'of', apart.length, 'outputs differ, by', Math.max(...apart), 'at most')
differ`
