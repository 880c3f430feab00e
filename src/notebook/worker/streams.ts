import { native } from './native.ts'

/** Longest stretch between two values without letting messages through, in milliseconds. */
const BREATH = 12
/** Shortest time between two values that are handed on, in milliseconds: what changes faster cannot be read. */
const PACE = 50

type Stream = Iterator<unknown> | AsyncIterator<unknown>

/** What a generator function returns. Other iterators, such as those of a Map, are ordinary values. */
export function isStream(value: unknown): value is Stream {
  if (typeof value !== 'object' || value === null) return false
  const tag = native.tagOf(value)
  return tag === '[object Generator]' || tag === '[object AsyncGenerator]'
}

const breathe = (): Promise<void> =>
  new native.NativePromise<void>((resolve) => void native.setTimeout(resolve, 0))

/**
 * Runs several streams in step until each has ended. `onValues` gets the newest value of each: the first ones, then
 * at most one set every 50 ms, and always the last.
 */
export async function runStreams(
  streams: readonly Stream[],
  onValues: (values: readonly unknown[]) => Promise<void>,
  isFirstOnly: boolean,
): Promise<void> {
  const values: unknown[] = streams.map(() => undefined)
  const open = new Set(streams.keys())
  let handedAt = -Infinity
  let breathedAt = native.now()
  let isPending = false
  while (open.size > 0) {
    for (const i of open) {
      const { done, value } = await streams[i]!.next()
      if (done) open.delete(i)
      else values[i] = value
      isPending ||= !done
    }
    if (isPending && native.now() - handedAt >= PACE) {
      await onValues([...values])
      isPending = false
      if (isFirstOnly) return
      handedAt = native.now()
    }
    if (native.now() - breathedAt >= BREATH) {
      await breathe()
      breathedAt = native.now()
    }
  }
  if (isPending) await onValues([...values])
}
