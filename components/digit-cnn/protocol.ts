import type { Question } from './explain.ts'
import type { Digits, RunSettings, Shot } from './session.ts'

/** How fast a run goes: so many updates for every picture, or as many as fit. */
export type Pace = number | 'many'

/** Page → worker. `session` is a number that the page chose; what belongs to an older one is dropped. */
export type Command =
  | { do: 'create'; session: number; settings: RunSettings; question: Question; digits?: Digits }
  /** Trains until so many epochs are over, or it is paused. */
  | { do: 'run'; session: number; pace: Pace; until: number }
  | { do: 'pause'; session: number }
  | { do: 'step'; session: number; grain: 'batch' | 'epoch' }
  | { do: 'look'; session: number; question: Question }
  /** The page is ready to draw one picture. */
  | { do: 'frame'; session: number }

/** Worker → page. */
export type Report =
  | { tell: 'shot'; session: number; shot: Shot; isRunning: boolean }
  | { tell: 'failed'; session: number; message: string }
