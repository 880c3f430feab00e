import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import { addressWithState, stateFromAddress } from '../../components/figure/state-link.ts'
import { nearest, scaleOf } from '../../components/playground/loss-scale.ts'
import {
  ACTIVATIONS,
  beginsAnew,
  changedBy,
  COMPARED,
  DATA,
  DEFAULTS,
  FEATURE,
  FEATURES,
  featureRows,
  fromFile,
  fromLink,
  isReal,
  INITS,
  isOfValues,
  layerPlaces,
  lossesFor,
  lossOf,
  LOSSES,
  OPTIMIZERS,
  PENALTIES,
  pointsOf,
  pointsOfTable,
  POINTS_IN_LINK,
  problemOf,
  readCsv,
  REAL_DATA,
  SCHEDULES,
  splitOf,
  specOf,
  toFile,
  toLink,
  TOY_CLASSES,
  valuesOf,
  type PlayState,
} from '../../components/playground/model.ts'
import { exportCode } from '../../components/playground/export-code.ts'
import { importKeras, Linear, sequential, Tanh, tensor } from '../../src/engine/index.ts'
import { PlaySession } from '../../src/worker/playground/session.ts'
import { positivePath } from '../../components/playground/places.ts'
import { endingText, shortNumber } from '../../components/playground/words.ts'

const oneDecimal = fc.integer({ min: -60, max: 60 }).map((value) => value / 10)
const anyState: fc.Arbitrary<PlayState> = fc
  .record({
    data: fc.constantFrom(...DATA),
    noise: fc.integer({ min: 0, max: 50 }),
    trainShare: fc.integer({ min: 10, max: 90 }),
    seed: fc.integer({ min: 0, max: 1e6 }),
    batchSize: fc.integer({ min: 0, max: 500 }),
    features: fc.subarray([...FEATURES], { minLength: 1 }),
    layers: fc.array(
      fc.record({ units: fc.integer({ min: 1, max: 8 }), activation: fc.constantFrom(...ACTIVATIONS) }),
      { maxLength: 6 },
    ),
    loss: fc.constantFrom(...LOSSES),
    optimizer: fc.constantFrom(...OPTIMIZERS),
    learningRate: fc.double({ min: 1e-6, max: 1e4, noNaN: true }),
    schedule: fc.constantFrom(...SCHEDULES),
    init: fc.constantFrom(...INITS),
    penalty: fc.constantFrom(...PENALTIES),
    penaltyRate: fc.double({ min: 0, max: 10, noNaN: true }),
    dropout: fc.constantFrom(0, 0.1, 0.5),
    batchNorm: fc.boolean(),
    patience: fc.constantFrom(0, 10, 50),
    showTest: fc.boolean(),
    discretize: fc.boolean(),
    own: fc.array(fc.tuple(oneDecimal, oneDecimal, fc.integer({ min: 0, max: 4 })), {
      maxLength: POINTS_IN_LINK,
    }),
    ownValues: fc.boolean(),
    columns: fc.constantFrom('', '0_3', '12_1'),
    predict: fc.constantFrom(0, 1, 100),
    compare: fc.constantFrom(
      '',
      ...COMPARED.flatMap((name) => valuesOf(name, 2).map((value) => `${name}:${value}`)),
    ),
  })
  .map((state) => (state.data === 'own' ? state : { ...state, own: [], ownValues: false }))
  .map((state) => (isReal(state.data) ? state : { ...state, columns: '' }))

describe('links', () => {
  test('carry every state there and back, through a real address', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const address = addressWithState('https://example.org/playground/?x=1', 'play', toLink(state))
        const read = fromLink(stateFromAddress('play', new URL(address).search), DEFAULTS)
        expect(read.problems).toEqual([])
        // −0 is written as 0.
        expect(JSON.stringify(read.state)).toBe(JSON.stringify(state))
      }),
      { numRuns: 300 },
    )
  })

  test.each([
    ['data', 'circles'],
    ['noise', '51'],
    ['noise', 'NaN'],
    ['rate', '-1'],
    ['rate', 'fast'],
    ['rate', '1e999'],
    ['net', '9-tanh'],
    ['net', '4-swishy'],
    ['net', Array.from({ length: 7 }, () => '1-tanh').join(',')],
    ['features', ''],
    ['features', 'x1,x3'],
    ['batch', '2.5'],
    ['seed', '<script>'],
    ['norm', 'maybe'],
    ['points', '1_2'],
    ['hide', 'everything'],
    ['compare', 'learningRate:fast'],
    ['compare', 'everything'],
    ['tutorial', 'x'],
    ['columns', '1'],
    ['columns', 'a_b'],
    ['predict', '-1'],
    ['predict', '2000'],
  ])('nonsense is reported and changes nothing: %s=%s', (key, found) => {
    const { state, problems } = fromLink({ [key]: found }, DEFAULTS)
    expect(state).toEqual(DEFAULTS)
    expect(problems.map((problem) => problem.key)).toEqual([key])
  })

  test('any text at all is read without an error, into a state that can be drawn', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...Object.keys(toLink({ ...DEFAULTS, data: 'own' })), 'points', 'hide'),
          fc.string(),
        ),
        (link) => {
          const { state } = fromLink(link, DEFAULTS)
          const points = pointsOf(state)
          expect(state.features.length).toBeGreaterThan(0)
          if (problemOf(points) === undefined && points.target.length > 0)
            specOf(state, points, splitOf(points.target.length, state.trainShare, state.seed))
        },
      ),
    )
  })
})

describe('data', () => {
  test.each([...TOY_CLASSES, 'plane', 'hills'] as const)(
    '%s: the same seed gives the same points, on the plane',
    (data) => {
      const state = { ...DEFAULTS, data, noise: 20 }
      const points = pointsOf(state)
      expect(points).toEqual(pointsOf(state))
      expect(pointsOf({ ...state, seed: 2 }).at).not.toEqual(points.at)
      expect(points.target).toHaveLength(500)
      expect(problemOf(points)).toBeUndefined()
      const { at } = pointsOf({ ...state, noise: 0 })
      expect(Math.max(...at.map(Math.abs))).toBeLessThanOrEqual(6)
      if (isOfValues(state)) expect(points.classes).toBe(0)
      else expect(new Set(points.target).size).toBe(points.classes)
    },
  )

  test.each(Object.keys(REAL_DATA) as (keyof typeof REAL_DATA)[])(
    '%s: two measured columns, brought to the plane',
    async (name) => {
      const table = await loadDataset(REAL_DATA[name].file)
      const points = pointsOfTable(name, table)
      expect(points.target).toHaveLength(table.numExamples)
      for (const axis of [0, 1]) {
        const values = [...points.at].filter((_, i) => i % 2 === axis)
        expect(Math.min(...values)).toBeCloseTo(-5, 9)
        expect(Math.max(...values)).toBeCloseTo(5, 9)
      }
      expect(problemOf(points)).toBeUndefined()
    },
  )

  test('of a table any two columns, in any order; places beyond it mean its first choice', async () => {
    const table = await loadDataset('wine')
    const columnOf = (column: number) =>
      Array.from(table.target, (_, n) => table.features[n * table.numFeatures + column]!)
    const { at } = pointsOfTable('wine', table, '12_0')
    const [low, high] = [Math.min(...columnOf(12)), Math.max(...columnOf(12))]
    columnOf(12).forEach((value, n) =>
      expect(at[2 * n]).toBeCloseTo(((value - low) / (high - low)) * 10 - 5, 9),
    )
    expect(pointsOfTable('wine', table, '0_12').at[1]).toBe(at[0])
    expect(pointsOfTable('wine', table, '0_13')).toEqual(pointsOfTable('wine', table))
  })

  test('the split gives every example to one side, from the seed', () => {
    const { train, test: held } = splitOf(500, 70, 3)
    expect(train).toHaveLength(350)
    expect([...train, ...held].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i))
    expect(splitOf(1, 10, 1).train).toHaveLength(1)
    expect(splitOf(0, 50, 1).train).toHaveLength(0)
  })

  test('inputs are what their names say', () => {
    const rows = featureRows([2, -3], FEATURES)
    const expected = [2, -3, 4, 9, -6, Math.sin(2), Math.sin(-3), Math.cos(2), Math.cos(-3)]
    rows.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 6))
    expect(FEATURE.x1x2(2, -3)).toBe(-6)
  })

  test('problems are found: nothing, one class, too many', () => {
    const own = (points: PlayState['own']) => problemOf(pointsOf({ ...DEFAULTS, data: 'own', own: points }))
    expect(own([])).toBe('empty')
    expect(
      own([
        [0, 0, 1],
        [1, 1, 1],
      ]),
    ).toBe('one-class')
    expect(
      own([
        [0, 0, 1],
        [1, 1, 7],
      ]),
    ).toBe('many-classes')
    expect(
      own([
        [0, 0, 0],
        [1, 1, 1],
      ]),
    ).toBeUndefined()
  })
})

describe('tables that readers paste', () => {
  test.each([
    ['1,2,0\n3,4,1', 2, ['0', '1'], false],
    ['x1;x2;kind\n0.5;-0.5;cat\n1;1;dog\n', 2, ['cat', 'dog'], false],
    ['"1"\t"2"\t"a"\r\n3\t4\tb', 2, ['a', 'b'], false],
    ['0,0,0.25\n1,1,-0.5', 2, [], true],
    ['1,1,2\n2,2,1\n3,3,2', 3, ['1', '2'], false],
  ] as const)('%j is read', (text, count, names, ofValues) => {
    const read = readCsv(text)
    if ('why' in read) throw new Error(read.why)
    expect(read.points).toHaveLength(count)
    expect(read.names).toEqual(names)
    expect(read.ofValues).toBe(ofValues)
  })

  test.each([
    ['', { why: 'empty' }],
    ['a,b,c\n', { why: 'empty' }],
    ['1,2\n3,4', { why: 'columns', line: 1, found: 2 }],
    ['1,2,0\n\n1,two,0', { why: 'text', line: 3, found: 'two' }],
    ['1,2,0\n1,,0', { why: 'text', line: 2, found: '' }],
    [Array.from({ length: 7 }, (_, i) => `1,2,name${i}`).join('\n'), { why: 'many-classes', found: 7 }],
    [Array.from({ length: 10_001 }, () => '1,2,0').join('\n'), { why: 'many-points', found: 10_001 }],
  ])('what cannot be used is named with its line', (text, problem) => {
    expect(readCsv(text)).toEqual(problem)
  })

  test('coordinates beyond the plane are brought to it, and it is said', () => {
    const read = readCsv('100,5,0\n300,7,1\n200,6,0')
    if ('why' in read) throw new Error(read.why)
    expect(read.stretched).toBe(true)
    expect(read.points).toEqual([
      [-5, -5, 0],
      [5, 5, 1],
      [0, 0, 0],
    ])
  })

  test('any text gives points or a reason, never an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void readCsv(text)))
  })
})

describe('what is asked of the worker', () => {
  test('a loss that makes no sense for the data is replaced', () => {
    expect(lossOf('hinge', 3)).toBe('softmax')
    expect(lossOf('crossEntropy', 0)).toBe('squared')
    expect(lossesFor(2)).toContain('hinge')
    const state = { ...DEFAULTS, data: 'arms' as const, loss: 'hinge' as const }
    const points = pointsOf(state)
    expect(specOf(state, points, splitOf(500, 50, 1))).toMatchObject({ outputs: 3, loss: 'crossEntropyLoss' })
  })
  test('the learning rate changes on the way, the optimizer begins anew', () => {
    expect(beginsAnew(DEFAULTS, { ...DEFAULTS, learningRate: 1 })).toBe(false)
    expect(beginsAnew(DEFAULTS, { ...DEFAULTS, optimizer: 'adam' })).toBe(true)
    expect(beginsAnew(DEFAULTS, { ...DEFAULTS, layers: [] })).toBe(true)
  })
  test('weights and biases lie one layer after the other', () => {
    const places = layerPlaces({ numFeatures: 2, layers: DEFAULTS.layers, outputs: 1 })
    expect(places.map(({ weight, bias }) => [weight, bias])).toEqual([
      [0, 8],
      [12, 20],
      [22, 24],
    ])
  })
})

describe('comparing and sweeping', () => {
  test.each(COMPARED)('%s: every value gives a state that can be trained', (name) => {
    const values = valuesOf(name, 2)
    expect(values.length).toBeGreaterThan(1)
    const states = values.map((value) => changedBy(DEFAULTS, { name, value }))
    expect(new Set(states.map((state) => JSON.stringify(state))).size).toBe(values.length)
    for (const state of states) {
      const points = pointsOf(state)
      const session = new PlaySession(specOf(state, points, splitOf(points.target.length, 50, 1)))
      session.step('batch')
      expect(session.steps).toBe(1)
    }
  })
})

describe('files', () => {
  const weights = Float32Array.from({ length: 25 }, (_, i) => i / 8)
  test('carry settings, points and weights there and back', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const at = layerPlaces({ numFeatures: state.features.length, layers: state.layers, outputs: 1 }).at(
          -1,
        )!
        const parameters = Float32Array.from({ length: at.bias + 1 }, (_, i) => Math.fround(i / 3))
        const valid = { ...state, own: state.own.filter(([, , target]) => target < 5) }
        const read = fromFile(toFile(valid, parameters))
        expect(read).toEqual({ state: JSON.parse(JSON.stringify(valid)), parameters })
      }),
    )
  })
  test('carry the numbers of batch normalization, and old files without them are read', () => {
    const state = { ...DEFAULTS, batchNorm: true }
    const hidden = state.layers.reduce((sum, { units }) => sum + units, 0)
    const norms = Float32Array.from({ length: 4 * hidden }, (_, i) => Math.fround(i / 3))
    const text = toFile(state, weights, norms)
    expect(fromFile(text)).toEqual({ state, parameters: weights, norms })
    expect(fromFile(toFile(state, weights))).toEqual({ state, parameters: weights })
    const file = JSON.parse(text) as Record<string, unknown>
    for (const wrong of [
      [...norms].slice(1),
      [...norms, 1],
      [...norms].fill(-1),
      [...norms].fill(Number.NaN),
      'x',
      null,
    ])
      expect(fromFile(JSON.stringify({ ...file, norms: wrong }))).toEqual({ problem: 'weights' })
    // Numbers for a network that has no batch normalization belong to another file.
    expect(fromFile(toFile(DEFAULTS, weights, norms))).toEqual({ problem: 'weights' })
  })

  const good = JSON.parse(toFile(DEFAULTS, weights)) as Record<string, unknown>
  test.each([
    ['{', 'json'],
    ['null', 'format'],
    [JSON.stringify({ ...good, version: 2 }), 'format'],
    [JSON.stringify({ ...good, settings: { rate: 'fast' } }), 'settings'],
    [JSON.stringify({ ...good, settings: { rate: 1 } }), 'settings'],
    [JSON.stringify({ ...good, points: [[1, 2]] }), 'points'],
    [JSON.stringify({ ...good, parameters: [1, 2] }), 'weights'],
    [JSON.stringify({ ...good, parameters: [null] }), 'weights'],
  ])('what is no such file is refused with its reason: %s', (text, problem) => {
    expect(fromFile(text)).toEqual({ problem })
  })
})

describe('code', () => {
  const spec = specOf(DEFAULTS, pointsOf(DEFAULTS), splitOf(500, 50, 1))
  const weights = new PlaySession(spec).parameters()
  test('for Keras reads back as the same network', () => {
    const source = exportCode('keras', spec, DEFAULTS.features, weights)
    const layers = importKeras(source.split('import math')[0]!).model.config() as unknown as {
      layers: { type: string }[]
    }
    expect(JSON.stringify(layers)).toContain('"outFeatures":4')
    expect(source).toContain('learning_rate=0.03')
  })
  test('for PyTorch names every weight with its shape', () => {
    const source = exportCode('pytorch', spec, ['x1', 'sinx2'], weights)
    expect(source).toContain('"0.weight": torch.tensor([')
    expect(source).toContain('.reshape(4, 2)')
    expect(source).toContain('torch.optim.SGD(model.parameters(), lr=0.03)')
    expect(source).toContain('[x1, math.sin(x2)]')
    for (const weight of weights) expect(source).toContain(String(Number(weight.toPrecision(7))))
  })
  test('for TypeScript runs, and answers what the session answers', async () => {
    const source = exportCode('typescript', spec, DEFAULTS.features, weights)
    const script = source
      .replace(/^import .*$/m, '')
      .replace('(x1: number, x2: number)', '(x1, x2)')
      .replace('model.eval()', 'return model.eval()')
    // oxlint-disable-next-line no-new-func -- the exported source is what is tested
    const run = new Function('engine', `const { Linear, Tanh, sequential, tensor } = engine; ${script}`) as (
      given: object,
    ) => { item(): number }
    const z = run({ Linear, Tanh, sequential, tensor }).item()
    const hidden = (from: readonly number[], at: number, units: number) =>
      Array.from({ length: units }, (_, unit) =>
        Math.tanh(
          from.reduce((sum, value, i) => sum + value * weights[at + unit * from.length + i]!, 0) +
            weights[at + units * from.length + unit]!,
        ),
      )
    const second = hidden(hidden([1, 2], 0, 4), 12, 2)
    expect(z).toBeCloseTo(second[0]! * weights[22]! + second[1]! * weights[23]! + weights[24]!, 5)
  })
  test('is refused for a layer that no library has', () => {
    const state = { ...DEFAULTS, layers: [{ units: 2, activation: 'step' as const }] }
    const stepSpec = specOf(state, pointsOf(state), splitOf(500, 50, 1))
    const stepWeights = new PlaySession(stepSpec).parameters()
    for (const language of ['pytorch', 'keras', 'typescript'] as const)
      expect(() => exportCode(language, stepSpec, state.features, stepWeights)).toThrow(/Step/)
  })
})

describe('drawing', () => {
  test('the loss scale holds what is finite; reading finds the nearest epoch', () => {
    const points = [
      { epoch: 0, train: 0.7, test: Number.NaN },
      { epoch: 10, train: Infinity, test: 0.9 },
      { epoch: 30, train: 0.2, test: 0.3 },
    ]
    const scale = scaleOf(points)
    expect(scale.ticks).toEqual([0, 0.9])
    expect(scale.y(Infinity)).toBe(scale.y(0.9))
    expect(scale.epochAt(scale.x(30))).toBe(30)
    expect(nearest(points, 19)!.epoch).toBe(10)
  })
  test('the first picture has a run of cells for every run of positive bytes', () => {
    const bytes = Uint8Array.from({ length: 2500 }, (_, i) => (i % 50 < 25 ? 255 : 0))
    expect(positivePath(bytes, 10)).toBe(Array.from({ length: 10 }, (_, row) => `M0 ${row}h5v1h-5z`).join(''))
  })
})

test('a failure is told with where, when, and why', () => {
  const ending = { why: 'non-finite', layer: 1, tensor: 'output', largest: 1e20, learningRate: 10 } as const
  const said = endingText(ending, DEFAULTS, 41)
  expect(said).toContain('before update 42')
  expect(said).toContain('layer 2')
  expect(said).toContain(shortNumber(1e20))
  expect(endingText({ ...ending, layer: 2 }, DEFAULTS, 41)).toContain('output')
  expect(endingText({ ...ending, tensor: '1.runningVar' }, DEFAULTS, 0)).toContain('only one')
})
