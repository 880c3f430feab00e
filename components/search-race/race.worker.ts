import { race, repeated, type Race, type RaceSettings, type Tally } from './model.ts'
import { METHODS, type MethodName } from './searches.ts'

export interface RaceRequest {
  /** Given back with every answer: what belongs to an older question is dropped. */
  number: number
  settings: RaceSettings
  /** Race from many seeds too. */
  repeat: boolean
}

export type RaceAnswer =
  | { number: number; tell: 'race'; race: Race }
  | { number: number; tell: 'tally'; method: MethodName; tally: Tally }

addEventListener('message', ({ data: { number, settings, repeat } }: MessageEvent<RaceRequest>) => {
  const answer = (message: RaceAnswer) => postMessage(message)
  if (!repeat) return answer({ number, tell: 'race', race: race(settings) })
  for (const method of METHODS) answer({ number, tell: 'tally', method, tally: repeated(settings, method) })
  return undefined
})
