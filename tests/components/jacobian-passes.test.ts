import { linear, tanh, tensor } from 'chainrule'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { jacobian } from '../../src/engine/index.ts'
import {
  backwardPass,
  forwardPass,
  fromLink,
  INITIAL,
  netOf,
  resized,
  slopesOf,
  toLink,
  workOf,
} from '../../components/jacobian-passes/model.ts'

const size = fc.integer({ min: 1, max: 6 })
const sizes = fc.record({ inputs: size, hidden: size, outputs: size })

describe('both modes', () => {
  test('columns and rows are those of the engine’s Jacobian', () => {
    fc.assert(
      fc.property(sizes, (state) => {
        const net = netOf(state)
        const W1 = tensor(net.W1.map((row) => [...row]))
        const W2 = tensor(net.W2.map((row) => [...row]))
        const wanted = jacobian((x) => linear(tanh(linear(x, W1)), W2), [...net.x]).toArray() as number[][]
        const slopes = slopesOf(net)
        wanted.forEach((row, k) =>
          row.forEach((value, i) => {
            expect(forwardPass(slopes, i).found[k]).toBeCloseTo(value, 12)
            expect(backwardPass(slopes, k).found[i]).toBeCloseTo(value, 12)
          }),
        )
      }),
    )
  })

  test('the count is one multiplication for each edge and pass', () => {
    fc.assert(
      fc.property(sizes, ({ inputs, hidden, outputs }) => {
        const edges = inputs * hidden + hidden + hidden * outputs
        const { forward, backward } = workOf({ inputs, hidden, outputs, columns: 1, rows: 1 })
        expect([forward.done, forward.all]).toEqual([edges, inputs * edges])
        expect([backward.done, backward.all]).toEqual([edges, outputs * edges])
      }),
    )
  })

  test('a forward pass fills a column, a backward pass a row; together they agree', () => {
    const { forward, backward } = workOf({ inputs: 3, hidden: 2, outputs: 2, columns: 1, rows: 1 })
    const known = (table: readonly (readonly (number | undefined)[])[]) =>
      table.map((row) => row.map((value) => value !== undefined))
    expect(known(forward.table)).toEqual([
      [true, false, false],
      [true, false, false],
    ])
    expect(known(backward.table)).toEqual([
      [true, true, true],
      [false, false, false],
    ])
    expect(forward.table[0]![0]).toBeCloseTo(backward.table[0]![0]!, 12)
  })

  test('the state survives a link; other sizes begin anew', () => {
    const state = { inputs: 2, hidden: 6, outputs: 3, columns: 2, rows: 1 }
    expect(fromLink(toLink(state), INITIAL)).toEqual(state)
    expect(fromLink({ inputs: '99', columns: 'x' }, INITIAL)).toEqual({ ...INITIAL, inputs: 6 })
    expect(resized(state, { inputs: 4 })).toEqual({ ...state, inputs: 4, columns: 0, rows: 0 })
  })
})
