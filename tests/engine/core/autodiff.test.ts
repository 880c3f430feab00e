import { describe, expect, test } from 'vitest'
import * as c from '../../../src/engine/index.ts'

const { add, grad, mul, noGrad, tensor } = c

const leaf = (data: c.NestedArray): c.Tensor => tensor(data, { requiresGrad: true })

describe('backward', () => {
  test('fills .grad of leaves only, in the shape of the leaf', () => {
    const w = leaf([
      [1, 2],
      [3, 4],
    ])
    const h = mul(w, 2)
    c.sum(h).backward()
    expect(w.grad!.toArray()).toEqual([
      [2, 2],
      [2, 2],
    ])
    expect(h.grad).toBeNull()
  })

  test('accumulates until zeroGrad', () => {
    const w = leaf([1, 2])
    c.sum(mul(w, 3)).backward()
    c.sum(mul(w, 3)).backward()
    expect(w.grad!.toArray()).toEqual([6, 6])
    w.zeroGrad()
    expect(w.grad).toBeNull()
    c.sum(mul(w, 3)).backward()
    expect(w.grad!.toArray()).toEqual([3, 3])
  })

  test('adds over all paths of a diamond', () => {
    const x = leaf(3)
    const a = mul(x, 2)
    const b = mul(x, x)
    add(mul(a, b), a).backward() // 2x³ + 2x
    expect(x.grad!.item()).toBe(6 * 9 + 2)
  })

  test('two gradients of one sum do not share later additions', () => {
    const [a, b] = [leaf([1]), leaf([1])]
    c.sum(add(a, b)).backward()
    c.sum(mul(a, 5)).backward()
    expect([a.grad!.item(), b.grad!.item()]).toEqual([6, 1])
  })

  test('takes a gradient for an output of several elements, and asks for one', () => {
    const x = leaf([1, 2])
    expect(() => mul(x, x).backward()).toThrow(
      'backward: only a single number has an implied gradient of 1. Got output (2). ' +
        'Reduce it to one number with sum() or mean(), or pass a gradient of its shape.',
    )
    mul(x, x).backward(tensor([1, 10]))
    expect(x.grad!.toArray()).toEqual([2, 40])
    expect(() => mul(x, x).backward(tensor([1]))).toThrow(
      'backward: the gradient needs the shape of the output',
    )
  })

  test('a graph of 100,000 operations does not overflow the stack, forward or backward', () => {
    const x = leaf(0)
    let y: c.Tensor = x
    for (let i = 0; i < 100_000; i++) y = add(y, x)
    y.backward()
    expect(x.grad!.item()).toBe(100_001)
  })

  test('releases the graph, and says so the second time', () => {
    const x = leaf(2)
    const y = mul(x, x)
    y.backward()
    expect(y.node!.inputs).toEqual([])
    expect(() => y.backward()).toThrow("the graph through 'mul' was released by an earlier backward pass")
  })

  test('keeps the graph when asked to', () => {
    const x = leaf(2)
    const y = mul(x, x)
    y.backward(undefined, { retainGraph: true })
    y.backward()
    expect(x.grad!.item()).toBe(8)
  })

  test('without any requiresGrad it says what is missing', () => {
    expect(() => c.sum(tensor([1])).backward()).toThrow(
      'does not depend on any tensor with requiresGrad: true',
    )
  })

  test('rules of inputs without requiresGrad are never called', () => {
    let calls = 0
    const x = leaf(1)
    const constant = tensor(5)
    const y = mul(x, constant)
    const rules = y.node!.backward as readonly ((grad: c.Tensor, output: c.Tensor) => c.Tensor)[]
    y.node!.backward = [
      rules[0]!,
      (g, out) => {
        calls++
        return rules[1]!(g, out)
      },
    ]
    y.backward()
    expect(calls).toBe(0)
    expect(constant.grad).toBeNull()
  })
})

describe('recording', () => {
  test('noGrad records nothing and restores the state after a throw', () => {
    const x = leaf(1)
    expect(noGrad(() => mul(x, 2)).node).toBeNull()
    expect(() =>
      noGrad(() => {
        throw new Error('inside')
      }),
    ).toThrow('inside')
    expect(c.isGradEnabled()).toBe(true)
    expect(mul(x, 2).requiresGrad).toBe(true)
  })

  test('noGrad inside noGrad does not switch recording on again', () => {
    const inner = noGrad(() => {
      noGrad(() => 0)
      return c.isGradEnabled()
    })
    expect([inner, c.isGradEnabled()]).toEqual([false, true])
  })

  test('noGrad refuses a function that goes on after it returned', () => {
    expect(() => noGrad(async () => {})).toThrow('noGrad: the function must be synchronous')
  })

  test('detach cuts the graph', () => {
    const x = leaf(3)
    mul(x, mul(x, x).detach()).backward()
    expect(x.grad!.item()).toBe(9)
  })

  test('int32 results carry no graph, int32 leaves cannot ask for gradients', () => {
    expect(c.greater(leaf(1), 0).requiresGrad).toBe(false)
    expect(() => tensor([1], { dtype: 'int32', requiresGrad: true })).toThrow(
      'int32 tensors have no gradients',
    )
  })

  test('gradients of mixed dtypes come back in the dtype of each input', () => {
    const x = tensor([1, 2], { dtype: 'float32', requiresGrad: true })
    const y = leaf([3, 4])
    c.sum(mul(x, y)).backward()
    expect([x.grad!.dtype, y.grad!.dtype]).toEqual(['float32', 'float64'])
    expect(x.grad!.toArray()).toEqual([3, 4])
  })
})

describe('grad, vjp, jvp, jacobian, hessian', () => {
  test('grad leaves .grad alone and reaches intermediate tensors', () => {
    const x = leaf(3)
    const h = mul(x, x)
    const y = mul(h, h)
    const [byX, byH] = grad(y, [x, h])
    expect([byX!.item(), byH!.item()]).toEqual([4 * 27, 18])
    expect([x.grad, h.grad, y.grad]).toEqual([null, null, null])
  })

  test('grad names an input that has no part, or gives zeros', () => {
    const [x, y] = [leaf(1), leaf([1, 2]).named('y')]
    expect(() => grad(mul(x, 2), [y])).toThrow("grad: the outputs do not depend on input 0 ('y')")
    expect(grad(mul(x, 2), [y], { allowUnused: true })[0]!.toArray()).toEqual([0, 0])
  })

  test('third derivative of x⁴', () => {
    const x = leaf(2)
    let y: c.Tensor = c.pow(x, 4)
    for (let order = 0; order < 3; order++) [y] = grad(y, [x], { createGraph: true }) as [c.Tensor]
    expect(y.item()).toBe(48)
  })

  test('backward with createGraph gives gradients that can be differentiated', () => {
    const x = leaf(3)
    c.pow(x, 3).backward(undefined, { createGraph: true })
    const [second] = grad(x.grad!, [x])
    expect(second!.item()).toBe(18)
  })

  test('the Hessian of ½xᵀAx is the symmetric part of A', () => {
    const a = [
      [2, 1, 0],
      [3, 4, -1],
      [0, 5, 6],
    ]
    const h = c.hessian((x) => mul(c.dot(x, c.matmul(a, x)), 0.5), [1, -2, 0.5])
    expect(h.toArray()).toEqual([
      [2, 2, 0],
      [2, 4, 2],
      [0, 2, 6],
    ])
  })

  test('the Hessian of a linear function is zero, not an error', () => {
    expect(c.hessian((x) => c.sum(mul(x, 3)), [1, 2]).toArray()).toEqual([
      [0, 0],
      [0, 0],
    ])
  })

  test('the Jacobian of Ax is A; jvp and vjp multiply with it from either side', () => {
    const a = [
      [1, 2, 3],
      [4, 5, 6],
    ]
    const f: c.TensorFunction = (x) => c.matmul(a, x)
    const at = [[0.1, 0.2, 0.3]]
    expect(c.jacobian(f, at[0]!).toArray()).toEqual(a)
    expect(c.jvp(f, at, [[1, 0, -1]]).tangent.toArray()).toEqual([-2, -2])
    expect(c.vjp(f, at, [1, -1]).gradients[0]!.toArray()).toEqual([-3, -3, -3])
  })

  test('jvp agrees with the Jacobian on a curved function', () => {
    const f: c.TensorFunction = (x) => c.softmax(c.mul(x, x))
    const [x, v] = [
      [0.3, -0.7, 1.1],
      [1, 2, -1],
    ]
    const wanted = c.matmul(c.jacobian(f, x), v)
    c.jvp(f, [x], [v]).tangent.data.forEach((value, i) => expect(value).toBeCloseTo(wanted.data[i]!, 13))
  })

  test('gradcheck reports a wrong rule with the element and both numbers', () => {
    const wrong: c.TensorFunction = (x) => {
      const y = c.square(x)
      if (y.node !== null) y.node.backward = [(g) => mul(g, x)] // forgets the factor 2
      return y
    }
    const { ok, report, maxError } = c.gradcheck(wrong, [tensor([1, 3])])
    expect(ok).toBe(false)
    expect(maxError).toBeCloseTo(0.5, 6)
    expect(report).toMatch(/^input 0 \(2\): DIFFERS, worst at element [01]: backward .* differences /)
    expect(() => c.gradcheck(wrong, [tensor([1], { dtype: 'float32' })])).toThrow('needs float64 inputs')
  })
})
