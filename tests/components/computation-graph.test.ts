import fc from 'fast-check'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import {
  arrivals,
  differenceOf,
  evaluate,
  fromLink,
  graphIn,
  graphOf,
  judge,
  layoutOf,
  measures,
  PRESETS,
  redraw,
  score,
  start,
  stateFrom,
  tangents,
  toJson,
  toLink,
  variablesOf,
  withEntry,
  withValue,
  type Cause,
  type Graph,
} from '../../components/computation-graph/model.ts'
import { Panel } from '../../components/computation-graph/Panel.tsx'
import { definitionsOf, number, refusalText, verdictText } from '../../components/computation-graph/words.ts'
import { graphText } from '../../src/strings/graphs.en.ts'

const at = (graph: Graph, name: string): number => graph.nodes.findIndex((node) => node.name === name)

/** Expressions that use every operation, with shared parts, at points where all of them are smooth. */
const EXPRESSIONS = [
  ...PRESETS.map(({ source }) => source),
  'σ(w_1 x_1 + w_2 x_2 + b)',
  'x y / (x + y)',
  '(x - y)/(2 - x)',
  'exp(-x^2) + e^{2 x}',
  'ln(x^2 + 1) sqrt(y^2 + 1)',
  'tanh(x) softplus(y) - sin(x) cos(y)',
  '|x - y| max(x, y) + min(x, 2 y) + relu(y - x)',
  '(x^2 + 1)^y + 2^x + 3/(y^2 + 1)',
  'x x x',
  '-(x + y) (x + y)',
]
/** Points of a grid, each coordinate off it by another amount: never on a corner. */
const POINT = fc
  .array(fc.integer({ min: -24, max: 24 }), { minLength: 5, maxLength: 5 })
  .map((tenths) => tenths.map((n, i) => n / 10 + 0.0137 * (i + 1)))

describe('from an expression to a graph', () => {
  test('equal parts are one node, constants are folded into the step', () => {
    expect(definitionsOf(graphIn({ source: '(x + y)(x + y) (2 + 1)' }))).toBe(
      'u₁ = x + y, u₂ = u₁ × u₁, f = u₂ × 3',
    )
    expect(definitionsOf(graphIn({ source: '(w x - t)^2/2' }))).toBe(
      'u₁ = w × x, u₂ = u₁ − t, u₃ = u₂², f = u₃ ÷ 2',
    )
    expect(definitionsOf(graphIn({ source: 'sigma(x) - 1' }))).toBe('u = σ(x), f = u − 1')
    expect(variablesOf(graphIn({ source: 'w1 x1 + b' }))).toEqual(['w_1', 'x_1', 'b'])
  })

  test.each([
    ['', 'Type an expression first'],
    ['x +', 'Something is missing'],
    ['(x', 'not closed'],
    ['sigmod(x)', 'Did you mean sigmoid'],
    ['\\', '“\\” is not one of the symbols'],
    ['u x', '“u” is not one of the symbols'],
    ['x = 2', 'without an equals sign'],
    ['3 + 4', 'no variable'],
    ['x', 'a variable alone'],
    ['x/0 + 1/0', 'no value'],
    ['softmax(x)', 'does not know “softmax”'],
    ["tanh'(x)", 'does not know “tanh′”'],
    ['[x > 0] y', 'does not know'],
    ['a + b + c + d + g + h', '6 variables; at most 5'],
    [Array.from({ length: 20 }, (_, i) => `sin(${i + 2} x)`).join(' + '), 'nodes; at most 18'],
  ])('%s is refused in words', (source, words) => {
    const built = graphOf(source)
    expect(built.ok).toBe(false)
    if (!built.ok) expect(refusalText(built.why)).toContain(words)
  })

  test('whatever is typed, it never throws', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (source) => {
        const built = graphOf(source)
        // A refusal quotes what was typed: what it says besides is what must be whole.
        const said = built.ok ? '' : refusalText(built.why).replaceAll(source.trim(), '')
        expect([...said].filter((letter) => !source.includes(letter)).join('')).not.toMatch(/[{}]/)
        expect(said).not.toMatch(/undefined|\[object/)
      }),
    )
  })
})

describe('values, slopes and gradients', () => {
  test.each(EXPRESSIONS)('%s: gradients are the sum of arrivals, of forward mode and of nudges', (source) => {
    const graph = graphIn({ source })
    fc.assert(
      fc.property(POINT, (draws) => {
        const values = Object.fromEntries(variablesOf(graph).map((name, i) => [name, draws[i]!]))
        const all = evaluate(graph, values)
        fc.pre(all.values.every(Number.isFinite))
        const last = graph.nodes.length - 1
        expect(all.gradients[last]).toBe(1)
        for (let node = 0; node < last; node++) {
          const sum = arrivals(all, node).reduce((total, { amount }) => total + amount, 0)
          expect(sum).toBeCloseTo(all.gradients[node]!, 8)
        }
        for (const name of variablesOf(graph)) {
          const gradient = all.gradients[at(graph, name)]!
          expect(tangents(graph, all, name)[last]).toBeCloseTo(gradient, 8)
          const measured = differenceOf(graph, values, name)
          expect(Math.abs(measured - gradient)).toBeLessThan(1e-5 * Math.max(1, Math.abs(gradient)))
        }
      }),
      { numRuns: 30 },
    )
  })

  test('the first example, by hand', () => {
    const graph = graphIn({ source: '(x + y) z' })
    const { values, gradients } = evaluate(graph, { x: 2, y: -5, z: 3 })
    const named = graph.nodes.map(({ name }, i) => [name, values[i], gradients[i]])
    expect(named.toSorted()).toEqual([
      ['f', -9, 1],
      ['u', -3, 3],
      ['x', 2, 3],
      ['y', -5, 3],
      ['z', 3, -3],
    ])
  })

  test('at a corner ReLU and |x| have 0, and the figure says so', () => {
    for (const source of ['relu(x)', '|x|']) {
      const graph = graphIn({ source })
      expect(evaluate(graph, { x: 0 }).gradients[0]).toBe(0)
      const html = render(h(Panel, { id: 'graph', initial: start({ source, values: { x: 0 } }) }))
      expect(html).toContain('there is no derivative')
    }
    expect(
      render(h(Panel, { id: 'graph', initial: start({ source: 'relu(x)', values: { x: 1 } }) })),
    ).not.toContain('there is no derivative')
  })

  test('what has no value is said, and no number is invented', () => {
    const html = render(h(Panel, { id: 'graph', initial: start({ source: 'ln(x)', values: { x: -1 } }) }))
    expect(html).toContain('f has no value here')
    expect(html).not.toContain('NaN')
  })
})

describe('the reader’s red numbers', () => {
  const verdictsOf = (source: string, values: Record<string, number>, entries: Record<string, string>) => {
    const graph = graphIn({ source })
    const written = graph.nodes.map(({ name }) => entries[name] ?? '')
    const verdicts = judge(graph, evaluate(graph, values), written)
    return { graph, of: (name: string) => verdicts[at(graph, name)]! }
  }

  test.each<[string, Record<string, number>, Record<string, string>, string, Cause]>([
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { x: '2' }, 'x', 'value'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { f: '-9' }, 'f', 'value'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { f: '0' }, 'f', 'output'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { z: '9' }, 'z', 'other'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { x: '1' }, 'x', 'slopeOnly'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { u: '1' }, 'u', 'passedOn'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { x: '-3' }, 'x', 'sign'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { u: '7', x: '7' }, 'x', 'follows'],
    ['(x + y) z', { x: 2, y: -5, z: 3 }, { x: '4' }, 'x', 'added'],
    ['x (x + y)', { x: 3, y: -1 }, { x: '2' }, 'x', 'onePath'],
    ['x (x + y)', { x: 3, y: -1 }, { x: '6' }, 'x', 'pathsMultiplied'],
    ['4 (x y)', { x: 3, y: -1.5 }, { x: '12' }, 'x', 'ownFactor'],
    ['3 σ(x)', { x: 1 }, { x: '2.193' }, 'x', 'valueForSlope'],
    ['3 σ(x)', { x: 1 }, { x: '0.6580' }, 'x', 'slopeAtOutput'],
    ['3 σ(2 x)', { x: 0.5 }, { u_1: '0.1437' }, 'u_1', 'valueBelow'],
  ])('%s at %j: %j at %s is %s', (source, values, entries, name, cause) => {
    const { graph, of } = verdictsOf(source, values, entries)
    expect(of(name)).toMatchObject({ kind: 'wrong', cause })
    const right = evaluate(graph, values).gradients[at(graph, name)]!
    const said = verdictText(graph, at(graph, name), of(name))
    expect(said).not.toMatch(/undefined|NaN/)
    // A hint is no answer.
    if (!Number.isInteger(right)) expect(said).not.toContain(number(right))
  })

  test('right numbers are right as they are printed, with either minus sign and a comma', () => {
    for (const preset of PRESETS) {
      const graph = graphIn(preset)
      const { gradients } = evaluate(graph, preset.values)
      for (const print of [number, (v: number) => number(v).replace('−', '-').replace('.', ',')]) {
        const entries = gradients.map(print)
        expect(judge(graph, evaluate(graph, preset.values), entries).map(({ kind }) => kind)).toEqual(
          gradients.map(() => 'right'),
        )
      }
    }
  })

  test('every cause has its words, and nothing else is said of what is empty or unread', () => {
    const { graph, of } = verdictsOf('(x + y) z', { x: 2, y: -5, z: 3 }, { x: 'three' })
    expect(of('x')).toEqual({ kind: 'unread' })
    expect(of('y')).toEqual({ kind: 'empty' })
    expect(verdictText(graph, at(graph, 'x'), of('x'))).toContain('type a number')
    for (const say of Object.values(graphText.why)) expect(say('x', 'u')).toMatch(/\p{L}/u)
  })
})

describe('the drawing', () => {
  test('inputs above, the result alone at the bottom, no two nodes in one place, every edge goes down', () => {
    for (const source of EXPRESSIONS) {
      const graph = graphIn({ source })
      const { places, rows, routes } = layoutOf(graph)
      expect(new Set(places.map(({ x, row }) => `${x} ${row}`)).size, source).toBe(graph.nodes.length)
      expect(places.filter(({ row }) => row === rows - 1)).toEqual([places.at(-1)])
      for (const route of routes.values())
        for (const [i, { row }] of route.entries()) expect(row).toBe(route[0]!.row + i)
    }
  })
})

describe('the state', () => {
  test('survives link and exercise; nonsense in a link changes nothing', () => {
    for (const preset of PRESETS) {
      const state = { ...start(preset), view: 'forward' as const, hasSlopes: true }
      expect(fromLink(toLink(state), start(PRESETS[0]!))).toEqual(state)
      const filled = withEntry(start(preset), 0, '1.5')
      expect(stateFrom(toJson(filled))).toEqual(filled)
    }
    const first = start(PRESETS[0]!)
    expect(fromLink({ f: 'x +', at: 'x=<b>,y=1e9', view: 'x', by: 'q' }, first)).toEqual(first)
    for (const junk of [null, 3, 'x', [], { source: '((', values: 4, entries: [null, 2] }])
      expect(stateFrom(junk).source).toBe('(x + y) z')
  })
  test('other numbers clear what was written and leave everything with a value', () => {
    for (const preset of [...PRESETS, { source: 'ln(x) sqrt(y)', values: {} }]) {
      const next = redraw(withEntry(start(preset), 0, '1'), 4)
      expect(next.entries).toEqual([])
      expect(evaluate(graphIn(next), next.values).gradients.every(Number.isFinite)).toBe(true)
      expect(redraw(start(preset), 4)).toEqual({ ...next, entries: [] })
    }
    expect(withValue(withEntry(start(PRESETS[0]!), 0, '1'), 'x', 4)).toMatchObject({
      entries: [],
      values: { x: 4 },
    })
  })
  test('exercises can ask how much is left', () => {
    const state = start(PRESETS[1]!)
    const { gradients } = evaluate(graphIn(state), state.values)
    const done = gradients.reduce((next, gradient, i) => withEntry(next, i, String(gradient)), state)
    expect(score(done)).toEqual({ right: 4, all: 4 })
    expect(measures['left']!(toJson(done))).toBe(0)
    expect(measures['left']!(toJson(state))).toBe(4)
    expect(measures['fanOut']!(toJson(state))).toBe(2)
    expect(measures['nodes']!(toJson(state))).toBe(4)
  })
})
