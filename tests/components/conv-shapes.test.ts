import { describe, expect, test } from 'vitest'
import { checkConv2dShape, checkPool2dShape, conv2d, tensor } from '../../src/engine/index.ts'
import { resolve, seeing, seenBy, totalsFor, type Axis } from '../../components/conv-shapes/axis.ts'
import { answerText, factsOf, sizeText } from '../../components/conv-shapes/Facts.tsx'
import { inKeras, inPyTorch } from '../../components/conv-shapes/frameworks.ts'
import {
  answersFor,
  fitted,
  fromLink,
  INITIAL,
  marked,
  shapesOf,
  toLink,
  withField,
  type ShapesState,
} from '../../components/conv-shapes/model.ts'

const axis = (part: Partial<Axis>): Axis => ({
  input: 7,
  kernel: 3,
  stride: 1,
  dilation: 1,
  padding: 0,
  ...part,
})
const state = (part: Partial<ShapesState>): ShapesState => fitted({ ...INITIAL, ...part })

/** Every combination of small settings. */
function* settings(): Generator<Axis> {
  for (let input = 3; input <= 9; input++)
    for (let kernel = 1; kernel <= 5; kernel++)
      for (let stride = 1; stride <= 4; stride++)
        for (let dilation = 1; dilation <= 3; dilation++)
          for (let padding = 0; padding <= 4; padding++) yield { input, kernel, stride, dilation, padding }
}

describe('one axis', () => {
  test('counts what the engine counts, p per side, wherever the kernel fits', () => {
    let [fits, refused] = [0, 0]
    for (const one of settings()) {
      const { input: n, kernel: k, stride, dilation, padding } = one
      const { output, unused, padded, span } = resolve(one, 'side', 'floor')
      const count = () => checkConv2dShape([1, 1, n, n], [1, 1, k, k], { stride, dilation, padding })[2]
      if (output === 0) {
        refused++
        expect(count).toThrow('the kernel spans')
      } else {
        fits++
        expect(output).toBe(count())
        expect(unused).toBe(padded - ((output - 1) * stride + span))
      }
    }
    expect(Math.min(fits, refused)).toBeGreaterThan(200)
  })

  test('same gives ⌈n/s⌉, with the fewest zeros that do, the odd one at the end', () => {
    for (const one of settings()) {
      const { before, after, output } = resolve(one, 'same', 'floor')
      expect(output).toBe(Math.ceil(one.input / one.stride))
      expect([0, 1]).toContain(after - before)
      if (before + after > 0)
        expect(resolve({ ...one, padding: before + after - 1 }, 'total', 'floor').output).toBeLessThan(output)
    }
  })

  test('rounded up, it counts as pooling with ceil does', () => {
    let differ = 0
    for (const one of settings()) {
      const { input: n, kernel, stride, padding, dilation } = one
      if (dilation > 1 || padding > kernel / 2 || n + 2 * padding < kernel) continue
      const up = resolve(one, 'side', 'ceil')
      expect(up.output).toBe(checkPool2dShape([1, 1, n, n], kernel, { stride, padding, ceilMode: true })[2])
      if (up.output !== resolve(one, 'side', 'floor').output) {
        differ++
        expect(up.overhang).toBeGreaterThan(0)
      }
    }
    expect(differ).toBeGreaterThan(50)
  })

  test('who sees whom is the same from both sides', () => {
    for (const one of [
      axis({}),
      axis({ stride: 2, padding: 1 }),
      axis({ dilation: 2, padding: 2, stride: 3 }),
    ]) {
      const resolved = resolve(one, 'side', 'floor')
      for (let i = 0; i < resolved.output; i++)
        for (let at = 0; at < one.input; at++)
          expect(seeing(one, resolved, at).includes(i)).toBe(seenBy(one, resolved, i).includes(at))
    }
  })

  test('the totals for a wanted output are all there are', () => {
    const alex = axis({ input: 224, kernel: 11, stride: 4 })
    expect(totalsFor(alex, 'floor', 55)).toEqual([3, 4, 5, 6])
    expect(totalsFor(alex, 'floor', 54)).toEqual([0, 1, 2])
    expect(totalsFor(axis({}), 'floor', 7)).toEqual([2])
    expect(totalsFor(axis({}), 'floor', 99)).toEqual([])
  })
})

describe('the whole figure', () => {
  test('its output is the sum over the windows, for rectangles too', () => {
    const made = state({
      isSquare: false,
      rows: axis({ input: 6, kernel: 2, stride: 2, padding: 1 }),
      columns: axis({ input: 9, kernel: 3, dilation: 2, padding: 2 }),
    })
    const shapes = shapesOf(made)
    expect([shapes.rows.output, shapes.columns.output]).toEqual([4, 9])
    shapes.output.forEach((line, i) =>
      line.forEach((value, j) => {
        let sum = 0
        seenBy(made.rows, shapes.rows, i).forEach((row, p) =>
          seenBy(made.columns, shapes.columns, j).forEach((column, q) => {
            sum += shapes.weight[p]![q]! * (shapes.input[row]?.[column] ?? 0)
          }),
        )
        expect(value).toBe(sum)
      }),
    )
  })

  test('what it says about uses is what one bright pixel leaves behind', () => {
    const { uses } = shapesOf(INITIAL)
    for (const [row, column] of [
      [0, 0],
      [3, 3],
      [2, 5],
    ] as const) {
      const picture = Array.from({ length: 49 }, (_, i) => (i === 7 * row + column ? 1 : 0))
      const ones = Array.from({ length: 9 }, () => 1)
      const map = conv2d(tensor(picture).reshape([1, 1, 7, 7]), tensor(ones).reshape([1, 1, 3, 3]), null, {
        stride: 2,
        padding: 1,
      })
      expect(uses[row]![column]).toBe(Array.from(map.data).filter((value) => value === 1).length)
    }
  })

  test('ceil adds the window that hangs over; a kernel that does not fit leaves nothing', () => {
    const six = axis({ input: 6, stride: 2 })
    const up = shapesOf(state({ rows: six, columns: six, kind: 'valid', rounding: 'ceil' }))
    expect([up.output.length, up.output[0]!.length, up.rows.overhang]).toEqual([3, 3, 1])
    const large = axis({ input: 3, kernel: 5 })
    const none = state({ rows: large, columns: large, kind: 'valid' })
    expect(shapesOf(none).output).toEqual([])
    expect(marked(none, shapesOf(none)).rows).toHaveLength(5)
    expect(sizeText(large, shapesOf(none).rows, 'floor')).toBe('does not fit: it spans 5, there are 3')
    expect(factsOf(none, shapesOf(none)).at(-1)).toEqual(['the marked output', '–'])
  })

  test('formulas and answers in words', () => {
    const shapes = shapesOf(INITIAL)
    expect(sizeText(INITIAL.rows, shapes.rows, 'floor')).toBe('⌊(7 + 1 + 1 − 3) / 2⌋ + 1 = 4')
    expect(answersFor(INITIAL)).toEqual([4])
    expect(answerText({ ...INITIAL, wanted: 4 })).toBe('In all 2 or 3; per side 1.')
    expect(answerText({ ...INITIAL, wanted: 12 })).toMatch('No padding')
  })

  test.each<[Partial<ShapesState>, string, string | undefined, string, string | undefined]>([
    [{}, 'nn.Conv2d(1, 1, 3, stride=2, padding=1)', undefined, 'ZeroPadding2D(((1, 1), (1, 1)))\nConv2D(1, 3, strides=2)', undefined], // prettier-ignore
    [{ kind: 'same' }, 'nn.Conv2d(1, 1, 3, stride=2, padding=1)', 'same-stride', 'Conv2D(1, 3, strides=2, padding="same")', undefined], // prettier-ignore
    [{ kind: 'same', rows: axis({ input: 8, stride: 2 }), columns: axis({ input: 8, stride: 2 }) }, 'nn.ZeroPad2d((0, 1, 0, 1))\nnn.Conv2d(1, 1, 3, stride=2)', 'same-stride', 'Conv2D(1, 3, strides=2, padding="same")', undefined], // prettier-ignore
    [{ kind: 'valid', rows: axis({ stride: 2, dilation: 2 }) }, 'nn.Conv2d(1, 1, 3, stride=2, dilation=(2, 1))', undefined, 'Conv2D(1, 3, strides=2, dilation_rate=(2, 1))', 'stride-dilation'], // prettier-ignore
    [{ kind: 'valid', rounding: 'ceil' }, 'nn.Conv2d(1, 1, 3, stride=2)', 'ceil', 'Conv2D(1, 3, strides=2)', 'ceil'], // prettier-ignore
    [{ kind: 'valid', rows: axis({ input: 3, kernel: 5, stride: 2 }) }, 'nn.Conv2d(1, 1, (5, 3), stride=2)', 'kernel', 'Conv2D(1, (5, 3), strides=2)', 'kernel'], // prettier-ignore
  ])('libraries: %o', (part, torch, torchRefuses, keras, kerasRefuses) => {
    const made = state({ isSquare: false, ...part })
    expect(inPyTorch(made, shapesOf(made))).toEqual({ code: torch, refused: torchRefuses })
    expect(inKeras(made, shapesOf(made))).toEqual({ code: keras, refused: kerasRefuses })
  })

  test('a knob keeps its range, the square and the mark; links carry everything', () => {
    expect(withField(INITIAL, 'rows', 'stride', 9).columns.stride).toBe(4)
    expect(withField(INITIAL, 'rows', 'stride', 4)).toMatchObject({ row: 1, column: 1 })
    expect(withField({ ...INITIAL, isSquare: false }, 'columns', 'kernel', 1).rows.kernel).toBe(3)
    const made = state({ isSquare: false, columns: axis({ input: 5 }), kind: 'total', rounding: 'ceil', view: 'uses', side: 'input', row: 6, column: 4, wanted: 3 }) // prettier-ignore
    expect(fromLink(toLink(made), INITIAL)).toEqual(made)
    expect(fromLink({ rows: '1,2', at: 'x' }, INITIAL)).toEqual(INITIAL)
  })
})
