import { serveSeries } from '../figure/series-client.ts'
import { OPTIMIZERS, resultOf, type DecaySettings } from './model.ts'

serveSeries((digits, index, lane, settings: DecaySettings) =>
  resultOf(digits, OPTIMIZERS[lane]!, settings.seed + index, settings),
)
