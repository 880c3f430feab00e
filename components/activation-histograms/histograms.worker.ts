import { measures, runNetwork, type Settings } from './model.ts'
import type { LatestQuestion } from '../figure/latest-client.ts'

addEventListener('message', ({ data }: MessageEvent<LatestQuestion<Settings>>) =>
  postMessage(
    'settings' in data ? runNetwork(data.settings) : (measures[data.measure]?.(data.state) ?? Number.NaN),
  ),
)
