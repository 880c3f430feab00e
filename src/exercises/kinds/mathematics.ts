import type { DerivationData } from './derivation/check.ts'
import type { ExpressionData } from './expression/check.ts'
import { late, type LateChecker } from './late.ts'

/** The places of the two kinds that need `src/math`; `../math.ts` fills them. */
export const expressionSlot: LateChecker<ExpressionData> = /* @__PURE__ */ late<ExpressionData>()
export const derivationSlot: LateChecker<DerivationData> = /* @__PURE__ */ late<DerivationData>()
