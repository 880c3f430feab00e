import type { DataName, FeatureName, PlayState, Points, Split } from '../model.ts'

/** Each input as JavaScript. Sines and cosines are the engine's own, the same bits everywhere. */
const INPUT: Readonly<Record<FeatureName, string>> = {
  x1: 'x1',
  x2: 'x2',
  x1sq: 'x1 * x1',
  x2sq: 'x2 * x2',
  x1x2: 'x1 * x2',
  sinx1: 'elementary.sin(x1)',
  sinx2: 'elementary.sin(x2)',
  cosx1: 'elementary.cos(x1)',
  cosx2: 'elementary.cos(x2)',
}

/** Examples that the engine makes with one call. */
const MADE: Partial<Record<DataName, string>> = {
  circle: 'makeRing',
  xor: 'makeXor',
  gauss: 'makeGaussians',
  spiral: 'makeSpirals',
  moons: 'makeMoons',
  plane: 'makePlane',
  hills: 'makeMultiGauss',
}

const COUNT = 500

/** Three kinds of examples, a third of them each. */
const three = (place: string): string[] => [
  `const each = Math.ceil(${COUNT} / 3)`,
  `const points = Array.from({ length: ${COUNT} }, (_, i) => {`,
  '  const [kind, progress] = [Math.floor(i / each), (i % each) / each]',
  place,
  '})',
  'const at = points.flat()',
  'const label = points.map((_, i) => Math.floor(i / each))',
]

function examplesOf({ data, noise, seed }: PlayState, points: Points): { names: string[]; lines: string[] } {
  const share = noise / 100
  const made = MADE[data]
  if (made) {
    // The unit arcs are brought to the size of the plane, and so is their noise.
    const strength = data === 'moons' ? `${share} * 0.5` : String(share)
    const at =
      data === 'moons'
        ? 'Array.from(points.features.data, (x, i) =>\n  i % 2 === 0 ? (x - 0.5) * 3 : (x - 0.25) * 4,\n)'
        : 'points.features.data'
    return {
      names: [made, 'rng'],
      lines: [
        `const random = rng(${seed}).stream('data')`,
        `const points = ${made}({ count: ${COUNT}, noise: ${strength}, rng: random })`,
        `const at = ${at}`,
        'const label = points.target.data',
      ],
    }
  }
  const random = `const random = rng(${seed}).stream('data')`
  if (data === 'blobs')
    return {
      names: ['elementary', 'rng'],
      lines: [
        random,
        `const std = Math.sqrt(0.5 + 5 * ${share})`,
        ...three(
          [
            '  const angle = (2 * Math.PI * kind) / 3 + Math.PI / 2',
            '  const center = [3 * elementary.cos(angle), 3 * elementary.sin(angle)]',
            '  return center.map((mean) => random.normal(mean, std))',
          ].join('\n'),
        ),
      ],
    }
  if (data === 'arms')
    return {
      names: ['elementary', 'rng'],
      lines: [
        random,
        `const stray = () => random.uniform(-1, 1) * ${share}`,
        ...three(
          [
            '  const radius = 5 * progress',
            '  const angle = 2.5 * Math.PI * progress * 0.6 + (2 * Math.PI * kind) / 3',
            '  const place = [radius * elementary.sin(angle), radius * elementary.cos(angle)]',
            '  return place.map((x) => x + stray())',
          ].join('\n'),
        ),
      ],
    }
  return {
    names: ['rng'],
    lines: [
      `// The examples as they stand on the plane: two coordinates each, then their ${points.classes > 0 ? 'classes' : 'values'}.`,
      `const at = [${Array.from(points.at).join(', ')}]`,
      `const label = [${Array.from(points.target).join(', ')}]`,
    ],
  }
}

/** What the loss takes: classes as they are, or −1 and 1, or a column. */
function targetText({ outputs, isSigned }: { outputs: number; isSigned: boolean }): string[] {
  const value = isSigned && outputs === 1 ? '2 * label[n]! - 1' : 'label[n]!'
  const all = `const all = rows.map((n) => ${value})`
  if (outputs > 1) return [all, "return tensor(all, { dtype: 'int32' })"]
  return [all, 'return tensor(new Float32Array(all), { shape: [rows.length, 1] })']
}

/** The cell that makes the examples, splits them and says what the network sees of each. */
export function dataCell(
  state: PlayState,
  points: Points,
  split: Split,
  target: { outputs: number; isSigned: boolean },
): string {
  const { names, lines } = examplesOf(state, points)
  const inputs = state.features.map((name) => INPUT[name])
  const all = new Set([...names, 'rng', 'tensor'])
  if (inputs.some((text) => text.includes('elementary'))) all.add('elementary')
  const count = points.target.length
  return [
    `import { ${[...all].toSorted().join(', ')} } from 'chainrule'`,
    '',
    ...lines,
    '',
    `// ${state.trainShare} % of them train, drawn from the same seed; the others test.`,
    `const order = rng(${state.seed}).stream('split').permutation(${count})`,
    `const trainRows = order.slice(0, ${split.train.length})`,
    `const testRows = order.slice(${split.train.length})`,
    `const seen = (x1: number, x2: number) => [${inputs.join(', ')}]`,
    'const inputsOf = (rows: number[]) => {',
    '  const all = rows.map((n) => seen(at[2 * n]!, at[2 * n + 1]!))',
    `  return tensor(new Float32Array(all.flat()), { shape: [rows.length, ${inputs.length}] })`,
    '}',
    'const targetsOf = (rows: number[]) => {',
    ...targetText(target).map((line) => `  ${line}`),
    '}',
    'const trainInputs = inputsOf(trainRows)',
    'const trainTargets = targetsOf(trainRows)',
    'const testInputs = inputsOf(testRows)',
    'const testTargets = targetsOf(testRows)',
    'trainInputs.shape',
  ].join('\n')
}
