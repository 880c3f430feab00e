import { isRecord, type Checker, type Echo } from '../../checker.ts'
import type { Run } from '../../judge.ts'
import { say } from '../../messages.ts'
import { ungraded } from '../../outcome.ts'
import { choiceChecker, type ChoiceData } from '../choice/check.ts'
import { numericChecker, type NumericData } from '../numeric/check.ts'
import { shapeChecker, type ShapeData } from '../shape/check.ts'
import { tensorChecker, type TensorData } from '../tensor/check.ts'
import { outputChecker, type OutputData } from './output.ts'

/** What is predicted, as the data of another kind. */
export type Ask =
  | { kind: 'numeric'; data: NumericData }
  | { kind: 'tensor'; data: TensorData }
  | { kind: 'shape'; data: ShapeData }
  | { kind: 'choice'; data: ChoiceData }
  | { kind: 'output'; data: OutputData }

export interface PredictRunData {
  /** Shown before the prediction, run after it. */
  run: Run
  ask: Ask
}

/** A committed prediction, and how sure the reader was: 1 a guess, 3 certain. */
export type PredictRunRaw = { prediction: unknown; confidence?: 1 | 2 | 3 }

const askCheckers: { [K in Ask['kind']]: Checker<Extract<Ask, { kind: K }>['data']> } = {
  numeric: numericChecker,
  tensor: tensorChecker,
  shape: shapeChecker,
  choice: choiceChecker,
  output: outputChecker,
}

const checkerOf = (ask: Ask) => askCheckers[ask.kind] as Checker<Ask['data']>

/** Graded against the outcome proved at build, so that the prediction can be judged before anything runs. */
export const predictRunChecker: Checker<PredictRunData> = {
  read(raw, { ask }): Echo {
    return isRecord(raw) ? (checkerOf(ask).read?.(raw['prediction'], ask.data) ?? {}) : {}
  },
  check(raw, { ask }) {
    if (!isRecord(raw)) return ungraded(say('unreadable'))
    const { prediction, confidence } = raw
    if (![undefined, 1, 2, 3].includes(confidence as number)) return ungraded(say('unreadable'))
    return checkerOf(ask).check(prediction, ask.data)
  },
}
