import type { Message } from '../math/message.ts'

/**
 * The sentence of every message of `src/math`; `{gaps}` are filled from its params. Sentences about slips say what the
 * answer would be the answer to, then ask; none contains the right answer.
 */
const sentences: Readonly<Record<string, string>> = {
  'parse.empty': 'Type an expression first.',
  'parse.tooLong': 'That is too long: {most} characters are the limit.',
  'parse.tooDeep': 'There are too many brackets inside one another.',
  'parse.tooBig': 'The number {typed} is too large.',
  'parse.unknown': '“{name}” is not one of the symbols here.',
  'parse.unknownNear': '“{name}” is not one of the symbols here. Did you mean {suggestion}?',
  'parse.unexpected': '“{found}” cannot stand here.',
  'parse.incomplete': 'Something is missing here.',
  'parse.unclosed': 'The bracket {open} is not closed: {closing} is missing.',
  'parse.unopened': '{found} closes a bracket that was never opened.',
  'parse.missingOperator': 'There is an operator missing between two factors: write * or +.',
  'parse.trailingDigit': 'Is {name}{digits} the power {name}^{digits} or the product {digits}{name}?',
  'parse.ambiguousComma': '“{typed}” can be {point} or {whole}. Write the one you mean.',
  'parse.manyCommas': 'Write {typed} without commas: {whole}.',
  'parse.noArgument': '{name} needs something to act on, in brackets: {name}(x).',
  'parse.arity': '{name} takes another number of arguments than {count}.',
  'parse.derivative': 'A derivative is written dE/dw or ∂E/∂w.',
  'parse.primeOnSymbol': 'The prime belongs to a function, f′(x). For a derivative write dE/dw.',
  'parse.primeOnFunction': '{name}′ is not known here. Write the derivative as dE/dw.',
  'parse.primeTranspose': 'A prime is a derivative here. For the transpose write {name}^T.',
  'parse.inverseFunction':
    'A raised −1 on {name} can be the inverse function or a reciprocal. For the reciprocal write 1/{name}(x).',
  'parse.subscriptOnFunction': '{name} takes no subscript here.',
  'parse.indexOfScalar': 'This has no entries to pick from with a subscript.',
  'parse.index': 'Subscripts needed here: {count}.',
  'parse.sumIndex': 'Over which index? Write sum_k.',
  'parse.sumBounds': 'Give both ends, sum_{{name}=1}^{n}, or none.',
  'parse.equals': 'Give the expression alone, without an equals sign.',

  'note.slashProduct':
    'Read from left to right: what follows the fraction stands beside it, not under its bar.',
  'note.sigmaProduct': 'Here σ is a symbol, so this is read as a product.',

  'shape.product':
    '{left} is {leftShape}, {right} is {rightShape}: a product needs {leftInner} = {rightInner}, so they do not conform.',
  'shape.productSame':
    '{left} and {right} are both {leftShape}: their product does not conform. Entry by entry is written ⊙.',
  'shape.sum': '{left} is {leftShape}, {right} is {rightShape}: entry by entry they do not fit.',
  'shape.sides': '{left} is {leftShape}, but {right} is {rightShape}.',
  'shape.answer': 'Your expression is {leftShape}; what is asked for is {rightShape}.',
  'shape.power':
    '{left} is {leftShape}: only numbers are raised to a power here. Entry by entry is written ⊙.',
  'shape.scalar': '{left} is {leftShape}; a number is needed here.',
  'shape.square': '{left} is {leftShape}; a square matrix is needed here.',
  'shape.size': '“{name}” is not a size.',
  'shape.index': 'The index {name} runs up to {range}, but here {of} has size {size}.',
  'shape.derivative':
    'The derivative of {left}, {leftShape}, with respect to {right}, {rightShape}, has more than two axes. Take it entry by entry.',
  derivativeBy: 'One can differentiate with respect to a declared symbol only, not {name}.',
  free: '“{name}” has no value here.',
  sumRange: 'How far does {name} run? Write sum_{{name}=1}^{n}.',
  tooMuchWork: 'That would take too long to evaluate.',
  nowhereDefined: 'This is undefined wherever it was tried.',
  tooFewPoints: 'This could not be evaluated accurately at enough points.',

  'form.noDerivative': 'Right so far, but a derivative is left. Work it out.',
  'form.noPrime': 'Right so far, but a primed function is left. Work it out.',
  'form.noSum': 'Right so far, but a sum is left. Work it out.',
  'form.factored': 'Right so far, but write it as a product.',
  'form.only': 'Right so far, but {name} is not to appear. Use only: {names}.',
  'form.without': 'Right so far, but {name} is not to appear.',

  'slip.sign': 'Right but for a sign. Which step decides it?',
  'slip.half': 'Twice what it should be. Where does a ½ enter, or cancel?',
  'slip.two': 'Half of what it should be. Where does a 2 enter?',
  'slip.innerDerivative':
    'An inner derivative is missing: that of {factor}. The chain rule has one factor for every step between.',
  'slip.prime': 'The function stands where its derivative belongs: {factor}.',
  'slip.sumForgotten': 'That is one term. Over which {over} do the paths add?',
  'slip.index': 'Look at the index of {used}. Which one belongs to this unit?',
  'slip.zForA':
    '{used} goes into the activation. Which quantity comes out of it, and which one is needed here?',
  'slip.aForZ':
    '{used} comes out of the activation. Which quantity goes into it, and which one is needed here?',
  'slip.transposed': 'The transpose of a factor, or of the whole. Compare the shapes.',
  'slip.swapped': 'The factors of a matrix product are in the other order.',
  'slip.missingFactor': 'A factor is missing: {factor}. Where does it come from?',
  'slip.wrongFactor':
    'The factor {used} is not the one that belongs here. Where does the factor in this place come from?',
  'slip.extraFactor': 'There is one factor too many: {factor}.',
  'slip.divisor': 'The division by {factor} is missing.',
  'slip.reciprocal': 'A factor stands above the line instead of below it, or the other way around.',
  'slip.exponent': 'An exponent is missing in {factor}.',
  'slip.number': 'Look at the number {used}.',

  'derivation.unequal': 'Not equal: at {where} the left side is {leftValue}, the right side {rightValue}.',
  'derivation.unchanged': 'The same as the line before.',
  'derivation.notBegun': 'Nothing has been derived yet.',
  'derivation.blank':
    'Double brackets must enclose a whole expression, and a line that goes on needs one before it.',
  'derivation.blankRight': 'This blank is right.',
  'derivation.unfinished': 'Every line so far follows from the one before. It is not done yet.',
}

/** Words for `toSpeech`. */
export const mathSpeech: Readonly<Record<string, string>> = {
  add: '{a} plus {b}',
  sub: '{a} minus {b}',
  mul: '{a} times {b}',
  dot: '{a} times {b}',
  hadamard: '{a} times, entry by entry, {b}',
  div: '{a} over {b}',
  neg: 'minus {a}',
  pow: '{a} to the power {b}',
  pow2: '{a} squared',
  pow3: '{a} cubed',
  transpose: '{a} transposed',
  abs: 'the absolute value of {a}',
  norm: 'the norm of {a}',
  index: '{a} sub {b}',
  layer: '{a} of layer {b}',
  call: '{a} of {b}',
  prime: 'prime',
  bracket: 'open bracket {a} close bracket',
  capital: 'capital {a}',
  hat: '{a} hat',
  bar: '{a} bar',
  sum: 'the sum over {k} of {a}',
  sumBounds: 'the sum over {k} from {b} to {c} of {a}',
  prod: 'the product over {k} of {a}',
  prodBounds: 'the product over {k} from {b} to {c} of {a}',
  derivative: 'the derivative of {a} with respect to {b}',
  partial: 'the partial derivative of {a} with respect to {b}',
  '<': 'one if {a} is less than {b}, otherwise zero',
  '>': 'one if {a} is greater than {b}, otherwise zero',
  '<=': 'one if {a} is at most {b}, otherwise zero',
  '>=': 'one if {a} is at least {b}, otherwise zero',
  onesVector: 'the vector of ones',
  ones: 'ones',
  eye: 'the identity',
  exp: 'the exponential',
  log: 'the natural logarithm',
  sqrt: 'the square root',
  tr: 'the trace',
  relu: 're-lu',
}

export const mathMessages: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(sentences).map(([id, text]) => [`math.${id}`, text]),
)

/** The message as a plain sentence. */
export const mathText = ({ id, params }: Message): string =>
  (mathMessages[id] ?? id).replaceAll(/\{(\w+)\}/gu, (gap, key: string) => String(params[key] ?? gap))
