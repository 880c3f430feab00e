import type { Json } from '../../src/exercises/check.ts'
import { flows, measures, type Settings } from './model.ts'

/** Page → worker: networks to be measured, or a measure that an exercise asks of a state. */
export type Question = { number: number } & ({ settings: Settings } | { state: Json; measure: string })

addEventListener('message', ({ data }: MessageEvent<Question>) =>
  postMessage({
    number: data.number,
    answer: 'settings' in data ? flows(data.settings) : (measures[data.measure]?.(data.state) ?? Number.NaN),
  }),
)
