import { expect, test } from 'vitest'
import { DEFAULTS, pointsOf, specOf, splitOf } from '../../components/playground/model.ts'
import { PlayClient } from '../../src/worker/playground-client.ts'
import { PlayHost } from '../../src/worker/playground/host.ts'
import type { PlayCommand } from '../../src/worker/playground/protocol.ts'
import { PlaySession } from '../../src/worker/playground/session.ts'
import type { WorkerLike } from '../../src/worker/supervised.ts'

const points = pointsOf(DEFAULTS)
const SPEC = specOf(DEFAULTS, points, splitOf(points.target.length, DEFAULTS.trainShare, DEFAULTS.seed))

/** A worker with a real host in it, which hears every command late and can be crashed. */
class LateWorker implements WorkerLike {
  readonly #listeners = new Map<string, (event: Event) => void>()
  readonly #host = new PlayHost({
    post: (data) => queueMicrotask(() => this.#listeners.get('message')?.({ data } as unknown as Event)),
    later: (work) => queueMicrotask(work),
    now: () => performance.now(),
  })
  #isDead = false
  postMessage(message: unknown): void {
    setTimeout(() => this.#isDead || this.#host.handle(message as PlayCommand))
  }
  addEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners.set(type, listener)
  }
  terminate(): void {
    this.#isDead = true
  }
  crash(): void {
    this.#listeners.get('error')?.({ message: 'dead', preventDefault: () => {} } as unknown as Event)
  }
}

function begun(make: () => WorkerLike = () => new LateWorker()) {
  const shown: number[] = []
  const client = new PlayClient(
    {
      onShot: ([run]) => shown.push(run!.step),
      onSwept: () => {},
      onRestarted: () => {},
      onFailed: () => {},
    },
    make,
    () => {},
  )
  client.create([SPEC])
  return { client, shown }
}

test('the weights are those after everything asked for, though no picture of it has come', async () => {
  const { client, shown } = begun()
  client.send({ do: 'step', grain: 'epoch' })
  const weights = await client.weights()
  const session = new PlaySession(SPEC)
  session.step('epoch')
  expect(weights).toEqual({ parameters: session.parameters(), norms: session.norms() })
  expect(shown).not.toContain(session.steps)
  client.dispose()
})

test('nobody waits for weights that cannot come: without a worker, after a crash, after a new beginning', async () => {
  const without = begun(() => {
    throw new Error('no workers here')
  })
  expect(await without.client.weights()).toBeUndefined()

  const workers: LateWorker[] = []
  const { client } = begun(() => {
    workers.push(new LateWorker())
    return workers.at(-1)!
  })
  const crashed = client.weights()
  workers[0]!.crash()
  expect(await crashed).toBeUndefined()
  expect(await client.weights()).toBeDefined()

  const outrun = client.weights()
  client.create([SPEC])
  expect(await outrun).toBeUndefined()
  client.dispose()
})
