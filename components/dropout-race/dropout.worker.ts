import { serveSeries } from '../figure/series-client.ts'
import { LANES, type RaceSettings } from './model.ts'
import { run } from './network.ts'

serveSeries((digits, index, lane, settings: RaceSettings) =>
  run(digits, LANES[lane]!, settings.seed + index, settings),
)
