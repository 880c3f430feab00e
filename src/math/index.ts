// Typed mathematics: read, print, evaluate, compare, diagnose, and derivations that are checked. The grammar is
// described in GRAMMAR.md.
export type { Message } from './message.ts'
export { declare, type Specs } from './declare/declare.ts'
export type { Declarations, Declared, Domain, Options, SymbolSpec } from './declare/types.ts'
export type { Node, Span } from './grammar/ast.ts'
export { sameNode, walk } from './grammar/ast.ts'
export { MAX_LENGTH, parse, parseLine, type Read, type ReadLine, type Unread } from './grammar/parse.ts'
export { toSpeech, type SpeechWords } from './print/toSpeech.ts'
export { toTex, type TexOptions } from './print/toTex.ts'
export { toText } from './print/toText.ts'
export { shapeOf } from './declare/shapeOf.ts'
export { evaluateAt } from './evaluateAt.ts'
export {
  compareAt,
  equivalent,
  Points,
  problemOf,
  type Binding,
  type Equivalence,
  type PointOptions,
  type Value,
} from './equivalent.ts'
export { requiredForm, type Form } from './form.ts'
export { mutate, type Mutant, type Slip } from './mutate.ts'
export { diagnose, diagnoseAt, type Diagnosis } from './diagnose.ts'
export { changes } from './changes.ts'
export {
  readDerivation,
  verifyDerivation,
  type Derivation,
  type Finding,
  type ReadDerivation,
  type ReadStep,
  type Step,
} from './derivation.ts'
export { mutationTest, type MutantReport, type MutationReport } from './mutationTest.ts'
export { judgeLines, type JudgedLine, type JudgeOptions, type Judgement } from './judge.ts'
export { derivations, type LessonDerivation } from './author.ts'
