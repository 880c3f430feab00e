import { constants } from '../figure/cells.ts'
import { fitting, IMPORTS } from '../poly-fit/code.ts'
import { DRAWS } from '../poly-fit/model.ts'
import { INITIAL, ridgeFit, type FilterState } from './model.ts'

/** As its page shows the figure. */
export const example: FilterState = INITIAL

/** One polynomial regularized twice: stopped after some steps, and with a penalty at its minimum. */
export function code(state: FilterState): string {
  const { degree, count, noise, seed, alpha } = ridgeFit(state)
  return `${IMPORTS}

${constants({ degree, count, noise, seed, steps: state.steps, alpha, dataSets: DRAWS })}
${fitting}
const ways = { stopped: fitOf(0, steps), penalty: fitOf(alpha, Infinity) }
const rows = Object.entries(ways).map(([way, fit]) => {
  const results = Array.from({ length: dataSets }, (_, set) => errorsOf(fit, set))
  const test = results.reduce((total, result) => total + result.test, 0) / dataSets
  return { way, training: results[0].training, test: results[0].test, meanTest: test }
})
table(rows)`
}
