import { constants } from '../figure/cells.ts'
import { heightsOf, START, type BuilderState, type GoalName } from './model.ts'

/** As its page shows the figure. */
export const example: BuilderState = { ...START, goal: 'wave' }

const GOALS: Readonly<Record<GoalName, string>> = {
  wave: '0.5 + 0.4 * Math.sin(2 * Math.PI * x)',
  hill: '0.1 + 0.8 * Math.exp(-(((x - 0.5) / 0.15) ** 2))',
  jump: 'x < 0.4 ? 0.2 : 0.8',
}

const SIGMOIDS = `const w = unit.map(() => steepness)
const b = unit.map((i) => (-steepness * (i + 1)) / (units + 1))
const v = unit.map((i) => heights[i + 1] - heights[i])`
const RELUS = `const slopes = unit.map((i) => (heights[i + 1] - heights[i]) * units)
const w = unit.map(() => 1)
const b = unit.map((i) => (i === 0 ? 0 : -i / units))
const v = unit.map((i) => slopes[i] - (slopes[i - 1] ?? 0))`

/** One hidden layer whose weights follow from the heights that its output should have. */
export function code(state: BuilderState): string {
  const { kind, goal, steepness } = state
  return `import { linear, ${kind}, tensor } from 'chainrule'

${constants({ heights: heightsOf(state), ...(kind === 'sigmoid' ? { steepness } : {}) })}
const goal = (x: number) => ${GOALS[goal]}

// The output climbs from height to height, a hidden neuron for each.
const units = heights.length - 1
const unit = Array.from({ length: units }, (_, i) => i)
${kind === 'sigmoid' ? SIGMOIDS : RELUS}
const network = (x: number[]) => {
  const hidden = ${kind}(linear(tensor(x.map((one) => [one])), tensor(w.map((one) => [one])), tensor(b)))
  return linear(hidden, tensor([v]), tensor([heights[0]])) // (points, 1)
}

const x = Array.from({ length: 501 }, (_, i) => i / 500)
const y = Array.from(network(x).data)
const errors = y.map((one, i) => Math.abs(one - goal(x[i])))
const largest = Math.max(...errors)
const mean = errors.reduce((total, error) => total + error, 0) / errors.length
console.log('largest error', largest, 'mean', mean)
Plot.plot({
  marks: [
    Plot.line(x.map((one) => [one, goal(one)]), { strokeDasharray: '4 3' }),
    Plot.line(x.map((one, i) => [one, y[i]])),
  ],
})`
}
