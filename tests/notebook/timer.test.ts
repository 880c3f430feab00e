import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Timer } from '../../src/notebook/host/timer.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** When a limit of 100 ms ends for a worker that gets a share of the machine; undefined: not within two seconds. */
async function endsAt(ownTime?: (clock: number) => number): Promise<number | undefined> {
  const begun = performance.now()
  const clock = () => performance.now() - begun
  let ended: number | undefined
  const timer = new Timer(() => ({
    send: () => {},
    end: () => {},
    ...(ownTime && { ownTime: () => Promise.resolve(ownTime(clock())) }),
  }))
  timer.start(100, () => (ended = Math.round(clock())))
  await vi.advanceTimersByTimeAsync(2000)
  return ended
}

describe('a limit of 100 ms', () => {
  test('is one of the clock where nothing else can be known', async () => expect(await endsAt()).toBe(100))

  test('is the same for a worker that has the machine to itself', async () =>
    expect(await endsAt((clock) => clock)).toBe(100))

  test('is four times as long on the clock for a worker that gets a quarter of the machine', async () => {
    const ended = await endsAt((clock) => clock / 4)
    expect(ended).toBeGreaterThan(395)
    expect(ended).toBeLessThan(410)
  })

  test('ends after ten times on the clock, whatever the worker got', async () =>
    expect(await endsAt(() => 0)).toBe(1000))

  test('is over for good when the worker answered in time', async () => {
    let ended = false
    const timer = new Timer(() => undefined)
    timer.start(100, () => (ended = true))
    timer.stop()
    await vi.advanceTimersByTimeAsync(2000)
    expect(ended).toBe(false)
  })
})
