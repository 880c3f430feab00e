import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { pageJudge, provideFigure } from '../../components/exercise/judge-host.ts'
import { hold, whenFree } from '../../components/figure/held.ts'
import { LatestClient } from '../../components/figure/latest-client.ts'
import { SeriesClient, type SeriesAnswer } from '../../components/figure/series-client.ts'
import { FAR, whileNear } from '../../components/figure/while-near.ts'
import { RaceClient } from '../../components/search-race/client.ts'
import { INITIAL } from '../../components/search-race/model.ts'

vi.mock('../../data/browser.ts', () => ({
  loadDataset: async () => ({ features: [1, 2], target: [0, 1] }),
}))

/** A worker that the test answers for. */
class FakeWorker {
  readonly heard: unknown[] = []
  isTerminated = false
  readonly #listeners = new Map<string, (event: unknown) => void>()
  postMessage(message: unknown): void {
    this.heard.push(message)
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, listener)
  }
  terminate(): void {
    this.isTerminated = true
  }
  answer(data: unknown): void {
    this.#listeners.get('message')?.({ data })
  }
}

let workers: FakeWorker[] = []
const make = () => {
  workers.push(new FakeWorker())
  return workers.at(-1)! as unknown as Worker
}
const worker = () => workers.at(-1)!

/** Where the figure is, as the browser tells it. */
let move: (isNear: boolean) => void = () => {}
let margin: string | undefined
class FakeObserver {
  constructor(told: (entries: { isIntersecting: boolean }[]) => void, options: { rootMargin?: string }) {
    move = (isIntersecting) => told([{ isIntersecting }])
    margin = options.rootMargin
  }
  observe(): void {}
  disconnect(): void {
    move = () => {}
  }
}

beforeEach(() => {
  workers = []
  vi.useFakeTimers()
  vi.stubGlobal('IntersectionObserver', FakeObserver)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a figure is told that it is far', () => {
  let said: string[] = []
  const watch = () => {
    said = []
    return whileNear({} as Element, { onFar: () => said.push('far'), onNear: () => said.push('near') })
  }

  test('two screens away for half a minute, and that it is near again', () => {
    const stop = watch()
    expect(margin).toBe('200% 0px')
    move(false)
    vi.advanceTimersByTime(FAR.after - 1)
    expect(said).toEqual([])
    vi.advanceTimersByTime(1)
    expect(said).toEqual(['far'])
    move(true)
    expect(said).toEqual(['far', 'near'])
    stop()
  })

  test('not when the reader comes back before, and the time begins anew', () => {
    const stop = watch()
    move(false)
    vi.advanceTimersByTime(FAR.after - 1)
    move(true)
    move(false)
    vi.advanceTimersByTime(FAR.after - 1)
    expect(said).toEqual([])
    stop()
  })

  test('not after it has left the page', () => {
    const stop = watch()
    move(false)
    stop()
    vi.advanceTimersByTime(10 * FAR.after)
    expect(said).toEqual([])
  })

  test('not while something is being graded, but right after', () => {
    const stop = watch()
    const [one, two] = [hold(), hold()]
    move(false)
    vi.advanceTimersByTime(2 * FAR.after)
    expect(said).toEqual([])
    one()
    one()
    expect(said).toEqual([])
    two()
    expect(said).toEqual(['far'])
    stop()
  })

  test('not after the grading either, if the reader has come back meanwhile', () => {
    const stop = watch()
    const release = hold()
    move(false)
    vi.advanceTimersByTime(FAR.after)
    move(true)
    release()
    expect(said).toEqual([])
    stop()
  })
})

test('an exercise that asks a figure holds all workers until the figure has answered, or failed', async () => {
  const isFree = () => {
    let free = false
    whenFree(() => (free = true))()
    return free
  }
  let answer: (value: number) => void = () => {}
  const takeBack = provideFigure(['slow'], {
    anchor: 'slow',
    state: () => null,
    setState: () => {},
    measure: (_, name) =>
      name === 'never' ? Promise.reject(new Error('no')) : new Promise((resolve) => (answer = resolve)),
  })
  const judged = pageJudge({ kind: 'target', figure: 'slow', state: null, measures: ['loss'] })
  expect(isFree()).toBe(false)
  answer(0.5)
  expect(await judged).toEqual({ measures: { loss: 0.5 } })
  expect(isFree()).toBe(true)
  await expect(
    pageJudge({ kind: 'target', figure: 'slow', state: null, measures: ['never'] }),
  ).rejects.toThrow('no')
  expect(isFree()).toBe(true)
  takeBack()
})

describe('a worker that answers questions', () => {
  test('goes once it has answered, and another one answers the next', async () => {
    const client = new LatestClient<number, number>(make)
    const first = client.run(1)
    client.release()
    expect(worker().isTerminated).toBe(false)
    worker().answer(10)
    expect(await first).toBe(10)
    expect(worker().isTerminated).toBe(true)
    const second = client.run(2)
    expect(workers).toHaveLength(2)
    expect(worker().heard).toEqual([{ settings: 2 }])
    worker().answer(20)
    expect(await second).toBe(20)
    // Asked again, it is wanted: it stays.
    expect(worker().isTerminated).toBe(false)
  })

  test('stays while a question waits', async () => {
    const client = new LatestClient<number, number>(make)
    const first = client.run(1)
    const second = client.run(2)
    client.release()
    worker().answer(10)
    await first
    expect(worker().isTerminated).toBe(false)
    worker().answer(20)
    expect(await second).toBe(20)
    expect(worker().isTerminated).toBe(true)
  })

  test('of a race goes when the race is over, not before', () => {
    const answers: unknown[] = []
    const client = new RaceClient(
      (answer) => answers.push(answer),
      () => expect.fail('failed'),
      make,
    )
    client.ask(INITIAL, false)
    client.release()
    expect(worker().isTerminated).toBe(false)
    worker().answer({ number: 1, tell: 'race', race: {} })
    expect(answers).toHaveLength(1)
    expect(worker().isTerminated).toBe(true)
    client.ask(INITIAL, false)
    expect(workers).toHaveLength(2)
  })
})

describe('a comparison over seeds', () => {
  let results: string[] = []
  const answer = (job: { index: number; lane: number }): SeriesAnswer<string> => ({
    ...job,
    result: `seed ${job.index}, lane ${job.lane}`,
  })
  /** The worker answers the latest network that it was asked for. */
  const finish = () => worker().answer(answer(worker().heard.at(-1) as { index: number; lane: number }))
  async function started() {
    results = []
    const client = new SeriesClient<string, string>(make, { seeds: 2, lanes: 2 })
    await client.start(
      'settings',
      ({ result }, isLast) => results.push(isLast ? `${result}, the last` : result),
      () => results.push('failed'),
    )
    return client
  }
  const ALL = ['seed 0, lane 0', 'seed 0, lane 1', 'seed 1, lane 0', 'seed 1, lane 1, the last']

  test('finishes the network at hand, gives its worker up, and goes on where it was with another', async () => {
    const client = await started()
    finish()
    client.rest()
    client.release()
    expect(worker().isTerminated).toBe(false)
    finish()
    expect(worker().isTerminated).toBe(true)
    expect(results).toEqual(ALL.slice(0, 2))
    client.goOn()
    expect(workers).toHaveLength(2)
    expect(worker().heard).toEqual([
      { digits: { features: [1, 2], target: [0, 1] }, settings: 'settings' },
      { index: 1, lane: 0 },
    ])
    finish()
    finish()
    expect(results).toEqual(ALL)
  })

  test('that is over needs no worker', async () => {
    const client = await started()
    for (let i = 0; i < 4; i++) finish()
    expect(results).toEqual(ALL)
    client.release()
    expect(worker().isTerminated).toBe(true)
    client.goOn()
    expect(workers).toHaveLength(1)
  })

  test('whose reader is back in time keeps its worker', async () => {
    const client = await started()
    client.rest()
    client.release()
    client.goOn()
    finish()
    expect(workers).toHaveLength(1)
    expect(worker().isTerminated).toBe(false)
    for (let i = 0; i < 3; i++) finish()
    expect(results).toEqual(ALL)
  })

  test('says so where the second worker cannot be made', async () => {
    const made = { can: true }
    results = []
    const client = new SeriesClient<string, string>(
      () => {
        if (!made.can) throw new Error('no workers')
        return make()
      },
      { seeds: 2, lanes: 1 },
    )
    await client.start(
      'settings',
      ({ result }) => results.push(result),
      () => results.push('failed'),
    )
    client.rest()
    finish()
    client.release()
    made.can = false
    client.goOn()
    expect(results).toEqual(['seed 0, lane 0', 'failed'])
  })
})
