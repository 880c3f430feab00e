import fc from 'fast-check'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import {
  allBut,
  answersOf,
  boundary,
  contradictionIn,
  CORNERS,
  demandsOf,
  fromLink,
  GATES,
  gateOf,
  measures,
  positiveSide,
  rightOf,
  smallest,
  solutionsOf,
  stateFrom,
  sumsOf,
  TABLES,
  thresholdTables,
  toJson,
  toLink,
  type Bit,
  type GateState,
} from '../../components/gate-bench/model.ts'
import { Panel as GatePanel } from '../../components/gate-bench/Panel.tsx'
import * as space from '../../components/xor-space/model.ts'
import { Panel as SpacePanel } from '../../components/xor-space/Panel.tsx'

const half = (limit: number) => fc.integer({ min: -2 * limit, max: 2 * limit }).map((n) => n / 2)
const neurons = fc.record({ w1: half(3), w2: half(3), b: half(3) })
const allTables = Array.from({ length: 16 }, (_, n) => [8, 4, 2, 1].map((bit) => (n & bit ? 1 : 0)) as Bit[])

describe('one neuron on four points', () => {
  test('sums and answers are the definition', () => {
    fc.assert(
      fc.property(neurons, ({ w1, w2, b }) => {
        const sums = [b, w2 + b, w1 + b, w1 + w2 + b]
        expect(sumsOf({ w1, w2, b })).toEqual(sums.map((z) => z + 0))
        expect(answersOf({ w1, w2, b })).toEqual(sums.map((z) => (z >= 0 ? 1 : 0)))
      }),
    )
  })
  test('gates by their rules', () => {
    CORNERS.forEach(([x1, x2], i) => {
      expect(TABLES.and[i]).toBe(x1 & x2)
      expect(TABLES.or[i]).toBe(x1 | x2)
      expect(TABLES.nand[i]).toBe(1 - (x1 & x2))
      expect(TABLES.xor[i]).toBe(x1 ^ x2)
    })
    expect(GATES.map((gate) => gateOf(TABLES[gate]))).toEqual(GATES)
    expect(gateOf([0, 0, 0, 0])).toBeUndefined()
  })
  test('a table has a contradiction exactly when no setting of the bench computes it', () => {
    const impossible = allTables.filter((table) => solutionsOf(table).length === 0)
    expect(impossible.map((table) => table.join(''))).toEqual(['0110', '1001'])
    for (const table of allTables)
      expect(contradictionIn(table) === undefined).toBe(!impossible.includes(table))
  })
  test('of the two sums that contradict, exactly one is possible, wherever the sliders stand', () => {
    fc.assert(
      fc.property(neurons, fc.constantFrom<Bit[]>([0, 1, 1, 0], [1, 0, 0, 1]), (neuron, table) => {
        const { below, above } = contradictionIn(table)!
        const sums = sumsOf(neuron)
        const [low, high] = [sums[below[0]]! + sums[below[1]]!, sums[above[0]]! + sums[above[1]]!]
        expect(low).toBe(high)
        expect(demandsOf({ ...neuron, table }).every(({ holds }) => holds)).toBe(false)
        expect(below.map((i) => table[i])).toEqual([0, 0])
        expect(above.map((i) => table[i])).toEqual([1, 1])
      }),
    )
  })
  test('any three of the four demands of XOR hold together', () => {
    for (let corner = 0; corner < 4; corner++) {
      const neuron = allBut(TABLES.xor, corner)!
      expect(demandsOf({ ...neuron, table: TABLES.xor }).map(({ holds }) => holds)).toEqual(
        [0, 1, 2, 3].map((i) => i !== corner),
      )
    }
  })
  test('every solution counted is one, and there are no others on the grid', () => {
    const values = Array.from({ length: 13 }, (_, i) => -3 + i / 2)
    for (const gate of GATES) {
      let count = 0
      for (const w1 of values)
        for (const w2 of values)
          for (const b of values) if (rightOf({ w1, w2, b, table: TABLES[gate] }) === 4) count++
      expect(solutionsOf(TABLES[gate])).toHaveLength(count)
    }
  })
  test('the numbers of rules are those of threshold logic: 14, 104, 1882', () => {
    expect([
      thresholdTables(1, 1).size,
      thresholdTables(2, 1).size,
      thresholdTables(3, 2).size,
      thresholdTables(4, 3).size,
    ]).toEqual([4, 14, 104, 1882])
    // Larger weights find no more.
    expect([thresholdTables(2, 3).size, thresholdTables(3, 4).size]).toEqual([14, 104])
  })
  test('the smallest whole NAND is −1, −1 and 1, and it is the only one so small', () => {
    const whole = solutionsOf(TABLES.nand).filter(({ w1, w2, b }) => [w1, w2, b].every(Number.isInteger))
    expect(smallest(whole)).toEqual({ w1: -1, w2: -1, b: 1 })
    expect(whole.filter(({ w1, w2, b }) => Math.abs(w1) + Math.abs(w2) + Math.abs(b) <= 3)).toHaveLength(1)
    const state = toJson({ w1: -1, w2: -1, b: 1, table: TABLES.nand })
    expect(
      Object.fromEntries(Object.entries(measures).map(([name, measure]) => [name, measure(state)])),
    ).toEqual({ right: 4, isNand: 1, isWhole: 1, size: 3 })
    expect(measures['isWhole']!({ w1: 0.5, w2: 1, b: 1 })).toBe(0)
  })
})

describe('what is drawn', () => {
  test('the line lies where the sum is zero, and its two ends on the edge of the square', () => {
    fc.assert(
      fc.property(neurons, (neuron) => {
        const line = boundary(neuron, -0.35, 1.35)
        for (const [x, y] of line ?? []) {
          expect(neuron.w1 * x + neuron.w2 * y + neuron.b).toBeCloseTo(0, 9)
          expect([x, y].some((v) => Math.abs(v + 0.35) < 1e-9 || Math.abs(v - 1.35) < 1e-9)).toBe(true)
        }
      }),
    )
  })
  test('the shaded side has no point below zero, and is everything or nothing without weights', () => {
    fc.assert(
      fc.property(neurons, (neuron) => {
        for (const [x, y] of positiveSide(neuron, -0.35, 1.35))
          expect(neuron.w1 * x + neuron.w2 * y + neuron.b).toBeGreaterThan(-1e-9)
      }),
    )
    expect(positiveSide({ w1: 0, w2: 0, b: 1 }, 0, 1)).toHaveLength(4)
    expect(positiveSide({ w1: 0, w2: 0, b: -1 }, 0, 1)).toHaveLength(0)
  })
})

describe('links and states from anywhere', () => {
  test('of the bench, there and back', () => {
    fc.assert(
      fc.property(neurons, fc.constantFrom(...allTables), (neuron, table) => {
        const state: GateState = { ...neuron, table }
        expect(fromLink(toLink(state), { w1: 1, w2: 1, b: 1, table: TABLES.or })).toEqual(state)
        expect(stateFrom(toJson(state))).toEqual(state)
      }),
    )
    expect(stateFrom(['x'])).toEqual({ w1: 0, w2: 0, b: 0, table: TABLES.nand })
    expect(fromLink({ w1: '99', table: '01' }, { w1: 1, w2: 1, b: 1, table: TABLES.or })).toEqual({
      w1: 3,
      w2: 1,
      b: 1,
      table: TABLES.or,
    })
  })
  test('of hidden space, there and back', () => {
    const six = fc.record({ w1: half(6), w2: half(6), b: half(6) })
    fc.assert(
      fc.property(
        fc.constantFrom(...space.HIDDEN_ACTIVATIONS),
        six,
        six,
        six,
        (activation, first, second, output) => {
          const state = { activation, first, second, output }
          expect(space.fromLink(space.toLink(state), space.START)).toEqual(state)
          expect(space.stateFrom(space.toLink(state))).toEqual(state)
        },
      ),
    )
    expect(space.fromLink({ f: 'x', first: '1,<b>' }, space.START)).toEqual(space.START)
  })
})

describe('hidden space', () => {
  const six = fc.record({ w1: half(6), w2: half(6), b: half(6) })
  const apply = {
    step: (z: number) => (z >= 0 ? 1 : 0),
    relu: (z: number) => Math.max(0, z),
    sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
    linear: (z: number) => z,
  }
  test('the four points go where the formulas send them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...space.HIDDEN_ACTIVATIONS),
        six,
        six,
        six,
        (activation, first, second, output) => {
          for (const { corner, h: at, z, answer, wanted } of space.fates({
            activation,
            first,
            second,
            output,
          })) {
            const [x1, x2] = corner
            const hidden = [first, second].map((n) => apply[activation](n.w1 * x1 + n.w2 * x2 + n.b))
            expect(at[0]).toBeCloseTo(hidden[0]!, 9)
            expect(at[1]).toBeCloseTo(hidden[1]!, 9)
            expect(z).toBeCloseTo(output.w1 * hidden[0]! + output.w2 * hidden[1]! + output.b, 9)
            expect(answer).toBe(z >= 0 ? 1 : 0)
            expect(wanted).toBe(x1 ^ x2)
          }
        },
      ),
    )
  })
  test('what is solved by hand is solved', () => {
    for (const [activation, neurons] of Object.entries(space.BY_HAND))
      expect(
        space.rightOf({ activation: activation as space.HiddenActivation, ...neurons }),
        activation,
      ).toBe(4)
    expect(Object.keys(space.BY_HAND).toSorted()).toEqual(['relu', 'sigmoid', 'step'])
  })
  test('without activation nothing solves it', () => {
    fc.assert(
      fc.property(
        six,
        six,
        six,
        (first, second, output) => space.rightOf({ activation: 'linear', first, second, output }) < 4,
      ),
    )
  })
  test('the pairs counted are those that weights really reach', () => {
    // Every pair of hidden tables and every output neuron of small whole weights, tried by force.
    const small = [-2, -1, 0, 1, 2].flatMap((w1) =>
      [-2, -1, 0, 1, 2].flatMap((w2) => [-3, -2, -1, 0, 1, 2, 3].map((b) => ({ w1, w2, b }))),
    )
    const byTable = new Map(small.map((neuron) => [answersOf(neuron).join(''), neuron]))
    const found = new Set<string>()
    for (const [a, first] of byTable)
      for (const [b, second] of byTable)
        if (
          a <= b &&
          small.some((output) => space.rightOf({ activation: 'step', first, second, output }) === 4)
        )
          found.add(`${a} ${b}`)
    expect([...found].toSorted()).toEqual(space.allPairs().toSorted())
    expect(found.size).toBe(8)
    expect(space.pairOf({ activation: 'step', ...space.BY_HAND.step! })).toBe('0111 1110')
  }, 60_000)
  test('the bent grid passes through the four points', () => {
    const state = { ...space.START, first: { w1: 2, w2: 1, b: -1 } }
    const ends = space
      .bentGrid(state)
      .flatMap((line) => [line[0]!, line.at(-1)!])
      .map((point) => point.join())
    for (const { h: at } of space.fates(state)) expect(ends).toContain(at.join())
  })
})

describe('without JavaScript', () => {
  test('the bench says its four demands, and for XOR the contradiction', () => {
    const html = render(h(GatePanel, { id: 'gates', initial: { w1: 1, w2: 1, b: -1, table: TABLES.xor } }))
    expect(html.match(/<tr class="(holds|fails)"/g)).toEqual([
      '<tr class="holds"',
      '<tr class="holds"',
      '<tr class="holds"',
      '<tr class="fails"',
    ])
    expect(html).toContain('which is 0.0 now')
  })
  test('hidden space is drawn with its four points', () => {
    const html = render(h(SpacePanel, { id: 'space', initial: space.START }))
    expect(html.match(/class="corner filled"/g)).toHaveLength(4)
    expect(html).toContain('3 of 4 right')
  })
})
