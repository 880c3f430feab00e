import type { Checker } from '../checker.ts'
import { choiceChecker, type ChoiceData, type ChoiceRaw } from './choice/check.ts'
import { codeChecker, type CodeData, type CodeRaw } from './code/check.ts'
import type { DerivationData, DerivationRaw } from './derivation/check.ts'
import type { ExpressionData, ExpressionRaw } from './expression/check.ts'
import { freeChecker, type FreeData, type FreeRaw } from './free/check.ts'
import { derivationSlot, expressionSlot } from './mathematics.ts'
import { multiChecker, type MultiData, type MultiRaw } from './multi/check.ts'
import { numericChecker, type NumericData, type NumericRaw } from './numeric/check.ts'
import { orderChecker, type OrderData, type OrderRaw } from './order/check.ts'
import { predictRunChecker, type PredictRunData, type PredictRunRaw } from './predict-run/check.ts'
import { shapeChecker, type ShapeData, type ShapeRaw } from './shape/check.ts'
import { targetChecker, type TargetData, type TargetRaw } from './target/check.ts'
import { tensorChecker, type TensorData, type TensorRaw } from './tensor/check.ts'

/**
 * A kind is a folder here: `check.ts` (the page's half, pure on data), `author.ts` (what authors write, and what it
 * promises) and `examples.ts` (for the gallery and the tests). This file, `../index.ts` and `examples.ts` name it.
 */
export interface KindData {
  numeric: NumericData
  tensor: TensorData
  shape: ShapeData
  choice: ChoiceData
  multi: MultiData
  order: OrderData
  'predict-run': PredictRunData
  target: TargetData
  code: CodeData
  free: FreeData
  expression: ExpressionData
  derivation: DerivationData
}

/** What the page hands to `check` as `raw`, by kind. */
export interface KindRaw {
  numeric: NumericRaw
  tensor: TensorRaw
  shape: ShapeRaw
  choice: ChoiceRaw
  multi: MultiRaw
  order: OrderRaw
  'predict-run': PredictRunRaw
  target: TargetRaw
  code: CodeRaw
  free: FreeRaw
  expression: ExpressionRaw
  derivation: DerivationRaw
}

export type KindName = keyof KindData

export const checkers: { [K in KindName]: Checker<KindData[K]> } = {
  numeric: numericChecker,
  tensor: tensorChecker,
  shape: shapeChecker,
  choice: choiceChecker,
  multi: multiChecker,
  order: orderChecker,
  'predict-run': predictRunChecker,
  target: targetChecker,
  code: codeChecker,
  free: freeChecker,
  // Provided by `../math.ts`, for pages that need them.
  expression: expressionSlot,
  derivation: derivationSlot,
}
