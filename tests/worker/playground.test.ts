import { describe, expect, test } from 'vitest'
import { DEFAULTS, pointsOf, specOf, splitOf, type PlayState } from '../../components/playground/model.ts'
import { GRID, INITS, SCHEDULES, type PlaySpec } from '../../src/worker/playground/spec.ts'
import { PlayHost } from '../../src/worker/playground/host.ts'
import { buildNet } from '../../src/worker/playground/net.ts'
import type { PlayReport, RunShot } from '../../src/worker/playground/protocol.ts'
import { rateAt } from '../../src/worker/playground/schedule.ts'
import { PlaySession } from '../../src/worker/playground/session.ts'
import { SGD, bceWithLogitsLoss, noGrad, rng, sigmoid, takeRows, tensor } from '../../src/engine/index.ts'

const specFor = (change: Partial<PlayState> = {}): PlaySpec => {
  const state = { ...DEFAULTS, ...change }
  const points = pointsOf(state)
  return specOf(state, points, splitOf(points.target.length, state.trainShare, state.seed))
}
const trained = (change: Partial<PlayState>, epochs: number): PlaySession => {
  const session = new PlaySession(specFor(change))
  session.advance(session.stepsOf('epoch', epochs))
  return session
}
const sample = (session: PlaySession): RunShot => session.shot(0, true)

describe('a run', () => {
  test('gives the losses and weights that plain eager training gives', () => {
    const spec = specFor()
    const { model } = buildNet(spec)
    const optimizer = new SGD(model.parameters(), { learningRate: 0.03 })
    const x = tensor(spec.train.features, { shape: [250, 2] })
    const y = tensor(spec.train.target, { shape: [250, 1] })
    const order = rng(spec.seed).stream('shuffle')
    for (let epoch = 0; epoch < 3; epoch++) {
      const rows = order.permutation(250)
      while (rows.length > 0) {
        const batch = rows.splice(0, 10)
        model.zeroGrad()
        bceWithLogitsLoss(model.forward(takeRows(x, batch)), takeRows(y, batch)).backward()
        optimizer.step()
      }
    }
    const loss = noGrad(() => bceWithLogitsLoss(model.forward(x), y).item())
    const shot = sample(trained({}, 3))
    expect(shot.epoch).toBe(3)
    expect(shot.step).toBe(75)
    expect(shot.trainLoss).toBeCloseTo(loss, 5)
    const weights = model.parameters().flatMap(({ data }) => [...data])
    shot.parameters.forEach((value, i) => expect(value).toBeCloseTo(weights[i]!, 4))
  })

  test('is the same to the last bit however its updates are portioned', () => {
    const whole = sample(trained({ optimizer: 'adam', dropout: 0.2, noise: 20 }, 30))
    const session = new PlaySession(specFor({ optimizer: 'adam', dropout: 0.2, noise: 20 }))
    for (let left = session.stepsOf('epoch', 30), i = 1; left > 0; i = (i * 7) % 23) {
      session.advance(Math.min(i, left))
      left -= Math.min(i, left)
      if (i === 5) session.shot(0, true) // looking changes nothing
    }
    const portioned = sample(session)
    expect(portioned.parameters).toEqual(whole.parameters)
    expect(portioned.curve.points).toEqual(whole.curve.points)
    expect(portioned.maps).toEqual(whole.maps)
  })

  test('records the loss at epochs that depend on nothing but their number', () => {
    const epochs = sample(trained({}, 1000)).curve.points.map(({ epoch }) => epoch)
    expect(epochs.slice(0, 201)).toEqual(Array.from({ length: 201 }, (_, i) => i))
    expect(epochs.at(-1)).toBe(1000)
    expect(epochs.length).toBeLessThan(500)
  })

  test('slopes are those of the mean training loss, by finite differences', () => {
    const session = trained({ layers: [{ units: 3, activation: 'tanh' }] }, 5)
    const { gradients, parameters } = sample(session)
    for (const at of [0, 4, 7, 9]) {
      const lossWith = (change: number): number => {
        session.setWeight(at, parameters[at]! + change)
        return session.shot(0, false).trainLoss
      }
      expect(gradients![at]).toBeCloseTo((lossWith(0.02) - lossWith(-0.02)) / 0.04, 3)
      session.setWeight(at, parameters[at]!)
    }
  })

  test('a map is what the network says at that point of the plane', () => {
    const session = trained({ layers: [{ units: 2, activation: 'tanh' }] }, 20)
    const { maps, parameters: w } = sample(session)
    const cell = 13 * GRID + 31
    const [x1, x2] = [-6 + (31.5 / GRID) * 12, 6 - (13.5 / GRID) * 12]
    const hidden = [0, 1].map((unit) => Math.tanh(w[2 * unit]! * x1 + w[2 * unit + 1]! * x2 + w[4 + unit]!))
    const p = sigmoid(w[6]! * hidden[0]! + w[7]! * hidden[1]! + w[8]!).item()
    const expected = [...hidden, 2 * p - 1].map((value) => Math.round((value + 1) * 127.5))
    const found = [0, 1, 2].map((map) => maps[map * GRID * GRID + cell]!)
    found.forEach((byte, i) => expect(Math.abs(byte - expected[i]!)).toBeLessThanOrEqual(1))
  })

  test.each([
    [{ data: 'spiral', loss: 'softmax' }],
    [{ data: 'arms' }],
    [{ data: 'hills', loss: 'huber' }],
    [{ loss: 'hinge' }],
    [{ loss: 'squared', optimizer: 'rmsprop' }],
    [{ batchNorm: true, optimizer: 'nesterov' }],
    [{ penalty: 'decoupled', penaltyRate: 0.01, optimizer: 'adamw' }],
    [{ layers: [{ units: 8, activation: 'arctan' }] }],
  ] as [Partial<PlayState>][])('learns with %j', (change) => {
    const before = sample(new PlaySession(specFor(change))).trainLoss
    const after = sample(trained(change, 40))
    expect(after.trainLoss).toBeLessThan(before)
    expect(after.ending).toBeNull()
  })

  test('with batch normalization: weights and its own numbers, loaded together, are the network that was saved', () => {
    const session = trained({ batchNorm: true }, 20)
    const saved = sample(session)
    expect(saved.norms).toHaveLength(4 * session.spec.layers.reduce((sum, { units }) => sum + units, 0))
    const again = new PlaySession(specFor({ batchNorm: true }))
    again.load(Float32Array.of(...saved.parameters, ...saved.norms))
    const loaded = sample(again)
    expect(loaded.parameters).toEqual(saved.parameters)
    expect(loaded.norms).toEqual(saved.norms)
    expect(loaded.maps).toEqual(saved.maps)
    expect(loaded.trainLoss).toBe(saved.trainLoss)
    // The weights alone are another network: its running statistics are those of the start.
    const bare = new PlaySession(specFor({ batchNorm: true }))
    bare.load(saved.parameters)
    expect(sample(bare).norms).toEqual(sample(new PlaySession(specFor({ batchNorm: true }))).norms)
    expect(Math.abs(sample(bare).trainLoss - saved.trainLoss)).toBeGreaterThan(0.01)
    expect(sample(trained({}, 1)).norms).toHaveLength(0)
    expect(() => again.load(saved.parameters.slice(1))).toThrow('25 weights and biases, got 24')
  })

  test('L1 makes weights exactly zero', () => {
    const weights = sample(trained({ penalty: 'l1', penaltyRate: 0.1 }, 60)).parameters
    expect(weights.filter((value) => value === 0).length).toBeGreaterThan(5)
  })

  test('a step activation runs eagerly, says why, and teaches nothing below it', () => {
    const change: Partial<PlayState> = { layers: [{ units: 3, activation: 'step' }] }
    const before = sample(new PlaySession(specFor(change)))
    const after = sample(trained(change, 2))
    expect(after.eagerBecause).toContain('Step')
    expect(after.parameters.slice(0, 9)).toEqual(before.parameters.slice(0, 9))
    expect(after.parameters.slice(9)).not.toEqual(before.parameters.slice(9))
  })

  test.each(INITS)('first weights: %s', (init) => {
    const { parameters } = sample(new PlaySession(specFor({ init })))
    const largest = Math.max(...[...parameters].map(Math.abs))
    if (init === 'zeros') expect(largest).toBe(0)
    else expect(largest).toBeGreaterThan(0.2)
    if (init === 'huge') expect(largest).toBeGreaterThan(5)
    if (init === 'playground') expect(largest).toBeLessThanOrEqual(0.5)
  })
})

test('the bent grid is where two neurons put the plane', () => {
  const session = trained({}, 10)
  const { warp, parameters: w } = session.shot(0, false, { layer: 0, units: [2, 0] })
  const cell = 7 * GRID + 40
  const [x1, x2] = [-6 + (40.5 / GRID) * 12, 6 - (7.5 / GRID) * 12]
  const active = (unit: number) => Math.tanh(w[2 * unit]! * x1 + w[2 * unit + 1]! * x2 + w[8 + unit]!)
  expect(warp!.grid[2 * cell]).toBeCloseTo(active(2), 5)
  expect(warp!.grid[2 * cell + 1]).toBeCloseTo(active(0), 5)
  expect(warp!.examples).toHaveLength(500)
  expect(session.shot(0, false, { layer: 5, units: [0, 1] }).warp).toBeNull()
})

describe('one update, number by number', () => {
  test('on one example every slope is δ · a, and SGD subtracts η times it', () => {
    const session = trained({}, 3)
    session.step('sample')
    const { trace } = sample(session)
    expect(trace!.batch).toBe(1)
    const [w, g, after] = [trace!.before, trace!.gradient, trace!.after]
    const [first] = trace!.layers
    const z = w[0]! * trace!.input[0]! + w[1]! * trace!.input[1]! + w[8]!
    expect(first!.z[0]).toBeCloseTo(z, 5)
    expect(first!.a[0]).toBeCloseTo(Math.tanh(z), 5)
    expect(g[0]).toBeCloseTo(first!.delta[0]! * trace!.input[0]!, 6)
    expect(g[8]).toBeCloseTo(first!.delta[0]!, 6)
    w.forEach((value, i) => expect(after[i]).toBeCloseTo(value - 0.03 * g[i]!, 6))
    const { features, target } = session.spec.train
    expect(features[2 * trace!.example]).toBe(Math.fround(trace!.input[0]!))
    const p = sigmoid(trace!.layers.at(-1)!.z[0]!).item()
    expect(trace!.layers.at(-1)!.delta[0]).toBeCloseTo(p - target[trace!.example]!, 5)
  })

  test('grains count as they should, and an epoch is finished by whole batches', () => {
    const session = new PlaySession(specFor())
    session.step('sample')
    session.step('batch')
    expect(sample(session).epoch).toBeCloseTo(11 / 250, 9)
    session.step('epoch')
    expect(sample(session)).toMatchObject({ epoch: 1, step: 2 + 24 })
  })
})

describe('a run that diverges', () => {
  test.each([10, 1000])(
    'with learning rate %d stops before the update that fails, and goes on more slowly',
    (rate) => {
      const session = trained(
        { data: 'hills', learningRate: rate, layers: [{ units: 4, activation: 'relu' }] },
        50,
      )
      const { ending, parameters, step } = sample(session)
      expect(ending).toMatchObject({ why: 'non-finite', learningRate: rate })
      expect([...parameters].every(Number.isFinite)).toBe(true)
      session.set({ learningRate: 1e-6 })
      session.step('batch')
      expect(sample(session).step).toBeGreaterThanOrEqual(step)
    },
  )

  test('stops early where it is told to, with the weights of the best epoch', () => {
    const session = trained({ patience: 10, layers: [] }, 500)
    const { ending, testLoss, epoch } = sample(session)
    expect(ending).toMatchObject({ why: 'early' })
    if (ending?.why !== 'early') throw new Error('not early')
    expect(epoch).toBe(ending.best + 10)
    expect(testLoss).toBeCloseTo(ending.bestLoss, 6)
  })
})

describe('schedules', () => {
  test.each(SCHEDULES)(
    '%s begins at the rate (a tenth of it for the warm-up) and never leaves 0 … rate',
    (name) => {
      expect(rateAt(name, 0.1, 0)).toBeCloseTo(name === 'warmup' ? 0.01 : 0.1, 9)
      for (const epoch of [1, 50, 400, 5000]) {
        expect(rateAt(name, 0.1, epoch)).toBeGreaterThanOrEqual(0)
        expect(rateAt(name, 0.1, epoch)).toBeLessThanOrEqual(0.1)
      }
    },
  )
  test('reach the optimizer', () => {
    expect(sample(trained({ schedule: 'halving' }, 120)).learningRate).toBeCloseTo(0.03 / 4, 9)
  })
})

/** A host whose reports are handed over as a worker hands them over, whose clock advances a millisecond at each look, and whose later is a list to work off. */
function hostFor() {
  const reports: PlayReport[] = []
  const todo: (() => void)[] = []
  let clock = 0
  const host = new PlayHost({
    post: (report, transfer) => void reports.push(structuredClone(report, { transfer })),
    later: (work) => void todo.push(work),
    now: () => clock++,
  })
  const settle = (most = 10_000) => {
    for (let i = 0; i < most && todo.length > 0; i++) todo.shift()!()
  }
  const last = () => reports.findLast((report) => report.tell === 'shot') as PlayReport & { tell: 'shot' }
  return { host, reports, settle, last }
}

describe('the host', () => {
  test('two runs are identical until they differ', () => {
    const { host, settle, last } = hostFor()
    const specs = [specFor(), specFor()]
    host.handle({ do: 'create', session: 1, specs })
    host.handle({ do: 'run', session: 1, pace: { unit: 'epoch', count: 1 } })
    for (let i = 0; i < 5; i++) {
      host.handle({ do: 'frame', session: 1 })
      settle()
    }
    const [a, b] = last().runs
    expect(a!.epoch).toBe(5)
    expect(a!.parameters).toEqual(b!.parameters)
    host.handle({ do: 'set', session: 1, run: 1, hyper: { learningRate: 0.3 } })
    host.handle({ do: 'frame', session: 1 })
    settle()
    const [c, d] = last().runs
    expect(c!.epoch).toBe(d!.epoch)
    expect(c!.parameters).not.toEqual(d!.parameters)
  })

  test('an update is told again and again, until training goes on', () => {
    const { host, settle, last } = hostFor()
    const frame = () => {
      host.handle({ do: 'frame', session: 1 })
      settle()
      return last().runs[0]!.trace
    }
    host.handle({ do: 'create', session: 1, specs: [specFor()] })
    host.handle({ do: 'step', session: 1, grain: 'sample' })
    const told = frame()
    expect(told).toMatchObject({ step: 1, batch: 1 })
    host.handle({ do: 'watch', session: 1, gradients: true })
    expect(frame()).toEqual(told)
    host.handle({ do: 'run', session: 1, pace: { unit: 'epoch', count: 1 } })
    expect(frame()).toBeNull()
    expect(last().runs[0]!.step).toBeGreaterThan(1)
  })

  test('a sweep trains each specification alone, and gives way to a new session', () => {
    const { host, reports, settle } = hostFor()
    const specs = [0.01, 0.1, 1].map((learningRate) => specFor({ learningRate }))
    host.handle({ do: 'create', session: 1, specs: [specFor()] })
    host.handle({ do: 'sweep', session: 1, specs, epochs: 5 })
    settle()
    const swept = reports.filter((report) => report.tell === 'swept')
    expect(swept.map(({ index }) => index)).toEqual([0, 1, 2])
    for (const [i, learningRate] of [0.01, 0.1, 1].entries())
      expect(swept[i]!.run.trainLoss).toBe(sample(trained({ learningRate }, 5)).trainLoss)
    host.handle({ do: 'sweep', session: 1, specs, epochs: 5 })
    host.handle({ do: 'create', session: 2, specs: [specFor()] })
    settle()
    expect(reports.filter((report) => report.tell === 'swept')).toHaveLength(3)
  })

  test('sends one picture a frame, pauses, drops what is not its session, and reports nonsense', () => {
    const { host, reports, settle, last } = hostFor()
    host.handle({ do: 'create', session: 3, specs: [specFor()] })
    host.handle({ do: 'frame', session: 3 })
    settle()
    expect(reports).toHaveLength(1)
    host.handle({ do: 'run', session: 3, pace: 'many' })
    settle(50)
    expect(reports).toHaveLength(1)
    host.handle({ do: 'pause', session: 3 })
    host.handle({ do: 'frame', session: 3 })
    settle()
    const { step } = last().runs[0]!
    expect(step).toBeGreaterThan(64)
    host.handle({ do: 'run', session: 2, pace: 'many' })
    host.handle({ do: 'frame', session: 3 })
    settle(50)
    expect(reports).toHaveLength(2)
    host.handle({
      do: 'create',
      session: 4,
      specs: [{ ...specFor(), train: { features: new Float32Array(), target: new Float32Array() } }],
    })
    expect(reports.at(-1)).toMatchObject({ tell: 'failed', session: 4 })
  })
})
