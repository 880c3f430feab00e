import * as engine from '../../../src/engine/index.ts'
import { type GoldenCase, goldenRun } from '../training/goldenRuns.ts'
import { Fingerprint } from './fingerprint.ts'
import { OPERATIONS } from './operations.ts'

const { elementary, grad, mul, rand, randn, rng, sum, tensor } = engine

/** Arguments of every size: special values, a fine grid near zero, and doubles with random bits. */
function floatArguments(count: number): Float64Array {
  const source = rng(20260101).stream('arguments')
  const special = [
    0,
    -0,
    1,
    -1,
    0.5,
    Math.PI,
    Math.E,
    1e30,
    -1e30,
    709.78,
    -745.13,
    5e-324,
    2.2250738585072014e-308,
  ]
  const grid = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 64)
  const bits = new Uint32Array(2 * count).map(() => source.bits())
  return Float64Array.from([
    ...special,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    Infinity,
    -Infinity,
    NaN,
    ...grid,
    ...new Float64Array(bits.buffer),
  ])
}

function elementaryFunctions(): [string, string][] {
  const args = floatArguments(8000)
  const shuffled = args.slice().reverse()
  return Object.entries(elementary).map(([name, fn]) => {
    const results = args.map((x, i) => (fn as (x: number, y: number) => number)(x, shuffled[i]!))
    if (name !== 'pow') return [`elementary.${name}`, String(new Fingerprint().add(results))]
    // Random pairs nearly always overflow: powers of moderate numbers as well.
    const moderate = Float64Array.from({ length: 4000 }, (_, i) =>
      elementary.pow((i + 1) / 100, (i % 37) / 3 - 6),
    )
    return ['elementary.pow', String(new Fingerprint().add(results).add(moderate))]
  })
}

/** An operation's result and the gradients of all of its inputs, of a weighted sum. */
function operations(dtype: 'float64' | 'float32'): [string, string][] {
  return OPERATIONS.map(([name, run]) => {
    const source = rng(7).stream(name)
    const leaves: engine.Tensor[] = []
    const output = run(
      (shape, kind = 'normal') => {
        const values =
          kind === 'normal' ? randn(shape, { rng: source, dtype }) : rand(shape, { rng: source, dtype })
        if (kind === 'positive') for (let i = 0; i < values.numel; i++) values.data[i]! += 0.25
        values.requiresGrad = true
        leaves.push(values)
        return values
      },
      (shape, below) => engine.randint(0, below, shape, { rng: source }),
    )
    const loss = sum(mul(output, randn(output.shape, { rng: source, dtype })))
    const gradients = grad([loss], leaves, { allowUnused: true })
    const bits = new Fingerprint().add(output.data)
    for (const gradient of gradients) bits.add(gradient.data)
    return [`${name}, ${dtype}`, String(bits)]
  })
}

function randomStreams(): [string, string][] {
  const draws: [string, (source: engine.Rng) => Iterable<number>][] = [
    ['bits', (r) => Array.from({ length: 1000 }, () => r.bits())],
    ['uniform', (r) => Array.from({ length: 1000 }, () => r.uniform(-3, 5))],
    ['normal', (r) => Array.from({ length: 4000 }, () => r.normal(1, 2))],
    ['integer', (r) => Array.from({ length: 1000 }, () => r.integer(7))],
    ['bernoulli', (r) => Array.from({ length: 1000 }, () => Number(r.bernoulli(0.3)))],
    ['permutation', (r) => r.permutation(500)],
    ['choice', (r) => Array.from({ length: 500 }, () => r.choice([1, 2, 3], [0.2, 0.3, 0.5]))],
    ['kaimingNormal', (r) => engine.init.kaimingNormal([20, 30], { rng: r }).data],
    ['truncNormal', (r) => engine.init.truncNormal([300], { rng: r }).data],
    ['orthogonal', (r) => engine.init.orthogonal([12, 9], { rng: r }).data],
    ['makeMoons', (r) => engine.makeMoons({ count: 60, noise: 0.1, rng: r }).features.data],
    [
      'augment',
      (r) =>
        engine.augment.augmentImages(randn([3, 2, 9, 9], { rng: r }), {
          rng: r,
          rotate: 20,
          translate: 2,
          stretch: 1.2,
          shear: 10,
          lens: 0.1,
          noise: 0.1,
        }).data,
    ],
  ]
  return draws.map(([name, draw]) => [
    `random ${name}`,
    String(new Fingerprint().add(draw(rng(42).stream('a').stream(name)))),
  ])
}

function goldenRuns(cases: readonly GoldenCase[]): [string, string][] {
  return cases.map((one) => {
    const { model, losses, prediction } = goldenRun(one, cases)
    const bits = new Fingerprint().add(losses).add(prediction.data)
    for (const value of Object.values(model.stateDict())) bits.add(value.data)
    return [`golden ${one.model}, ${one.dtype}`, String(bits)]
  })
}

/** A sum that would differ in its last bits if additions were reordered or fused. */
function order(): [string, string][] {
  const values = floatArguments(3000).map((x) => (Math.abs(x) < 1e20 && Math.abs(x) > 1e-20 ? x : 0.1))
  return [['order of additions', String(new Fingerprint().add(sum(tensor(values)).data))]]
}

/** Fingerprints of all that the engine computes, by name. */
export function exercise(cases: readonly GoldenCase[]): Record<string, string> {
  return Object.fromEntries([
    ...elementaryFunctions(),
    ...operations('float64'),
    ...operations('float32'),
    ...randomStreams(),
    ...goldenRuns(cases),
    ...order(),
  ])
}
