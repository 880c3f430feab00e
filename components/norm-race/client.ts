import { SeriesClient } from '../figure/series-client.ts'
import { LANES, SEEDS, type RaceSettings, type Result } from './model.ts'

const start = () => new Worker(new URL('./norm.worker.ts', import.meta.url), { type: 'module' })

/** Trains the lanes of one seed after the other. */
export const normClient = (make = start) =>
  new SeriesClient<RaceSettings, Result>(make, { seeds: SEEDS, lanes: LANES.length })
