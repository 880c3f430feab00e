import { constants } from '../figure/cells.ts'
import {
  EXAMPLES,
  initialOf,
  LANES,
  SURFACE,
  type Conventions,
  type LaneName,
  type RaceState,
  type SurfaceName,
} from './model.ts'
import { DECAY_STEPS, MOST_STEPS, WARM_UP } from './lanes.ts'

/** As its page shows the figure. */
export const example: RaceState = initialOf('valley', 'momentum')

const COST: Readonly<Record<Exclude<SurfaceName, 'line'>, string>> = {
  valley: 'u.mul(u).mul(0.5).add(v.mul(v).mul(50))',
  tilted: 'u.add(v).mul(u.add(v)).mul(0.25).add(u.sub(v).mul(u.sub(v)).mul(25))',
  saddle: 'u.mul(u).mul(u).mul(u).mul(0.125).sub(u.mul(u).mul(0.5)).add(v.mul(v).mul(0.5)).add(0.5)',
  basins:
    'u.mul(u).mul(u).mul(u).mul(0.25).sub(u.mul(u).mul(0.5)).add(u.mul(0.1)).add(v.mul(v).mul(0.5)).add(0.4)',
  banana: 'u.mul(-1).add(1).mul(u.mul(-1).add(1)).add(v.sub(u.mul(u)).mul(v.sub(u.mul(u))).mul(5))',
}

/** An options object, without what is as the engine has it anyway. */
const options = (parts: readonly (string | false)[]): string => `{ ${parts.filter(Boolean).join(', ')} }`

function optimizer(lane: LaneName, c: Conventions): readonly [name: string, made: string] {
  const made = (name: string, ...parts: (string | false)[]) =>
    [name, `new ${name}([w], ${options([`learningRate: rates.${lane}`, ...parts])})`] as const
  const elsewhere = c.placement === 'outside' ? 'outside' : 'inside'
  const eps = [`eps: ${c.eps}`, `epsPlacement: '${elsewhere}'`] as const
  switch (lane) {
    case 'sgd':
      return made('SGD')
    case 'momentum':
      return made(
        'SGD',
        `momentum: ${c.momentum}`,
        c.damping !== 'no' && `dampening: ${c.momentum}, dampenFirst: ${c.damping === 'all'}`,
      )
    case 'nesterov':
      return made('SGD', `momentum: ${c.momentum}`, 'nesterov: true')
    case 'adagrad':
      return made('Adagrad', ...eps)
    case 'rmsprop':
      return made('RMSprop', ...eps)
    case 'adam': {
      const placement = c.placement === 'keras' ? 'uncorrected' : c.placement
      return made(
        'Adam',
        `eps: ${c.eps}`,
        `epsPlacement: '${placement}'`,
        `biasCorrection: '${c.correction}'`,
      )
    }
  }
}

const SCHEDULES: Readonly<Record<Conventions['decay'], { names: readonly string[]; made: string }>> = {
  none: { names: [], made: '' },
  subtract: {
    names: ['SubtractiveLR'],
    made: `new SubtractiveLR(optimizer, { decay: rate / ${DECAY_STEPS} })`,
  },
  keras: {
    names: ['InverseTimeDecay'],
    made: `new InverseTimeDecay(optimizer, { decayRate: rate / ${DECAY_STEPS} })`,
  },
  inverse: {
    names: ['InverseTimeDecay'],
    made: `new InverseTimeDecay(optimizer, { decayRate: 1 / ${DECAY_STEPS} })`,
  },
  cosine: { names: ['CosineAnnealingLR'], made: `new CosineAnnealingLR(optimizer, { tMax: ${MOST_STEPS} })` },
  warmup: {
    names: ['CosineAnnealingLR', 'LinearLR', 'SequentialLR'],
    made: `new SequentialLR(optimizer, [
    new LinearLR(optimizer, { startFactor: 1 / ${WARM_UP}, totalIters: ${WARM_UP} }),
    new CosineAnnealingLR(optimizer, { tMax: ${MOST_STEPS - WARM_UP} }),
  ], [${WARM_UP}])`,
  },
}

const line = ({ half, reduction }: Conventions) => `const examples = {
  x: ${JSON.stringify(EXAMPLES.x)},
  y: ${JSON.stringify(EXAMPLES.y)},
}
const costOf = (w) => {
  const outputs = linear(examples.x.map((x) => [x]), slice(w, [[0, 1]]).reshape([1, 1]), slice(w, [[1, 2]]))
  return mseLoss(outputs, examples.y.map((y) => [y]), { half: ${half}, reduction: '${reduction}' })
}`
const plane = (surface: Exclude<SurfaceName, 'line'>) => `const costOf = (w) => {
  const [u, v] = [slice(w, [[0, 1]]), slice(w, [[1, 2]])]
  return sum(${COST[surface]})
}`

/** Six optimizers from one start, each at its own learning rate, as far as the step that is looked at. */
export function code({ surface, step, rates, conventions }: RaceState): string {
  const lanes = LANES.map((lane) => [lane, ...optimizer(lane, conventions)] as const)
  const { names, made } = SCHEDULES[conventions.decay]
  const own = surface === 'line' ? ['linear', 'mseLoss'] : ['sum']
  const all = new Set([...lanes.map(([, name]) => name), ...names, ...own, 'slice', 'tensor'])
  return `import { ${[...all].toSorted().join(', ')} } from 'chainrule'

${constants({ start: SURFACE[surface].start, steps: step, rates })}
${surface === 'line' ? line(conventions) : plane(surface)}

const optimizers = {
${lanes.map(([lane, , text]) => `  ${lane}: (w) => ${text},`).join('\n')}
}
const paths = Object.entries(optimizers).map(([name, make]) => {
  const w = tensor(start, { requiresGrad: true })
  const optimizer = make(w)
${made ? `  const rate = rates[name]\n  const schedule = ${made}\n` : ''}  const path = [[...w.data]]
  for (let step = 0; step < steps; step++) {
    optimizer.zeroGrad()
    costOf(w).backward()
    optimizer.step()
${made ? '    schedule.step()\n' : ''}    if (![...w.data].every((value) => Math.abs(value) < 1e6)) break // lost
    path.push([...w.data])
  }
  return { name, path }
})
display(table(paths.map(({ name, path }) => {
  const [w1, w2] = path.at(-1)
  return { name, steps: path.length - 1, w1, w2, cost: costOf(tensor([w1, w2])).item() }
})))
Plot.plot({ marks: paths.map(({ path }) => Plot.line(path)) })`
}
