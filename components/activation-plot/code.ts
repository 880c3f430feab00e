import { constants } from '../figure/cells.ts'
import type { ActivationName, PlotState } from './model.ts'

/** As its page shows the figure. */
export const example: PlotState = { shown: 'tanh', other: 'sigmoid', z: 0.5 }

const called = (name: ActivationName): string => (name === 'linear' ? 'z.mul(1)' : `${name}(z)`)

/** An activation function and its slope at one place; a second one beside it. */
export function code({ shown, other, z }: PlotState): string {
  const all = other === 'none' || other === shown ? [shown] : [shown, other]
  const names = ['grad', ...all.filter((name) => name !== 'linear'), 'sum', 'tensor'].toSorted()
  return `import { ${names.join(', ')} } from 'chainrule'

${constants({ at: z })}
const functions = {
${all.map((name) => `  ${name}: (z) => ${called(name)},`).join('\n')}
}
const rows = Object.entries(functions).map(([name, f]) => {
  const z = tensor([at], { requiresGrad: true })
  const a = f(z)
  const [slope] = grad(sum(a), [z], { allowUnused: true })
  return { name, value: a.item(), slope: slope.item() }
})
table(rows)`
}
