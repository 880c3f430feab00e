import { serveSeries } from '../figure/series-client.ts'
import { LANES, type RaceSettings } from './model.ts'
import { run } from './network.ts'

serveSeries((digits, index, lane, settings: RaceSettings) =>
import { answerWith } from './answer.ts'
import { LANES, type RaceSettings, type Result } from './model.ts'
import { run } from './network.ts'

answerWith<RaceSettings, Result>((digits, settings, index, lane) =>
  run(digits, LANES[lane]!, settings.seed + index, settings),
)
