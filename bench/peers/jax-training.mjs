// What all problems of jax-js share: losses, optimizers, and the update as one jitted function.
import { blockUntilReady, jit, nn, numpy as np, tree, valueAndGrad } from '@jax-js/jax'
import * as data from '../data.mjs'

let seed = 10
/** Uniform first weights, by the number of inputs. */
export const weights = (shape, fan) => {
  const values = data
    .uniform(
      shape.reduce((a, b) => a * b, 1),
      seed++,
    )
    .map((value) => value / Math.sqrt(fan))
  return np.array(values, { shape })
}

/** Mean cross-entropy; target: one row of 0 and 1 for each example. */
export const crossEntropy = (logits, target) => {
  const [count] = target.shape
  return nn
    .logSoftmax(logits)
    .mul(target)
    .sum()
    .mul(-1 / count)
}

/** w ← w − η g */
export const sgd = (learningRate) => ({
  start: () => [],
  update: (params, grads) => [tree.map((p, g) => p.sub(g.mul(learningRate)), params, grads), []],
})

/** Adam with its corrections, which come as two numbers so that the function is compiled once. */
export const adam = (learningRate) => ({
  start: (params) => [tree.map((p) => np.zeros(p.shape), params), tree.map((p) => np.zeros(p.shape), params)],
  update(params, grads, [m, v], correction) {
    const nextM = tree.map((a, g) => a.mul(0.9).add(g.ref.mul(0.1)), m, tree.ref(grads))
    const nextV = tree.map((a, g) => a.mul(0.999).add(g.ref.mul(g).mul(0.001)), v, grads)
    const [c1, c2] = [correction.ref.slice(0), correction.slice(1)]
    const next = tree.map(
      (p, a, b) =>
        p.sub(
          a
            .mul(c1.ref)
            .mul(learningRate)
            .div(np.sqrt(b.mul(c2.ref)).add(1e-8)),
        ),
      params,
      tree.ref(nextM),
      tree.ref(nextV),
    )
    return [next, [nextM, nextV]]
  },
})

/** Shuffled batches and updates; a time is `updates` of them. */
export function trained({ x, y }, batch, params, loss, optimizer, updates = 1) {
  const update = jit((p, state, correction, input, target) => {
    const [value, grads] = valueAndGrad(loss)(tree.ref(p), input, target)
    value.dispose()
    return optimizer.update(p, grads, state, correction)
  })
  const next = data.batchesOf(x.shape[0], batch)
  let state = optimizer.start(tree.ref(params))
  let now = params
  let step = 0
  return async (times) => {
    for (let n = 0; n < times * updates; n++) {
      step++
      const rows = np.array(Int32Array.from(next()), { dtype: np.int32 })
      const correction = np.array(new Float32Array([1 / (1 - 0.9 ** step), 1 / (1 - 0.999 ** step)]))
      ;[now, state] = update(now, state, correction, x.ref.slice(rows.ref), y.ref.slice(rows))
    }
    await blockUntilReady(tree.ref(now))
  }
}

export function classified(problem, shape, classes) {
  const { x, y } = data.examples(
    problem,
    shape.reduce((a, b) => a * b),
    classes,
  )
  return {
    x: np.array(x, { shape: [problem.count, ...shape] }),
    y: np.array(data.oneHot(y, classes), { shape: [problem.count, classes] }),
  }
}
