import { constants } from '../figure/cells.ts'
import { ACTIVATIONS, factorOf, INITIAL, keepOf, WEIGHTS, type MaskState } from './model.ts'

/** As its page shows the figure. */
export const example: MaskState = INITIAL

/** Eight units behind random masks: the sums of many passes, and what all masks together say exactly. */
export const code = (state: MaskState): string => {
  const painted = state.painted ? { painted: state.painted.map(Number) } : {}
  return `import { rng } from 'chainrule'

${constants({
  activations: ACTIVATIONS,
  weights: WEIGHTS,
  keep: keepOf(state),
  seed: state.seed,
  passes: state.passes,
  factorInTraining: factorOf(state, 'train'),
  factorInEvaluation: factorOf(state, 'eval'),
  ...painted,
})}
const sumOf = (mask: number[], factor: number) =>
  factor * activations.reduce((total, a, i) => total + mask[i] * weights[i] * a, 0)

const random = rng(seed).stream('masks')
const masks = Array.from({ length: passes }, () => activations.map(() => (random.uniform() < keep ? 1 : 0)))
const sums = masks.map((mask) => sumOf(mask, factorInTraining))
const passesMean = sums.reduce((total, z) => total + z, 0) / passes
${state.painted ? 'const z = sumOf(painted, factorInTraining)' : 'const z = sums.at(-1)'}
const evaluation = sumOf(activations.map(() => 1), factorInEvaluation)

// All ${2 ** ACTIVATIONS.length} masks, each with its probability.
let mean = 0
let square = 0
for (let number = 0; number < 2 ** activations.length; number++) {
  const mask = activations.map((_, i) => Math.floor(number / 2 ** i) % 2)
  const kept = mask.filter((unit) => unit === 1).length
  const probability = keep ** kept * (1 - keep) ** (mask.length - kept)
  const sum = sumOf(mask, factorInTraining)
  mean += probability * sum
  square += probability * sum * sum
}
table([{ z, passesMean, exactMean: mean, exactStd: Math.sqrt(square - mean * mean), evaluation }])`
}
