import { describe, expect, test } from 'vitest'
import { elementary, rng } from '../../../src/engine/index.ts'
import { exp, erf, log, sigmoid, softplus, tanh } from '../../../src/engine/kernels/twin/elementary.ts'
import type { Kernels } from '../../../src/engine/kernels/twin/index.ts'
import { type Machine, loadRelaxedKernels, makeMachine } from '../../../src/engine/plan/machine.ts'

const BYTES = 1 << 20
/** Where the operands of the calls below lie, in bytes; far enough apart. */
const [A, B, C, D, E, F, G, H] = [1, 2, 3, 4, 5, 6, 7, 8].map((i) => i * 65536) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
]

/** A machine whose memory holds numbers of all sizes, the same on every call. */
function filled(backend: 'plain' | 'twin' | 'relaxed'): Machine {
  const machine = makeMachine(backend, BYTES)
  const random = rng(3).stream('memory')
  for (const block of [A, B, C, D, E, F, G, H]) {
    for (let i = 0; i < 6000; i++) machine.heap.f[block / 4 + i] = random.uniform(-3, 3)
  }
  const { i: I, f } = machine.heap
  for (let i = 0; i < 64; i++) I[H / 4 + i] = i < 60 ? (i * 7) % 60 : -1
  for (let i = 0; i < 64; i++) f[H / 4 + 64 + i] = (i * 5) % 9 // classes and tokens
  for (let i = 0; i < 256; i++) f[H / 4 + 128 + i] = Math.abs(random.normal(0, 1)) + 0.01 // roots are taken of these
  return machine
}

type Calls = { [K in keyof Kernels]: Parameters<Kernels[K]>[] }
const kinds = Array.from({ length: 13 }, (_, kind) => kind)

const calls: Calls = {
  multiply: [
    ...[1, 3, 5, 13].flatMap((M): Parameters<Kernels['multiply']>[] =>
      [4, 8, 12, 20].map((N) => [M, N, 1, 1, 7, A, 40, 4, 0, 0, B, N * 4, 0, 0, C, N * 4, M % 2 ? D : 0, 0]),
    ),
    [6, 8, 1, 1, 900, A, 3600, 4, 0, 0, B, 32, 0, 0, C, 32, D, 0],
    [6, 8, 2, 3, 4, A, 12, 4, 16, 64, B, 32, 32, 64, C, 32, 0, 1],
    // Many rows: strips of B are copied.
    [70, 12, 1, 1, 20, A, 80, 4, 0, 0, B, 48, 0, 0, C, 48, D, 0],
    [70, 12, 1, 1, 20, A, 4, 280, 0, 0, B, 52, 0, 0, C, 48, 0, 1],
    [66, 4, 1, 1, 400, A, 8, 4, 0, 0, B, 16, 0, 0, C, 16, D, 0],
  ],
  convolve: [
    [4, 7, 12, 3, 3, 4, A, 16, 200, 16, 200, B, 48, C, 48, 400, D, 0],
    [4, 7, 8, 3, 2, 3, A, 24, 400, 24, 400, B, 32, C, 32, 300, 0, 1],
  ],
  convolveWeights: [
    [4, 7, 12, 3, 3, 4, A, 16, 200, 16, 200, B, 48, C, 48, 400],
    [4, 7, 8, 3, 2, 3, A, 24, 400, 24, 400, B, 32, C, 32, 300],
  ],
  depthwise: [
    [5, 7, 8, 3, 3, A, 32, 320, 32, 320, B, C, 32, 256, D, 0],
    [2, 4, 4, 2, 3, A, 32, 320, 64, 640, B, C, 16, 64, 0, 1],
    [1, 3, 4, 1, 2, A, 16, 320, 16, 320, B, C, 16, 64, 0, 0],
  ],
  depthwiseWeights: [[5, 7, 8, 3, 3, A, 32, 320, 32, 320, B, C, 32, 256]],
  maxPool: [
    [3, 4, 8, 3, 3, 2, 2, 1, 1, -1, -1, 6, 8, A, 32, 256, B, 32, 128, C, 1, 0],
    [3, 4, 4, 2, 2, 2, 2, 2, 1, 0, 0, 6, 8, A, 16, 128, B, 16, 64, C, -1, 0],
    [3, 4, 4, 2, 2, 2, 2, 1, 1, 0, 0, 6, 8, A, 16, 128, B, 16, 64, C, 1, 1],
  ],
  maxPoolGrad: [[3, 4, 8, 3, 3, 2, 2, 1, 1, -1, -1, 6, 8, A, 32, 256, B, 32, 128, H]],
  maxPool2Relu: [[3, 4, 8, A, 32, 256, B, 32, 128, C]],
  maxPool2Grad: [[3, 4, 8, A, 32, 256, B, 32, 128, H]],
  avgPool: [[3, 4, 8, 3, 3, 2, 2, -1, -1, 6, 8, A, 32, 256, B, 32, 128, D]],
  avgPoolGrad: [[3, 4, 8, 3, 3, 2, 2, -1, -1, 6, 8, A, 32, 256, B, 32, 128, D]],
  copyRows: [[3, 7, A, 40, B, 44]],
  activation: kinds.map((kind) => [kind, 30, 12, A, 48, B, 48, 0.3, 0.8]),
  activationGrad: kinds.map((kind) => [kind, 30, 12, A, 48, B, 48, C, 48, D, 48, 0.3, 0.8]),
  combine: [[3, 8, A, 32, B, 40, C, 48, 0.5, -2]],
  product: [[3, 8, A, 32, B, 40, C, 48]],
  zeroRows: [[3, 8, A, 40]],
  addRows: [
    [5, 8, A, 40, B],
    [6, 8, A, 40, B],
  ],
  transpose: [[5, 3, A, 12, B, 20]],
  gather: [[5, H, A, 3, 7, B, 28, 100]],
  permute: [[3, 62, H, A, 256, B, 256]],
  embed: [[11, 8, H + 256, 4, A, B]],
  embedGrad: [[11, 8, H + 256, 4, A, B, 5]],
  elementLoss: [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((kind): Parameters<Kernels['elementLoss']>[] =>
    [6, 8].includes(kind)
      ? [[kind, 3, 5, H + 512, 32, D, 32, C, 32, 0.125, 1]]
      : [
          [kind, 3, 5, A, 32, B, 32, C, 32, 0.125, 0.7],
          [kind, 3, 5, A, 32, B, 32, 0, 0, 0.125, 0.7],
        ],
  ),
  crossEntropy: [
    [4, 9, A, 48, H + 256, 4, C, 48, 0.25, 0, 0],
    [4, 9, A, 48, H + 256, 4, C, 48, 0.25, 0.1, 0],
    [4, 9, A, 48, H + 256, 4, 0, 0, 0.25, 0, 0],
    [4, 9, A, 48, H + 256, 4, C, 48, 0.25, 0, 1],
  ],
  prepare: [[20, A, B, 0.99, 0.5, 0.8, 0.01]],
  sgd: [[20, A, B, 0.1]],
  momentum: [
    [20, A, B, C, 0.9, 1, 1, 0.1, 0],
    [20, A, B, C, 0.9, 0.5, 0.1, 1, 1],
  ],
  adam: [
    [20, A, B, C, H + 512, 0, 0.1, 0.9, 0.999, 0.1, 0.001, 1.5, 0, 1e-8],
    [20, A, B, C, H + 512, H + 768, 0.1, 0.9, 0.999, 0.1, 0.001, 1.5, 1e-8, 0],
  ],
  adaptive: [
    [20, A, B, H + 512, 0, 0, 1, 1, 1, 0.1, 0, 0, 1e-10],
    [20, A, B, H + 512, D, E, 0.99, 0.01, 1, 0.1, 0.9, 4, 1e-8],
  ],
  adadelta: [[20, A, B, H + 512, H + 768, 1, 0.9, 0.1, 1e-6]],
  sumOfSquares: [[20, A]],
  finite: [[20, A]],
  normalizeRows: [[3, 7, A, 32, B, C, 1e-5]],
  normalizeRowsGrad: [[3, 7, A, 32, B, C, D]],
  scaleShift: [[3, 8, A, 32, B, C, D, 40]],
  addProducts: [[5, 8, A, 32, B, 40, C]],
  addDeviations: [[5, 8, A, 32, B, C]],
  batchFactors: [
    [8, A, H + 512, B, C, D, E, F, 1e-5],
    [8, A, H + 512, 0, 0, D, E, F, 1e-5],
  ],
  batchGrad: [[5, 8, A, 32, B, 40, C, 32, D, E, F, G, G + 64]],
  addAlong: [[5, 8, A, 32, B, 40, D, E, F]],
  softmaxRows: [
    [6, 5, A, 32, B, 32, 0.7, 0, 0],
    [6, 3, A, 32, B, 32, 0.7, 3, 0],
    [6, 8, A, 32, B, 32, 1, 0, 1],
  ],
  softmaxRowsGrad: [
    [6, 5, A, 32, B, 32, C, 32, 0.7, 0],
    [6, 8, A, 32, B, 32, C, 32, 1, 1],
  ],
  lstmCell: [
    [5, 8, A, 128, B, 32, C, D, 40],
    [5, 8, A, 128, 0, 32, C, D, 40],
  ],
  lstmCellGrad: [
    [5, 8, A, 128, B, 32, C, D, 40, E, F],
    [5, 8, A, 128, 0, 32, C, D, 40, E, F],
  ],
  gruCell: [
    [5, 8, A, 96, B, 96, C, 32, D],
    [5, 8, A, 96, B, 96, 0, 32, D],
  ],
  gruCellGrad: [
    [5, 8, A, 96, B, 96, C, 32, D, 32, E, F, G],
    [5, 8, A, 96, B, 96, 0, 32, D, 32, E, F, G],
  ],
  shuffle: [[100, A, H + 512]],
  dropoutMask: [[40, A, 12345, 0x80000000, 2]],
}

const names = Object.keys(calls) as (keyof Kernels)[]

/** Runs the calls of one kernel; its results and the memory after each. */
function traceOf(
  backend: 'plain' | 'twin' | 'relaxed',
  name: keyof Kernels,
): { results: unknown[]; memory: Int32Array } {
  const machine = filled(backend)
  const kernel = machine.kernels[name] as (...args: number[]) => unknown
  const results = calls[name].map((args) => kernel(...(args as number[])))
  return { results, memory: machine.heap.i.slice() }
}

describe('each kernel of the plain build gives the bits of its twin', () => {
  test.each(names)('%s', (name) => {
    const [plain, twin] = [traceOf('plain', name), traceOf('twin', name)]
    expect(plain.results).toEqual(twin.results)
    const from = A / 4
    const differing = plain.memory.subarray(from).findIndex((word, i) => word !== twin.memory[from + i])
    expect(differing < 0 ? 'same bits' : `first difference at ${(from + differing) * 4}`).toBe('same bits')
  })

  test('and changes memory or returns a number: the calls are not empty', () => {
    const before = filled('twin').heap.i.slice()
    for (const name of names) {
      const { results, memory } = traceOf('twin', name)
      const isChanged = memory.some((word, i) => word !== before[i])
      expect(isChanged || results.some((value) => typeof value === 'number'), name).toBe(true)
    }
  })

  test('no kernel is left out', () => {
    expect(Object.keys(makeMachine('twin', 1).kernels).toSorted()).toEqual(names.toSorted())
  })
})

test('the relaxed build differs from plain only in last bits', async () => {
  expect(await loadRelaxedKernels()).toBe(true)
  for (const name of names) {
    const [plain, relaxed] = [traceOf('plain', name), traceOf('relaxed', name)]
    const p = new Float32Array(plain.memory.buffer)
    const r = new Float32Array(relaxed.memory.buffer)
    let worst = 0
    for (let i = A / 4; i < H / 4; i++)
      worst = Math.max(worst, Math.abs(p[i]! - r[i]!) / (1 + Math.abs(p[i]!)) || 0)
    expect(worst, name).toBeLessThan(3e-5)
  }
})

describe('elementary functions in float32 are within a few units in the last place of the engine’s', () => {
  const x = Float32Array.from({ length: 40001 }, (_, i) => (i - 20000) / 1000)
  const exact = elementary
  test.each([
    ['exp', exp, exact.exp, 3],
    ['log', (v: number) => log(Math.abs(v)), (v: number) => exact.log(Math.abs(v)), 3],
    ['tanh', tanh, exact.tanh, 8],
    ['sigmoid', sigmoid, (v: number) => 1 / (1 + exact.exp(-v)), 4],
    ['softplus', softplus, (v: number) => (v > 30 ? v : exact.log1p(exact.exp(v))), 6],
    ['erf', erf, exact.erf, 10],
  ] as const)('%s', (_, ours, truth, units) => {
    for (const v of x) {
      if (v === 0) continue
      const wanted = truth(v)
      const unit = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(wanted), 1e-30))) - 23)
      expect(Math.abs(ours(v) - wanted) / unit, `at ${v}`).toBeLessThanOrEqual(units)
    }
  })

  test('at the ends of the range', () => {
    expect([exp(-200), exp(200), exp(Number.NaN), exp(0)]).toEqual([0, Infinity, Number.NaN, 1])
    expect([log(0), log(Infinity), log(-1), log(1)]).toEqual([-Infinity, Infinity, Number.NaN, 0])
    expect([tanh(Infinity), tanh(-Infinity), tanh(Number.NaN)]).toEqual([1, -1, Number.NaN])
    expect([softplus(100), softplus(-200), sigmoid(-200), sigmoid(200)]).toEqual([100, 0, 0, 1])
  })
})
