import { SeriesClient } from '../figure/series-client.ts'
import { LANES, SEEDS, type RaceSettings, type Result } from './model.ts'

const start = () => new Worker(new URL('./dropout.worker.ts', import.meta.url), { type: 'module' })

/** Trains the lanes of one seed after the other. */
export const dropoutClient = (make = start) =>
  new SeriesClient<RaceSettings, Result>(make, { seeds: SEEDS, lanes: LANES.length })
