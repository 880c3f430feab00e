import { describe, expect, test } from 'vitest'
import { pavilion } from '../../components/kernel-photo/at-build.ts'
import { reasonOf } from '../../components/pool-lanes/Panel.tsx'
import * as lanes from '../../components/pool-lanes/model.ts'
import { measuredAtBuild } from '../../components/pool-shift/at-build.ts'
import * as shift from '../../components/pool-shift/model.ts'
import { tensor } from '../../src/engine/index.ts'

const { INITIAL, SIDE } = lanes

/** A pool without the engine: the value of a window, and the slope for each of its numbers. */
type Rule = (window: readonly number[]) => { value: number; slopes: readonly number[] }
const sumOf = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
const winner = (window: readonly number[], value: number): number[] =>
  window.map((_, i) => (i === window.indexOf(value) ? 1 : 0))
const shares = (weights: readonly number[]): Rule => {
  const total = sumOf(weights)
  return (window) => ({
    value: sumOf(window.map((value, i) => value * weights[i]!)) / total,
    slopes: weights.map((weight) => weight / total),
  })
}
const gauss = (side: number): number[] =>
  Array.from({ length: side * side }, (_, i) => {
    const [y, x] = [Math.floor(i / side) - (side - 1) / 2, (i % side) - (side - 1) / 2]
    return Math.exp(-(y * y + x * x) / (2 * (side / 4) ** 2))
  })
const ruleOf = (kind: lanes.Kind, side: number): Rule => {
  switch (kind) {
    case 'max':
      return (window) => ({ value: Math.max(...window), slopes: winner(window, Math.max(...window)) })
    case 'min':
      return (window) => ({ value: Math.min(...window), slopes: winner(window, Math.min(...window)) })
    case 'l2':
      return (window) => {
        const value = Math.hypot(...window)
        return { value, slopes: window.map((one) => (value === 0 ? 0 : one / value)) }
      }
    case 'weighted':
      return shares(gauss(side))
    default:
      return shares(Array.from({ length: side * side }, () => 1))
  }
}

/** Outputs, and what reaches each input when `back` comes back, by loops over windows. */
function byLoops(
  input: readonly number[],
  kind: lanes.Kind,
  side: number,
  stride: number,
  back: (at: number) => number,
) {
  const count = Math.floor((SIDE - side) / stride) + 1
  const output: number[] = []
  const gradient = input.map(() => 0)
  for (let at = 0; at < count * count; at++) {
    const [top, left] = [Math.floor(at / count) * stride, (at % count) * stride]
    const places = Array.from(
      { length: side * side },
      (_, i) => (top + Math.floor(i / side)) * SIDE + left + (i % side),
    )
    const { value, slopes } = ruleOf(kind, side)(places.map((place) => input[place]!))
    output.push(value)
    places.forEach((place, i) => (gradient[place]! += slopes[i]! * back(at)))
  }
  return { output, gradient }
}

const expectClose = (found: readonly number[], wanted: readonly number[]) => {
  expect(found).toHaveLength(wanted.length)
  found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 10))
}

describe('six lanes', () => {
  const states = [2, 3].flatMap((window) =>
    [1, 2, 3].flatMap((stride) =>
      Object.values(lanes.PRESETS).map((values, right): lanes.PoolState =>
        lanes.fitted({ ...INITIAL, values, window, stride, right, row: 1, column: 1 }),
      ),
    ),
  )

  test('outputs and gradients are those of plain loops, for every window, stride and input', () => {
    for (const state of states)
      for (const kind of lanes.KINDS)
        for (const incoming of lanes.INCOMING) {
          const lane = lanes.laneOf({ ...state, incoming }, kind)
          const isGlobal = kind === 'global'
          const at = isGlobal ? 0 : state.row * lane.size + state.column
          const [side, stride] = isGlobal ? [SIDE, SIDE] : [state.window, state.stride]
          const wanted = byLoops(lanes.movedInput(state), kind, side, stride, (one) =>
            incoming === 'all' || one === at ? 1 : 0,
          )
          expectClose(lane.output, wanted.output)
          expectClose(lane.gradient, wanted.gradient)
          expect(lane.marked).toBe(lane.output[at])
          expect(lane.arrives).toBeCloseTo(sumOf(wanted.gradient), 10)
        }
  })

  test('a move by a whole stride moves the outputs; round the corner nothing is lost', () => {
    for (const kind of lanes.KINDS) {
      const before = lanes.laneOf(INITIAL, kind)
      const after = lanes.laneOf({ ...INITIAL, right: 3 }, kind)
      const moved = before.size === 1 ? before.output : [1, 0, 3, 2].map((at) => before.output[at]!)
      expectClose(after.output, moved)
    }
    expect(lanes.laneOf({ ...INITIAL, right: 4 }, 'global').changed).toBe(0)
    expect(lanes.laneOf({ ...INITIAL, right: 0 }, 'max').changed).toBe(0)
    const spot = { ...INITIAL, values: lanes.PRESETS.spot }
    expect([1, 2].map((right) => lanes.laneOf({ ...spot, right }, 'max').changed)).toEqual([0, 2])
  })

  test('with windows of 2 × 2 the weighted average is the average', () => {
    const state = { ...INITIAL, window: 2, stride: 1 }
    expectClose(lanes.laneOf(state, 'weighted').output, lanes.laneOf(state, 'average').output)
  })

  test('the reason under a lane comes to its marked output', () => {
    const reasons = lanes.lanesOf(INITIAL).map((lane) => reasonOf(INITIAL, lane))
    expect(reasons).toEqual([
      'the largest: 8',
      'the smallest: 0',
      '30 / 9 = 3.33',
      '√156 = 12.49',
      `Σ w x / Σ w = ${ruleOf('weighted', 3)([3, 1, 4, 6, 5, 2, 0, 8, 1]).value.toFixed(2)}`,
      `${sumOf(INITIAL.values)} / 36 = ${(sumOf(INITIAL.values) / 36).toFixed(2)}`,
    ])
  })

  test('the mark stays on an output; an input leads to a window that holds it', () => {
    expect(lanes.fitted({ ...INITIAL, row: 9, column: -1 })).toMatchObject({ row: 1, column: 0 })
    for (const state of states.filter(({ window, stride }) => stride <= window))
      for (let row = 0; row < SIDE; row++)
        for (let column = 0; column < SIDE; column++) {
          const last = (lanes.outputsOf(state) - 1) * state.stride + state.window
          if (Math.max(row, column) >= last) continue // a rest that no window reaches
          expect(lanes.isInWindow(lanes.lookAtInput(state, row, column), row, column)).toBe(true)
        }
  })

  test('a link brings everything back; nonsense changes nothing', () => {
    const state: lanes.PoolState = {
      ...lanes.withValue(INITIAL, 7, -12),
      window: 2,
      stride: 1,
      view: 'backward',
      incoming: 'all',
      right: 2,
      row: 4,
      column: 3,
    }
    expect(lanes.fromLink(lanes.toLink(state), INITIAL)).toEqual(state)
    expect(lanes.stateFrom(lanes.toLink(state))).toEqual(state)
    expect(lanes.fromLink({ values: '1,2', window: 'x', view: 'up', at: 'a' }, INITIAL)).toEqual(INITIAL)
    expect(lanes.stateFrom(null)).toEqual(INITIAL)
  })
})

describe('what a move changes', () => {
  test('the measure is that of plain loops, on the photograph', async () => {
    const map = shift.edgesOf(await pavilion())
    const all = await measuredAtBuild()
    const { row, column, height, width } = shift.PART
    for (const window of [2, 8])
      for (const kind of ['max', 'average', 'l2', 'weighted'] as const) {
        const [rows, columns] = [height / window, width / window]
        const outputs = (right: number) =>
          Array.from({ length: rows * columns }, (_, at) => {
            const [top, left] = [Math.floor(at / columns) * window, (at % columns) * window]
            const inside = Array.from({ length: window * window }, (__, i) => {
              const [y, x] = [row + top + Math.floor(i / window), column + left + (i % window) - right]
              return map.values[y * map.width + x]!
            })
            return ruleOf(kind, window)(inside).value
          })
        for (const right of [1, 5]) {
          const [before, after] = [outputs(0), outputs(right)]
          const change = sumOf(after.map((value, i) => Math.abs(value - before[i]!))) / sumOf(before)
          expect(Math.abs(all[window]![kind].change[right]! - change * 1000)).toBeLessThan(0.51)
          if (kind !== 'max') continue
          const active = before.flatMap((value, i) => (value > 0 ? [value === after[i] ? 1 : 0] : []))
          const kept = (1000 * sumOf(active)) / active.length
          expect(Math.abs(all[window]!.max.kept[right]! - kept)).toBeLessThan(0.51)
        }
      }
  })

  test('what the text says holds: a pool helps, while the move is small beside the window', async () => {
    const all = await measuredAtBuild()
    const at = (window: number, kind: shift.Kind, right: number) => all[window]![kind].change[right]!
    for (const window of shift.WINDOWS) {
      expect(all[window]!.max.change[0]).toBe(0)
      expect(all[window]!.max.kept[0]).toBe(1000)
      for (const kind of ['max', 'average', 'l2', 'weighted'] as const)
        expect(at(window, kind, 1)).toBeLessThan(at(window, 'none', 1))
      expect(at(window, 'global', 1)).toBeLessThan(20)
    }
    expect(all[2]!.max.kept[1]).toBeLessThan(500)
    expect(at(4, 'max', 4)).toBeGreaterThan(2 * at(4, 'max', 1))
    // The smallest number of a window of an edge map after ReLU: nothing is left.
    const part = shift.partOf(shift.edgesOf(await pavilion()), 0)
    const x = tensor(part, { shape: [1, 1, shift.PART.height, shift.PART.width] })
    const smallest = Array.from(lanes.POOLS.min(x, 4, 4).data)
    expect(smallest.filter((value) => value === 0).length / smallest.length).toBeGreaterThan(0.9)
  })

  test('compared: sums of differences, and what stays among what answered', () => {
    expect(shift.compared([2, 0, 4, 4], [2, 3, 4, 1])).toEqual({ change: 0.6, kept: 2 / 3 })
  })

  test('a link brings the state back; nonsense changes nothing', () => {
    const state = { window: 8, right: 5, measure: 'kept' } as const
    expect(shift.fromLink(shift.toLink(state), shift.INITIAL)).toEqual(state)
    expect(shift.fromLink({ window: '5', right: 'x', measure: '?' }, shift.INITIAL)).toEqual(shift.INITIAL)
    expect(shift.KINDS.map((kind) => shift.countOf(kind, 3))).toEqual([6144, 672, 672, 672, 672, 1])
  })
})
