import type { Answer, Request } from './client.ts'
import { LANES, resultOf, SEEDS, type PenaltySettings, type Result } from './model.ts'

addEventListener('message', ({ data: { digits, settings } }: MessageEvent<Request<PenaltySettings>>) => {
  for (let index = 0; index < SEEDS; index++)
    LANES.forEach((lane, k) => {
      const result = resultOf(digits, lane, settings.seed + index, settings)
      const answer: Answer<Result> = { index, lane: k, result }
      postMessage(answer)
    })
})
