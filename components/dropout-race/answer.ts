import type { Answer, Request } from './client.ts'
import type { Digits } from './network.ts'

/** What a worker does for a `DigitsClient`: keeps data and settings, and trains what it is asked for. */
export function answerWith<S, R>(
  train: (digits: Digits, settings: S, index: number, lane: number) => R,
): void {
  let given: { digits: Digits; settings: S } | undefined
  addEventListener('message', ({ data }: MessageEvent<Request<S>>) => {
    if ('digits' in data) given = data
    else if (given) {
      const { index, lane } = data
      const answer: Answer<R> = { index, lane, result: train(given.digits, given.settings, index, lane) }
      postMessage(answer)
    }
  })
}
