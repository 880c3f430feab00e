import { measures, runNetwork, type Settings } from './model.ts'
import type { Json } from '../../src/exercises/check.ts'

/** Page → worker: a network to be run, or a measure that an exercise asks of a state. */
export type Question = { settings: Settings } | { state: Json; measure: string }

addEventListener('message', ({ data }: MessageEvent<Question>) =>
  postMessage(
    'settings' in data ? runNetwork(data.settings) : (measures[data.measure]?.(data.state) ?? Number.NaN),
  ),
)
