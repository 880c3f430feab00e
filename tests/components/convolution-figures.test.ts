import { describe, expect, test } from 'vitest'
import { Conv2d, Linear } from '../../src/engine/index.ts'
import { loadPhoto } from '../../data/node.ts'
import { pavilion } from '../../components/kernel-photo/at-build.ts'
import { correlate, toGray, toPicture, type Gray } from '../../components/kernel-photo/gray.ts'
import {
  fromLink,
  INITIAL,
  laid,
  lookAt,
  mapOf,
  PRESET_NAMES,
  PRESETS,
  presetOf,
  toLink,
  touchedBy,
  windowAt,
  type KernelState,
} from '../../components/kernel-photo/model.ts'
import * as shift from '../../components/shift-test/model.ts'
import * as matrix from '../../components/weight-matrix/model.ts'
import { parsePhoto } from '../../data/photo.ts'
import { grayPng } from '../../src/site/png.ts'

/** A small picture without any symmetry. */
const SMALL: Gray = {
  height: 7,
  width: 9,
  values: Uint8Array.from({ length: 63 }, (_, i) => (i * i * 31 + 17 * i + 5) % 256),
}
const state = (part: Partial<KernelState>): KernelState => ({ ...INITIAL, row: 2, column: 3, ...part })
const LOPSIDED = [1, 2, 3, 4, 5, 6, 7, 8, 9]

describe('a kernel on a photograph', () => {
  test('the photograph in gray is that of its colors', async () => {
    const color = await loadPhoto('china')
    const gray = await pavilion()
    expect([gray.height, gray.width]).toEqual([160, 256])
    const plane = 160 * 256
    for (const i of [0, 1234, 40_959]) {
      const [r, g, b] = [0, 1, 2].map((c) => color.pixels[c * plane + i]!)
      expect(gray.values[i]).toBe(Math.round(0.299 * r! + 0.587 * g! + 0.114 * b!))
    }
    expect(toGray({ pixels: [255, 255, 255], height: 1, width: 1 }).values[0]).toBe(255)
  })

  test('every output of the map is the sum of its window, as written and turned', () => {
    for (const way of ['correlation', 'convolution'] as const) {
      const map = mapOf(SMALL, { kernel: LOPSIDED, divisor: 9, way })
      expect([map.height, map.width]).toEqual([5, 7])
      for (let row = 0; row < 5; row++)
        for (let column = 0; column < 7; column++) {
          let sum = 0
          for (let p = 0; p < 3; p++)
            for (let q = 0; q < 3; q++) {
              const weight = way === 'correlation' ? LOPSIDED[3 * p + q]! : LOPSIDED[8 - 3 * p - q]!
              sum += weight * SMALL.values[(row + p) * 9 + column + q]!
            }
          const found = windowAt(SMALL, state({ kernel: LOPSIDED, divisor: 9, way, row, column }))
          expect(found.sum).toBe(sum)
          expect(map.values[row * 7 + column]).toBe(sum / 9)
          expect(found.output).toBe(sum / 9)
        }
    }
  })

  test('what a pixel adds to the outputs that it touches is what they lose without it', () => {
    for (const [row, column] of [
      [3, 4],
      [0, 0],
      [6, 8],
      [1, 8],
    ] as const) {
      const at = state({ kernel: LOPSIDED, side: 'input', row, column })
      const without = {
        ...SMALL,
        values: Uint8Array.from(SMALL.values, (value, i) => (i === row * 9 + column ? 0 : value)),
      }
      const [full, less] = [mapOf(SMALL, at), mapOf(without, at)]
      const touched = touchedBy(SMALL, at).filter((cell) => cell !== null)
      const changed = full.values.reduce((count, value, i) => count + Number(value !== less.values[i]), 0)
      expect(touched).toHaveLength(changed)
      for (const { row: r, column: c, product } of touched)
        expect(full.values[r * 7 + c]! - less.values[r * 7 + c]!).toBe(product)
    }
    // In the order in which the outputs lie, the weights stand turned.
    const weights = touchedBy(SMALL, state({ kernel: LOPSIDED, side: 'input', row: 3, column: 4 }))
    expect(weights.map((cell) => cell!.weight)).toEqual(LOPSIDED.toReversed())
  })

  test('kernels do what their names say', async () => {
    const photo = await pavilion()
    const even: Gray = { height: 5, width: 5, values: new Uint8Array(25).fill(90) }
    for (const name of PRESET_NAMES) {
      const value = mapOf(even, state(PRESETS[name])).values[0]
      expect(value, name).toBe(['vertical', 'horizontal', 'laplace'].includes(name) ? 0 : 90)
      expect(presetOf(PRESETS[name])).toBe(name)
    }
    const moved = mapOf(photo, state(PRESETS.shift))
    expect(moved.values[10 * 254 + 20]).toBe(photo.values[11 * 256 + 20])
    expect(laid({ kernel: PRESETS.vertical.kernel, way: 'convolution' })).toEqual(
      PRESETS.vertical.kernel.map((weight) => (weight === 0 ? 0 : -weight)),
    )
    expect(presetOf({ kernel: LOPSIDED, divisor: 1 })).toBeUndefined()
  })

  test('places stay on the picture; links carry everything, and refuse nonsense', () => {
    expect(lookAt(INITIAL, SMALL, { side: 'output', row: 99, column: -4 })).toMatchObject({
      row: 4,
      column: 0,
    })
    expect(lookAt(INITIAL, SMALL, { side: 'input', row: 99, column: 99 })).toMatchObject({
      row: 6,
      column: 8,
    })
    const made = state({ kernel: LOPSIDED, divisor: 4, way: 'convolution', reading: 'sign', side: 'input' })
    expect(fromLink(toLink(made), INITIAL)).toEqual(made)
    for (const kernel of ['1,2,3', '1,2,3,4,5,6,7,8,x', '1,2,3,4,5,6,7,8,99', ''])
      expect(fromLink({ kernel, divisor: '5' }, INITIAL)).toEqual(INITIAL)
  })

  test('a picture that a page shows before scripts has the very bytes', async () => {
    const png = grayPng(SMALL)
    // The reader of photographs refuses gray, by its header: the rest is checked through a decoder of its own.
    await expect(parsePhoto('small.png', png)).rejects.toThrow('8, 0, 0')
    const at = Buffer.from(png).indexOf('IDAT')
    const length = Buffer.from(png).readUInt32BE(at - 4)
    const stream = new Blob([png.subarray(at + 4, at + 4 + length)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate'))
    const rows = new Uint8Array(await new Response(stream).arrayBuffer())
    expect(rows).toHaveLength(7 * 10)
    for (let y = 0; y < 7; y++) {
      expect(rows[y * 10]).toBe(0)
      expect([...rows.subarray(y * 10 + 1, y * 10 + 10)]).toEqual(
        Array.from(SMALL.values).slice(y * 9, y * 9 + 9),
      )
    }
    expect(
      Array.from(toPicture({ height: 1, width: 3, values: Float64Array.of(-3, 12.6, 900) }).values),
    ).toEqual([0, 13, 255])
  })
})

describe('moved first, or computed first', () => {
  const at = (part: Partial<shift.ShiftState>) =>
    shift.measured(SMALL, { ...shift.INITIAL, right: 2, down: 1, ...part })

  test('moving brings black in and loses what leaves', () => {
    const moved = shift.shifted(SMALL, 2, -1)
    for (let i = 0; i < 7; i++)
      for (let j = 0; j < 9; j++)
        expect(moved.values[i * 9 + j]).toBe(i + 1 < 7 && j - 2 >= 0 ? SMALL.values[(i + 1) * 9 + j - 2] : 0)
  })

  test.each([
    [1, 0],
    [-2, 3],
    [4, -1],
    [0, 0],
  ])('inside nothing differs, for a move by %d and %d, with and without zeros around', (right, down) => {
    for (const layer of ['valid', 'zeros'] as const) {
      const { inside, border, first } = at({ layer, right, down })
      expect(inside.count).toBeGreaterThan(0)
      expect([inside.differ, inside.most]).toEqual([0, 0])
      expect(inside.count + border.count).toBe(first.values.length)
      expect(border.differ > 0).toBe(right !== 0 || down !== 0)
    }
  })

  test('the outputs inside are exactly those whose windows show photograph only, both times', () => {
    // Valid, by 2 and 1: windows of the moved picture begin at column 2 and row 1, and the old windows at 0.
    expect(at({}).inside.count).toBe((7 - 2) * (5 - 1))
    expect(at({ layer: 'stride', right: 2, down: 2 }).inside.count).toBe((4 - 1) * (3 - 1))
  })

  test('a stride of 2 holds for even moves and fails for odd ones; kernels of their own always fail', async () => {
    const photo = await pavilion()
    const on = (part: Partial<shift.ShiftState>) => shift.measured(photo, { ...shift.INITIAL, ...part })
    expect(on({ layer: 'stride', right: 4, down: -6 }).inside.differ).toBe(0)
    const odd = on({ layer: 'stride', right: 1, down: 0 }).inside
    expect(odd.differ / odd.count).toBeGreaterThan(0.9)
    const own = on({ layer: 'unshared' }).inside
    expect(own.differ / own.count).toBeGreaterThan(0.9)
    expect(on({ layer: 'unshared', right: 0, down: 0 }).inside.differ).toBe(0)
  })

  test('links carry everything', () => {
    const made = { layer: 'unshared', right: -3, down: 24 } as const
    expect(shift.fromLink(shift.toLink(made), shift.INITIAL)).toEqual(made)
    expect(shift.fromLink({ right: '99', layer: 'x' }, shift.INITIAL)).toMatchObject({
      right: 24,
      layer: 'valid',
    })
  })
})

describe('a convolution as a matrix', () => {
  test('the matrix times the picture is the engine’s convolution', () => {
    const weights = [2, -1, 0, 3, 5, -4, 1, 7, -2]
    const picture = SMALL.values
    const square = { height: 5, width: 5, values: Array.from(picture).slice(0, 25) }
    const rows = matrix.matrixOf({ kind: 'shared', input: 5, kernel: 3 })
    const byMatrix = rows.map((row) =>
      row.reduce((sum, weight, i) => sum + (weight < 0 ? 0 : weights[weight]! * square.values[i]!), 0),
    )
    expect(byMatrix).toEqual(Array.from(correlate(square, weights).values))
  })

  test.each([
    [5, 3],
    [7, 2],
    [4, 4],
  ])('counts for %d and %d, dense, local and shared', (input, kernel) => {
    const m = input - kernel + 1
    const of = (kind: matrix.Kind) => matrix.countsOf(matrix.matrixOf({ kind, input, kernel }))
    expect(of('dense')).toEqual({ weights: m ** 2 * input ** 2, macs: m ** 2 * input ** 2 })
    expect(of('local')).toEqual({ weights: m ** 2 * kernel ** 2, macs: m ** 2 * kernel ** 2 })
    expect(of('shared')).toEqual({ weights: kernel ** 2, macs: m ** 2 * kernel ** 2 })
  })

  test('parameters are those of the engine’s layers, and multiplications those of the matrix', () => {
    const size = { height: 6, width: 5, kernel: 3 }
    const parametersOf = (layer: Linear | Conv2d) =>
      layer.parameters().reduce((total, parameter) => total + parameter.numel, 0)
    expect(matrix.costOf('dense', size).parameters).toBe(parametersOf(new Linear(30, 12)))
    expect(matrix.costOf('shared', size).parameters).toBe(parametersOf(new Conv2d(1, 1, 3)))
    expect(matrix.costOf('local', size)).toEqual({ outputs: 12, parameters: 12 * 10, macs: 108 })
    for (const kind of matrix.KINDS)
      expect(matrix.costOf(kind, { height: 5, width: 5, kernel: 3 }).macs).toBe(
        matrix.countsOf(matrix.matrixOf({ kind, input: 5, kernel: 3 })).macs,
      )
  })

  test('what is looked at stays on a smaller matrix; links carry everything', () => {
    const large = { kind: 'dense', input: 7, kernel: 2, output: 35, weight: 1763 } as const
    expect(matrix.fitted(large)).toEqual(large)
    expect(matrix.fitted({ ...large, kind: 'shared', kernel: 4 })).toMatchObject({ output: 15, weight: 15 })
    expect(matrix.fromLink(matrix.toLink(large), matrix.INITIAL)).toEqual(large)
  })
})
