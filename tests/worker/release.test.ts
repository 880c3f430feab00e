import { beforeEach, describe, expect, test } from 'vitest'
import { TrainingClient, type WorkerLike } from '../../src/worker/client.ts'
import { createSession } from '../../src/worker/createSession.ts'
import { Host } from '../../src/worker/host.ts'
import type { Command, Report } from '../../src/worker/protocol.ts'
import { Session, type TrainingSpec } from '../../src/worker/session.ts'
import { bitsOf, neuronSpec, trained } from './specs.ts'

/** A worker with a real host in it. What it is told and what it says goes through a copy, as between threads. */
class FakeWorker implements WorkerLike {
  readonly commands: Command[] = []
  isTerminated = false
  #hear: (event: Event) => void = () => {}
  readonly #host = new Host({
    post: (report) => queueMicrotask(() => this.#say(structuredClone(report))),
    later: (work) => void setTimeout(() => this.isTerminated || work()),
    now: () => performance.now(),
  })
  postMessage(message: unknown): void {
    const command = structuredClone(message) as Command
    this.commands.push(command)
    this.#host.handle(command)
  }
  addEventListener(type: string, listener: (event: Event) => void): void {
    if (type === 'message') this.#hear = listener
  }
  terminate(): void {
    this.isTerminated = true
  }
  #say(report: Report): void {
    if (!this.isTerminated) this.#hear({ data: report } as unknown as Event)
  }
}

let workers: FakeWorker[] = []
let told: { step: number; bits: string }[] = []
beforeEach(() => {
  workers = []
  told = []
})
const alive = () => workers.filter(({ isTerminated }) => !isTerminated)

function client(spec: TrainingSpec = neuronSpec()) {
  return new TrainingClient(
    spec,
    {
      onSnapshot: ({ step }, parameters) =>
        told.push({ step, bits: Buffer.from(parameters.slice().buffer).toString('hex') }),
      onStopped: (step) => expect.fail(`stopped at ${step}`),
      onRestarted: () => expect.fail('restarted'),
      onFailed: (message) => expect.fail(message),
    },
    () => {
      workers.push(new FakeWorker())
      return workers.at(-1)!
    },
    (callback) => setTimeout(callback),
  )
}

const arrives = (step: number) => expect.poll(() => told.at(-1)?.step).toBe(step)
const isReleased = () => expect.poll(() => alive().length).toBe(0)

/** Optimizers with memory, batches that are shuffled anew, one that ends in the middle of an epoch. */
const SPECS: [string, TrainingSpec][] = [
  ['gradient descent on all examples', neuronSpec()],
  ['Adam on batches', neuronSpec({ optimizer: { type: 'Adam', learningRate: 0.05 }, batchSize: 3 })],
  [
    'momentum on batches, two layers',
    neuronSpec({
      model: {
        type: 'Sequential',
        layers: [
          { type: 'Linear', inFeatures: 2, outFeatures: 4, bias: true, dtype: 'float64' },
          { type: 'Tanh' },
          { type: 'Linear', inFeatures: 4, outFeatures: 1, bias: true, dtype: 'float64' },
        ],
      },
      optimizer: { type: 'SGD', learningRate: 0.1, momentum: 0.9 },
      batchSize: 4,
    }),
  ],
]

describe('a saved session', () => {
  test.each(SPECS)('goes on to the same bits: %s', (_, spec) => {
    for (const steps of [0, 1, 7]) {
      const saved = structuredClone(trained(spec, steps).save()!)
      const restored = new Session(spec).restore(saved)
      expect(restored.steps).toBe(steps)
      expect(restored.epoch).toBe(trained(spec, steps).epoch)
      restored.step(11)
      expect(bitsOf(restored)).toBe(bitsOf(trained(spec, steps + 11)))
    }
  })

  test('is not made of a model with chance of its own, nor of a compiled one', async () => {
    const dropout = {
      type: 'Sequential',
      layers: [
        { type: 'Dropout', p: 0.5 },
        { type: 'Linear', inFeatures: 2, outFeatures: 1, bias: true, dtype: 'float64' },
      ],
    }
    expect(new Session(neuronSpec({ model: dropout })).save()).toBeNull()
    const compiled = await createSession(neuronSpec({ precision: 'float32' }))
    expect(compiled.save()).toBeNull()
  })
})

describe('a figure that was far away', () => {
  test.each(SPECS)('has no worker there, and trains on to the same bits: %s', async (_, spec) => {
    const training = client(spec)
    training.step(7)
    await arrives(7)
    training.release()
    await isReleased()
    const before = told.length
    training.wake()
    expect(alive()).toHaveLength(1)
    training.step(11)
    await arrives(18)
    expect(told.at(-1)!.bits).toBe(bitsOf(trained(spec, 18)))
    // What the page shows already was not told again, and nothing before it.
    expect(told.slice(before).map(({ step }) => step)).not.toContain(7)
    expect(told.slice(before).every(({ step }) => step > 7)).toBe(true)
    training.dispose()
  })

  test('is brought back by the next press alone, with the rate that was set on the way', async () => {
    const training = client()
    training.step(3)
    await arrives(3)
    training.set({ learningRate: 0.125 })
    training.release()
    await isReleased()
    training.step(2)
    await arrives(5)
    const expected = trained(neuronSpec(), 3)
    expected.set({ learningRate: 0.125 })
    expected.step(2)
    expect(told.at(-1)!.bits).toBe(bitsOf(expected))
    training.dispose()
  })

  test('can be reset, and begins at its seed', async () => {
    const training = client()
    training.step(3)
    await arrives(3)
    training.release()
    await isReleased()
    training.reset()
    await arrives(0)
    expect(told.at(-1)!.bits).toBe(bitsOf(trained(neuronSpec(), 0)))
    training.dispose()
  })

  test('keeps its worker while it trains', async () => {
    const training = client()
    training.run(1)
    await expect.poll(() => told.at(-1)?.step ?? 0).toBeGreaterThan(2)
    training.release()
    const at = told.at(-1)!.step
    await expect.poll(() => told.at(-1)!.step).toBeGreaterThan(at + 2)
    expect(alive()).toHaveLength(1)
    training.dispose()
  })

  test('keeps its worker where it could not be brought back', async () => {
    const training = client(neuronSpec({ precision: 'float32' }))
    training.step(2)
    await arrives(2)
    training.release()
    training.step(1)
    await arrives(3)
    expect(workers).toHaveLength(1)
    expect(alive()).toHaveLength(1)
    training.dispose()
  })

  test('keeps its worker when the reader is back before it has answered', async () => {
    const training = client()
    training.step(2)
    await arrives(2)
    training.release()
    training.wake()
    training.step(1)
    await arrives(3)
    expect(workers).toHaveLength(1)
    training.dispose()
  })
})
