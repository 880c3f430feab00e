import type { Answer, Request } from '../penalty-race/client.ts'
import { OPTIMIZERS, resultOf, SEEDS, type DecaySettings, type Result } from './model.ts'

addEventListener('message', ({ data: { digits, settings } }: MessageEvent<Request<DecaySettings>>) => {
  for (let index = 0; index < SEEDS; index++)
    OPTIMIZERS.forEach((optimizer, k) => {
      const result = resultOf(digits, optimizer, settings.seed + index, settings)
      const answer: Answer<Result> = { index, lane: k, result }
      postMessage(answer)
    })
})
