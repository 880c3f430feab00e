import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as engine from '../../../src/engine/index.ts'
import type { RecurrentWeights, Tensor } from '../../../src/engine/index.ts'
import { distance } from './fixtures.ts'

const { attentionProbs, embedding, gru, lstm, randn, rng, rnn, scaledDotProductAttention, slice, tensor } =
  engine

const weights = (gates: number, d: number, h: number, seed: number): RecurrentWeights => {
  const source = rng(seed)
  return {
    weightIh: randn([gates * h, d], { rng: source }),
    weightHh: randn([gates * h, h], { rng: source }),
  }
}

describe('recurrent layers', () => {
  test('a sequence is its cell applied step by step', () => {
    const x = randn([2, 4, 3], { rng: rng(1) })
    const w = weights(4, 3, 2, 2)
    let state: [Tensor, Tensor] = [engine.zeros([2, 2]), engine.zeros([2, 2])]
    const outputs = [0, 1, 2, 3].map((t) => (state = engine.lstmCell(slice(x, [null, t]), state, w))[0])
    const { output, hidden, cell } = lstm(x, null, w)
    expect(output.toArray()).toEqual(engine.stack(outputs, 1).toArray())
    expect([hidden.toArray(), cell.toArray()]).toEqual([[state[0].toArray()], [state[1].toArray()]])
  })

  test('running in two pieces, the state carried over, is running in one', () => {
    const x = randn([2, 5, 3], { rng: rng(3) })
    const w = weights(3, 3, 2, 4)
    const whole = gru(x, null, w)
    const first = gru(slice(x, [null, [0, 2]]), null, w)
    const second = gru(slice(x, [null, [2, 5]]), first.hidden, w)
    expect(engine.concat([first.output, second.output], 1).toArray()).toEqual(whole.output.toArray())
    expect(second.hidden.toArray()).toEqual(whole.hidden.toArray())
  })

  test('the backward direction is the forward one on the reversed sequence', () => {
    const x = randn([1, 4, 2], { rng: rng(5) })
    const [forward, backward] = [weights(1, 2, 3, 6), weights(1, 2, 3, 7)]
    const both = rnn(x, null, [forward, backward], { bidirectional: true }).output
    const reversed = rnn(engine.flip(x, 1), null, backward).output
    const back = slice(both, [null, null, [3, 6]])
    expect(back.toArray()).toEqual(engine.flip(reversed, 1).toArray())
  })

  test('(T, D) is one sequence without a batch axis', () => {
    const x = randn([4, 2], { rng: rng(8) })
    const w = weights(4, 2, 3, 9)
    const single = lstm(x, null, w)
    const batch = lstm(engine.unsqueeze(x, 0), null, w)
    expect([single.output.shape, single.hidden.shape, single.cell.shape]).toEqual([
      [4, 3],
      [1, 3],
      [1, 3],
    ])
    expect([single.output.toArray()]).toEqual(batch.output.toArray())
  })

  test('dropout acts between layers while training, and not behind the last', () => {
    const x = randn([2, 3, 2], { rng: rng(10) })
    const stack = [weights(1, 2, 4, 11), weights(1, 4, 4, 12)]
    const plain = rnn(x, null, stack).output
    const run = (seed: number): Tensor =>
      rnn(x, null, stack, { dropout: 0.5, training: true, rng: rng(seed) }).output
    expect(run(1).toArray()).toEqual(run(1).toArray())
    expect(run(1).toArray()).not.toEqual(run(2).toArray())
    expect(run(1).toArray()).not.toEqual(plain.toArray())
    expect(rnn(x, null, stack, { dropout: 0.5 }).output.toArray()).toEqual(plain.toArray())
    const one = [stack[0]!]
    const last = rnn(x, null, one, { dropout: 0.5, training: true, rng: rng(1) })
    expect(last.output.toArray()).toEqual(rnn(x, null, one).output.toArray())
  })

  test('the gradient of a batch is the sum over its sequences', () => {
    const x = randn([3, 4, 2], { rng: rng(13) })
    const weightIh = randn([6, 2], { rng: rng(14), requiresGrad: true })
    const loss = (part: Tensor): Tensor =>
      engine.sum(engine.square(gru(part, null, { ...weights(3, 2, 2, 15), weightIh }).output))
    const [whole] = engine.grad(loss(x), [weightIh])
    const parts = engine.split(x, 1).map((part) => engine.grad(loss(part), [weightIh])[0]!)
    expect(distance(parts.reduce((a, b) => engine.add(a, b)).data, whole!.data)).toBeLessThan(1e-12)
  })

  test('huge inputs saturate the gates and stay finite, values and gradients', () => {
    const x = tensor([1e30, -1e30], { shape: [1, 2, 1], requiresGrad: true })
    const { output } = lstm(x, null, weights(4, 1, 2, 16))
    engine.sum(output).backward()
    expect([...output.data, ...x.grad!.data].every(Number.isFinite)).toBe(true)
  })
})

describe('attention', () => {
  test('a query that may look at nothing gets zeros, with zero gradients', () => {
    const [q, k, v] = [1, 2, 3].map((seed) => randn([2, 2], { rng: rng(seed), requiresGrad: true })) as [
      Tensor,
      Tensor,
      Tensor,
    ]
    const y = scaledDotProductAttention(q, k, v, {
      attnMask: [
        [0, 0],
        [1, 1],
      ],
    })
    expect((y.toArray() as number[][])[0]).toEqual([0, 0])
    engine.sum(y).backward()
    expect((q.grad!.toArray() as number[][])[0]).toEqual([0, 0])
    expect([...k.grad!.data, ...v.grad!.data].every(Number.isFinite)).toBe(true)
  })

  test('a float mask is added to the scores', () => {
    const [q, k] = [randn([2, 3], { rng: rng(1) }), randn([2, 3], { rng: rng(2) })]
    const hard = attentionProbs(q, k, {
      attnMask: [
        [1, 0],
        [1, 1],
      ],
    })
    const soft = attentionProbs(q, k, {
      attnMask: tensor([
        [0, -Infinity],
        [0, 0],
      ]),
    })
    expect(distance(soft.data, hard.data)).toBeLessThan(1e-15)
    const equal = attentionProbs(tensor([[0]]), tensor([[0], [0]]), { attnMask: tensor([[Math.log(3), 0]]) })
    expect(distance(equal.data, [0.75, 0.25])).toBeLessThan(1e-14)
  })

  test('mask and causality combine; the scale can be chosen', () => {
    const options = {
      isCausal: true,
      attnMask: [
        [1, 1, 1],
        [0, 1, 1],
        [1, 1, 1],
      ],
    }
    const probs = attentionProbs(engine.zeros([3, 2]), engine.zeros([3, 2]), options).toArray()
    expect(probs).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1 / 3, 1 / 3, 1 / 3],
    ])
    const sharp = attentionProbs(
      tensor([[1, 0]]),
      tensor([
        [1, 0],
        [0, 0],
      ]),
      { scale: Math.log(4) },
    )
    expect(distance(sharp.data, [0.8, 0.2])).toBeLessThan(1e-14)
  })

  test('permuting keys together with their values changes nothing but rounding', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const source = rng(seed)
        const [q, k, v] = [
          [3, 4],
          [5, 4],
          [5, 2],
        ].map((shape) => randn(shape, { rng: source })) as [Tensor, Tensor, Tensor]
        const order = source.permutation(5)
        const mixed = scaledDotProductAttention(
          q,
          engine.indexSelect(k, 0, order),
          engine.indexSelect(v, 0, order),
        )
        expect(distance(mixed.data, scaledDotProductAttention(q, k, v).data)).toBeLessThan(1e-13)
      }),
      { numRuns: 50 },
    )
  })

  test('dropout acts on the weights while training only', () => {
    const [q, k, v] = [1, 2, 3].map((seed) => randn([4, 2], { rng: rng(seed) })) as [Tensor, Tensor, Tensor]
    const plain = scaledDotProductAttention(q, k, v)
    expect(scaledDotProductAttention(q, k, v, { dropout: 0.5 }).toArray()).toEqual(plain.toArray())
    const dropped = scaledDotProductAttention(q, k, v, { dropout: 0.5, training: true, rng: rng(4) })
    expect(dropped.toArray()).not.toEqual(plain.toArray())
    const gone = scaledDotProductAttention(q, k, v, { dropout: 1, training: true, rng: rng(4) })
    expect(gone.data.every((value: number) => value === 0)).toBe(true)
  })

  test('huge scores pick one key and stay finite', () => {
    const y = scaledDotProductAttention(tensor([[1e30]]), tensor([[1e30], [-1e30]]), tensor([[3], [4]]))
    expect(y.toArray()).toEqual([[3]])
  })

  test('heads are independent: the output projection aside, two heads are two attentions on halves', () => {
    const x = randn([1, 3, 4], { rng: rng(1) })
    const parts = {
      inProjWeight: engine.concat([engine.eye(4), engine.eye(4), engine.eye(4)]),
      outProjWeight: engine.eye(4),
    }
    const { output } = engine.multiHeadAttention(x, x, x, parts, { nHead: 2 })
    const halves = engine.split(x, 2, 2).map((half) => scaledDotProductAttention(half, half, half))
    expect(distance(output.data, engine.concat(halves, 2).data)).toBeLessThan(1e-15)
  })
})

describe('embedding', () => {
  test('the gradient of a row is the sum over its uses; the padding row gets none', () => {
    const weight = engine.ones([3, 2], { requiresGrad: true })
    const y = embedding(
      [
        [0, 2, 2],
        [1, 1, 1],
      ],
      weight,
      { paddingIdx: -2 },
    )
    engine.sum(y).backward()
    expect(weight.grad!.toArray()).toEqual([
      [1, 1],
      [0, 0],
      [2, 2],
    ])
  })

  test('takes indices of any shape, also none', () => {
    const weight = engine.eye(3)
    expect(embedding(tensor(1, { dtype: 'int32' }), weight).toArray()).toEqual([0, 1, 0])
    expect(embedding(tensor([], { dtype: 'int32' }), weight).shape).toEqual([0, 3])
  })
})
