import { expect, test } from 'vitest'
import {
  decadesOf,
  flows,
  fromLink,
  INITIAL,
  measures,
  RUNS,
  stateFrom,
  summarize,
  toLink,
  WIDTH,
  type FlowState,
} from '../../components/gradient-flow/model.ts'
import { ACTIVATIONS, INITS, type ActivationName } from '../../components/gradient-flow/names.ts'
import { drawWeights, EXAMPLES, measure, STEEPEST } from '../../components/gradient-flow/network.ts'
import { spectralNorm } from '../../components/gradient-flow/spectral.ts'
import { init, randn, rng } from '../../src/engine/index.ts'

const sigma = (z: number) => 1 / (1 + Math.exp(-z))
const PLAIN: Record<ActivationName, [f: (z: number) => number, slope: (z: number) => number]> = {
  sigmoid: [sigma, (z) => sigma(z) * (1 - sigma(z))],
  tanh: [Math.tanh, (z) => 1 - Math.tanh(z) ** 2],
  relu: [(z) => Math.max(0, z), (z) => (z > 0 ? 1 : 0)],
  linear: [(z) => z, () => 1],
}

/** The same network in plain arithmetic, one example at a time, its gradients by deltas. */
function byHand(state: FlowState, seed: number) {
  const source = rng(seed)
  const data = (shape: number[], name: string) => Array.from(randn(shape, { rng: source.stream(name) }).data)
  const [x, t] = [data([EXAMPLES, WIDTH], 'inputs'), data([EXAMPLES, 1], 'targets')]
  const out = init.normal([1, WIDTH], { rng: source.stream('output'), std: 1 / Math.sqrt(WIDTH) }).data
  const W = Array.from(
    { length: state.depth },
    (_, l) => drawWeights(state.init, source.stream(`weights ${l + 1}`)).data,
  )
  const [f, slope] = PLAIN[state.activation]
  const squares = { signal: W.map(() => 0), square: W.map(() => 0) }
  const sums = W.map(() => new Float64Array(WIDTH * WIDTH))
  for (let n = 0; n < EXAMPLES; n++) {
    const h = [x.slice(n * WIDTH, (n + 1) * WIDTH)]
    const z = W.map((w, l) => {
      const sum = h[l]!.map((_, j) => h[l]!.reduce((total, value, i) => total + w[j * WIDTH + i]! * value, 0))
      h.push(sum.map((value, j) => f(value) + (state.residual ? h[l]![j]! : 0)))
      return sum
    })
    const y = h.at(-1)!.reduce((total, value, j) => total + out[j]! * value, 0)
    let g = h[0]!.map((_, j) => (y - t[n]!) * out[j]!)
    for (let l = state.depth - 1; l >= 0; l--) {
      squares.signal[l]! += g.reduce((total, value) => total + value ** 2, 0)
      squares.square[l]! += h[l + 1]!.reduce((total, value) => total + value ** 2, 0)
      const delta = g.map((value, j) => value * slope(z[l]![j]!))
      delta.forEach((d, j) => h[l]!.forEach((value, i) => (sums[l]![j * WIDTH + i]! += d * value)))
      const passed = g
      g = delta.map((_, i) =>
        delta.reduce((total, d, j) => total + W[l]![j * WIDTH + i]! * d, state.residual ? passed[i]! : 0),
      )
    }
  }
  return {
    signal: squares.signal.map((value) => Math.sqrt(value / EXAMPLES)),
    square: squares.square.map((value) => value / EXAMPLES / WIDTH),
    weights: sums.map((values) => Math.hypot(...values) / EXAMPLES),
  }
}

const cases = ACTIVATIONS.flatMap((activation) =>
  [false, true].map((residual) => ({ ...INITIAL, activation, residual, depth: 5, init: 'kaiming' }) as const),
)

test.each(cases)('$activation, residual $residual: all norms agree with plain deltas', (state) => {
  const [engine, hand] = [measure(state, 3), byHand(state, 3)]
  for (const key of ['signal', 'square', 'weights'] as const)
    engine[key].forEach((value, l) => expect(value / hand[key][l]!).toBeCloseTo(1, 9))
})

test('the spectral norm is the largest stretch: found by power iteration, exact where it is known', () => {
  expect(spectralNorm([3, 0, 0, -5], 2)).toBeCloseTo(5, 12)
  expect(spectralNorm([1, 1, 1, 1], 2)).toBeCloseTo(2, 12)
  const w = randn([WIDTH, WIDTH], { rng: rng(5) }).data
  let v = Array.from({ length: WIDTH }, (_, i) => Math.sin(i + 1))
  let stretch = 0
  for (let step = 0; step < 3000; step++) {
    const u = v.map((_, j) => v.reduce((total, value, i) => total + w[j * WIDTH + i]! * value, 0))
    const back = v.map((_, i) => u.reduce((total, value, j) => total + w[j * WIDTH + i]! * value, 0))
    stretch = Math.hypot(...u) / Math.hypot(...v)
    v = back.map((value) => value / Math.hypot(...back))
  }
  expect(spectralNorm(w, WIDTH)).toBeCloseTo(stretch, 6)
})

test('no network ever has a longer gradient than the bound allows', () => {
  for (const activation of ACTIVATIONS)
    for (const init of INITS)
      for (const residual of [false, true]) {
        const { signal, bound } = measure({ activation, init, residual, depth: 6 }, 2)
        signal.forEach((value, l) => expect(value).toBeLessThanOrEqual(bound[l]! * (1 + 1e-9)))
        expect(bound.at(-1)).toBe(signal.at(-1))
      }
  expect(STEEPEST.sigmoid).toBe(0.25)
})

const told = (part: Partial<FlowState>) =>
  summarize(flows({ ...INITIAL, ...part }), { ...INITIAL, ...part }, 'signal')

test('what the lesson says of sigmoids: below a quarter for each layer; not so with standard normal weights', () => {
  const usual = told({})
  expect(usual.fate).toBe('vanishes')
  expect(usual.perLayer).toBeGreaterThan(0.2)
  expect(usual.perLayer).toBeLessThan(0.25)
  expect(
    usual.quarters!.every((value, l) => l === usual.quarters!.length - 1 || value >= usual.middle[l]!),
  ).toBe(true)
  expect(told({ init: 'standard' }).perLayer).toBeGreaterThan(0.5)
  expect(told({ residual: true }).fate).toBe('holds')
})

test('what the lesson says of ReLU: Kaiming holds at thirty layers, Xavier loses √½ at each, the default more', () => {
  const deep = { activation: 'relu', depth: 30 } as const
  const kaiming = told({ ...deep, init: 'kaiming' })
  expect(kaiming.perLayer).toBeGreaterThan(0.95)
  expect(kaiming.perLayer).toBeLessThan(1.05)
  expect(told(deep).perLayer).toBeCloseTo(Math.SQRT1_2, 1)
  expect(told({ ...deep, init: 'pytorch' }).perLayer).toBeCloseTo(Math.sqrt(1 / 6), 1)
  expect(told({ activation: 'relu', init: 'standard' }).fate).toBe('explodes')
})

test('over many networks Kaiming keeps the mean square of ReLU: the expectation, not the single network', () => {
  const runs = Array.from({ length: 60 }, (_, i) =>
    measure({ ...INITIAL, activation: 'relu', init: 'kaiming', depth: 4 }, i + 1),
  )
  const mean = runs.reduce((total, { square }) => total + square[3]! / runs.length, 0)
  expect(mean).toBeGreaterThan(0.85)
  expect(mean).toBeLessThan(1.15)
})

test('equal weights: every unit of a layer gets the same gradient; random ones, each its own', () => {
  expect(measure({ ...INITIAL, init: 'equal', activation: 'tanh' }, 1).distinct).toBe(1)
  expect(measure({ ...INITIAL, activation: 'tanh' }, 1).distinct).toBe(WIDTH)
})

test('a state measures what the exercise asks, a link brings it back, nonsense changes nothing', () => {
  const state: FlowState = {
    activation: 'relu',
    init: 'kaiming',
    depth: 27,
    residual: true,
    seed: 4,
    shown: 'weights',
  }
  expect(fromLink(toLink(state), INITIAL)).toEqual(state)
  expect(stateFrom({ ...state })).toEqual(state)
  expect(fromLink({ f: 'x', depth: '1e9', residual: 'maybe', seed: '-1' }, INITIAL)).toEqual({
    ...INITIAL,
    depth: 30,
  })
  expect([
    measures['isRelu']!({ ...state }),
    measures['depth']!({ ...state }),
    measures['isPlain']!({ ...state }),
  ]).toEqual([1, 27, 0])
})

test('the axis holds everything that is drawn, in whole decades', () => {
  const summary = told({ depth: 12 })
  const [low, high] = decadesOf(summary)
  for (const value of [...summary.runs.flat(), ...summary.bound!]) {
    expect(value).toBeGreaterThanOrEqual(10 ** low)
    expect(value).toBeLessThanOrEqual(10 ** high)
  }
  expect(summary.runs).toHaveLength(RUNS)
  expect(decadesOf({ ...summary, runs: [[0]], bound: [], quarters: [] })).toEqual([-1, 1])
})
