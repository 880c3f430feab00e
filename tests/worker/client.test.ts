import { beforeEach, describe, expect, test } from 'vitest'
import { TrainingClient, type WorkerLike } from '../../src/worker/client.ts'
import { Host } from '../../src/worker/host.ts'
import type { Command, Report } from '../../src/worker/protocol.ts'
import { bitsOf, neuronSpec, trained } from './specs.ts'

/** A worker that the test answers for, and crashes. */
class FakeWorker implements WorkerLike {
  readonly commands: Command[] = []
  isTerminated = false
  readonly #listeners = new Map<string, (event: Event) => void>()
  postMessage(message: unknown): void {
    this.commands.push(message as Command)
  }
  addEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners.set(type, listener)
  }
  terminate(): void {
    this.isTerminated = true
  }
  report(report: Report): void {
    this.#listeners.get('message')?.({ data: report } as unknown as Event)
  }
  crash(message = 'out of memory'): void {
    this.#listeners.get('error')?.({ message, preventDefault: () => {} } as unknown as Event)
  }
  get session(): number {
    return this.commands.findLast((command) => command.do === 'create')!.session
  }
}

/** A worker with a real host in it, whose turns are taken at once. */
class HostedWorker extends FakeWorker {
  readonly #host = new Host({
    post: (report) => queueMicrotask(() => this.report(report)),
    later: (work) => queueMicrotask(work),
    now: () => performance.now(),
  })
  override postMessage(message: unknown): void {
    super.postMessage(message)
    this.#host.handle(message as Command)
  }
}

let workers: FakeWorker[] = []
let said: string[] = []
let frames: (() => void)[] = []
beforeEach(() => {
  workers = []
  said = []
  frames = []
})

const drawFrame = () => frames.splice(0).forEach((callback) => callback())
const worker = () => workers.at(-1)!

function client(make: () => FakeWorker = () => new FakeWorker()) {
  return new TrainingClient(
    neuronSpec(),
    {
      onSnapshot: ({ step }, parameters) => said.push(`step ${step}, ${parameters.length} parameters`),
      onStopped: (step, where) => said.push(`stopped at ${step}: ${where}`),
      onRestarted: () => said.push('restarted'),
      onFailed: (message) => said.push(`failed: ${message}`),
    },
    () => {
      const made = make()
      workers.push(made)
      return made
    },
    (callback) => frames.push(callback),
  )
}

const snapshot = (step: number, session = worker().session): Report => ({
  tell: 'snapshot',
  session,
  step,
  epoch: step,
  loss: 0.5,
  accuracy: 1,
  parameters: new ArrayBuffer(24),
})

test('a client creates its session and asks for the first picture', () => {
  client()
  expect(worker().commands).toEqual([
    { do: 'create', session: 1, spec: neuronSpec() },
    { do: 'frame', session: 1 },
  ])
})

test('it asks for the next snapshot only when the page draws, and gives the buffer back', () => {
  client()
  const report = snapshot(3)
  worker().report(report)
  expect(said).toEqual(['step 3, 3 parameters'])
  expect(worker().commands.at(-1)).toEqual({ do: 'frame', session: 1 })
  expect(worker().commands).toHaveLength(2)
  drawFrame()
  expect(worker().commands).toHaveLength(3)
  expect(worker().commands.at(-1)).toEqual({
    do: 'frame',
    session: 1,
    buffer: (report as { parameters: ArrayBuffer }).parameters,
  })
})

test('what an earlier session still sends is dropped', () => {
  const training = client()
  const late = snapshot(99)
  training.reset()
  worker().report(late)
  expect(said).toEqual([])
  worker().report(snapshot(0))
  expect(said).toEqual(['step 0, 3 parameters'])
})

test('beginning anew gives up the session before, so that its memory is free', () => {
  const training = client()
  training.reset()
  expect(worker().commands.slice(2)).toMatchObject([
    { do: 'dispose', session: 1 },
    { do: 'create', session: 2 },
    { do: 'frame', session: 2 },
  ])
})

test('how a session trains is told', () => {
  const told: [boolean, string][] = []
  new TrainingClient(
    neuronSpec(),
    {
      onCreated: (isCompiled, reason) => told.push([isCompiled, reason]),
      onSnapshot: () => {},
      onStopped: () => {},
      onRestarted: () => {},
      onFailed: () => {},
    },
    () => {
      workers.push(new FakeWorker())
      return worker()
    },
  )
  worker().report({ tell: 'created', session: 1, isCompiled: false, reason: "layer '0': no" })
  expect(told).toEqual([[false, "layer '0': no"]])
})

test('a frame that was promised to an earlier session is not given to the new one', () => {
  const training = client()
  worker().report(snapshot(1))
  training.reset()
  const before = worker().commands.length
  drawFrame()
  expect(worker().commands).toHaveLength(before)
})

describe('a worker that dies', () => {
  test('is replaced, the session begun anew, and the figure told', () => {
    client()
    const first = worker()
    first.crash()
    expect(first.isTerminated).toBe(true)
    expect(workers).toHaveLength(2)
    expect(worker().commands.map((command) => command.do)).toEqual(['create', 'frame'])
    expect(said).toEqual(['restarted'])
  })

  test('keeps the learning rate and the batch size that were set on the way', () => {
    const training = client()
    training.set({ learningRate: 0.125 })
    training.set({ batchSize: 4 })
    worker().crash()
    const [create] = worker().commands
    expect(create).toMatchObject({ do: 'create', spec: { batchSize: 4, optimizer: { learningRate: 0.125 } } })
  })

  test('three times in a row is given up, with the reason', () => {
    client()
    worker().crash()
    worker().crash()
    worker().crash('the module could not be loaded')
    expect(said).toEqual(['restarted', 'restarted', 'failed: the module could not be loaded'])
    expect(workers).toHaveLength(3)
    expect(workers.every((each) => each.isTerminated)).toBe(true)
  })

  test('three times, but working in between, is not', () => {
    client()
    for (let i = 0; i < 5; i++) {
      worker().report(snapshot(0))
      worker().crash()
    }
    expect(said.filter((what) => what === 'restarted')).toHaveLength(5)
    expect(said.some((what) => what.startsWith('failed'))).toBe(false)
  })

  test('can still be started by the reader after it was given up', () => {
    const training = client()
    for (let i = 0; i < 3; i++) worker().crash()
    training.reset()
    expect(workers).toHaveLength(4)
    worker().report(snapshot(0))
    expect(said.at(-1)).toBe('step 0, 3 parameters')
  })

  test('is not heard any more', () => {
    client()
    const dead = worker()
    const late = snapshot(5)
    dead.crash()
    dead.report(late)
    dead.crash()
    expect(said).toEqual(['restarted'])
  })
})

test('where no worker can be made the figure is told, and nothing throws', () => {
  const training = client(() => {
    throw new Error('no workers here')
  })
  training.run(1)
  training.step()
  training.pause()
  training.set({ learningRate: 1 })
  training.dispose()
  expect(said).toEqual(['failed: no workers here'])
})

test('a training that stops and one that fails are told with their reasons', () => {
  client()
  worker().report({ tell: 'stopped', session: 1, step: 12, reason: 'non-finite', where: 'loss' })
  worker().report({ tell: 'failed', session: 1, message: 'the target is missing' })
  expect(said).toEqual(['stopped at 12: loss', 'failed: the target is missing'])
})

test('a client that is disposed of ends its worker and says nothing more', () => {
  const training = client()
  training.dispose()
  expect(worker().isTerminated).toBe(true)
  worker().report(snapshot(1))
  worker().crash()
  training.run(1)
  expect(said).toEqual([])
})

describe('with a real host', () => {
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20))

  test('steps, pauses and runs give the numbers of a session by itself', async () => {
    let latest = ''
    const training = new TrainingClient(
      neuronSpec(),
      {
        onSnapshot: ({ step }, parameters) =>
          (latest = `${step} ${Buffer.from(parameters.slice().buffer).toString('hex')}`),
        onStopped: () => {},
        onRestarted: () => {},
        onFailed: (message) => expect.unreachable(message),
      },
      () => new HostedWorker(),
      (callback) => frames.push(callback),
    )
    const shows = (steps: number) => expect(latest).toBe(`${steps} ${bitsOf(trained(neuronSpec(), steps))}`)
    await settle()
    shows(0)
    drawFrame()
    training.step(3)
    await settle()
    shows(3)
    training.run(10)
    for (let i = 0; i < 2; i++) {
      drawFrame()
      await settle()
    }
    shows(23)
    training.pause()
    drawFrame()
    await settle()
    shows(23)
    // The page has been ready since the pause: running again must not wait for a frame that never comes.
    training.run(10)
    await settle()
    shows(33)
    training.reset()
    await settle()
    shows(0)
  })
})
