import type { Checker } from '../checker.ts'
import { choiceChecker, type ChoiceData, type ChoiceRaw } from './choice/check.ts'
import { numericChecker, type NumericData, type NumericRaw } from './numeric/check.ts'
import { tensorChecker, type TensorData, type TensorRaw } from './tensor/check.ts'

/** A kind is a folder here with `check.ts` (the page's half), `author.ts` and `examples.ts`; this file and `index.ts` name it. */
export interface KindData {
  numeric: NumericData
  tensor: TensorData
  choice: ChoiceData
}

/** What the page hands to `check` as `raw`, by kind. */
export interface KindRaw {
  numeric: NumericRaw
  tensor: TensorRaw
  choice: ChoiceRaw
}

export type KindName = keyof KindData

export const checkers: { [K in KindName]: Checker<KindData[K]> } = {
  numeric: numericChecker,
  tensor: tensorChecker,
  choice: choiceChecker,
}
