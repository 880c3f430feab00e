import { LatestClient } from '../figure/latest-client.ts'
import type { LayerSummary, Settings } from './model.ts'

const start = () => new Worker(new URL('./histograms.worker.ts', import.meta.url), { type: 'module' })

/** Asks the worker what becomes of the layers of one network at a time. */
export const histogramClient = (make = start) => new LatestClient<Settings, LayerSummary[]>(make)
