import { expect, test } from 'vitest'
import { dropout, Rng, rng, sum, mul, tensor } from '../../src/engine/index.ts'
import {
  ACTIVATIONS,
  exactly,
  factorOf,
  fromLink,
  INITIAL,
  keepOf,
  masksOf,
  paint,
  shownAt,
  sumOf,
  toLink,
  WEIGHTS,
  type MaskState,
} from '../../components/dropout-mask/model.ts'

const state = (part: Partial<MaskState>): MaskState => ({ ...INITIAL, ...part })
const full = WEIGHTS.reduce<number>((total, weight, i) => total + weight * ACTIVATIONS[i]!, 0)

/** z by the engine's own dropout, with the stream of the figure. */
function byEngine(part: Partial<MaskState>, stream: Rng, training: boolean): number {
  const { p, reading, scaling } = state(part)
  const masked = dropout([...ACTIVATIONS], p, {
    training,
    rng: stream,
    probability: reading === 'drop' ? 'zeroing' : 'keeping',
    scaling: scaling === 'wrong' ? 'none' : scaling,
  })
  return sum(mul(masked, tensor([...WEIGHTS]))).item()
}

test('every pass, and evaluation, are those of the engine’s dropout in each of its conventions', () => {
  for (const scaling of ['inverted', 'evaluation', 'none'] as const)
    for (const reading of ['drop', 'keep'] as const) {
      const part = { scaling, reading, p: 0.3, passes: 40, seed: 5 }
      const stream = rng(5).stream('masks')
      const { sums, evaluation } = shownAt(state(part))
      for (const z of sums) expect(z).toBeCloseTo(byEngine(part, stream, true), 10)
      expect(evaluation).toBeCloseTo(byEngine(part, stream, false), 10)
    }
})

test('the exact mean meets evaluation in both right ways, for every p, and in no wrong one', () => {
  for (const p of [0.1, 0.2, 0.5, 0.8]) {
    for (const scaling of ['inverted', 'evaluation'] as const) {
      const { exact, evaluation } = shownAt(state({ p, scaling }))
      expect(exact.mean).toBeCloseTo(evaluation, 10)
    }
    expect(shownAt(state({ p, scaling: 'none' })).exact.mean).toBeCloseTo((1 - p) * full, 10)
    const bug = shownAt(state({ p, scaling: 'wrong' }))
    expect(bug.evaluation / bug.exact.mean).toBeCloseTo(p / (1 - p), 10)
  }
})

test('its spread is the formula’s, Σ w² a² (1 − q)/q, and what many passes show', () => {
  for (const p of [0.2, 0.5, 0.7]) {
    const variance =
      WEIGHTS.reduce((total, weight, i) => total + (weight * ACTIVATIONS[i]!) ** 2, 0) * (p / (1 - p))
    const { std, mean } = exactly(state({ p }))
    expect(std).toBeCloseTo(Math.sqrt(variance), 10)
    const { passesMean } = shownAt(state({ p, passes: 5000 }))
    expect(Math.abs(passesMean - mean)).toBeLessThan((4 * std) / Math.sqrt(5000))
  }
})

test('behind a ReLU the mean is another than evaluation’s: never below it', () => {
  const { exact, evaluation } = shownAt(INITIAL)
  expect(exact.reluMean).toBeGreaterThan(Math.max(0, evaluation) + 0.05)
})

test('p is read as the reader says: at 0.8 four of five are kept, or one of five', () => {
  const share = (part: Partial<MaskState>) => {
    const units = masksOf(state({ ...part, passes: 3000 })).flat()
    return units.filter(Boolean).length / units.length
  }
  expect(Math.abs(share({ p: 0.8, reading: 'drop' }) - 0.2)).toBeLessThan(0.01)
  expect(Math.abs(share({ p: 0.8, reading: 'keep' }) - 0.8)).toBeLessThan(0.01)
  expect(keepOf(state({ p: 0.9 }))).toBe(0.1)
})

test('painting begins with the mask that is seen, changes one unit, and goes back to training', () => {
  const drawn = shownAt(INITIAL).mask
  const painted = paint(state({ mode: 'eval' }), 2, !drawn[2])
  expect(painted.mode).toBe('train')
  expect(painted.painted).toEqual(drawn.map((isKept, i) => (i === 2 ? !isKept : isKept)))
  expect(shownAt(painted).z).toBeCloseTo(sumOf(painted.painted!, 2), 12)
  expect(factorOf(painted)).toBe(2)
})

test('a link brings back the state it was made of; nonsense changes nothing', () => {
  const made = paint(state({ p: 0.3, reading: 'keep', scaling: 'wrong', passes: 501, seed: 3 }), 0, false)
  expect(fromLink(toLink(made), INITIAL)).toEqual(made)
  expect(
    fromLink({ p: '2', reading: 'x', scaling: '', mode: 'test', mask: '0101', passes: 'many' }, INITIAL),
  ).toEqual(INITIAL)
})
