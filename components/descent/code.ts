import { constants } from '../figure/cells.ts'
import { initialOf, SURFACE, type DescentState, type SurfaceName } from './model.ts'

/** As its page shows the figure. */
export const example: DescentState = { ...initialOf('valley'), learningRate: 0.05 }

const WELL = (w: string) =>
  `${w}.mul(${w}).mul(${w}).mul(${w}).mul(0.25).sub(${w}.mul(${w}).mul(0.5)).add(${w}.mul(0.1))`
const PIT = (squares: string, width: number) => `exp(${squares}.mul(-0.5 / ${width} ** 2)).mul(-1).add(1)`

/** Each surface as the engine differentiates it. */
const COST: Readonly<Record<SurfaceName, string>> = {
  parabola: 'u.mul(u).mul(0.5)',
  twoValleys: `${WELL('u')}.add(0.4)`,
  plateau: `${PIT('u.mul(u)', 1)}.mul(2)`,
  bowl: 'u.mul(u).mul(0.5).add(v.mul(v).mul(0.5))',
  valley: 'u.mul(u).mul(0.5).add(v.mul(v).mul(6))',
  saddle: 'u.mul(u).mul(u).mul(u).mul(0.125).sub(u.mul(u).mul(0.5)).add(v.mul(v).mul(0.5)).add(0.5)',
  shelf: PIT('u.mul(u).add(v.mul(v))', 0.7),
  twoBasins: `${WELL('u')}.add(v.mul(v).mul(0.5)).add(0.4)`,
}

/** Gradient descent on the surface, step by step, and its curvature where it began. */
export function code({ surface, start, learningRate, steps, threshold }: DescentState): string {
  const cost = COST[surface]
  const names = [...(cost.includes('exp(') ? ['exp'] : []), 'grad', 'hessian', 'slice', 'sum', 'tensor']
  const second = SURFACE[surface].dims === 2
  return `import { ${names.join(', ')} } from 'chainrule'

${constants({ start, learningRate, steps, ...(threshold > 0 ? { threshold } : {}) })}
const costOf = (w) => {
  const u = slice(w, [[0, 1]])
${second ? '  const v = slice(w, [[1, 2]])\n' : ''}  return sum(${cost})
}
const at = (w: number[]) => {
  const leaf = tensor(w, { requiresGrad: true })
  const cost = costOf(leaf)
  const [gradient] = grad(cost, [leaf])
  return { w, cost: cost.item(), gradient: [...gradient.data] }
}
const path = [at(start)]
for (let step = 0; step < steps; step++) {
  const { w, gradient } = path.at(-1)
${threshold > 0 ? '  if (Math.hypot(...gradient) < threshold) break\n' : ''}  const next = w.map((value, i) => value - learningRate * gradient[i])
  if (!next.every((value) => Math.abs(value) < 1e6)) break // lost
  path.push(at(next))
}
console.log('curvature at the start', hessian(costOf, tensor(start)).toArray())
console.log('after', path.length - 1, 'steps', path.at(-1))
Plot.plot({ marks: [Plot.line(path.map(({ cost }, step) => [step, cost])), Plot.ruleY([0])] })`
}
