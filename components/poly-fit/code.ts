import { constants } from '../figure/cells.ts'
import { DRAWS, INITIAL, type FitState } from './model.ts'

/** As its page shows the figure. */
export const example: FitState = { ...INITIAL, degree: 9 }

/** The examples, and a function that says how a fit depends on them: for any penalty and any number of steps. */
export const fitting = `const places = Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1))
const powers = (x: number) => Array.from({ length: degree + 1 }, (_, k) => x ** k)
const truth = (x: number) => elementary.sin(Math.PI * x)
const targetsOf = (set: number) => {
  const random = rng(seed).stream('draw-' + set)
  return places.map((x) => truth(x) + noise * random.normal())
}

// The cost is 1/(2n) Σ (ŷ − y)² + α/2 ‖w‖², descended from w = 0.
const features = tensor(places.map(powers)) // (n, M + 1)
const down = transpose(features, 0, 1).div(count)
const gram = matmul(down, features)

/** X with A X = B, by elimination. */
const solve = (A: number[][], B: number[][]) => {
  const rows = A.map((row, i) => [...row, ...B[i]])
  for (let k = 0; k < rows.length; k++) {
    let best = k
    for (let i = k; i < rows.length; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i
    const pivot = rows[best]
    rows[best] = rows[k]
    rows[k] = pivot.map((value) => value / pivot[k])
    for (let i = 0; i < rows.length; i++) {
      const factor = rows[i][k]
      if (i !== k && factor !== 0) rows[i] = rows[i].map((value, j) => value - factor * rows[k][j])
    }
  }
  return rows.map((row) => row.slice(A.length))
}

/** The minimum itself; with fewer examples than weights the one with the shortest w. */
const minimum = (alpha: number) => {
  if (degree + 1 <= count) return tensor(solve(gram.add(eye(degree + 1).mul(alpha)).toArray(), down.toArray()))
  const square = matmul(features, down).add(eye(count).mul(alpha))
  return matmul(down, tensor(solve(square.toArray(), eye(count).toArray())))
}

/** So many steps at once: two steps are one, and two of those are one. */
const descended = (alpha: number, steps: number) => {
  let steepest = tensor(Array.from({ length: degree + 1 }, () => [1]))
  let curvature = 1
  for (let i = 0; i < 300; i++) {
    const next = matmul(gram, steepest)
    curvature = norm(next).item()
    steepest = next.div(curvature)
  }
  const rate = 1 / (curvature + alpha)
  let step = eye(degree + 1).sub(gram.add(eye(degree + 1).mul(alpha)).mul(rate))
  let added = down.mul(rate)
  let found = added.mul(0)
  for (let left = steps; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) found = matmul(step, found).add(added)
    added = matmul(step, added).add(added)
    step = matmul(step, step)
  }
  return found
}

// The weights are this matrix times the targets: (M + 1, n).
const fitOf = (alpha: number, steps: number) => (steps === Infinity ? minimum(alpha) : descended(alpha, steps))

const grid = Array.from({ length: 101 }, (_, i) => (i - 50) / 50)
const meanSquare = (a: number[], b: number[]) => a.reduce((total, value, i) => total + (value - b[i]) ** 2, 0) / a.length
const errorsOf = (fit, set: number) => {
  const targets = targetsOf(set)
  const weights = matmul(fit, targets.map((y) => [y])) // (M + 1, 1)
  const at = (xs: number[]) => [...matmul(xs.map(powers), weights).data]
  const curve = at(grid)
  const test = meanSquare(curve, grid.map(truth)) + noise ** 2 // expected on new examples
  return { training: meanSquare(at(places), targets), test, curve }
}
`
export const IMPORTS = "import { elementary, eye, matmul, norm, rng, tensor, transpose } from 'chainrule'"

/** A polynomial fitted to noisy examples of a sine: its training error, and what new examples would say. */
export const code = ({ degree, count, noise, alpha, steps, seed, view }: FitState): string => `${IMPORTS}

${constants({ degree, count, noise, alpha, steps, seed, dataSets: view === 'many' ? DRAWS : 1 })}
${fitting}
const fit = fitOf(alpha, steps)
const results = Array.from({ length: dataSets }, (_, set) => errorsOf(fit, set))
const meanOf = (name: string) => results.reduce((total, result) => total + result[name], 0) / dataSets
console.log('training error', meanOf('training'), 'test error', meanOf('test'))
Plot.plot({
  marks: [
    Plot.line(grid.map((x) => [x, truth(x)]), { strokeDasharray: '4 3' }),
    Plot.line(grid.map((x, i) => [x, results[0].curve[i]])),
    Plot.dot(places.map((x, i) => [x, targetsOf(0)[i]])),
  ],
})`
