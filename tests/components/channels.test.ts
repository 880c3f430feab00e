import { describe, expect, test } from 'vitest'
import { conv2d, permute, Conv2d, Linear, tensor } from '../../src/engine/index.ts'
import { dahlia } from '../../components/channel-sum/at-build.ts'
import { cellOf } from '../../components/channel-sum/code-link.ts'
import * as channels from '../../components/channel-sum/model.ts'
import { formulaOf } from '../../components/memory-order/Panel.tsx'
import * as memory from '../../components/memory-order/model.ts'

const { INITIAL, PRESETS } = channels
/** A small color picture without any symmetry. */
const SMALL: channels.Colors = {
  height: 5,
  width: 6,
  pixels: Uint8Array.from({ length: 90 }, (_, i) => (i * i * 37 + 11 * i + 3) % 256),
}
const LOPSIDED: channels.Filter = {
  weights: Array.from({ length: 27 }, (_, i) => ((i * 7) % 11) - 5),
  divisor: 4,
  bias: -15,
}
const own = (part: Partial<channels.ChannelState> = {}): channels.ChannelState => ({
  ...INITIAL,
  filters: [LOPSIDED],
  chosen: 0,
  row: 2,
  column: 3,
  ...part,
})

describe('filters on three channels', () => {
  test('every output is the sum over three channels, divided, plus one bias, with 3 × 3 and with 1 × 1', () => {
    for (const kernel of channels.KERNELS) {
      const map = channels.mapOf(SMALL, LOPSIDED, kernel)
      const margin = kernel === 'one' ? 0 : 1
      expect([map.height, map.width]).toEqual([5 - 2 * margin, 6 - 2 * margin])
      for (let row = 1; row < 4; row++)
        for (let column = 1; column < 5; column++) {
          let sum = 0
          for (let c = 0; c < 3; c++)
            for (let p = -1; p <= 1; p++)
              for (let q = -1; q <= 1; q++) {
                if (kernel === 'one' && (p !== 0 || q !== 0)) continue
                sum +=
                  LOPSIDED.weights[c * 9 + (p + 1) * 3 + q + 1]! *
                  SMALL.pixels[c * 30 + (row + p) * 6 + column + q]!
              }
          const found = channels.sumAt(SMALL, own({ kernel, row, column }))
          expect(found.sum).toBe(sum)
          expect(found.output).toBe(sum / 4 - 15)
          expect(found.parts.reduce((all, part) => all + part.sum, 0)).toBe(sum)
          expect(map.values[(row - margin) * map.width + column - margin]).toBe(sum / 4 - 15)
        }
    }
  })

  test('on an even area a filter answers what the convolution of such an area is', () => {
    for (const filter of [LOPSIDED, ...Object.values(PRESETS)])
      for (const color of Object.values(channels.AREAS)) {
        const pixels = Uint8Array.from({ length: 27 }, (_, i) => color[Math.floor(i / 9)]!)
        const map = channels.mapOf({ height: 3, width: 3, pixels }, filter, 'three')
        expect(channels.onArea(filter, 'three', color)).toBe(map.values[0])
      }
  })

  test('the counts are those of the layers themselves', async () => {
    const counts = channels.countsOf(INITIAL, { height: 6, width: 7 })
    const layer = new Conv2d(3, 4, 3)
    expect(counts.parameters).toBe(layer.parameters().reduce((all, { numel }) => all + numel, 0))
    const dense = new Linear(3 * 6 * 7, 4 * 4 * 5)
    expect(counts.dense).toBe(dense.parameters().reduce((all, { numel }) => all + numel, 0))
    expect(counts.output).toEqual([1, 4, 4, 5])
    expect(counts.macs).toBe(4 * 4 * 5 * 27)
  })

  test('measures of exercises: brightness, gray, petal, leaf of the chosen filter', () => {
    const of = (filter: channels.Filter) => channels.toLink(channels.withFilter(INITIAL, filter))
    const { sees, gray, petal, leaf } = channels.measures
    expect([sees!(of(PRESETS.orange)), gray!(of(PRESETS.orange))]).toEqual([0, -30])
    expect([petal!(of(PRESETS.orange)), leaf!(of(PRESETS.orange))]).toEqual([120, -90])
    expect(sees!(of(PRESETS.gray))).toBe(255)
    expect(sees!(null)).toBe(0) // the first state, whose chosen filter is the orange one
  })

  test('a link brings filters, window and choices back; nonsense changes nothing', () => {
    const state = own({
      filters: [...INITIAL.filters.slice(0, 3), LOPSIDED],
      chosen: 3,
      kernel: 'one',
      view: 'blue',
    })
    expect(channels.fromLink(channels.toLink(state), INITIAL)).toEqual(state)
    const nonsense = { f1: '1,2,3', f2: `${'17,'.repeat(27)}1,0`, chosen: '9', kernel: 'two', row: '-4' }
    expect(channels.fromLink(nonsense, INITIAL)).toEqual({ ...INITIAL, chosen: 3, row: 1 })
    expect(channels.presetOf(PRESETS.rims)).toBe('rims')
    expect(channels.presetOf(LOPSIDED)).toBeUndefined()
  })

  test('the window stays inside the photograph', () => {
    expect(channels.lookAt(INITIAL, SMALL, -3, 99)).toMatchObject({ row: 1, column: 4 })
  })

  test('the code of an output, run, prints that output', async () => {
    const photo = await dahlia()
    for (const kernel of channels.KERNELS) {
      const state = { ...INITIAL, kernel }
      const code = cellOf(photo, state).replace(/^import.*$/m, '')
      let printed: unknown
      const run = new Function('conv2d', 'tensor', 'console', code)
      run(conv2d, tensor, { log: (value: unknown) => (printed = value) })
      expect(printed).toBe(channels.sumAt(photo, state).output)
    }
  })
})

describe('two orders of memory', () => {
  const size = { n: 2, c: 3, h: 2, w: 4 }
  const all = memory.memoryOf('nchw', size)

  test('places are those of the engine before and after permute', () => {
    const x = tensor(Float64Array.from(all, (_, i) => i)).reshape([2, 3, 2, 4])
    const last = permute(x, [0, 2, 3, 1]).reshape([48]).toArray() as number[]
    for (const at of all) {
      const first = memory.offsetOf('nchw', size, at)
      expect(last[memory.offsetOf('nhwc', size, at)]).toBe(first)
      expect(memory.elementAt('nchw', size, first)).toEqual(at)
      expect(memory.elementAt('nhwc', size, memory.offsetOf('nhwc', size, at))).toEqual(at)
    }
  })

  test('steps are the distances of neighbors', () => {
    for (const order of memory.ORDERS) {
      const strides = memory.stridesOf(order, size)
      const zero = { n: 0, c: 0, h: 0, w: 0 }
      for (const axis of memory.AXES)
        expect(memory.offsetOf(order, size, { ...zero, [axis]: 1 })).toBe(strides[axis])
    }
  })

  test('the formula as it is printed gives the place', () => {
    for (const order of memory.ORDERS)
      for (const at of all) {
        const [left, right] = formulaOf(order, { size, at }).split(' = ')
        expect(new Function(`return ${left!.replaceAll('·', '*')}`)()).toBe(Number(right))
        expect(Number(right)).toBe(memory.offsetOf(order, size, at))
      }
  })

  test('elements have names of their own, and stay inside the sizes', () => {
    expect(new Set(all.map(memory.nameOf)).size).toBe(48)
    const state = { size: { ...size, c: 1 }, at: { n: 1, c: 2, h: 1, w: 3 } }
    expect(memory.fitted(state).at).toEqual({ n: 1, c: 0, h: 1, w: 3 })
    for (let draw = 0; draw < 50; draw++) {
      const drawn = memory.drawn({ size, at: all[0]! }, draw)
      expect(memory.fitted(drawn)).toEqual(drawn)
    }
  })

  test('a link brings sizes and element back', () => {
    const state = { size, at: all[29]! }
    expect(memory.fromLink(memory.toLink(state), memory.INITIAL)).toEqual(state)
    expect(memory.fromLink({ size: '9,9,9,9', at: 'x' }, memory.INITIAL).size).toEqual(memory.LARGEST)
  })
})
