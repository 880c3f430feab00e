import { describe, expect, test } from 'vitest'
import {
  errorsOf,
  fromLink as builderFromLink,
  goalAt,
  heightsOf,
  HIGHEST,
  measures,
  networkOf,
  oneBump,
  outputAt,
  parametersOf,
  placesOf,
  sharesAt,
  START as FLAT,
  toLink as builderToLink,
  withHeight,
  withPart as withChoice,
  type BuilderState,
} from '../../components/bump-builder/model.ts'
import {
  fromLink,
  isShown,
  LIMIT,
  NEURONS,
  nextNeuron,
  partOf,
  passOf,
  START,
  toLink,
  withInput,
  withPart,
  type BenchState,
} from '../../components/layer-bench/model.ts'

/** The forward pass with loops. */
function byHand({ x, layers }: BenchState) {
  let a = [...x]
  return layers.map(({ weight, bias }, l) => {
    const z = weight.map((row, i) => {
      let sum = bias[i]!
      for (let j = 0; j < row.length; j++) sum += row[j]! * a[j]!
      return sum
    })
    a = z.map((value) => (l === 0 ? Math.max(0, value) : 1 / (1 + Math.exp(-value))))
    return { z, a }
  })
}

describe('the network, neuron by neuron', () => {
  test('its numbers are those of loops, wherever inputs and weights are moved', () => {
    let state = START
    for (let turn = 0; turn < 40; turn++) {
      passOf(state).forEach(({ z, a }, l) => {
        const expected = byHand(state)[l]!
        z.forEach((value, i) => expect(value).toBeCloseTo(expected.z[i]!, 6))
        a.forEach((value, i) => expect(value).toBeCloseTo(expected.a[i]!, 6))
      })
      state = withPart({ ...nextNeuron(state), part: turn % 3 }, ((turn * 7) % 40) / 10 - 2)
      state = withInput(state, turn % 2, ((turn * 11) % 40) / 10 - 2)
    }
  })

  test('the slider moves the number that is chosen, and no other', () => {
    const changed = withPart({ ...START, at: 4, part: 3 }, 1.7)
    expect(partOf(changed)).toBe(1.7)
    expect(changed.layers[1]!.bias).toEqual([-0.3, 1.7])
    expect(changed.layers[1]!.weight).toEqual(START.layers[1]!.weight)
    expect(changed.layers[0]).toEqual(START.layers[0])
  })

  test('covered: only what comes up to the neuron looked at can be seen', () => {
    const covered = { ...START, covered: true, at: 2 }
    expect([0, 1, 2].map((row) => isShown(covered, 0, row))).toEqual([true, true, true])
    expect([0, 1].map((row) => isShown(covered, 1, row))).toEqual([false, false])
    expect(isShown({ ...covered, covered: false }, 1, 1)).toBe(true)
    expect(nextNeuron({ ...START, at: NEURONS - 1 }).at).toBe(0)
  })

  test('a link brings the state back, and nonsense in it changes nothing', () => {
    const state = withInput(withPart({ ...START, at: 3, part: 2, covered: true }, -1.3), 0, -0.4)
    expect(fromLink(toLink(state), START)).toEqual(state)
    expect(fromLink({ x: 'a,b', n: ',,', at: '-1', part: 'NaN', covered: 'maybe' }, START)).toEqual(START)
    const far = fromLink({ x: '99,-99' }, START)
    expect(far.x).toEqual([LIMIT, -LIMIT])
  })
})

const at = (part: Partial<BuilderState>): BuilderState => ({ ...FLAT, ...part })

describe('the builder', () => {
  test('straight pieces go through every height, and are straight between them', () => {
    for (const units of [1, 2, 4, 8, 16]) {
      const state = at({ kind: 'relu', units, goal: 'wave', heights: null })
      const places = placesOf(state)
      const heights = heightsOf(state)
      outputAt(state, places).forEach((y, i) => expect(y).toBeCloseTo(heights[i]!, 5))
      const middles = places.slice(1).map((place, i) => (place + places[i]!) / 2)
      outputAt(state, middles).forEach((y, i) =>
        expect(y).toBeCloseTo((heights[i]! + heights[i + 1]!) / 2, 5),
      )
    }
  })

  test('steep sigmoids stand at each height in the middle of its stair', () => {
    const heights = [0.1, 0.9, 0.3, 0.7, 0.2]
    const state = at({ heights })
    outputAt(state, placesOf(state)).forEach((y, i) => expect(y).toBeCloseTo(heights[i]!, 5))
  })

  test('one bump takes two neurons, and its middle has the height of the derivation', () => {
    const state = oneBump(at({ units: 4, steepness: 20 }))
    const { v, w, b } = networkOf(state)
    expect(v.filter((value) => value !== 0)).toEqual([0.8, -0.8])
    const width = b.map((bias, i) => -bias / w[i]!).filter((_, i) => v[i] !== 0)
    const u = (20 * (width[1]! - width[0]!)) / 2
    expect(outputAt(state, [0.5])[0]).toBeCloseTo(0.1 + 0.8 * Math.tanh(u / 2), 5)
  })

  test('the shares and the bias add up to the output', () => {
    const xs = [0, 0.21, 0.5, 0.77, 1]
    for (const kind of ['sigmoid', 'relu'] as const) {
      const state = at({ kind, units: 8, heights: null, steepness: 40 })
      const shares = sharesAt(state, xs)
      outputAt(state, xs).forEach((y, i) =>
        expect(shares.reduce((sum, share) => sum + share[i]!, networkOf(state).c)).toBeCloseTo(y, 5),
      )
    }
  })

  test('errors are those of loops; a jump is missed by half its height at least', () => {
    const state = at({ kind: 'relu', goal: 'jump', units: 32, heights: null })
    const xs = Array.from({ length: 501 }, (_, i) => i / 500)
    const misses = outputAt(state, xs).map((y, i) => Math.abs(y - goalAt('jump', xs[i]!)))
    expect(errorsOf(state).largest).toBe(Math.max(...misses))
    expect(errorsOf(state).mean).toBeCloseTo(misses.reduce((a, b) => a + b) / 501, 10)
    expect(errorsOf(state).largest).toBeGreaterThan(0.3)
  })

  test('parameters are counted as a layer of one input and one of one output', () => {
    for (const units of [1, 4, 32]) {
      const { w, b, v } = networkOf(at({ units, heights: null }))
      expect(parametersOf({ units })).toBe(w.length + b.length + v.length + 1)
    }
  })

  test('heights stay in the plane; another number of neurons begins anew unless they come from the goal', () => {
    expect(withHeight(FLAT, 2, 9).heights![2]).toBe(HIGHEST)
    expect(withHeight(at({ heights: null }), 0, 0.33).heights![0]).toBe(0.34)
    expect(withChoice(withHeight(FLAT, 2, 0.9), { units: 2 }).heights).toEqual([0.5, 0.5, 0.5])
    expect(withChoice(at({ heights: null }), { units: 2 }).heights).toBeNull()
    expect(withChoice(withHeight(FLAT, 2, 0.9), { goal: 'wave' }).heights![2]).toBe(0.9)
  })

  test('a link brings the state back, and nonsense in it changes nothing', () => {
    for (const state of [FLAT, at({ heights: null, kind: 'relu', units: 16 }), withHeight(FLAT, 1, 0.82)])
      expect(builderFromLink(builderToLink(state), FLAT)).toEqual(state)
    expect(builderFromLink({ f: 'cubic', units: '7', goal: '', k: 'x', h: '1_2' }, FLAT)).toEqual(FLAT)
    expect(measures['largest']!(builderToLink(FLAT))).toBe(errorsOf(FLAT).largest)
  })
})
