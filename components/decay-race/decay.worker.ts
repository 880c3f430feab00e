import { answerWith } from '../dropout-race/answer.ts'
import { OPTIMIZERS, resultOf, type DecaySettings, type Result } from './model.ts'

answerWith<DecaySettings, Result>((digits, settings, index, lane) =>
  resultOf(digits, OPTIMIZERS[lane]!, settings.seed + index, settings),
)
