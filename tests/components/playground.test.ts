import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadDataset } from '../../data/node.ts'
import { addressWithState, stateFromAddress } from '../../components/figure/state-link.ts'
import { nearest, scaleOf } from '../../components/playground/loss-scale.ts'
import {
  ACTIVATIONS,
  beginsAnew,
  DATA,
  DEFAULTS,
  FEATURE,
  FEATURES,
  featureRows,
  fromLink,
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
  toLink,
  TOY_CLASSES,
  type PlayState,
} from '../../components/playground/model.ts'
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
  })
  .map((state) => (state.data === 'own' ? state : { ...state, own: [], ownValues: false }))

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
    ['tutorial', 'x'],
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
