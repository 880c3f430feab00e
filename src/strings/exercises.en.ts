import type { CodedMessage, MessageId, MessageParams } from '../exercises/messages.ts'
import { mathText } from './math.en.ts'

const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`

/** The sentence of every message of the checker, in plain text. None contains the expected answer. */
export const exerciseMessages: { [Id in MessageId]: (params: MessageParams[Id]) => string } = {
  correct: () => 'Correct.',
  incorrect: () => 'Check your steps, or take a hint.',

  'nothing-entered': () => 'Enter an answer first.',
  'too-long': ({ limit }) => `That is too long to be an answer: ${limit} is the limit.`,
  unreadable: () => 'This answer cannot be read. Please enter it again.',
  'not-a-number': ({ found }) => `“${found}” is not part of a number.`,
  'several-numbers': () => 'These are several numbers. Which one is your answer?',
  'ambiguous-comma': ({ text, asDecimal, asThousands }) =>
    `“${text}” can mean ${asDecimal} or ${asThousands}. Write the one you mean.`,
  'misplaced-comma': () => 'The commas and points do not make one number. Use one decimal point.',
  'not-finite': () => 'The answer is a finite number.',
  'too-large': () => 'That number is too large for a computer to hold.',
  'too-small': () => 'That number is too small for a computer to tell from zero.',
  'division-by-zero': () => 'Division by zero.',
  'percent-not-asked': () => 'Give the number itself, without %.',
  'unit-not-asked': ({ found, unit }) =>
    `Your unit is ${found}; the answer is in ${unit}. Convert the number, or leave the unit out.`,
  'unknown-name': ({ name }) => `“${name}” is not known here.`,
  'unclosed-parenthesis': () => 'The parentheses do not match.',
  'unfinished-expression': () => 'Something is missing in this expression.',
  'right-so-far-figures': ({ figures }) =>
    `Right so far. Give ${count(figures, 'significant figure', 'significant figures')}.`,
  'right-so-far-decimals': ({ decimals }) =>
    `Right so far. Give ${count(decimals, 'digit', 'digits')} after the point.`,

  'early-rounding': () =>
    'A few units off in the last digit, more than rounding the result explains. Did you round on the way?',
  'opposite-sign': () => 'Right size, opposite sign. Which step decides the sign?',
  'off-by-one': () => 'Off by one. What do you count, and are both ends in it?',
  reciprocal: () => 'That is one divided by the result. Which quantity belongs below the line?',
  'factor-two': () => 'Off by a factor of two. Where does a 2 enter, or cancel?',
  'percent-slip': () => 'Off by a factor of one hundred. Is a fraction asked for, or a percentage?',
  'log-base': () => 'That is the result with a logarithm of another base. Which base does the formula use?',
  degrees: () => 'That is the result in the other unit of angle. Degrees or radians?',

  'blank-cells': ({ count: n }) => `${count(n, 'cell is', 'cells are')} still blank.`,
  'cell-unreadable': ({ row, column, problem }) => `Row ${row}, column ${column}: ${problemText(problem)}`,
  ragged: () => 'The rows have different lengths.',
  'unbalanced-brackets': () => 'The brackets do not match.',
  'shape-mismatch': ({ got, want }) => `This has shape ${got}; the grid has shape ${want}.`,
  'wrong-shape': ({ got }) =>
    `Your answer has shape ${got}. Which axes does the result keep, and how long are they?`,
  transposed: () => 'That is the transpose of the result. Which index runs along the rows?',
  'axes-swapped': () => 'The right numbers with axes in another order. Which axis comes first?',
  'rows-swapped': () => 'The right rows in another order. Which row belongs to which index?',
  'columns-swapped': () => 'The right columns in another order. Which column belongs to which index?',
  'other-axis': () => 'That is the result along another axis. Which axis disappears?',
  'constant-factor': () => 'Every entry is off by the same factor. Is a sum asked for, or a mean?',
  'cells-right': ({ right, total }) => `${right} of ${total} entries are right.`,

  'not-a-shape': ({ found }) => `“${found}” is not part of a shape. Write it as (2, 3).`,
  'unknown-symbol': ({ symbol, known }) =>
    known.length === 0
      ? `“${symbol}” is not a size here; use numbers.`
      : `“${symbol}” is not a size here. The sizes are ${known.join(', ')}.`,
  'symbol-case': ({ symbol, known }) => `“${symbol}” is not a size here. Do you mean ${known}?`,
  'missing-batch': () => 'That is the shape for a single example. What happened to the batch axis?',
  'extra-axis': () => 'One axis too many. Which axis does the operation remove?',
  'dims-swapped': () => 'The right sizes in another order. Which axis comes first?',
  'wrong-rank': ({ got }) => `Your shape has ${count(got, 'axis', 'axes')}. How many axes has the result?`,
  'other-rounding': () =>
    'That is the size with the division rounded the other way. Is an incomplete window used?',
  'dims-right': ({ right, total }) => `${right} of ${total} sizes are right.`,

  'nothing-chosen': () => 'Choose an answer first.',
  'unknown-option': () => 'That option is not offered any more. Please choose again.',
  'options-missed': () => 'All you chose is right, and something is missing.',
  'options-extra': () => 'You have all that is right, and something that is not.',
  'options-mixed': () => 'Some of your choices are right, some are not, or something is missing.',
  'option-open': () => 'Not chosen.',

  'block-unplaced': () => 'Put the blocks in order first.',
  'blocks-missing': () => 'What is there is in order, but it does not do the whole task. What is missing?',
  'first-wrong-block': ({ position }) =>
    `Right up to line ${position - 1}. Line ${position} cannot come here. What must happen before it?`,
  'distractor-used': ({ position }) => `Line ${position} does not belong in the answer.`,
  'wrong-indent': ({ position }) =>
    `The order is right. Line ${position} belongs to another block: check its indentation.`,
  'block-open': () => 'Not judged yet.',

  math: ({ message }) => mathText(message),

  'code-unchanged': () => 'This is the code as given. Change it first.',
  'blanks-left': ({ count: n }) => `${count(n, 'blank is', 'blanks are')} left to fill.`,
  'not-run': () => 'Not run yet.',
  'code-syntax': ({ line, problem }) => `Line ${line} cannot be read: ${problem}`,
  'code-error': ({ problem }) => `The program stopped with an error: ${problem}`,
  'code-timeout': ({ ms }) => `The program was stopped after ${ms} ms. Does every loop end?`,
  'test-failed': ({ detail }) => detail,
  'tests-passed': ({ passed, total }) => `${passed} of ${total} tests pass.`,
  'goal-met': () => 'Reached.',
  'goals-met': ({ met, total }) => `${met} of ${total} goals are reached.`,
  'goal-unmet': () => 'Not reached yet.',
  'not-judged': () => 'Could not be judged. Please try again.',
  'output-mismatch': ({ line }) =>
    `Line ${line} of the output is another. What does the program do just before it prints it?`,
  'output-form': () =>
    'The values are right. Write them as the program prints them: what stands between them, and what on which line?',
  'output-lines': ({ got }) =>
    `You predict ${count(got, 'line', 'lines')} of output. How often does the program print?`,
  'rubric-open': () => 'Write your answer, then check it against the list.',
  'self-marked': ({ met, total }) => `You have checked ${met} of ${total} points.`,
}

/** The sentence of a message; an author's text is the page's to render. */
export function exerciseText<Id extends MessageId>(message: CodedMessage<Id>): string {
  const write = exerciseMessages[message.id] as (params: MessageParams[Id]) => string
  return write(message.params)
}

const problemText = (problem: MessageParams['cell-unreadable']['problem']): string =>
  'id' in problem ? exerciseText(problem) : ''
