import { serveSeries } from '../figure/series-client.ts'
import { LANES, resultOf, type PenaltySettings } from './model.ts'

serveSeries((digits, index, lane, settings: PenaltySettings) =>
  resultOf(digits, LANES[lane]!, settings.seed + index, settings),
)
