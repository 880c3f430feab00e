import { describe, expect, test } from 'vitest'
import {
  BatchNorm1d,
  Linear,
  Module,
  NonFiniteError,
  ReLU,
  type Tensor,
  TrainingNonFiniteError,
  log,
  mul,
  sequential,
  sqrt,
  sum,
  tensor,
} from '../../../src/engine/index.ts'

/** The error that `run` throws. */
function caught(run: () => unknown): TrainingNonFiniteError {
  try {
    run()
  } catch (error) {
    return error as TrainingNonFiniteError
  }
  throw new Error('nothing was thrown')
}

class Log extends Module {
  forward(x: Tensor) {
    return log(x)
  }
}

describe('the first non-finite value of a training', () => {
  test('is found in the layer and operation that made it', () => {
    const model = sequential([new Linear(1, 2, { seed: 1 }), new ReLU(), new Log(), new Linear(2, 1)])
    model.compile({ optimizer: 'sgd', loss: 'mse' })
    const error = caught(() => model.fit(tensor([[1]]), tensor([[1]])))
    expect(error).toBeInstanceOf(TrainingNonFiniteError)
    expect(error).toBeInstanceOf(NonFiniteError)
    expect([error.epoch, error.step, error.layer, error.op, error.found.value]).toEqual([
      0,
      0,
      '2',
      'log',
      -Infinity,
    ])
    expect(error.message).toMatch(/^fit: epoch 1, update 1, layer '2': log: the result .* holds -Infinity at/)
  })

  test('in a diverging training: the update before is kept', () => {
    const model = sequential([new Linear(1, 1, { bias: false, seed: 1 })])
    const w = model.parameters()[0]!
    w.data[0] = 1
    model.compile({ optimizer: { type: 'SGD', learningRate: 1e60 }, loss: 'mse' })
    const seen: number[] = []
    const error = caught(() => {
      for (const { type } of model.fitSteps(tensor([[1]]), tensor([[0]]), { epochs: 50 })) {
        if (type === 'batch') seen.push(w.item())
      }
    })
    expect(seen.every((value) => Number.isFinite(value))).toBe(true)
    expect(error.step).toBe(seen.length)
    expect(error.layer).toBe('')
    expect(w.item()).toBe(seen.at(-1))
    expect(error.state['0.weight']!.toArray()).toEqual([[seen.at(-1)]])
  })

  test('in a gradient only: √ at 0', () => {
    class Root extends Module {
      forward(x: Tensor) {
        return sqrt(x)
      }
    }
    const model = sequential([new Linear(1, 1, { bias: false }), new ReLU(), new Root()])
    model.parameters()[0]!.data[0] = -1
    model.compile({ optimizer: 'sgd', loss: (output) => sum(output) })
    const error = caught(() => model.fit(tensor([[1]]), tensor([[1]])))
    expect(error).toBeInstanceOf(TrainingNonFiniteError)
    expect(model.parameters()[0]!.item()).toBe(-1)
    expect(model.parameters()[0]!.grad).toBeNull()
    expect(error.message).toMatch(/holds (NaN|Infinity|-Infinity)/)
  })

  test('made by the update itself; weights, statistics and the memory of the optimizer are put back', () => {
    const model = sequential([new BatchNorm1d(1), new Linear(1, 1, { seed: 2, dtype: 'float32' })])
    model.compile({
      optimizer: { type: 'SGD', learningRate: 1, momentum: 0.9 },
      loss: (output) => mul(sum(output), 1e30),
    })
    const x = tensor([[1], [2]])
    const before = model.stateDict()
    model.optimizer.learningRate = 1e30
    const error = caught(() => model.fit(x, x))
    expect(error.message).toMatch(/after SGD's update .*weight holds -?Infinity|layer/)
    expect(model.stateDict()).toEqual(before)
    expect(model.optimizer.state(model.parameters()[2]!)).toEqual({ step: 0 })
  })

  test('the layers work as before after the search', () => {
    const model = sequential([new Log()]).compile({
      optimizer: (p) =>
        new (class {
          paramGroups = p
          type = 'none'
          zeroGrad() {}
          step() {}
          stateDict() {}
          loadStateDict() {}
        })() as never,
      loss: 'mse',
    })
    caught(() => model.fit(tensor([[0]]), tensor([[0]])))
    expect(Object.hasOwn(model.layers[0]!, 'forward')).toBe(false)
    expect(model.predict(tensor([[1]])).toArray()).toEqual([[0]])
  })
})
