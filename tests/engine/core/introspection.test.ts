import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

const { add, mul, noGrad, tensor } = c

const leaf = (data: c.NestedArray): c.Tensor => tensor(data, { requiresGrad: true })

describe('hooks and names', () => {
  test('a hook sees the complete gradient once and may replace it', () => {
    const x = leaf(2)
    const h = mul(x, 3)
    const seen: number[] = []
    const remove = h.registerHook((g) => {
      seen.push(g.item())
      return mul(g, 10)
    })
    add(h, h).backward()
    expect(seen).toEqual([2])
    expect(x.grad!.item()).toBe(60)
    remove()
    mul(h.detach(), 1)
    x.zeroGrad()
    const again = mul(x, 3)
    again.backward()
    expect([x.grad!.item(), seen.length]).toEqual([3, 1])
  })

  test('a hook on a leaf sees the sum over all its uses', () => {
    const x = leaf(2)
    const seen: number[] = []
    x.registerHook((g) => void seen.push(g.item()))
    add(mul(x, 3), x).backward()
    expect(seen).toEqual([4])
  })

  test('graphOf lists every value after its inputs, with gradients of retained nodes', () => {
    const w = leaf(2).named('w')
    const x = tensor(5).named('x')
    const z = mul(w, x).named('z').retainGrad()
    const loss = c.square(z)
    loss.backward(undefined, { retainGraph: true })
    const graph = c.graphOf(loss)
    expect(graph.map(({ op, name, inputs }) => [op, name, inputs])).toEqual([
      [null, 'w', []],
      [null, 'x', []],
      ['mul', 'z', [0, 1]],
      ['square', '', [2]],
    ])
    expect(graph.map(({ tensor: t }) => [t.item(), t.grad?.item()])).toEqual([
      [2, 100],
      [5, undefined],
      [10, 20],
      [100, undefined],
    ])
  })
})

describe('non-finite values', () => {
  test('firstNonFinite names the tensor and the place', () => {
    const found = c.firstNonFinite({
      a: tensor([1]),
      b: tensor([
        [1, 2],
        [Infinity, NaN],
      ]),
    })
    expect(found).toEqual({ name: 'b', index: [1, 0], value: Infinity, count: 2 })
    expect(c.firstNonFinite([tensor([1])])).toBeNull()
    expect(c.firstNonFinite([tensor([NaN]).named('weight')])!.name).toBe('weight')
  })

  test('detectNonFinite stops at the operation where it begins, also backward, also inside noGrad', () => {
    const x = leaf([0, 1])
    expect(() => c.detectNonFinite(() => noGrad(() => c.log(x)))).toThrow(
      'log: the result (2) holds -Infinity at [0]; its inputs are finite.',
    )
    expect(() => c.detectNonFinite(() => c.sum(c.sqrt(x)).backward())).toThrow(
      'div: the result (2) holds Infinity at [0]; its inputs are finite.',
    )
    const bad = tensor([NaN]).named('bias')
    expect(() => c.detectNonFinite(() => add(bad, 1))).toThrow("it came in with input 0 ('bias')")
    expect(c.log(x).data[0]).toBe(-Infinity) // the mode ended with the function
  })
})
