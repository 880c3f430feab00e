import type { ActivationName, PlaySpec } from '../../../src/worker/playground/spec.ts'

const LAYERS: Readonly<Record<Exclude<ActivationName, 'linear'>, readonly [name: string, made: string]>> = {
  relu: ['ReLU', 'new ReLU()'],
  tanh: ['Tanh', 'new Tanh()'],
  sigmoid: ['Sigmoid', 'new Sigmoid()'],
  step: ['', 'new Step()'],
  leakyRelu: ['LeakyReLU', 'new LeakyReLU(0.01)'],
  elu: ['ELU', 'new ELU()'],
  softplus: ['Softplus', 'new Softplus()'],
  gelu: ['GELU', 'new GELU()'],
  silu: ['SiLU', 'new SiLU()'],
  arctan: ['', 'new Arctan()'],
}

/** Layers that the engine does not have ready-made: a class of three lines around its operation. */
const OWN = {
  step: ['Step', 'step'],
  arctan: ['Arctan', 'arctan'],
} as const

const ownLayer = (name: string, operation: string): string[] => [
  `class ${name} extends Layer {`,
  `  type = '${name}'`,
  `  forward(input) { return ${operation}(input) }`,
  '  outputShape(shape) { return [...shape] }',
  '}',
]

/** How a dense layer gets its first weights, after its constructor drew PyTorch's. */
const FILL: Readonly<Record<PlaySpec['init'], { names: readonly string[]; lines: readonly string[] }>> = {
  pytorch: { names: [], lines: [] },
  xavier: {
    names: ['init', 'xavierUniform'],
    lines: ['init.constant(layer.bias!, 0)', 'xavierUniform(layer.weight, { rng: weights })'],
  },
  he: {
    names: ['init', 'kaimingNormal'],
    lines: [
      'init.constant(layer.bias!, 0)',
      "kaimingNormal(layer.weight, { rng: weights, nonlinearity: 'relu' })",
    ],
  },
  playground: {
    names: ['init'],
    lines: [
      'init.constant(layer.bias!, 0.1)',
      'init.uniform(layer.weight, { rng: weights, low: -0.5, high: 0.5 })',
    ],
  },
  huge: {
    names: ['init'],
    lines: ['init.constant(layer.bias!, 0)', 'init.normal(layer.weight, { rng: weights, std: 10 })'],
  },
  zeros: { names: ['init'], lines: ['init.constant(layer.bias!, 0)', 'init.zeros(layer.weight)'] },
}

/** The cell that builds the network with the first weights of the seed. */
export function networkCell(spec: PlaySpec): string {
  const { seed, init: first, dropout, batchNorm } = spec
  const names = new Set(['Linear', 'Sequential', 'rng', ...FILL[first].names])
  const classes: string[] = []
  const layers: string[] = []
  let width = spec.numFeatures
  for (const { units, activation } of spec.layers) {
    layers.push(`dense(${width}, ${units})`)
    if (batchNorm) {
      names.add('BatchNorm1d')
      layers.push(`new BatchNorm1d(${units}, { dtype: 'float32' })`)
    }
    if (activation !== 'linear') {
      const [name, made] = LAYERS[activation]
      if (name) names.add(name)
      layers.push(made)
    }
    if (activation === 'step' || activation === 'arctan') {
      const [name, operation] = OWN[activation]
      names.add('Layer').add(operation)
      const lines = ownLayer(name, operation)
      if (!classes.includes(lines[0]!)) classes.push(...lines)
    }
    if (dropout > 0) {
      names.add('Dropout')
      layers.push(`new Dropout(${dropout}, { rng: chance })`)
    }
    width = units
  }
  layers.push(`dense(${width}, ${spec.outputs})`)
  if (spec.head === 'tanh') {
    names.add('Tanh')
    layers.push('new Tanh()')
  }
  names.add('summary')
  return [
    `import { ${[...names].toSorted().join(', ')} } from 'chainrule'`,
    '',
    ...(classes.length > 0 ? [...classes, ''] : []),
    `const weights = rng(${seed}).stream('weights')`,
    ...(dropout > 0 ? [`const chance = rng(${seed}).stream('dropout')`] : []),
    'const dense = (inputs: number, outputs: number) => {',
    "  const options = { rng: weights, dtype: 'float32' } as const",
    '  const layer = new Linear(inputs, outputs, options)',
    ...FILL[first].lines.map((line) => `  ${line}`),
    '  return layer',
    '}',
    'const model = new Sequential(',
    ...layers.map((layer) => `  ${layer},`),
    ')',
    `table(summary(model, [${spec.numFeatures}]).rows, ['type', 'outputShape', 'parameters'])`,
  ].join('\n')
}
