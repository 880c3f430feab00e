import type { PlaySpec, ScheduleName } from '../../../src/worker/playground/spec.ts'

/** As in src/worker/playground/schedule.ts; a test holds the numbers of both together. */
const COSINE_EPOCHS = 400
/** Rows of the table below the cell, at most. */
const ROWS = 20

const SCHEDULES: Readonly<
  Record<Exclude<ScheduleName, 'constant'>, (rate: number) => readonly [name: string, made: string]>
> = {
  halving: (rate) => ['StepLR', `new StepLR(${rate}, { stepSize: 50, gamma: 0.5 })`],
  exponential: (rate) => ['ExponentialLR', `new ExponentialLR(${rate}, { gamma: 0.99 })`],
  inverse: (rate) => ['InverseTimeDecay', `new InverseTimeDecay(${rate}, { decayRate: 0.01 })`],
  cosine: (rate) => ['CosineAnnealingLR', `new CosineAnnealingLR(${rate}, { tMax: ${COSINE_EPOCHS} })`],
  warmup: (rate) => ['LinearLR', `new LinearLR(${rate}, { startFactor: 0.1, totalIters: 20 })`],
}

/** An object as one writes it: `{ type: 'SGD', learningRate: 0.03 }`. */
const written = (value: Readonly<Record<string, unknown>>): string =>
  `{ ${Object.entries(value)
    .map(
      ([key, one]) =>
        `${key}: ${typeof one === 'string' && key !== 'learningRate' ? `'${one}'` : String(one)}`,
    )
    .join(', ')} }`

/** L1 as a proximal step: every weight η·λ nearer to zero after each update, and exactly zero when it would pass it. */
const shrinking = (l1: number, dense: readonly number[]): string[] => [
  'const shrink = () => {',
  `  const by = Number(plan.hyper['learningRate']) * ${l1}`,
  '  const changed: Record<string, Tensor> = {}',
  `  for (const name of [${dense.map((place) => `'${place}.weight'`).join(', ')}]) {`,
  '    const weight = plan.parameter(name)',
  '    weight.data.forEach((w, i) => {',
  '      weight.data[i] = Math.sign(w) * Math.max(0, Math.abs(w) - by)',
  '    })',
  '    changed[name] = weight',
  '  }',
  '  plan.load(changed)',
  '}',
]

/** The cell that trains for so many epochs from the first weights, and lists the losses on the way. */
export function trainingCell(spec: PlaySpec, dense: readonly number[], epochs: number): string {
  const { schedule, optimizer, l1, patience } = spec
  const count = spec.train.target.length
  const rates = schedule === 'constant' ? undefined : SCHEDULES[schedule](optimizer.learningRate)
  const atEpoch = schedule === 'cosine' ? `Math.min(epoch, ${COSINE_EPOCHS})` : 'epoch'
  const chosen = rates ? { ...optimizer, learningRate: 'rates.at(0)' } : optimizer
  const names = ['compilePlan', ...(rates ? [rates[0]] : []), ...(l1 > 0 ? ['type Tensor'] : [])]
  const every = Math.max(1, Math.ceil(epochs / ROWS))
  const hasTest = spec.test.target.length > 0
  return [
    `import { ${names.join(', ')} } from 'chainrule'`,
    '',
    ...(rates ? [`const rates = ${rates[1]}`] : []),
    'const plan = compilePlan(model, {',
    `  loss: '${spec.loss}',`,
    `  optimizer: ${written(chosen)},`,
    `  inputShape: [${spec.numFeatures}],`,
    `  batchSize: ${Math.min(spec.batchSize, count)},`,
    `  seed: ${spec.seed},`,
    '})',
    'plan.setData(trainInputs, trainTargets)',
    ...(l1 > 0 ? shrinking(l1, dense) : []),
    'const lossesAt = (epoch: number) => ({',
    '  epoch,',
    '  training: plan.evaluate().loss,',
    `  test: ${hasTest ? 'plan.evaluate(testInputs, testTargets).loss' : 'NaN'},`,
    '})',
    'const losses = [lossesAt(0)]',
    ...(patience === null ? [] : ['let best = { epoch: 0, test: Infinity, parameters: plan.parameters() }']),
    `const updates = Math.ceil(${count} / plan.batchSize) // in an epoch`,
    `for (let epoch = 1; epoch <= ${epochs}; epoch++) {`,
    ...(l1 > 0
      ? ['  for (let update = 0; update < updates; update++) {', '    plan.step(1)', '    shrink()', '  }']
      : ['  const { stopped } = plan.step(updates)', '  if (stopped) break // no longer finite']),
    ...(rates ? [`  plan.setHyper({ learningRate: rates.at(${atEpoch}) })`] : []),
    ...(every === 1
      ? ['  losses.push(lossesAt(epoch))']
      : [`  if (epoch % ${every} === 0) losses.push(lossesAt(epoch))`]),
    ...(patience === null ? [] : stopping(patience)),
    '}',
    ...(every === 1 || epochs % every === 0 ? [] : [`losses.push(lossesAt(${epochs}))`]),
    'table(losses)',
  ].join('\n')
}

const stopping = (patience: number): string[] => [
  '  const test = lossesAt(epoch).test',
  '  if (test < best.test) best = { epoch, test, parameters: plan.parameters() }',
  `  else if (epoch - best.epoch >= ${patience}) {`,
  '    plan.load(best.parameters) // back to the best weights',
  '    break',
  '  }',
]
