import { LANES, type RaceSettings, type Result } from './model.ts'
import { run, type Digits } from './network.ts'

/** First the data and the settings; then, one after the other, which network to train. */
export type DropoutRequest = { digits: Digits; settings: RaceSettings } | { index: number; lane: number }

/** One training is finished: that of a lane with one of the seeds, counted from 0. */
export interface DropoutAnswer {
  index: number
  lane: number
  result: Result
}

let given: { digits: Digits; settings: RaceSettings } | undefined

addEventListener('message', ({ data }: MessageEvent<DropoutRequest>) => {
  if ('digits' in data) given = data
  else if (given) {
    const { digits, settings } = given
    const { index, lane } = data
    const result = run(digits, LANES[lane]!, settings.seed + index, settings)
    const answer: DropoutAnswer = { index, lane, result }
    postMessage(answer)
  }
})
