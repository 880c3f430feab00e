import { LANES, SEEDS, type RaceSettings, type Result } from './model.ts'
import { run, type Digits } from './network.ts'

export interface NormRequest {
  digits: Digits
  settings: RaceSettings
}

/** One training is finished: that of a lane with one of the seeds, counted from 0. */
export interface NormAnswer {
  index: number
  lane: number
  result: Result
}

addEventListener('message', ({ data: { digits, settings } }: MessageEvent<NormRequest>) => {
  for (let index = 0; index < SEEDS; index++)
    LANES.forEach((lane, k) => {
      const answer: NormAnswer = {
        index,
        lane: k,
        result: run(digits, lane, settings.seed + index, settings),
      }
      postMessage(answer)
    })
})
