import type { LatestQuestion } from '../figure/latest-client.ts'
import { flows, measures, type Settings } from './model.ts'

addEventListener('message', ({ data }: MessageEvent<LatestQuestion<Settings>>) =>
  postMessage(
    'settings' in data ? flows(data.settings) : (measures[data.measure]?.(data.state) ?? Number.NaN),
  ),
)
