import { constants } from '../figure/cells.ts'
import { isDefined, LOSSES, targetsOf, type AxisState, type LossName } from './model.ts'

/** As its page shows the figure. */
export const example: AxisState = { data: 'labels', target: 1, y: 0.3, hasOutlier: false, half: false }

const TERMS: Readonly<Record<LossName, readonly [name: string, called: (half: boolean) => string]>> = {
  squared: ['mseLoss', (half) => `mseLoss(y, t${half ? ', { half: true }' : ''})`],
  absolute: ['l1Loss', () => 'l1Loss(y, t)'],
  percentage: ['mapeLoss', () => 'mapeLoss(y, t, { eps: 1e-7 })'],
  crossEntropy: ['bceLoss', () => 'bceLoss(y, t)'],
}

/** What one prediction costs for all targets, under each loss that is defined there, and which way it falls. */
export function code(state: AxisState): string {
  const targets = targetsOf(state)
  const defined = LOSSES.filter((loss) => isDefined(loss, targets, state.y))
  const names = [...defined.map((loss) => TERMS[loss][0]), 'broadcastTo', 'grad', 'tensor'].toSorted()
  return `import { ${names.join(', ')} } from 'chainrule'

${constants({ targets, prediction: state.y })}
const losses = {
${defined.map((loss) => `  ${loss}: (y, t) => ${TERMS[loss][1](state.half)},`).join('\n')}
}
const rows = Object.entries(losses).map(([loss, of]) => {
  const y = tensor([prediction], { requiresGrad: true })
  const cost = of(broadcastTo(y, [targets.length]), tensor(targets)) // the mean over the targets
  const [slope] = grad(cost, [y])
  return { loss, cost: cost.item(), slope: slope.item() }
})
table(rows)`
}
