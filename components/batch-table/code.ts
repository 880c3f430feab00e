import { constants } from '../figure/cells.ts'
import { DEFAULTS, INITIAL, type TableState } from './model.ts'

/** As its page shows the figure. */
export const example: TableState = INITIAL

/** The batch of the table through the engine's batch normalization, under the conventions of a library. */
export function code(state: TableState): string {
  const { x, count, gamma, beta, library, momentum, mode, runningMean, runningVar } = state
  return `import { batchNorm, tensor } from 'chainrule'

${constants({ x: x.slice(0, count), gamma, beta })}
// As ${library === 'keras' ? 'Keras' : 'PyTorch'} keeps its running statistics.
const options = {
  momentum: ${momentum},
  momentumConvention: '${library}',
  runningVariance: '${library === 'keras' ? 'biased' : 'unbiased'}',
  eps: ${DEFAULTS[library].eps},
  training: ${mode === 'train'},
}
const runningMean = tensor([${runningMean.join(', ')}])
const runningVar = tensor([${runningVar.join(', ')}])
const y = batchNorm(x, runningMean, runningVar, gamma, beta, options)
console.log('running mean', runningMean.toArray())
console.log('running variance', runningVar.toArray())
y`
}
