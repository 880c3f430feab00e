import fc from 'fast-check'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import {
  differenceOf,
  EXAMPLE,
  follow,
  forward,
  fromLink,
  gradients,
  halved,
  INITIAL,
  localSlopes,
  measures,
  PARAMETERS,
  stateFrom,
  toJson,
  toLink,
  update,
  updated,
  WAYS,
  withValue,
  type Chain,
} from '../../components/neuron-chain/model.ts'
import { Panel } from '../../components/neuron-chain/Panel.tsx'
import { productNumbers, updateText } from '../../components/neuron-chain/words.ts'

const sigma = (z: number): number => 1 / (1 + Math.exp(-z))
const half = fc.integer({ min: -30, max: 30 }).map((n) => n / 10)
const chains: fc.Arbitrary<Chain> = fc.record({
  x: half,
  T: fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
  w_1: half,
  b_1: half,
  w_2: half,
  b_2: half,
})
const nudges = fc.constantFrom(0.3, 0.01, -0.05, 0.001)

describe('two neurons in a row', () => {
  test('forward is the definition', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const a1 = sigma(chain.w_1 * chain.x + chain.b_1)
        const a2 = sigma(chain.w_2 * a1 + chain.b_2)
        const { a_1, a_2, E } = forward(chain)
        expect(a_1).toBeCloseTo(a1, 12)
        expect(a_2).toBeCloseTo(a2, 12)
        expect(E).toBeCloseTo((chain.T - a2) ** 2 / 2, 12)
      }),
    )
  })

  test('the engine’s gradients are the products of local slopes, and what nudging gives', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom(...PARAMETERS), (chain, parameter) => {
        const slopes = localSlopes(chain)
        const product = WAYS[parameter].reduce((all, name) => all * slopes[name], 1)
        const found = gradients(chain)[parameter]
        expect(product).toBeCloseTo(found, 12)
        expect(differenceOf(chain, parameter)).toBeCloseTo(found, 8)
      }),
    )
  })

  test('the ratios of a nudge multiply to ΔE over the nudge exactly, and come close to the slopes', () => {
    fc.assert(
      fc.property(chains, fc.constantFrom(...PARAMETERS), nudges, (chain, parameter, nudge) => {
        const moved = follow(chain, parameter, nudge)
        // A nudge that does not get through leaves nothing to divide by.
        const least = follow(chain, parameter, 1e-4)
        fc.pre([...moved, ...least].every(({ change }) => Math.abs(change) > 1e-9))
        const product = moved.reduce((all, { ratio }) => all * (ratio ?? 1), 1)
        const before = forward(chain).E
        const after = forward({ ...chain, [parameter]: chain[parameter] + nudge }).E
        expect(product).toBeCloseTo((after - before) / nudge, 6)
        const slopes = localSlopes(chain)
        const off = (by: number): number =>
          Math.max(
            ...follow(chain, parameter, by).map(({ ratio, slope }) =>
              slope ? Math.abs(ratio! - slopes[slope]) : 0,
            ),
          )
        expect(off(1e-4)).toBeLessThan(1e-3)
      }),
    )
  })

  test('a nudge that does not get through is no number in the table, and no NaN', () => {
    const html = render(h(Panel, { id: 'chain', initial: withValue(INITIAL, 'x', 0) }))
    expect(html).not.toMatch(/NaN|∞/)
    expect(html).toContain('–')
  })

  test('an update uses the old parameters for all four', () => {
    fc.assert(
      fc.property(chains, (chain) => {
        const next = update(chain, 2)
        const slopes = localSlopes(chain)
        for (const parameter of PARAMETERS) {
          const product = WAYS[parameter].reduce((all, name) => all * slopes[name], 1)
          expect(next[parameter]).toBeCloseTo(chain[parameter] - 2 * product, 12)
        }
        expect([next.x, next.T]).toEqual([chain.x, chain.T])
        // A small step goes down, unless it stands on level ground.
        const size = PARAMETERS.reduce((sum, name) => sum + gradients(chain)[name] ** 2, 0)
        if (size > 1e-6) expect(forward(update(chain, 0.01)).E).toBeLessThan(forward(chain).E)
      }),
    )
  })

  test('what the ledger prints is what it says', () => {
    expect(productNumbers(EXAMPLE, 'w_1')).toBe('(−0.4646) × 0.2458 × (−1.2000) × 0.2475 × 0.5000')
    const gradient = gradients(EXAMPLE).w_2
    expect(updateText(EXAMPLE, 'w_2', gradient, 0.5)).toBe('−1.2000 − 0.5 × (−0.0628) = −1.1686')
  })
})

describe('the state', () => {
  test('survives link and exercise; nonsense in a link changes nothing', () => {
    const state = { ...INITIAL, parameter: 'b_2' as const, nudge: -0.25, rate: 3 }
    expect(fromLink(toLink(state), INITIAL)).toEqual(state)
    expect(fromLink({ x: '<b>', p: 'w_9', nudge: '0', rate: 'x' }, INITIAL)).toEqual(INITIAL)
    expect(stateFrom(toJson(withValue(INITIAL, 'w_2', 2))).chain.w_2).toBe(2)
    for (const junk of [null, 3, [], { x: 'a' }]) expect(stateFrom(junk).chain).toEqual(EXAMPLE)
  })
  test('a nudge is halved down to a ten-thousandth; an update is counted until a parameter is set', () => {
    expect(halved(INITIAL).nudge).toBe(0.005)
    let state = INITIAL
    for (let i = 0; i < 30; i++) state = halved(state)
    expect(state.nudge).toBeGreaterThanOrEqual(1e-4)
    expect(updated(updated(INITIAL)).updates).toBe(2)
    expect(withValue(updated(INITIAL), 'x', 1).updates).toBe(0)
  })
  test('exercises can ask for the error and for the size of each gradient', () => {
    expect(measures['error']!(toJson(INITIAL))).toBe(forward(EXAMPLE).E)
    expect(measures['size-w1']!({ ...EXAMPLE, w_2: 0 })).toBe(0)
    expect(measures['size-b1']!({ ...EXAMPLE, x: 0 })).toBe(Math.abs(gradients({ ...EXAMPLE, x: 0 }).b_1))
    expect(measures['size-b2']!(toJson(INITIAL))).toBe(Math.abs(gradients(EXAMPLE).b_2))
  })
})
