import { answerWith } from '../dropout-race/answer.ts'
import { LANES, resultOf, type PenaltySettings, type Result } from './model.ts'

answerWith<PenaltySettings, Result>((digits, settings, index, lane) =>
  resultOf(digits, LANES[lane]!, settings.seed + index, settings),
)
