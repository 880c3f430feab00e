import { describe, expect, test, vi } from 'vitest'
import { Host } from '../../src/worker/host.ts'
import type { Command, Report } from '../../src/worker/protocol.ts'
import { planSession } from '../../src/worker/planSession.ts'
import type { TrainingSession } from '../../src/worker/session.ts'
import { bitsOf, neuronSpec, trained } from './specs.ts'

type Snapshot = Extract<Report, { tell: 'snapshot' }>

/** A host whose turns the test takes, with a clock that a turn moves on. */
class Bench {
  readonly reports: Report[] = []
  readonly transfers: (ArrayBuffer[] | undefined)[] = []
  readonly #waiting: (() => void)[] = []
  #time = 0
  /** How far the clock goes on whenever it is looked at, in milliseconds. */
  tick = 1
  readonly host = new Host({
    post: (report, transfer) => {
      this.reports.push(report)
      this.transfers.push(transfer)
    },
    later: (work) => this.#waiting.push(work),
    now: () => (this.#time += this.tick),
  })

  tell(...commands: Command[]): this {
    for (const command of commands) this.host.handle(command)
    return this
  }
  /** Takes turns until there is no more work, or `most` were taken; how many were. */
  turns(most = 1000): number {
    let taken = 0
    while (taken < most && this.#waiting.length) {
      this.#waiting.shift()!()
      taken++
    }
    return taken
  }
  get isIdle(): boolean {
    return this.#waiting.length === 0
  }
  get snapshots(): Snapshot[] {
    return this.reports.filter((report) => report.tell === 'snapshot')
  }
  get last(): Snapshot {
    return this.snapshots.at(-1)!
  }
}

const create = (session = 1, spec = neuronSpec()): Command => ({ do: 'create', session, spec })
const frame = (session = 1, buffer?: ArrayBuffer): Command =>
  buffer ? { do: 'frame', session, buffer } : { do: 'frame', session }
const run = (steps: number | 'many', session = 1): Command => ({ do: 'run', session, steps })
const pause: Command = { do: 'pause', session: 1 }

test('the first snapshot shows the untrained model, numbers included', () => {
  const bench = new Bench().tell(create(), frame())
  bench.turns()
  expect(bench.snapshots).toHaveLength(1)
  const untrained = trained(neuronSpec(), 0)
  expect(bench.last).toMatchObject({ session: 1, step: 0, epoch: 0, ...untrained.evaluate() })
  expect(Buffer.from(bench.last.parameters).toString('hex')).toBe(bitsOf(untrained))
  expect(bench.isIdle).toBe(true)
})

describe('snapshots', () => {
  test('come at most once for each frame that the page is ready to draw', () => {
    const bench = new Bench().tell(create(), frame(), run('many'))
    bench.turns(50)
    expect(bench.snapshots).toHaveLength(1)
    bench.tell(frame())
    bench.turns(50)
    expect(bench.snapshots).toHaveLength(2)
    expect(bench.last.step).toBeGreaterThan(bench.snapshots[0]!.step)
  })

  test('come not at all as long as nothing has changed', () => {
    const bench = new Bench().tell(create(), frame())
    bench.turns()
    bench.tell(frame(), frame(), frame())
    bench.turns()
    expect(bench.snapshots).toHaveLength(1)
  })

  test('hold the newest state, equal to a session run by itself', () => {
    const bench = new Bench().tell(create(), frame(), run(7))
    bench.turns()
    for (let i = 0; i < 3; i++) {
      bench.tell(frame())
      bench.turns()
    }
    expect(bench.snapshots.map(({ step }) => step)).toEqual([0, 7, 14, 21])
    expect(Buffer.from(bench.last.parameters).toString('hex')).toBe(bitsOf(trained(neuronSpec(), 21)))
  })

  test('are written into the buffer that the page gives back, and handed over with it', () => {
    const bench = new Bench().tell(create(), frame())
    bench.turns()
    const { parameters } = bench.last
    expect(bench.transfers.at(-1)).toEqual([parameters])
    bench.tell(run(1), frame(1, parameters))
    bench.turns()
    expect(bench.last.step).toBe(1)
    expect(bench.last.parameters).toBe(parameters)
    // One of another size is of another model: it is left alone.
    bench.tell(frame(1, new ArrayBuffer(8)))
    bench.turns()
    expect(bench.last.parameters.byteLength).toBe(24)
  })
})

describe('training', () => {
  test('makes so many steps for each frame, also when the page was ready before it was told to run', () => {
    const bench = new Bench().tell(create(), frame())
    bench.turns()
    bench.tell(frame())
    bench.turns()
    bench.tell(run(10))
    bench.turns()
    expect(bench.last.step).toBe(10)
    bench.tell(frame())
    bench.turns()
    expect(bench.last.step).toBe(20)
  })

  test('goes on after a pause', () => {
    const bench = new Bench().tell(create(), frame(), run(10))
    bench.turns()
    bench.tell(frame())
    bench.turns()
    bench.tell(pause, frame())
    bench.turns()
    const { step } = bench.last
    bench.tell(run(10))
    bench.turns()
    expect(bench.last.step).toBe(step + 10)
  })

  test('listens after every slice: a pause ends it within one', () => {
    const bench = new Bench().tell(create(), frame(), run('many'))
    bench.turns(5)
    bench.tell(frame())
    bench.turns(1)
    const { step } = bench.last
    bench.tell(pause)
    // The work that was under way when the pause came in is one turn at most, and makes no step.
    expect(bench.turns()).toBeLessThanOrEqual(1)
    bench.tell(frame())
    bench.turns()
    expect(bench.last.step).toBe(step)
    expect(bench.isIdle).toBe(true)
  })

  test('a slice takes 4 ms of steps, and at least one step', () => {
    const bench = new Bench()
    bench.tell(create(), frame(), run('many'))
    bench.turns(1)
    // The clock goes on by 1 ms at every look: four steps fit.
    expect(bench.last.step).toBe(4)
    bench.tick = 1000
    bench.tell(frame())
    bench.turns(1)
    expect(bench.last.step).toBe(5)
  })

  test('single steps are made while paused, as many as asked for', () => {
    const bench = new Bench().tell(create(), frame())
    bench.turns()
    bench.tell({ do: 'step', session: 1, steps: 1 }, frame())
    bench.turns()
    expect(bench.last.step).toBe(1)
    bench.tell({ do: 'step', session: 1, steps: 25 }, frame())
    bench.turns()
    expect(bench.last.step).toBe(26)
    expect(bench.isIdle).toBe(true)
  })

  test('a learning rate changed on the way changes nothing but the steps after it', () => {
    const bench = new Bench().tell(create(), frame(), run(5))
    bench.turns()
    bench.tell(frame())
    bench.turns()
    bench.tell({ do: 'set', session: 1, hyper: { learningRate: 0.05 } }, frame())
    bench.turns()
    const alone = trained(neuronSpec(), 5)
    alone.set({ learningRate: 0.05 })
    for (let i = 0; i < 5; i++) alone.step()
    expect(bench.last.step).toBe(10)
    expect(Buffer.from(bench.last.parameters).toString('hex')).toBe(bitsOf(alone))
  })

  test('two sessions train side by side, each as if alone', () => {
    const other = neuronSpec({ seed: 2, batchSize: 3 })
    const bench = new Bench().tell(create(1), create(2, other), frame(1), frame(2), run(5, 1), run(3, 2))
    bench.turns()
    bench.tell(frame(1), frame(2))
    bench.turns()
    const of = (session: number) => bench.snapshots.findLast((snapshot) => snapshot.session === session)!
    expect([of(1).step, of(2).step]).toEqual([5, 3])
    expect(Buffer.from(of(1).parameters).toString('hex')).toBe(bitsOf(trained(neuronSpec(), 5)))
    expect(Buffer.from(of(2).parameters).toString('hex')).toBe(bitsOf(trained(other, 3)))
  })
})

describe('what goes wrong', () => {
  const diverging = neuronSpec({ loss: 'mseLoss', optimizer: { type: 'SGD', learningRate: 1e150 } })

  test('a training that leaves the finite range stops by itself, says where, and shows its last finite state', () => {
    const bench = new Bench().tell(create(1, diverging), frame(), run('many'))
    bench.turns()
    const stopped = bench.reports.filter((report) => report.tell === 'stopped')
    expect(stopped).toHaveLength(1)
    expect(stopped[0]).toMatchObject({
      session: 1,
      reason: 'non-finite',
      where: expect.stringMatching(/loss|gradient of|weight|bias/),
    })
    expect(bench.isIdle).toBe(true)
    bench.tell(frame())
    bench.turns()
    expect(bench.last.step).toBe(stopped[0]!.step)
    expect([...new Float64Array(bench.last.parameters)].every(Number.isFinite)).toBe(true)
  })

  test('a command that cannot be obeyed is answered, and the session goes on', () => {
    const bench = new Bench().tell(create(), frame(), run(1))
    bench.turns()
    bench.tell({ do: 'set', session: 1, hyper: { learningRate: -1 } })
    expect(bench.reports.at(-1)).toEqual({
      tell: 'failed',
      session: 1,
      message: expect.stringContaining('learningRate'),
    })
    bench.tell(frame())
    bench.turns()
    expect(bench.last.step).toBe(1)
  })

  test('a specification that makes no sense is answered with the reason', () => {
    const bench = new Bench().tell(create(1, neuronSpec({ numFeatures: 3 })))
    expect(bench.reports).toEqual([
      { tell: 'failed', session: 1, message: expect.stringContaining('10 × 3 features') },
    ])
  })

  test('an error in the middle of a step is answered, and stops that session alone', () => {
    // The model wants three inputs, the data have two.
    const wrong = neuronSpec({
      model: { type: 'Linear', inFeatures: 3, outFeatures: 1, bias: true, dtype: 'float64' },
    })
    const bench = new Bench().tell(create(1), create(2, wrong), frame(1), run(2, 1), run(2, 2), frame(2))
    bench.turns(20)
    bench.tell(frame(1))
    bench.turns(20)
    expect(bench.reports.filter((report) => report.tell === 'failed')).toEqual([
      { tell: 'failed', session: 2, message: expect.stringMatching(/3/) },
    ])
    expect(bench.last).toMatchObject({ session: 1, step: 2 })
  })

  test('what is disposed of is heard of no more, and commands to it are ignored', () => {
    const bench = new Bench().tell(create(), frame(), run('many'))
    bench.turns(2)
    const before = bench.reports.length
    bench.tell({ do: 'dispose', session: 1 }, frame(), run('many'), { do: 'step', session: 1, steps: 1 })
    bench.turns(20)
    expect(bench.reports).toHaveLength(before)
    expect(bench.isIdle).toBe(true)
  })
})

describe('planned sessions', () => {
  const spec = neuronSpec({ precision: 'float32', batchSize: 4 })
  /** Until the host has fetched the planner. */
  const ready = (bench: Bench): Promise<void> =>
    vi.waitFor(() => expect(bench.reports.some(({ tell }) => tell === 'created')).toBe(true), 10_000)
  const parameters = (session: TrainingSession): number[] => {
    const into = new Float64Array(session.parameterCount)
    session.writeParameters(into)
    return [...into]
  }

  test('what is told while the planner is fetched is done afterwards, in order', async () => {
    const bench = new Bench().tell(
      create(1, spec),
      { do: 'set', session: 1, hyper: { batchSize: 2 } },
      frame(),
    )
    bench.tell({ do: 'step', session: 1, steps: 12 })
    expect(bench.reports).toEqual([])
    await ready(bench)
    expect(bench.reports[0]).toEqual({ tell: 'created', session: 1, isCompiled: true, reason: '' })
    bench.turns()
    const alone = planSession(spec)
    alone.set({ batchSize: 2 })
    alone.step(12)
    expect(bench.last.step).toBe(12)
    expect([...new Float64Array(bench.last.parameters)]).toEqual(parameters(alone))
    expect(bench.last).toMatchObject(alone.evaluate())
  })

  test('steps that take no time are made thousands at a time, and stop on time', async () => {
    const bench = new Bench()
    bench.tick = 0.25
    bench.tell(create(1, spec), frame(), run('many'))
    await ready(bench)
    bench.turns(1)
    expect(bench.last.step).toBe(2 ** 16 - 1) // 1 + 2 + 4 + … : sixteen looks at the clock
    bench.tick = 3
    bench.tell(frame())
    bench.turns(2)
    const { step } = bench.last
    bench.tell(frame())
    bench.turns(1)
    expect(bench.last.step - step).toBeLessThan(2 ** 16) // they take longer now: fewer at a time
  })

  test('one that is disposed of, or made anew, while the planner is fetched is heard of no more', async () => {
    const bench = new Bench().tell(create(1, spec), frame(1), { do: 'dispose', session: 1 })
    bench.tell(create(2, spec), frame(2))
    await ready(bench)
    bench.turns()
    expect(new Set(bench.reports.map(({ session }) => session))).toEqual(new Set([2]))
  })

  test('what cannot be compiled says which layer and why; what makes no sense is refused', async () => {
    const model = {
      type: 'Sequential',
      layers: [
        { type: 'L2Pool2d', kernelSize: [1, 2] },
        { type: 'Flatten' },
        { type: 'Linear', inFeatures: 1, outFeatures: 1, bias: true, dtype: 'float64' },
      ],
    }
    const bench = new Bench().tell(create(1, { ...spec, model, inputShape: [1, 1, 2] }))
    await ready(bench)
    expect(bench.reports).toEqual([
      { tell: 'created', session: 1, isCompiled: false, reason: "layer '0': there is no compiled L2Pool2d" },
    ])
    bench.tell(create(2, { ...spec, batchSize: 0 }))
    await vi.waitFor(() => expect(bench.reports).toHaveLength(2))
    expect(bench.reports[1]).toEqual({
      tell: 'failed',
      session: 2,
      message: expect.stringContaining('batchSize must be a whole number'),
    })
  })
})
