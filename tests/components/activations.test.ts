import fc from 'fast-check'
import { render } from 'preact-render-to-string'
import { h } from 'preact'
import { describe, expect, test, vi } from 'vitest'
import { histogramClient } from '../../components/activation-histograms/client.ts'
import {
  BINS,
  DEFAULTS,
  EXAMPLES,
  fromLink as histogramsFromLink,
  measures,
  runNetwork,
  settingsFrom,
  toLink as histogramsToLink,
  WIDTH,
} from '../../components/activation-histograms/model.ts'
import { rangeText, slopeText } from '../../components/activation-plot/facts.ts'
import {
  ACTIVATIONS,
  curve,
  evaluate,
  FACTS,
  flatZones,
  fromLink,
  pointAt,
  steepest,
  tangent,
  tidy,
  toLink,
  type ActivationName,
} from '../../components/activation-plot/model.ts'
import { Panel } from '../../components/activation-plot/Panel.tsx'

/** By the formulas of the textbooks, on the platform's own functions. */
const BY_HAND: Record<ActivationName, (z: number) => number> = {
  step: (z) => (z >= 0 ? 1 : 0),
  linear: (z) => z,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  tanh: Math.tanh,
  arctan: Math.atan,
  relu: (z) => Math.max(0, z),
  leakyRelu: (z) => (z > 0 ? z : z / 100),
  softplus: (z) => Math.log1p(Math.exp(z)),
  // z · Φ(z) by Simpson's rule on the normal density.
  gelu: (z) => {
    const n = 2000
    const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI)
    let area = density(0) + density(z)
    for (let i = 1; i < n; i++) area += density((i * z) / n) * (i % 2 ? 4 : 2)
    return z * (0.5 + (area * z) / n / 3)
  },
}

describe('every activation function', () => {
  test.each(ACTIVATIONS)('%s: its value by the textbook, its slope by nudging', (name) => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }).filter((z) => Math.abs(z) > 1e-3),
        (z) => {
          const { value, slope } = pointAt(name, z)
          expect(value).toBeCloseTo(BY_HAND[name](z), 9)
          const h = 1e-5
          expect(slope).toBeCloseTo((BY_HAND[name](z + h) - BY_HAND[name](z - h)) / (2 * h), 6)
        },
      ),
    )
  })
  test.each(ACTIVATIONS)('%s: its values stay within its range and come near both ends', (name) => {
    const { range, reached } = FACTS[name]
    const { value } = evaluate(name, [-1e4, -30, ...curve(name).map(({ z }) => z), 30, 1e4])
    const [lo, hi] = [Math.min(...value), Math.max(...value)]
    expect(lo).toBeGreaterThanOrEqual(range[0] - 1e-5)
    expect(hi).toBeLessThanOrEqual(range[1])
    expect(Number.isFinite(range[0]) ? lo - range[0] : -lo).toSatisfy((x: number) =>
      Number.isFinite(range[0]) ? x < 1e-3 : x > 50,
    )
    expect(Number.isFinite(range[1]) ? range[1] - hi : hi).toSatisfy((x: number) =>
      Number.isFinite(range[1]) ? x < 1e-3 : x > 50,
    )
    expect(rangeText(name)).toBe(
      {
        step: '[0, 1]',
        linear: '(−∞, ∞)',
        sigmoid: '(0, 1)',
        tanh: '(−1, 1)',
        arctan: '(−π/2, π/2)',
        relu: '[0, ∞)',
        leakyRelu: '(−∞, ∞)',
        softplus: '(0, ∞)',
        gelu: '[−0.17, ∞)',
      }[name],
    )
    expect(reached).toEqual([rangeText(name).startsWith('['), rangeText(name).endsWith(']')])
  })
  test('those centered on zero are odd, and the others are not', () => {
    for (const name of ACTIVATIONS) {
      const { value } = evaluate(name, [-1.3, 1.3])
      expect(Math.abs(value[0]! + value[1]!) < 1e-12, name).toBe(FACTS[name].isZeroCentered)
    }
  })
  test('corners: the step has no slope at its jump, the rectifiers one by convention', () => {
    expect(slopeText(pointAt('step', 0))).toBe('none: it jumps')
    expect(slopeText(pointAt('relu', 0))).toBe('0.00, by convention (a kink)')
    expect(slopeText(pointAt('leakyRelu', 0))).toBe('0.01, by convention (a kink)')
    expect(slopeText(pointAt('sigmoid', 0))).toBe('0.2500')
  })
})

describe('flat zones', () => {
  test('begin where the slope has fallen to a twentieth of its largest', () => {
    // σ(1 − σ) = ¼/20 and 1 − tanh² = 1/20, solved by hand.
    const s = (1 + Math.sqrt(1 - 4 / 80)) / 2
    const sigmoidEdge = Math.log(s / (1 - s))
    const tanhEdge = Math.atanh(Math.sqrt(19 / 20))
    for (const [name, edge] of [
      ['sigmoid', sigmoidEdge],
      ['tanh', tanhEdge],
      ['arctan', Math.sqrt(19)],
    ] as const) {
      const [left, right] = flatZones(name)
      expect(left!.from).toBe(-6)
      expect(right!.to).toBe(6)
      expect(Math.abs(left!.to + edge)).toBeLessThan(0.03)
      expect(Math.abs(right!.from - edge)).toBeLessThan(0.03)
    }
  })
  test('are everything for the step, the left half for the rectifiers, nothing for the line', () => {
    expect(flatZones('step')).toEqual([{ from: -6, to: 6 }])
    expect(flatZones('relu')).toEqual([{ from: -6, to: 0 }])
    expect(flatZones('leakyRelu')).toEqual([{ from: -6, to: 0 }])
    expect(flatZones('linear')).toEqual([])
    expect(steepest('sigmoid')).toBeCloseTo(0.25, 12)
  })
})

test('the tangent touches the curve, has its slope, and is equally long everywhere', () => {
  for (const name of ['sigmoid', 'tanh', 'linear'] as const) {
    const at = pointAt(name, 0.7)
    const [from, to] = tangent(at)
    expect((to[1] - from[1]) / (to[0] - from[0])).toBeCloseTo(at.slope, 12)
    expect((to[1] + from[1]) / 2).toBeCloseTo(at.value, 12)
    expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(3.2, 12)
  }
})

describe('links', () => {
  test('carry the state there and back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ACTIVATIONS),
        fc.constantFrom(...ACTIVATIONS, 'none' as const),
        fc.integer({ min: -120, max: 120 }),
        (shown, other, n) => {
          const state = { shown, other, z: tidy(n / 20) }
          expect(fromLink(toLink(state), { shown: 'step', other: 'none', z: 0 })).toEqual(state)
        },
      ),
    )
    const settings = { activation: 'relu' as const, scale: 1.4142, seed: 7 }
    expect(histogramsFromLink(histogramsToLink(settings), DEFAULTS)).toEqual(settings)
  })
  test('that say nonsense change nothing', () => {
    const initial = { shown: 'tanh', other: 'none', z: 1 } as const
    expect(fromLink({ f: 'cosine', g: '<b>', z: 'NaN' }, initial)).toEqual(initial)
    expect(fromLink({ z: '900' }, initial).z).toBe(6)
    expect(settingsFrom({ activation: 'no', scale: 'x', seed: -3 })).toEqual({ ...DEFAULTS, seed: 1 })
    expect(settingsFrom(null)).toEqual(DEFAULTS)
  })
})

describe('the five layers', () => {
  const linear = runNetwork({ activation: 'linear', scale: 1, seed: 3 })
  test('every activation is counted once in every histogram', () => {
    for (const activation of ACTIVATIONS) {
      for (const { shares } of runNetwork({ activation, scale: 1.4, seed: 2 })) {
        expect(shares).toHaveLength(BINS)
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
      }
    }
  })
  test('without activation, twice the scale gives 2, 4, 8, 16, 32 times the spread', () => {
    const twice = runNetwork({ activation: 'linear', scale: 2, seed: 3 })
    twice.forEach(({ std }, i) => expect(std / linear[i]!.std).toBeCloseTo(2 ** (i + 1), 9))
  })
  test('at scale 1 a linear layer keeps a spread of 1, within what chance allows', () => {
    // The standard error of the spread over 100 × 100 weights is well below 3 %, and adds up over layers.
    linear.forEach(({ std }, i) => expect(Math.abs(std - 1)).toBeLessThan(0.05 * (i + 1)))
  })
  test('ReLU zeroes about half, is flat there, and scale √2 keeps the mean square', () => {
    const layers = runNetwork({ activation: 'relu', scale: Math.SQRT2, seed: 1 })
    for (const { zero, flat, mean, std } of layers) {
      expect(zero).toBeCloseTo(0.5, 1)
      expect(flat).toBe(zero)
      expect(mean ** 2 + std ** 2).toSatisfy((square: number) => square > 0.6 && square < 1.7)
    }
  })
  test('a sigmoid layer loses the differences between examples, although its spread looks healthy', () => {
    const layers = runNetwork({ activation: 'sigmoid', scale: 1, seed: 1 })
    expect(layers[4]!.std).toBeGreaterThan(0.1)
    expect(layers[4]!.signal).toBeLessThan(0.001)
    layers.slice(1).forEach(({ signal }, i) => expect(signal).toBeLessThan(layers[i]!.signal * 0.27))
  })
  test('dead units are those that no example gives a slope: all of the step, none of the tanh', () => {
    expect(runNetwork({ activation: 'step', scale: 1, seed: 1 }).map(({ dead }) => dead)).toEqual(
      Array(5).fill(WIDTH),
    )
    expect(runNetwork({ activation: 'tanh', scale: 1, seed: 1 }).map(({ dead }) => dead)).toEqual(
      Array(5).fill(0),
    )
  })
  test('the same seed gives the same network, another one another', () => {
    expect(runNetwork(DEFAULTS)).toEqual(runNetwork(DEFAULTS))
    expect(runNetwork({ ...DEFAULTS, seed: 2 })[0]!.mean).not.toBe(runNetwork(DEFAULTS)[0]!.mean)
    expect(EXAMPLES * WIDTH).toBeGreaterThan(10_000)
  })
  test('what exercises measure is what the layers say', () => {
    const state = { activation: 'relu', scale: 1, seed: 1 }
    const layers = runNetwork(settingsFrom(state))
    expect(measures['spreadRatio']!(state)).toBe(layers[4]!.std / layers[0]!.std)
    expect([measures['isRelu']!(state), measures['isRelu']!({ activation: 'tanh' })]).toEqual([1, 0])
  })
})

describe('the client of the worker', () => {
  /** A worker that answers when told to. */
  class Slow {
    asked: unknown[] = []
    listeners: Record<string, (event: unknown) => void> = {}
    terminate = vi.fn()
    addEventListener(type: string, listener: (event: never) => void) {
      this.listeners[type] = listener as (event: unknown) => void
    }
    postMessage(message: unknown) {
      this.asked.push(message)
    }
    answer(data: unknown) {
      this.listeners['message']!({ data })
    }
  }
  const start = () => {
    const workers: Slow[] = []
    const client = histogramClient(() => {
      workers.push(new Slow())
      return workers.at(-1) as unknown as Worker
    })
    return { client, workers }
  }

  test('while one network is computed, only the latest question waits', async () => {
    const { client, workers } = start()
    const [first, second, third] = [1, 2, 3].map((scale) => client.run({ ...DEFAULTS, scale }))
    expect(workers[0]!.asked).toHaveLength(1)
    workers[0]!.answer('layers of 1')
    expect(await first).toBe('layers of 1')
    expect(await second).toBeUndefined()
    expect(workers[0]!.asked[1]).toEqual({ settings: { ...DEFAULTS, scale: 3 } })
    workers[0]!.answer('layers of 3')
    expect(await third).toBe('layers of 3')
  })
  test('a worker that dies is reported, and the next question starts another', async () => {
    const { client, workers } = start()
    const failing = client.run(DEFAULTS)
    workers[0]!.listeners['error']!({ preventDefault: () => {}, message: 'out of memory' })
    await expect(failing).rejects.toThrow('out of memory')
    expect(workers[0]!.terminate).toHaveBeenCalled()
    const again = client.run(DEFAULTS)
    workers[1]!.answer('layers')
    expect(await again).toBe('layers')
  })
})

test('without JavaScript the plot says value and slope, and shades the flat zones', () => {
  const html = render(h(Panel, { id: 'activation', initial: { shown: 'tanh', other: 'sigmoid', z: 1 } }))
  expect(html).toContain(Math.tanh(1).toFixed(4))
  expect(html).toContain((1 - Math.tanh(1) ** 2).toFixed(4))
  expect(html.match(/class="flat-zone"/g)).toHaveLength(2)
  expect(html.match(/<path class="function/g)).toHaveLength(2)
})
