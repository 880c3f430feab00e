/** Words of the figures on the chain rule. */
export const graphText = {
  name: 'Computation graph',
  expression: 'an expression of your own',
  hint: 'Letters, numbers, + − * / ^, exp, ln, sqrt, sigma, tanh, relu, softplus, sin, cos, abs, max, min.',
  presets: 'expressions to begin with',
  value: (name: string) => `value of ${name}`,
  read: (definitions: string) => `Step by step: ${definitions}.`,
  view: 'what stands below the values',
  views: {
    fill: 'Fill in ∂f/∂…',
    show: 'Show ∂f/∂…',
    forward: (name: string) => `Forward: ∂…/∂${name}`,
  },
  by: 'variable of forward mode',
  slopes: 'Local slopes',
  otherNumbers: 'Other numbers',
  clear: 'Clear',
  picture: (definitions: string) => `The graph: ${definitions}`,
  entry: (name: string) => `derivative of f with respect to ${name}`,
  score: (right: number, all: number) => `${right} of ${all} right`,
  begin:
    'Begin at the bottom. Every red number: slope of the step below × red number below. Check each with Enter.',
  done: 'All right. This is what a backward pass does.',
  shown: 'Every red number is the sum, over the edges below it, of slope × red number below.',
  forwardSays: (name: string) =>
    `One forward pass for ${name}: it starts with 1 at ${name} and 0 at the other variables, and goes down.`,
  isRight: (name: string) => `∂f/∂${name} is right.`,
  unread: (name: string) => `∂f/∂${name}: type a number, such as -1.5.`,
  ledger: 'Where they come from',
  difference: (name: string) => `∂f/∂${name} by nudging ${name}`,
  tableValue: (name: string) => `value of ${name}`,
  tableGradient: (name: string) => `∂f/∂${name}`,
  tableTangent: (name: string, by: string) => `∂${name}/∂${by}`,
  hiddenNumber: 'to be filled in',
  describe: (definitions: string, values: string, state: string) =>
    `Computation graph: ${definitions}. ${values}. ${state}`,
  noValue: (name: string) => `${name} has no value here: choose other numbers.`,
  kink: (name: string) =>
    `At ${name} the slope jumps, so there is no derivative. The engine takes 0 for ReLU and |x|, and one half for each operand when max or min are level.`,
  refused: {
    unread: (problem: string) => problem,
    unknown: (what: string) => `This figure does not know “${what}”.`,
    noVariable: 'There is no variable in it, so nothing to differentiate by.',
    noOperation: 'That is a variable alone. Do something with it.',
    undefined: 'A part of it has no value, such as a division by zero.',
    tooLarge: (nodes: number, most: number) => `That makes ${nodes} nodes; at most ${most} fit here.`,
    tooManyVariables: (count: number, most: number) =>
      `That has ${count} variables; at most ${most} fit here.`,
    kept: 'The graph below is still the last one.',
  },
  /** What each wrong number would be the answer to; the right one is never told. */
  why: {
    follows: (n: string, at: string) =>
      `∂f/∂${n} follows from your number at ${at}. Your step is right; the number at ${at} is not.`,
    value: (n: string) =>
      `That is the value of ${n}, the black number. Asked for is how fast f moves with ${n}.`,
    output: () => 'How fast does f move when f itself moves? One for one, whatever its value.',
    onePath: (n: string, at: string) =>
      `That is what comes back from ${at} alone. ${n} is used in more than one place: what comes back adds up.`,
    pathsMultiplied: (n: string) =>
      `You multiplied what comes back to ${n} from its several uses. Along a path slopes multiply; paths add.`,
    slopeOnly: (n: string, at: string) =>
      `That is the local slope: how fast ${at} moves with ${n}. How fast does f move with ${at}?`,
    passedOn: (_n: string, at: string) =>
      `You passed the red number of ${at} on unchanged. That is what + does. What is the slope of this step?`,
    ownFactor: (n: string, at: string) =>
      `You multiplied by ${n} itself. In the product ${at}, how fast does ${at} move with ${n}?`,
    valueForSlope: (_n: string, at: string) => `You multiplied by the value of ${at} in place of its slope.`,
    slopeAtOutput: (n: string, at: string) =>
      `You took the slope at ${at}, where the function comes out. It belongs to ${n}, what goes in.`,
    valueBelow: (_n: string, at: string) =>
      `You multiplied the slope by the black number of ${at}. What comes back is the red one.`,
    added: (n: string) => `You added slope and red number at ${n}. Along a path they multiply.`,
    sign: () => 'The size is right, the sign is not.',
    other: (n: string) => `∂f/∂${n} is not right yet.`,
  },
  /** The local slope of each operation, as a rule. */
  rules: {
    add: 'A sum passes the red number on unchanged.',
    sub: 'A difference passes it on: unchanged to the left, with its sign turned to the right.',
    mul: 'Behind a product the slope is the other factor.',
    div: 'Of a/b the slope by a is 1/b, by b it is −a/b².',
    pow: 'Of a power xⁿ the slope is n xⁿ⁻¹; of nˣ it is nˣ ln n.',
    max: 'max passes it to the greater one alone.',
    min: 'min passes it to the smaller one alone.',
    neg: 'A minus turns the sign.',
    exp: 'The slope of exp is its own value.',
    log: 'The slope of ln x is 1/x.',
    sqrt: 'The slope of √x is 1/(2√x).',
    sigma: 'The slope of σ is a(1 − a), where a is its value.',
    tanh: 'The slope of tanh is 1 − a², where a is its value.',
    relu: 'ReLU passes it on where its input is positive, and stops it elsewhere.',
    softplus: 'The slope of softplus is the sigmoid of what goes in.',
    sin: 'The slope of sin is cos.',
    cos: 'The slope of cos is −sin.',
    abs: 'The slope of |x| is the sign of x.',
  },
} as const
