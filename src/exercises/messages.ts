import type { Message as MathMessage } from '../math/index.ts'

/**
 * What the checker can say, as ids with parameters; the sentences are in `src/strings`. Author-written feedback is not
 * here: it is Markdown in the resolved variant, named by its key. No message carries the expected answer.
 */
type None = Readonly<Record<string, never>>

export interface MessageParams {
  correct: None
  incorrect: None

  // Nothing to grade yet: no try is used.
  'nothing-entered': None
  'too-long': { limit: number }
  unreadable: None
  /** `found`: the first characters that are not part of a number. */
  'not-a-number': { found: string }
  'several-numbers': None
  /** "1,234" may be 1.234 or 1234; both readings as the reader would type them. */
  'ambiguous-comma': { text: string; asDecimal: string; asThousands: string }
  'misplaced-comma': None
  'not-finite': None
  'too-large': None
  'too-small': None
  'division-by-zero': None
  'percent-not-asked': None
  'unit-not-asked': { found: string; unit: string }
  'unknown-name': { name: string }
  'unclosed-parenthesis': None
  'unfinished-expression': None
  /** Right as far as it goes; type `figures` significant figures. */
  'right-so-far-figures': { figures: number }
  /** Right as far as it goes; type `decimals` digits after the point. */
  'right-so-far-decimals': { decimals: number }

  // Recognized wrong numbers.
  'early-rounding': None
  'opposite-sign': None
  'off-by-one': None
  reciprocal: None
  'factor-two': None
  'percent-slip': None
  'log-base': None
  degrees: None

  // Tensors.
  'blank-cells': { count: number }
  /** Row and column count from 1. */
  'cell-unreadable': { row: number; column: number; problem: Message }
  ragged: None
  'unbalanced-brackets': None
  /** The grid's shape is public: `want` is what the page shows. */
  'shape-mismatch': { got: string; want: string }
  'wrong-shape': { got: string }
  transposed: None
  'axes-swapped': None
  'rows-swapped': None
  'columns-swapped': None
  'other-axis': None
  'constant-factor': None
  'cells-right': { right: number; total: number }

  // Shapes.
  'not-a-shape': { found: string }
  'unknown-symbol': { symbol: string; known: readonly string[] }
  'symbol-case': { symbol: string; known: string }
  'missing-batch': None
  'extra-axis': None
  'dims-swapped': None
  'wrong-rank': { got: number }
  'other-rounding': None
  'dims-right': { right: number; total: number }

  // Choices.
  'nothing-chosen': None
  'unknown-option': None
  'options-missed': None
  'options-extra': None
  'options-mixed': None
  'option-open': None

  // Ordering. Positions count from 1.
  'block-unplaced': None
  'blocks-missing': None
  'first-wrong-block': { position: number }
  'distractor-used': { position: number }
  'wrong-indent': { position: number }
  'block-open': None

  // Typed mathematics: a message of src/math, whose sentences are in math.en.ts.
  math: { message: MathMessage }

  // Programs, targets, free text.
  'code-unchanged': None
  'blanks-left': { count: number }
  'not-run': None
  'code-syntax': { line: number; problem: string }
  'code-error': { problem: string }
  'code-timeout': { ms: number }
  'test-failed': { detail: string }
  'tests-passed': { passed: number; total: number }
  'goal-met': None
  'goals-met': { met: number; total: number }
  'goal-unmet': None
  'not-judged': None
  'output-mismatch': { line: number }
  'output-lines': { got: number }
  'output-form': None
  'rubric-open': None
  'self-marked': { met: number; total: number }
}

export type MessageId = keyof MessageParams

export type CodedMessage<Id extends MessageId = MessageId> = {
  [K in Id]: { id: K; params: MessageParams[K] }
}[Id]

/** A sentence of ours by id, or the author's Markdown by its key in the variant's `texts`. */
export type Message = CodedMessage | { text: string }

const none: None = {}

/** `say('too-long', { limit: 100 })`, `say('correct')`. */
export function say<Id extends MessageId>(
  id: Id,
  ...params: MessageParams[Id] extends None ? [] : [MessageParams[Id]]
): Message {
  return { id, params: params[0] ?? none } as Message
}
