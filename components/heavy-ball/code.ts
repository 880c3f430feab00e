import { constants } from '../figure/cells.ts'
import { curvaturesOf, INITIAL, START, type HeavyBallState } from './model.ts'

/** As its page shows the figure. */
export const example: HeavyBallState = { ...INITIAL, kappa: 25, momentum: 0.6 }

/** Momentum in a valley of two curvatures, as far as the step that is looked at. */
export const code = ({ kappa, learningRate, momentum, step }: HeavyBallState): string =>
  `import { mul, SGD, sum, tensor } from 'chainrule'

${constants({ curvatures: curvaturesOf(kappa), start: START, learningRate, momentum, steps: step })}
const w = tensor(start, { requiresGrad: true })
const optimizer = new SGD([w], { learningRate, momentum })
const path = [[...w.data]]
for (let step = 0; step < steps; step++) {
  optimizer.zeroGrad()
  const cost = sum(mul(mul(w, w), curvatures.map((curvature) => curvature / 2)))
  cost.backward()
  optimizer.step()
  path.push([...w.data])
}
console.log('after', steps, 'steps', path.at(-1))
Plot.plot({ marks: [Plot.line(path), Plot.dot(path)] })`
